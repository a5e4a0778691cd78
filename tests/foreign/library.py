"""A library: branches, members and loans, on a DuckDB file or in a schema of PostgreSQL."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from cachelib import SimpleCache

from services.access.context import policy_of
from services.road import Road
from services.semantic.answer import Answer
from services.semantic.catalog import Catalog, Entity, Field, Layer, Metric, Relation, Source, column_field
from services.semantic.conditions import Condition
from services.semantic.context import Calendar, Context, Policy, Principal
from services.semantic.expression import CountDistinct, DaysBetween, Divide, FieldRef, MetricRef, RelatedAggregate, Sum
from services.semantic.query import Query
from services.sources.live import LiveSource
from services.sources.store import SourceStore
from services.view_context import ViewContext

OURS, THEIRS = 7, 8
NOW = datetime(2025, 6, 15, 12, tzinfo=UTC)

BRANCHES = [("CEN", "Centre"), ("HAR", "Harbour")]
MEMBERS = [("A-1", "Ada", "CEN"), ("B-2", "Bo", "HAR"), ("C-3", "Cy", None)]
# Number, card, lent, returned, fee in 1/10,000.
LOANS = [
    ("L/1", "A-1", "2024-03-10", "2024-03-20", 5_0000),
    ("L/2", "A-1", "2025-03-10", "2025-03-14", 2_5000),
    ("L/3", "B-2", "2025-03-31", None, 1_0000),
    ("L/4", "B-2", "2025-04-02", "2025-04-03", 4_0000),
    ("L/5", "C-3", "2025-04-30", None, None),
]

_metadata = sa.MetaData()
_TABLES = (
    sa.Table("branches", _metadata, sa.Column("code", sa.Text), sa.Column("Town name", sa.Text)),
    sa.Table("members", _metadata, *(sa.Column(name, sa.Text) for name in ("card", "name", "branch"))),
    sa.Table(
        "loans",
        _metadata,
        *(sa.Column(name, sa.Text) for name in ("number", "card")),
        *(sa.Column(name, sa.Date) for name in ("lent_on", "returned_on")),
        sa.Column("fee", sa.BigInteger),
    ),
)


def write(engine: sa.Engine, schema: str | None) -> None:
    """Write the library's tables and rows."""
    with engine.begin() as connection:
        if schema:
            connection.execute(sa.schema.CreateSchema(schema))
        branches, members, loans = (table.to_metadata(sa.MetaData(), schema=schema) for table in _TABLES)
        for table, rows in ((branches, BRANCHES), (members, MEMBERS), (loans, list(map(_loan, LOANS)))):
            table.create(connection)
            connection.execute(sa.insert(table), [dict(zip(table.c.keys(), row, strict=True)) for row in rows])


def _loan(loan: tuple[Any, ...]) -> tuple[Any, ...]:
    number, card, lent, returned, fee = loan
    return number, card, date.fromisoformat(lent), returned and date.fromisoformat(returned), fee


BRANCH = Entity(
    "branch",
    "Branch",
    "branches",
    "A house of the library.",
    (
        column_field("code", "Code", "text", "Short name.", dimension=True),
        column_field("town", "Town", "text", "Where it is.", column="Town name", dimension=True),
    ),
    key="code",
    key_type="text",
    tenant=None,
    source="library",
)
MEMBER = Entity(
    "member",
    "Member",
    "members",
    "Somebody who may borrow.",
    (
        column_field("card", "Card", "text", "Number of the card.", dimension=True),
        column_field("name", "Member", "text", "Name.", dimension=True),
        Field(
            "loans",
            "Loans",
            "integer",
            "Loans so far.",
            RelatedAggregate("count", "loan.member", FieldRef("loan.number")),
        ),
    ),
    key="card",
    key_type="text",
    tenant=None,
    source="library",
)
LOAN = Entity(
    "loan",
    "Loan",
    "loans",
    "One book, lent once.",
    (
        column_field("number", "Loan", "text", "Number of the loan.", dimension=True),
        column_field("lent_on", "Lent", "date", "Day on which it was lent.", dimension=True),
        column_field("returned_on", "Returned", "date", "Day on which it came back."),
        column_field("fee", "Fee", "money", "What was paid for it."),
        Field(
            "days",
            "Days",
            "integer",
            "Days for which it was out.",
            DaysBetween(FieldRef("loan.lent_on"), FieldRef("loan.returned_on")),
        ),
    ),
    key="number",
    key_type="text",
    tenant=None,
    time="loan.lent_on",
    source="library",
)
RELATIONS = (
    Relation("loan.member", "loan", "member", "card", "card"),
    Relation("member.branch", "member", "branch", "branch", "code", optional=True),
)


def _metric(name: str, formula: Any, **more: Any) -> Metric:
    values = {"kind": "simple", "type": "integer", "times": ("loan.lent_on",), **more}
    kind, type_ = values.pop("kind"), values.pop("type")
    label = values.pop("label", name.split(".")[1].capitalize())
    return Metric(name, label, kind, type_, "loan", formula, f"{label}.", "the library", **values)


METRICS = (
    _metric("loan.count", CountDistinct(FieldRef("loan.number")), label="Loans", unit="loans", better="up"),
    _metric("loan.fees", Sum(FieldRef("loan.fee")), type="money"),
    _metric("loan.fee_each", Divide(MetricRef("loan.fees"), MetricRef("loan.count")), kind="ratio", type="money"),
    _metric(
        "loan.out",
        CountDistinct(FieldRef("loan.number")),
        kind="balance",
        opened="loan.lent_on",
        closed=("loan.returned_on",),
        times=(),
    ),
)


def layer(dialect: str, schema: str | None = None, organization: int | None = OURS) -> Layer:
    """Return what the library's tables mean, in a source of this dialect."""
    source = Source("library", dialect, "live", schema=schema, organization=organization)
    return Layer("library", (source,), (BRANCH, MEMBER, LOAN), RELATIONS, METRICS)


def context(organization: int = OURS, catalog: Catalog | None = None, **rules: Condition) -> Context:
    """Return somebody who may read the whole organisation, but for what a rule hides."""
    rows = {**policy_of(organization, catalog).rows, **rules} if catalog else rules
    return Context(
        Principal("user", "1"), organization, Policy(organization, rows), Calendar(), currency="EUR", now=NOW
    )


@dataclass
class Library:
    """A library on an engine, and the road to it."""

    catalog: Catalog
    source: LiveSource
    road: Road = field(init=False)

    def __post_init__(self) -> None:
        self.road = Road(self.catalog, SourceStore({}, {"library": self.source}), SimpleCache())

    def reader_context(self, organization: int = OURS, **rules: Condition) -> Context:
        return context(organization, self.catalog, **rules)

    def ask(self, reader_context: Context | None = None, **asked: Any) -> Answer:
        return self.road.answer(Query(catalog=self.catalog.id, **asked), reader_context or self.reader_context())

    def rows(self, reader_context: Context | None = None, **asked: Any) -> list[tuple[Any, ...]]:
        return list(self.ask(reader_context, **asked).frame.itertuples(index=False, name=None))

    def reader(self, **rules: Condition) -> ViewContext:
        return ViewContext(self.reader_context(**rules), "en", self.road)

    def counting(self) -> Callable[[], int]:
        """Return a function that tells how many statements have reached the engine since."""
        found: list[str] = []

        def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
            found.append(statement)

        sa.event.listen(self.source.engine, "before_cursor_execute", note)
        return lambda: len(found)
