"""Health is made of parts that are known, and says which."""

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


def test_a_score_falls_evenly_between_its_limits_and_never_leaves_them():
    score = decreasing_score("days", 30, 180)
    assert [score({"days": value}) for value in (0, 30, 105, 180, 900)] == [100, 100, 50, 0, 0]
    assert score({}) is None


def test_a_trend_is_held_against_what_was_before_and_unknown_without_it():
    score = trend_score(NOW, BEFORE)
    told = [(Decimal(100), Decimal(100)), (Decimal(50), Decimal(100)), (Decimal(0), Decimal(100)), (Decimal(900), 100)]
    assert [score({NOW: now, BEFORE: before}) for now, before in told] == [80, 40, 0, 100]
    assert [score({NOW: 5, BEFORE: before}) for before in (0, None)] == [None, None]


def test_the_weights_make_a_hundred():
    assert sum(part.weight for part in PARTS) == 100


def three_clients(shop: Shop) -> None:
    """Ada does well in everything; Bo has stopped; Cy has only asked for help; Di is not known at all. Ada's ticket is
    answered, and Di's was long before."""
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
    question = Query(metrics=health.METRICS, period=QUARTER, **asked)
    parts = {part.name: town.ask(part_query(part, question)) for part in PARTS}
    return score_health(town.ask(customers_query(question)), parts)


def told(answer: Answer, *names: str) -> dict[str, tuple]:
    rows = answer.frame[["client.name", *names]].itertuples(index=False, name=None)
    return {name: tuple(cells) for name, *cells in rows}


SHOWN = tuple(part.column for part in PARTS)


def test_the_parts_of_a_client_follow_from_what_is_on_record(town: Town):
    """Recency, orders, MRR, tickets, surveys, payment.

    Bo's 135 days leave 30 of 100, and half his MRR 40; he had no ticket; he would not recommend but is satisfied; he
    paid 30 days late and owes nothing that is not overdue. Di's ticket was before the period.
    """
    assert told(of(town), *SHOWN) == {
        "Ada": (100, 100, 80, 100, 100, 100),
        "Bo": (30, 0, 40, None, 50, 25),
        "Cy": (None, None, None, 25, None, None),
        "Di": (None, None, None, None, None, None),
    }


def test_the_parts_that_are_known_are_weighed(town: Town):
    """Ada: 25, 15, 16, 10, 15 and 15 points. Bo had no ticket, so his other parts weigh 90 together. Of Cy and Di too
    little is known for a score."""
    bo = (25 * 30 + 15 * 0 + 20 * 40 + 15 * 50 + 15 * 25) / 90
    assert told(of(town), HEALTH, VERDICT) == {
        "Bo": (round(bo), "Poor"),
        "Ada": (96, "Good"),
        "Cy": (None, None),
        "Di": (None, None),
    }


def test_the_poorest_come_first_and_those_of_whom_too_little_is_known_last(town: Town):
    assert list(of(town).frame["client.name"]) == ["Bo", "Ada", "Cy", "Di"]


def test_of_clients_that_do_alike_the_one_who_spends_most_comes_first(town_of):
    def alike(shop: Shop) -> None:
        for name, amount in (("Ada", "10"), ("Bo", "900"), ("Cy", "300")):
            for on in ("2025-02-10", "2025-06-30"):
                shop.sells(("lamp", amount, "1"), to=name, on=on)

    answer = of(town_of(alike))
    assert list(answer.frame["client.name"]) == ["Bo", "Cy", "Ada"]
    assert told(answer, HEALTH, "order.revenue") == {"Bo": (92, 900), "Cy": (92, 300), "Ada": (92, 10)}


def test_a_filter_says_who_is_listed_and_not_how_they_do(town: Town):
    whole, one = of(town), of(town, where=Compare("client.name", "=", "Bo"))
    assert told(one, HEALTH) == {"Bo": told(whole, HEALTH)["Bo"]}


def test_a_filter_that_tells_of_today_does_not_hide_how_a_client_did_then(town_of):
    """In June Ada has been a client for more than 90 days, which she had not by the end of March."""

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
    assert told(answer, "health.recency") == {"Ada": (round(100 * (180 - 58) / 150),)}


def test_a_part_of_which_nothing_is_on_record_is_left_out_for_everybody(town_of):
    """Without invoices, payment weighs nothing: it neither helps nor harms."""

    def without_invoices(shop: Shop) -> None:
        shop.sells(("lamp", "100", "60"), to="Ada", on="2025-02-10")
        shop.sells(("lamp", "100", "60"), to="Ada", on="2025-06-30")
        shop.subscribes("Ada", ("2025-01-01", "new", "100"), client="Ada", started="2025-01-01")

    answer = of(town_of(without_invoices))
    assert told(answer, HEALTH, *SHOWN) == {"Ada": (round((25 * 100 + 35 * 80) / 60), 100, 80, 80, None, None, None)}
    assert [note.words for note in answer.notes if note.kind == "unknown"] == [
        "Not included in health: Ticket score. No data recorded.",
        "Not included in health: Survey score. No data recorded.",
        "Not included in health: Payment score. No data recorded.",
    ]


def test_a_part_that_may_not_be_read_is_left_out_and_said_so(town: Town):
    question = Query(metrics=health.METRICS, period=QUARTER)
    refusal = NotNarrowed("tickets")
    parts = {part.name: town.ask(part_query(part, question)) for part in PARTS} | {"tickets": refusal}
    answer = score_health(town.ask(customers_query(question)), parts)
    assert told(answer, "health.tickets")["Ada"] == (None,)
    assert f"Not included in health: Ticket score. {refusal.message}" in [note.words for note in answer.notes]


def test_where_there_are_no_clients_nobody_is_listed(town_of):
    answer = of(town_of(lambda shop: shop.product("lamp")))
    assert (len(answer.frame), answer.total) == (0, 0)
    assert [column.name for column in answer.columns] == list(answer.frame.columns)
