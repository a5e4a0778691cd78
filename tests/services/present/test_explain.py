"""Where a number comes from, on every engine that may have worked it out."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from services.catalogs import BUSINESS
from services.present.explain import Explanation, explanation
from services.semantic.answer import Column
from services.semantic.conditions import And, Compare, In
from services.semantic.context import Calendar
from services.semantic.query import Everything, Query
from tests.services.conftest import ENGINES
from tests.services.shop import Shop, Town, context, days

PERIOD = days("2025-04-01", "2025-06-30")


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """What is explained is the SQL of the engine that answered."""
    return request.param


def spring(shop: Shop) -> None:
    shop.sells(("lamp", "100.10", "50"), on="2025-04-10", region="North")
    shop.sells(("lamp", "80", "50"), on="2025-06-10", region="O'Brien's 100%")


def explanation_of(town: Town, query: Query, locale: str = "en") -> Explanation:
    return explanation(town.ask(query), BUSINESS, locale)


def test_a_ratio_is_explained_down_to_its_denominator(town_of):
    terms = explanation_of(town_of(spring), Query(metrics=("order.gross_margin",), period=PERIOD)).definition
    assert terms == (
        ("Gross margin", BUSINESS.metric("order.gross_margin").definition),
        ("Formula", "sum((order_line.amount - order_line.cost)) / sum(order_line.amount)"),
        ("Conditions", "order.cancelled_on is empty"),
        ("Denominator", "Revenue of the same orders; n/a if it is zero."),
        ("Exclusions", "Cancelled orders, tax, freight, and costs other than goods."),
        ("Owner", "Finance"),
        ("Period", "1 Apr 2025 – 15 Jun 2025"),
    )


def test_a_sum_has_no_denominator(town_of):
    terms = dict(explanation_of(town_of(spring), Query(metrics=("order.revenue",), period=PERIOD)).definition)
    assert list(terms) == ["Revenue", "Formula", "Conditions", "Exclusions", "Owner", "Period"]


def test_a_relative_period_is_explained_by_the_days_it_came_to(town_of):
    terms = explanation_of(town_of(spring), Query(metrics=("order.revenue",), period=Everything()), "de").definition
    assert ("Period", "10 Apr. 2025 – 10 Juni 2025") in terms


def test_records_are_explained_by_their_fields(town_of):
    assert explanation_of(town_of(spring), Query(fields=("order.number", "order.value"))).definition == (
        ("Order number", "Number of the order."),
        ("Order value", "Sum of the order lines after discount, before tax and freight."),
    )


def test_freshness_engine_and_notes_come_along(engine, town_of):
    town = town_of(spring)
    terms_of = explanation_of(town, Query(metrics=("order.revenue",), period=PERIOD))
    assert terms_of.engine == engine
    assert terms_of.as_of.endswith(" UTC")
    assert terms_of.notes == ("The last period is in progress, so its values are partial.",)


def test_when_the_data_was_copied_is_stated_where_the_organisation_keeps_its_clock(town_of):
    town = town_of(spring)
    there = context(town.ours, calendar=Calendar(zone=ZoneInfo("Asia/Tokyo")))
    terms_of = explanation(town.ask(Query(metrics=("order.revenue",), period=PERIOD), there), BUSINESS, "en")
    assert terms_of.as_of.endswith(" JST")


def test_the_sql_is_laid_out_and_has_its_values_in_place(town_of):
    where = And((In("order.region", ("North", "O'Brien's 100%")), Compare("client.name", "contains", "a%d")))
    sql = explanation_of(town_of(spring), Query(metrics=("order.revenue",), period=PERIOD, where=where)).sql
    assert len(sql.splitlines()) > 20
    assert "'North', 'O''Brien''s 100%'" in sql
    assert "2025-04-01" in sql


def test_the_sql_that_is_shown_gives_the_same_numbers_when_it_is_run_again(town_of):
    where = In("order.region", ("North", "O'Brien's 100%"))
    questions = (
        Query(metrics=("order.revenue",), period=PERIOD, grain="quarter", where=where),
        Query(metrics=("order.revenue",), dimensions=("order.region",), period=PERIOD, where=where),
        Query(metrics=("order.gross_margin", "client.active", "order.open"), period=PERIOD, where=where),
        Query(metrics=("order.median_value",), period=PERIOD, where=Compare("order.region", "contains", "100%")),
        Query(fields=("order.number", "order.value"), period=PERIOD, where=where),
    )
    town = town_of(spring)
    for question in questions:
        answer = town.ask(question)
        expected = [[_copied_at(row[each.name], each) for each in answer.columns] for _, row in answer.frame.iterrows()]
        names = [each.name for each in answer.columns]
        assert typed_in(town, explanation_of(town, question).sql, names) == expected, question


def typed_in(town: Town, sql: str, names: list[str]) -> list[list[Any]]:
    """Return what the engine answers to a reader who types the SQL in, without any values beside it."""
    with town.open(town.ours).engine.connect() as connection:
        rows = connection.execution_options(no_parameters=True).exec_driver_sql(sql).mappings().all()
    return [
        [cell if isinstance(cell := row[name], str) else pytest.approx(float(cell)) for name in names] for row in rows
    ]


def _copied_at(value: Any, column: Column) -> Any:
    """Return a cell as the store writes it: money in 1/10,000."""
    return value if isinstance(value, str) else float(value) * (10_000 if column.type == "money" else 1)
