"""The health score is the weighted mean of the parts with data, and notes the parts without."""

from decimal import Decimal

import pytest

from services.errors import NotNarrowed
from services.insights import health
from services.insights.health import HEALTH, VERDICT, customers_query, part_query, score_health
from services.insights.health_parts import PARTS, decreasing_score, trend_score
from services.semantic.answer import Answer
from services.semantic.conditions import Compare
from services.semantic.query import Query
from tests.services.books import Books
from tests.services.desk import Desk
from tests.services.shop import Shop, Town, days

QUARTER = days("2025-04-01", "2025-06-30")
BEFORE, NOW = "revenue@before", "revenue"


def test_a_score_decreases_linearly_between_its_limits_and_never_leaves_them():
    score = decreasing_score("days", 30, 180)
    assert [score({"days": value}) for value in (0, 30, 105, 180, 900)] == [100, 100, 50, 0, 0]
    assert score({}) is None


def test_a_trend_compares_with_the_previous_value_and_is_unknown_without_one():
    score = trend_score(NOW, BEFORE)
    changes = [
        (Decimal(100), Decimal(100)),
        (Decimal(50), Decimal(100)),
        (Decimal(0), Decimal(100)),
        (Decimal(900), 100),
    ]
    assert [score({NOW: now, BEFORE: before}) for now, before in changes] == [80, 40, 0, 100]
    assert [score({NOW: 5, BEFORE: before}) for before in (0, None)] == [None, None]


def test_the_weights_add_up_to_100():
    assert sum(part.weight for part in PARTS) == 100


def three_clients(shop: Shop) -> None:
    """Ada scores well on every part; Bo has stopped ordering; Cy has only tickets; Di has no data. Ada's ticket is
    resolved, and Di's was before the period."""
    desk = Desk(shop)
    for name in ("Ada", "Bo", "Cy", "Di"):
        shop.client(name)
    shop.sells(("lamp", "100", "60"), to="Ada", on="2025-02-10")
    shop.sells(("lamp", "125", "60"), to="Ada", on="2025-06-30")
    shop.sells(("lamp", "100", "60"), to="Bo", on="2025-02-15")
    shop.subscribes("Ada", ("2025-01-01", "new", "100"), client="Ada", started="2025-01-01")
    shop.subscribes(
        "Bo", ("2025-01-01", "new", "100"), ("2025-05-01", "contraction", "-50"), client="Bo", started="2025-01-01"
    )
    desk.hears("Ada", at="2025-05-10 09:00", nps_score=10)
    desk.hears("Bo", at="2025-05-10 09:00", nps_score=0, csat_score=5)
    for _ in range(3):
        desk.ticket(opened="2025-06-01 08:00", client="Cy")
    desk.ticket(opened="2025-06-01 08:00", resolved="2025-06-02 08:00", client="Ada")
    desk.ticket(opened="2025-01-01 08:00", resolved="2025-01-02 08:00", client="Di")
    books = Books(shop)
    books.invoices("100", ("2025-04-20", "100"), on="2025-04-01", due="2025-05-01", to="Ada")
    books.invoices("100", ("2025-05-31", "100"), on="2025-04-01", due="2025-05-01", to="Bo")
    books.invoices("100", on="2025-04-01", due="2025-06-01", to="Bo")


@pytest.fixture
def town(town_of) -> Town:
    return town_of(three_clients)


def of(town: Town, **asked) -> Answer:
    town = town.on("2025-07-01")
    question = Query(metrics=health.METRICS, period=QUARTER, **asked)
    parts = {part.name: town.ask(part_query(part, question)) for part in PARTS}
    return score_health(town.ask(customers_query(question)), parts)


def values_by_name(answer: Answer, *names: str) -> dict[str, tuple]:
    rows = answer.frame[["client.name", *names]].itertuples(index=False, name=None)
    return {name: tuple(cells) for name, *cells in rows}


SHOWN = tuple(part.column for part in PARTS)


def test_the_parts_are_calculated_from_the_data_of_a_customer(town: Town):
    """Recency, orders, MRR, tickets, surveys, payment.

    Bo: 135 days since the last order give 30, half the MRR gives 40; no ticket; NPS 0 and CSAT 5; paid 30 days late,
    and all open invoices are overdue. Di's ticket was before the period.
    """
    assert values_by_name(of(town), *SHOWN) == {
        "Ada": (100, 100, 80, 100, 100, 100),
        "Bo": (30, 0, 40, None, 50, 25),
        "Cy": (None, None, None, 25, None, None),
        "Di": (None, None, None, None, None, None),
    }


def test_the_parts_with_data_are_weighted(town: Town):
    """Ada: 25, 15, 16, 10, 15 and 15 points. Bo had no ticket, so the other parts weigh 90 in total. Cy and Di have too
    little data for a score."""
    bo = (25 * 30 + 15 * 0 + 20 * 40 + 15 * 50 + 15 * 25) / 90
    assert values_by_name(of(town), HEALTH, VERDICT) == {
        "Bo": (round(bo), "Poor"),
        "Ada": (96, "Good"),
        "Cy": (None, None),
        "Di": (None, None),
    }


def test_the_lowest_scores_come_first_and_customers_without_a_score_last(town: Town):
    assert list(of(town).frame["client.name"]) == ["Bo", "Ada", "Cy", "Di"]


def test_equal_scores_are_ordered_by_revenue(town_of):
    def alike(shop: Shop) -> None:
        for name, amount in (("Ada", "10"), ("Bo", "900"), ("Cy", "300")):
            for on in ("2025-02-10", "2025-06-30"):
                shop.sells(("lamp", amount, "1"), to=name, on=on)

    answer = of(town_of(alike))
    assert list(answer.frame["client.name"]) == ["Bo", "Cy", "Ada"]
    assert values_by_name(answer, HEALTH, "order.revenue") == {"Bo": (92, 900), "Cy": (92, 300), "Ada": (92, 10)}


def test_a_filter_selects_customers_and_does_not_change_their_scores(town: Town):
    whole, one = of(town), of(town, where=Compare("client.name", "=", "Bo"))
    assert values_by_name(one, HEALTH) == {"Bo": values_by_name(whole, HEALTH)["Bo"]}


def test_a_filter_by_current_tenure_does_not_change_earlier_scores(town_of):
    """By June Ada has been a customer for more than 90 days, which was not the case at the end of March."""

    def lately(shop: Shop) -> None:
        shop.client("Ada", acquired="2025-02-01")
        shop.sells(("lamp", "100", "1"), to="Ada", on="2025-02-01")

    asked = Query(
        metrics=health.METRICS,
        period=days("2025-01-01", "2025-03-31"),
        where=Compare("client.tenure", "=", "91 to 365 days"),
    )
    town = town_of(lately)
    parts = {part.name: town.ask(part_query(part, asked)) for part in PARTS}
    answer = score_health(town.ask(customers_query(asked)), parts)
    assert values_by_name(answer, "health.recency") == {"Ada": (round(100 * (180 - 58) / 150),)}


def test_a_part_without_any_data_is_left_out_for_all_customers(town_of):
    """Without invoices, the payment part has no weight: it neither raises nor lowers the score."""

    def without_invoices(shop: Shop) -> None:
        shop.sells(("lamp", "100", "60"), to="Ada", on="2025-02-10")
        shop.sells(("lamp", "100", "60"), to="Ada", on="2025-06-30")
        shop.subscribes("Ada", ("2025-01-01", "new", "100"), client="Ada", started="2025-01-01")

    answer = of(town_of(without_invoices))
    assert values_by_name(answer, HEALTH, *SHOWN) == {
        "Ada": (round((25 * 100 + 35 * 80) / 60), 100, 80, 80, None, None, None)
    }
    assert [note.words for note in answer.notes if note.kind == "unknown"] == [
        "Not included in health: Ticket score. No data recorded.",
        "Not included in health: Survey score. No data recorded.",
        "Not included in health: Payment score. No data recorded.",
    ]


def test_a_part_without_access_is_left_out_with_a_note(town: Town):
    question = Query(metrics=health.METRICS, period=QUARTER)
    refusal = NotNarrowed("tickets")
    parts = {part.name: town.ask(part_query(part, question)) for part in PARTS} | {"tickets": refusal}
    answer = score_health(town.ask(customers_query(question)), parts)
    assert values_by_name(answer, "health.tickets")["Ada"] == (None,)
    assert f"Not included in health: Ticket score. {refusal.message}" in [note.words for note in answer.notes]


def test_without_customers_the_list_is_empty(town_of):
    answer = of(town_of(lambda shop: shop.product("lamp")))
    assert (len(answer.frame), answer.total) == (0, 0)
    assert [column.name for column in answer.columns] == list(answer.frame.columns)
