"""docs/schema.md: entity-relationship diagrams of the database, and all tables with their columns."""

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
    Owned,
    ScaledInteger,
    UtcDateTime,
    Versioned,
    natural_key,
)

TITLES = {
    "identity": "Identity: users, roles and access",
    "customers": "Customers: customers, orders, subscriptions and support",
    "sales": "Sales: leads, deals, pipelines and quotas",
    "finance": "Finance: ledger, invoices, bills and cash",
    "work": "Work: employees, projects, tasks and time entries",
    "dashboards": "Dashboards: dashboards, tiles and layouts",
    "catalog": "Catalog: layers that an organisation adds",
}

INTRODUCTION = """
# Database schema

Generated from the models by `make docs`; change the models, not this page.

All tables except `data_versions` have `id`, `created_at` and `updated_at`. Business rows and user-created rows also
have an `organization_id`, and reference only rows of the same organisation: foreign keys consist of both columns.
User-created rows also have a `version`, which increases with each save, and `deleted_at`, which hides the row. The
tables below omit these columns. Customers are in the table `clients`.

- **Money** is an integer in 1/10,000 of the currency in the row, and a `Decimal` in Python.
- **Instants** are stored in UTC; **dates** have no time zone.
- **Personal** columns hold names, contact details or pay.
- A **key** identifies a row for data loads. A row is deleted with the row of a reference in italics.
""".strip()

SCALED = {MONEY_SCALE: "exact, to 1/10,000", SHARE_SCALE: "exact, to 9 places", RATE_SCALE: "exact, to 12 places"}

# The first type that matches names the column type.
TYPES: tuple[tuple[type, str], ...] = (
    (UtcDateTime, "instant"),
    (sa.Date, "date"),
    (sa.Boolean, "boolean"),
    (sa.JSON, "JSON"),
    (sa.Integer, "integer"),
)


MIXINS = (Identified, Owned, Versioned)

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
    heading = f"### `{table.name}`"
    rows = [_row(table, column) for column in _own_columns(model)]
    head = "| column | type | nullable | description |\n|---|---|---|---|"
    return "\n\n".join([heading, cleandoc(model.__doc__ or ""), _key_line(table), "\n".join([head, *rows])])


def _key_line(table: sa.Table) -> str:
    key = natural_key(table)
    return f"Key: {', '.join(f'`{name}`' for name in key)}." if key else "One row per organisation."


def _own_columns(model: type[Any]) -> list[sa.Column[Any]]:
    shared = {name for mixin in MIXINS if issubclass(model, mixin) for name in mixin.__annotations__}
    return [column for column in model.__table__.columns if column.name not in shared]


def _row(table: sa.Table, column: sa.Column[Any]) -> str:
    meaning = f"{column.comment}.{_choices(table, column.name)}{' *Personal.*' if column.info.get('personal') else ''}"
    empty = "yes" if column.nullable else ""
    return f"| `{column.name}` | {_type(table, column)} | {empty} | {meaning} |"


def _choices(table: sa.Table, name: str) -> str:
    values = [rule.info[name] for rule in table.constraints if name in rule.info]
    return f" One of: {', '.join(values[0])}." if values else ""


def _type(table: sa.Table, column: sa.Column[Any]) -> str:
    reference = _references(table).get(column.name)
    if reference is not None:
        target = reference.referred_table.name
        return f"*→ `{target}`*" if reference.ondelete == "CASCADE" else f"→ `{target}`"
    if isinstance(column.type, sa.String):
        return f"text, up to {column.type.length}" if column.type.length else "text"
    return _plain_words(column)


def _plain_words(column: sa.Column[Any]) -> str:
    if isinstance(column.type, ScaledInteger):
        return SCALED[column.type.scale]
    return next(words for kind, words in TYPES if isinstance(column.type, kind))


def _plain(column: sa.Column[Any]) -> str:
    """Return the type as one word, for the diagrams."""
    return next(word for kind, word in SHORT if isinstance(column.type, kind))


def _references(table: sa.Table) -> dict[str, sa.ForeignKeyConstraint]:
    """Return the foreign key of each referencing column, apart from the organisation in composite keys."""
    keys = [(key, [column.name for column in key.columns]) for key in table.foreign_key_constraints]
    return {name: key for key, names in keys for name in names if name != "organization_id" or len(names) == 1}


def _is_owned(table: sa.Table) -> bool:
    return issubclass(MODELS[table], Owned)
