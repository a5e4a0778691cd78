"""Wide tables answer as the tables that they are made of: the same questions with and without, by several readers."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from random import Random

import pytest
import sqlalchemy as sa

from services.access.context import policy_of
from services.catalogs import BUSINESS
from services.errors import PanoramaError
from services.semantic.answer import Answer
from services.semantic.compiler import counted_entities
from services.semantic.conditions import And, Compare, Condition, Exists, In, Not, Null
from services.semantic.context import Context, Policy
from services.semantic.narrow import narrow
from services.semantic.query import Query
from services.semantic.runner import SourceConnection, run, sql_of
from services.sources.copy import Copies
from services.sources.opening import Limits
from tests.services.demo.conftest import TODAY
from tests.services.shop import context, days

# For each reader; 60 take a minute each.
QUESTIONS = 20
READERS: dict[str, dict[str, Condition]] = {
    "everything": {},
    "one region": {"client": Compare("client.region", "=", "DACH")},
    "some products and channels": {
        "product": Not(In("product.category", ("Desks", "Seating"))),
        "order": Not(Compare("order.channel", "=", "Web")),
    },
    "customers who ordered by phone": {"client": Exists("order.client", Compare("order.channel", "=", "Phone"))},
    "everyone but one team": {"team": Not(In("team.name", ("Sales Europe",)))},
    "one rate alone": {"exchange_rate": Compare("exchange_rate.from_currency", "=", "GBP")},
}


@pytest.fixture(scope="module")
def opened(northlight: sa.Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, SourceConnection]]:
    """The same company, laid out wide and as it stands in the record."""
    folder: Path = tmp_path_factory.mktemp("wide")
    limits = {"wide": Limits(60, wide_from=1), "plain": Limits(60, wide_from=10**9)}
    opened = {name: Copies(northlight, folder / name, BUSINESS, limit).open(1) for name, limit in limits.items()}
    assert len(opened["wide"].layout.wide) > 20
    assert not opened["plain"].layout.wide
    yield opened
    for each in opened.values():
        each.engine.dispose()


def reader_of(rules: dict[str, Condition]) -> Context:
    now = datetime.combine(TODAY, time(12), UTC)
    return context(1, now=now, policy=Policy(1, {**policy_of(1, BUSINESS).rows, **rules}, show_individuals=True))


def random_question(random: Random) -> Query:
    """Return a question of one metric, with dimensions that all of its rows reach."""
    metric = random.choice(list(BUSINESS.metrics))
    counted = counted_entities(metric, BUSINESS)
    reached = [
        name
        for name in BUSINESS.dimensions
        if all(BUSINESS.reaches(each, BUSINESS.entity_of(name).name) for each in counted)
    ]
    dimensions = tuple(random.sample(reached, min(len(reached), random.choice((0, 1, 1, 2)))))
    filters = [Not(Null(name)) for name in random.sample(reached, min(len(reached), random.choice((0, 0, 1))))]
    return Query(
        metrics=(metric,),
        dimensions=dimensions,
        grain=random.choice((None, "month", "week")),
        period=random.choice((days("2025-01-01", "2025-06-30"), days("2024-06-15", "2025-11-21"))),
        compare=random.choice((None, "previous_year")),
        where=And(tuple(filters)) if filters else None,
        currency=random.choice((None, None, "USD")),
    )


def ask(question: Query, reader: Context, opened: SourceConnection) -> Answer | PanoramaError:
    try:
        return run(narrow(question, reader), BUSINESS, opened)
    except PanoramaError as error:
        return error


def outcome(answered: Answer | PanoramaError) -> object:
    """Return the rows of the answer, or the words with which it is refused."""
    if isinstance(answered, PanoramaError):
        return type(answered).__name__, str(answered)
    rows = [[round_off(cell) for cell in row] for row in answered.frame.to_numpy().tolist()]
    return sorted(map(repr, rows)), answered.total, answered.notes


def round_off(cell: object) -> object:
    """Return a number without its last digits: in which order an engine adds up is not for it to choose."""
    return float(f"{cell:.10g}") if isinstance(cell, float) else cell


@pytest.mark.parametrize("reader", READERS)
def test_random_questions_have_the_same_answers(opened: dict[str, SourceConnection], reader: str):
    random, read_wide = Random(reader), 0
    for _ in range(QUESTIONS):
        question, who = random_question(random), reader_of(READERS[reader])
        wide, plain = ask(question, who, opened["wide"]), ask(question, who, opened["plain"])
        assert outcome(wide) == outcome(plain), question
        read_wide += isinstance(wide, Answer) and '.wide"' in sql_of(wide, BUSINESS)
    assert read_wide > QUESTIONS / 3
