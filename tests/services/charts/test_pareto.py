"""Answers as the largest groups with what they bring together."""

from decimal import Decimal
from typing import Any

import pytest

from services.charts.pareto import NO_SHARES, pareto
from services.semantic.answer import Answer, Column
from services.semantic.conditions import Compare
from services.semantic.query import Query
from tests.services.charts.answers import answer
from tests.services.shop import Shop, days

REVENUE = Column("order.revenue", "Revenue", "money", additive=True, additive_over_time=True)
MEDIAN = Column("order.median_value", "Median", "money")
CLIENT = Column("client.name", "Client", "text")


def clients(*amounts: int | None, column: Column = REVENUE, **asked: Any) -> Answer:
    query = Query(metrics=(column.name,), dimensions=(CLIENT.name,), **asked)
    rows = [(f"Client {place}", None if cell is None else Decimal(cell)) for place, cell in enumerate(amounts)]
    return answer(query, (CLIENT, column), rows)


def test_bars_of_the_largest_stand_beside_what_they_bring_together(town_of):
    def selling(shop: Shop) -> None:
        for name, amount in (("Ada", "100"), ("Bea", "600"), ("Cleo", "300")):
            shop.sells(("lamp", amount, "1"), to=name, on="2025-04-10")

    question = Query(metrics=(REVENUE.name,), dimensions=(CLIENT.name,), period=days("2025-04-01", "2025-06-30"))
    drawn = pareto(town_of(selling).ask(question), "light", "en")
    bars, line = drawn.figure["data"]
    assert (list(bars["x"]), list(line["x"])) == ([600, 300, 100], [0.6, 0.9, 1.0])
    assert list(drawn.figure["layout"]["yaxis"]["ticktext"]) == ["Bea", "Cleo", "Ada"]
    assert list(bars["text"]) == ["€600.00", "€300.00", "€100.00"]
    assert list(line["text"]) == ["60%", "90%", "100%"]
    assert drawn.finding == "Bea accounts for 60.0% of the total"
    assert drawn.note is None
    assert drawn.summary == (
        "Revenue, largest first. Bea: €600.00, 60.0% cumulative; Cleo: €300.00, 90.0% cumulative; "
        "Ada: €100.00, 100.0% cumulative"
    )


def test_both_marks_hand_their_group_to_a_click():
    bars, line = pareto(clients(60, 40), "light", "en").figure["data"]
    assert bars["customdata"][1] == ["client.name", "Client 1", "Client 1: €40.00"]
    assert line["customdata"][1] == ["client.name", "Client 1", "Client 1 and all above: 100.0% of the total"]


def test_the_finding_states_what_the_largest_fifth_brings():
    # 20 clients of 10 and 5 of 100: the fifth brings 500 of 700.
    drawn = pareto(clients(*[10] * 20, *[100] * 5), "light", "en")
    assert drawn.finding == "The largest fifth (5 of 25) accounts for 71.4% of the total"


def test_of_fewer_than_twenty_it_states_how_many_since_they_are_no_round_fifth():
    assert (
        pareto(clients(*[10] * 9, 55, 55), "light", "en").finding
        == "The largest 2 of 11 account for 55.0% of the total"
    )


def test_of_a_thousand_the_largest_are_drawn_and_the_whole_counts_all():
    drawn = pareto(clients(*range(1, 1001)), "light", "en")
    bars, line = drawn.figure["data"]
    assert list(bars["x"])[:2] == [1000, 999] and len(bars["x"]) == len(line["x"]) == 12
    # 1,000 of 500,500.
    assert line["x"][0] == pytest.approx(1000 / 500500)
    assert drawn.note == "Showing 12 of 1,000 groups."
    # 801 to 1,000 come to 180,100.
    assert drawn.finding == "The largest fifth (200 of 1,000) accounts for 36.0% of the total"


def test_groups_come_largest_first_whatever_the_order_of_the_rows():
    assert list(pareto(clients(1, 3, 2), "light", "en").figure["data"][0]["x"]) == [3, 2, 1]


def test_a_group_without_a_value_is_left_out_and_stated():
    drawn = pareto(clients(3, None, 1), "light", "en")
    assert (list(drawn.figure["data"][0]["x"]), drawn.note) == ([3, 1], "1 group has no value.")


@pytest.mark.parametrize(
    "given",
    [
        clients(60, 40, column=MEDIAN),
        clients(60, -40),
        clients(60, 40, limit=2),
        clients(60, 40, having=Compare(REVENUE.name, ">", 1)),
        clients(0, 0),
    ],
    ids=["median", "below zero", "limit", "having", "nothing"],
)
def test_where_the_groups_are_no_parts_of_a_whole_the_bars_stand_alone(given):
    drawn = pareto(given, "light", "en")
    assert [trace["type"] for trace in drawn.figure["data"]] == ["bar"]
    assert drawn.note == NO_SHARES
    assert drawn.finding is None or "whole" not in drawn.finding


def test_a_single_group_brings_it_all():
    assert pareto(clients(5), "light", "en").finding == "Client 0 accounts for 100.0% of the total"


def test_bars_leave_room_for_labels_as_long_as_a_language_makes_them():
    short, long = (
        pareto(clients(30_000, 20_000), "light", locale).figure["layout"]["xaxis"]["range"][1]
        for locale in ("en", "de")
    )
    assert 30_000 < short < long


def test_a_long_name_is_cut_off_on_the_axis_alone():
    query = Query(metrics=(REVENUE.name,), dimensions=(CLIENT.name,))
    drawn = pareto(answer(query, (CLIENT, REVENUE), [("A" * 200, Decimal(5))]), "light", "en")
    assert len(drawn.figure["layout"]["yaxis"]["ticktext"][0]) < 20
    assert drawn.figure["data"][0]["customdata"][0][1] == "A" * 200
