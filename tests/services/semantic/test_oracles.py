"""Each of the five numbers against the same question in hand-written SQL, over a made-up shop and a real one."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from models import db
from services.semantic.answer import Answer
from services.semantic.conditions import And, Compare
from services.semantic.query import Dates, Query
from services.sources.loading import NewOrganization, load, read_map
from tests.conftest import SHARED, create_tables, sqlite_url
from tests.services.conftest import ENGINES, store_on
from tests.services.semantic import oracles
from tests.services.shop import NOW, Shop, Town, context, organization
from tests.templates import Templates

MAP = Path(__file__).parents[3] / "maps" / "customer360.yaml"
NINETY_DAYS = timedelta(days=90)
SCALE = 10_000


def a_shop_of_many_orders(shop: Shop) -> None:
    """Tell of 420 orders over two and a half years: no chance in it, but no pattern that a wrong sum could hide in."""
    for number in range(1, 8):
        shop.product(f"P{number}", category=("Bikes", "Clothing", "Accessories", None)[number % 4])
    for number in range(420):
        ordered = date(2022, 12, 20) + timedelta(days=number * 37 % 881)
        shop.sells(
            *(
                (f"P{(number * line) % 7 + 1}", _amount(number, line), f"{number % 90}.5")
                for line in range(1, 2 + number % 3)
            ),
            to=f"client {number * 13 % 61}",
            on=str(ordered),
            region=("North", "South", "East", "West", None)[number * 7 % 5],
            shipped=str(ordered + timedelta(days=number % 11)) if number % 4 else None,
            cancelled=str(ordered + timedelta(days=number % 5)) if number % 17 == 3 else None,
        )


def _amount(number: int, line: int) -> str:
    sign = "-" if (number + line) % 23 == 0 else ""
    return f"{sign}{number * line * 31 % 977}.{number * 7919 % 10_000:04}"


def neighbour(record: sa.Engine) -> None:
    """Put an organisation beside ours whose rows nobody could miss in a sum."""
    with record.begin() as connection:
        theirs = Shop(connection, organization(connection, "Theirs"))
        for month in range(1, 13):
            for year in (2012, 2013, 2023, 2024):
                theirs.sells(("lamp", "1000000", "1"), on=f"{year}-{month:02}-10", to="Ada")


def made_up(record: sa.Engine) -> None:
    create_tables(record)
    neighbour(record)
    with record.begin() as connection:
        a_shop_of_many_orders(Shop(connection, organization(connection, "Ours")))


def _carry(loaded: Path, record: sa.Engine) -> None:
    """Bring the rows of the loaded SQLite file to PostgreSQL."""
    create_tables(record)
    source = sa.create_engine(sqlite_url(loaded))
    into = record.raw_connection()
    with source.connect() as rows, into.cursor() as cursor:
        # The rows were checked where they come from; to check each of them again takes most of the time.
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in db.metadata.sorted_tables:
            names = ", ".join(table.columns.keys())
            with cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
                for row in rows.execute(sa.text(f"SELECT {names} FROM {table.name}")):
                    copy.write_row(row)
        cursor.execute("ANALYZE")
    into.commit()
    into.close()
    source.dispose()


def _refuse(refusal: Any) -> None:
    raise AssertionError(refusal)


@pytest.fixture(scope="session")
def loaded(templates: Templates, blank: Path) -> Path:
    """A folder with a SQLite record into which the real tables were loaded, once for the whole run."""
    return templates.file("real", partial(_load_real, blank))


def _load_real(blank: Path, folder: Path) -> None:
    shutil.copy(blank, folder)
    record = sa.create_engine(sqlite_url(folder))
    neighbour(record)
    files = SHARED / "data" / "business" / "customer360"
    new = NewOrganization("Real", currency="USD")
    load(files, read_map(MAP), record, new, at=NOW, refuse=_refuse, report=lambda progress: None)
    with record.begin() as connection:
        connection.execute(sa.text("ANALYZE"))
    record.dispose()


@dataclass
class Crowd:
    """A town of so many order lines. ``year`` is the one that most questions are about."""

    town: Town
    lines: int
    year: int
    currency: str
    answers: dict[str, Answer] = field(default_factory=dict)

    def answer(self, shape: str) -> Answer:
        """Ask for all five numbers in this shape; each shape is asked once."""
        if shape not in self.answers:
            query = SHAPES[shape].query(self.year)
            self.answers[shape] = self.town.ask(query, context(self.town.ours, currency=self.currency))
        return self.answers[shape]


ROWS = {
    "made-up": {"lines": 840, "year": 2024, "currency": "EUR"},
    "real": {"lines": 121_253, "year": 2013, "currency": "USD"},
}


@pytest.fixture(scope="session", params=[(rows, engine) for rows in ROWS for engine in ENGINES], ids="-".join)
def crowd(request: pytest.FixtureRequest, templates: Templates, loaded: Path) -> Iterator[Crowd]:
    """Each crowd on each engine, beside a neighbour whose rows must not be counted."""
    rows, engine = request.param
    record = sa.create_engine(_address(rows, engine, templates, loaded))
    with record.connect() as connection:
        name = sa.text("SELECT id FROM organizations WHERE name = :name")
        ours = connection.execute(name, {"name": "Real" if rows == "real" else "Ours"}).scalar_one()
    yield Crowd(Town(ours, 0, store_on(engine, record, templates.folder / rows)), **ROWS[rows])
    record.dispose()


def _address(rows: str, engine: str, templates: Templates, loaded: Path) -> str:
    """Return where a crowd is, after filling the database with it if nobody has."""
    if engine == "postgresql":
        return templates.database(rows, partial(_carry, loaded) if rows == "real" else made_up)
    return sqlite_url(loaded if rows == "real" else templates.file("made-up", _made_up_file))


def _made_up_file(folder: Path) -> None:
    record = sa.create_engine(sqlite_url(folder))
    made_up(record)
    record.dispose()


@dataclass(frozen=True)
class QuestionShape:
    """How the five numbers are asked for: between which days, by which grain, split by what, narrowed how."""

    first: tuple[int, int, int] = (0, 1, 1)
    last: tuple[int, int, int] = (0, 12, 31)
    grain: Any = None
    split: dict[str, str] = field(default_factory=dict)
    where: tuple[Any, str] = (None, "")
    compare: Any = None

    def days(self, year: int) -> tuple[date, date]:
        return date(year + self.first[0], *self.first[1:]), date(year + self.last[0], *self.last[1:])

    def query(self, year: int) -> Query:
        return Query(
            metrics=tuple(METRICS),
            dimensions=tuple(self.split),
            period=Dates(*self.days(year)),
            grain=self.grain,
            where=self.where[0],
            compare=self.compare,
        )


BIKES_TO_PERSONS = (
    And((Compare("product.category", "=", "Bikes"), Compare("client.kind", "=", "person"))),
    "AND p.category = 'Bikes' AND c.kind = 'person'",
)
REGION = {"order.region": "o.region"}
CATEGORY = {"product.category": "p.category"}

SHAPES = {
    "total": QuestionShape(),
    "part of a year": QuestionShape(first=(0, 2, 17), last=(0, 11, 5)),
    "by week over New Year": QuestionShape(first=(-1, 11, 1), last=(0, 2, 28), grain="week"),
    "by month": QuestionShape(grain="month"),
    "by quarter": QuestionShape(grain="quarter"),
    "by year": QuestionShape(first=(-1, 1, 1), grain="year"),
    "by region": QuestionShape(split=REGION),
    "by category": QuestionShape(split=CATEGORY),
    "by region and category": QuestionShape(split=REGION | CATEGORY),
    "by month and region, filtered": QuestionShape(grain="month", split=REGION, where=BIKES_TO_PERSONS),
    "by month, with last year": QuestionShape(grain="month", compare="previous_year"),
}


def money(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value)) / SCALE


@dataclass(frozen=True)
class HandQuery:
    """Hand-written SQL for a number. A flow is grouped by the calendar, what is struck at an evening is asked then."""

    sql: str | dict[str, str]
    value: Callable[[Any], Any]
    empty: Any
    struck: bool = False

    def rows(self, crowd: Crowd, shape: QuestionShape, first: date, last: date) -> dict[tuple[Any, ...], Any]:
        """Return the number for each key, the start of its bucket first where there is a grain."""
        ask = partial(self._ask, crowd.town, shape)
        if not shape.grain:
            return ask((), first, last)
        if self.struck:
            return {
                (start, *key): value
                for start, end in calendar(first, last, shape.grain)
                for key, value in ask((), start, end).items()
            }
        start = oracles.STARTS[shape.grain][crowd.town.dialect]
        # The first bucket begins where the period does.
        return {(max(first, _day(key)), *rest): value for (key, *rest), value in ask((start,), first, last).items()}

    def _ask(self, town: Town, shape: QuestionShape, keys: tuple[str, ...], first: date, last: date) -> dict[Any, Any]:
        sql = self.sql if isinstance(self.sql, str) else self.sql[town.dialect]
        text = oracles.split(sql, (*keys, *shape.split.values()), shape.where[1])
        days = {"first": first, "last": last, "ninety_days_ago": last - NINETY_DAYS}
        named = {name: day for name, day in days.items() if f":{name}" in text}
        return {tuple(key): self.value(value) for *key, value in town.oracle(text, **named)}


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


LENGTH = {"month": 1, "quarter": 3, "year": 12}


def calendar(first: date, last: date, grain: str) -> Iterator[tuple[date, date]]:
    """Yield the first and the last day of each unit, counted on the fingers: day by day."""
    start = day = first
    while day <= last:
        following = day + timedelta(days=1)
        if grain == "week":
            begins = following.weekday() == 0
        else:
            begins = following.day == 1 and (following.month - 1) % LENGTH[grain] == 0
        if begins or day == last:
            yield start, day
            start = following
        day = following


METRICS = {
    "order.revenue": HandQuery(oracles.REVENUE, money, Decimal(0)),
    "order.gross_margin": HandQuery(oracles.GROSS_MARGIN, lambda value: value, None),
    "order.median_value": HandQuery(oracles.MEDIAN_VALUE, money, None),
    "client.active": HandQuery(oracles.ACTIVE, int, 0, struck=True),
    "order.open": HandQuery(oracles.OPEN, int, 0, struck=True),
}


def answer_of(answer: Answer, column: str) -> dict[tuple[Any, ...], Any]:
    keys = [name for name in ("time", *answer.query.dimensions) if name in answer.frame]
    rows = answer.frame[[*keys, column]].itertuples(index=False, name=None)
    return {tuple(key): value for *key, value in rows}


def same(value: Any) -> Any:
    """Return what equals a ratio up to the last digits of a double, and anything else exactly."""
    return pytest.approx(value, rel=1e-12) if isinstance(value, float) else value


def assert_equal(answers: dict[Any, Any], result: dict[Any, Any], empty: Any) -> None:
    assert set(result) <= set(answers)
    assert answers == {key: same(result.get(key, empty)) for key in answers}


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("shape", SHAPES)
def test_the_answer_equals_hand_written_sql(crowd, shape, metric):
    first, last = SHAPES[shape].days(crowd.year)
    result = METRICS[metric].rows(crowd, SHAPES[shape], first, last)
    assert any(result.values())
    assert_equal(answer_of(crowd.answer(shape), metric), result, METRICS[metric].empty)


@pytest.mark.parametrize("metric", METRICS)
def test_what_was_before_equals_hand_written_sql_over_last_year(crowd, metric):
    shape = SHAPES["by month, with last year"]
    result = METRICS[metric].rows(crowd, shape, *shape.days(crowd.year - 1))
    a_year_later = {(start.replace(year=start.year + 1), *rest): value for (start, *rest), value in result.items()}
    assert any(result.values())
    assert_equal(
        answer_of(crowd.answer("by month, with last year"), f"{metric}@before"), a_year_later, METRICS[metric].empty
    )


def test_the_crowd_is_as_large_as_it_should_be(crowd):
    assert crowd.town.oracle("SELECT COUNT(*) FROM order_lines WHERE organization_id = :org") == [(crowd.lines,)]
