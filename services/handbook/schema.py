"""docs/schema.md: diagrams of the record, and what every column of it means."""

from collections.abc import Iterator, Sequence
from inspect import cleandoc
from typing import Any

import sqlalchemy as sa

from models import db
from models.base import (
    MONEY_SCALE,
    RATE_SCALE,
    SHARE_SCALE,
    Base,
    Identified,
    Made,
    Owned,
    ScaledInteger,
    UtcDateTime,
    natural_key,
)

TITLES = {
    "identity": "Identity: who may come in",
    "customers": "Customers: who they are, what they buy, pay and ask for",
    "sales": "Sales: how sales come about",
    "finance": "Finance: the ledger, what is owed, and the money",
    "work": "Work: who does it, on what, and how much of it",
    "dashboards": "Dashboards: what people look at",
    "catalog": "Catalog: what an organisation adds to the meaning of its data",
}

INTRODUCTION = """
# The record

Made from the models by `make docs`; change the models, not this page.

Every table but `data_versions` has `id`, `created_at` and `updated_at`. Every row of the business, and everything that
people make, has an `organization_id` as well, and points only at rows of the same organisation: the foreign keys hold
both numbers. What people make also has a `version`, which counts its saves, and `deleted_at`, which hides it. These
columns are left out of the tables below.

- **Money** is a whole number of 1/10,000 of the currency beside it, and a `Decimal` in Python.
- **Instants** are stored in UTC; **days** have no time zone.
- **Personal** columns tell who somebody is, how to reach them, or what they earn.
- A **key** is what a load finds a row again by. A reference in italics goes with the row that it points at.
""".strip()

SCALED = {MONEY_SCALE: "exact, to 1/10,000", SHARE_SCALE: "exact, to 9 places", RATE_SCALE: "exact, to 12 places"}

# The first that fits tells what a person should think of.
TYPES: tuple[tuple[type, str], ...] = (
    (UtcDateTime, "instant"),
    (sa.Date, "day"),
    (sa.Boolean, "yes or no"),
    (sa.JSON, "JSON"),
    (sa.Integer, "whole number"),
)


MIXINS = (Identified, Owned, Made)

_BY_TABLE = {mapper.local_table: mapper.class_ for mapper in Base.registry.mappers}
MODELS: dict[Any, type[Any]] = {table: _BY_TABLE[table] for table in db.metadata.tables.values()}


SHORT: tuple[tuple[type, str], ...] = (
    (sa.String, "text"),
    (ScaledInteger, "decimal"),
    (UtcDateTime, "instant"),
    (sa.Date, "date"),
    (sa.Boolean, "boolean"),
    (sa.JSON, "json"),
    (sa.Integer, "number"),
)


def schema_page() -> str:
    """Return the page as Markdown."""
    parts = (part for domain in TITLES for part in _domain(domain))
    return "\n\n".join([INTRODUCTION, *parts]) + "\n"


def _domain(name: str) -> Iterator[str]:
    models = _models(name)
    yield f"## {TITLES[name]}"
    yield _diagram(models)
    for model in models:
        yield _section(model)


def _models(domain: str) -> list[type[Any]]:
    """Return the models of a domain, in the order in which its files define them."""
    return [model for model in MODELS.values() if model.__module__.split(".")[1] == domain]


def _diagram(models: Sequence[type[Any]]) -> str:
    lines = [line for model in models for line in (*_entity(model.__table__), *_relations(model.__table__))]
    return "\n".join(["```mermaid", "erDiagram", *(f"    {line}" for line in lines), "```"])


def _entity(table: sa.Table) -> Iterator[str]:
    key = natural_key(table)
    yield f"{table.name} {{" if key else table.name
    for name in key:
        yield f"    {_plain(table.c[name])} {name} UK"
    if key:
        yield "}"


def _relations(table: sa.Table) -> Iterator[str]:
    for column, constraint in sorted(_references(table).items()):
        if column == "organization_id" and _is_owned(table):
            continue
        whole = "|o" if table.c[column].nullable else "||"
        yield f'{constraint.referred_table.name} {whole}--o{{ {table.name} : "{column}"'


def _section(model: type[Any]) -> str:
    table = model.__table__
    heading = f"### {model.__name__} (`{table.name}`)"
    rows = [_row(table, column) for column in _own_columns(model)]
    head = "| column | type | empty | meaning |\n|---|---|---|---|"
    return "\n\n".join([heading, cleandoc(model.__doc__ or ""), _key_line(table), "\n".join([head, *rows])])


def _key_line(table: sa.Table) -> str:
    key = natural_key(table)
    return f"Key: {', '.join(f'`{name}`' for name in key)}." if key else "One row for each organisation."


def _own_columns(model: type[Any]) -> list[sa.Column[Any]]:
    shared = {name for mixin in MIXINS if issubclass(model, mixin) for name in mixin.__annotations__}
    return [column for column in model.__table__.columns if column.name not in shared]


def _row(table: sa.Table, column: sa.Column[Any]) -> str:
    meaning = f"{column.comment}.{_choices(table, column.name)}{' *Personal.*' if column.info.get('personal') else ''}"
    empty = "may be" if column.nullable else ""
    return f"| `{column.name}` | {_type(table, column)} | {empty} | {meaning} |"


def _choices(table: sa.Table, name: str) -> str:
    values = [rule.info[name] for rule in table.constraints if name in rule.info]
    return f" One of: {', '.join(values[0])}." if values else ""


def _type(table: sa.Table, column: sa.Column[Any]) -> str:
    reference = _references(table).get(column.name)
    if reference is not None:
        target = reference.referred_table.name
        return f"*→ {target}*" if reference.ondelete == "CASCADE" else f"→ {target}"
    if isinstance(column.type, sa.String):
        return f"text, up to {column.type.length}" if column.type.length else "text"
    return _plain_words(column)


def _plain_words(column: sa.Column[Any]) -> str:
    if isinstance(column.type, ScaledInteger):
        return SCALED[column.type.scale]
    return next(words for kind, words in TYPES if isinstance(column.type, kind))


def _plain(column: sa.Column[Any]) -> str:
    """Return the type in one word, as the diagrams need it."""
    return next(word for kind, word in SHORT if isinstance(column.type, kind))


def _references(table: sa.Table) -> dict[str, sa.ForeignKeyConstraint]:
    """Return the foreign key of each column that points at another row; beside it may stand whose row that is."""
    keys = [(key, [column.name for column in key.columns]) for key in table.foreign_key_constraints]
    return {name: key for key, names in keys for name in names if name != "organization_id" or len(names) == 1}


def _is_owned(table: sa.Table) -> bool:
    return issubclass(MODELS[table], Owned)
