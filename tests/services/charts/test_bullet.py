"""Answers as what is reached of a target."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from services.charts.bullet import INVISIBLE, bullet
from services.present.theme import palette
from services.semantic.answer import Answer, Column
from services.semantic.query import Query
from tests.services.books import Books
from tests.services.charts.answers import answer
from tests.services.shop import Shop, days

WON = Column("deal.won", "Won", "money", better="up", additive=True, additive_over_time=True)
LIKELY = Column("deal.likely", "Likely", "money", better="up")
QUOTA = Column("quota.amount", "Quota", "money", better="up")
COSTS = Column("cost.actual", "Costs", "money", better="down")
RATE = Column("work.utilisation", "Utilisation", "ratio", better="up")
GOAL = Column("work.goal", "Goal", "ratio", better="up")
OWNER = Column("employee.name", "Employee", "text")
MAY, JUNE = days("2025-05-01", "2025-05-31"), days("2025-06-01", "2025-06-30")


def money(*cells: Any) -> tuple[Any, ...]:
    return tuple(Decimal(cell) if isinstance(cell, int) else cell for cell in cells)


def by_owner(*rows: tuple[Any, ...], columns: tuple[Column, ...] = (WON, QUOTA), **more: Any) -> Answer:
    query = Query(metrics=tuple(column.name for column in columns), dimensions=(OWNER.name,), period=MAY)
    return answer(query, (OWNER, *columns), rows, **more)


def alone(*cells: Any, columns: tuple[Column, ...] = (WON, QUOTA), period: Any = MAY) -> Answer:
    query = Query(metrics=tuple(column.name for column in columns), period=period)
    return answer(query, columns, [cells])


def by_month(*rows: tuple[Any, ...]) -> Answer:
    query = Query(metrics=(WON.name, QUOTA.name), period=days("2025-04-01", "2025-06-30"), grain="month")
    return answer(query, (WON, QUOTA), rows)


def marks(picture: Any, axis: str) -> list[float]:
    """Return where the targets are marked along an axis."""
    ink = [line for line in picture.figure["layout"]["shapes"] if line["line"]["width"] == 2.5]
    return [line[f"{axis}0"] for line in ink]


def test_parts_stand_on_each_other_against_the_mark_of_the_target():
    rows = [("Ada", *money(60, 30, 100)), ("Bea", *money(20, 10, 25))]
    drawn = bullet(by_owner(*rows, columns=(WON, LIKELY, QUOTA)), "light", "en")
    won, likely, touch, labels = drawn.figure["data"]
    assert (list(won["x"]), list(likely["x"])) == ([60, 20], [30, 10])
    assert drawn.figure["layout"]["barmode"] == "relative"
    assert marks(drawn, "x") == [100, 25] == list(touch["x"])
    assert [text.strip() for text in labels["text"]] == ["90.0%", "120.0%"]
    # Each label stands behind whichever reaches further.
    assert list(labels["x"]) == [100, 30]
    assert drawn.finding == "1 of 2 would reach its target; Ada is furthest behind at 90.0%"
    assert drawn.note is None
    assert drawn.summary == "Ada: €90.00 of €100.00 (90.0%). Bea: €30.00 of €25.00 (120.0%)."
    key = drawn.figure["layout"]["title"]["text"]
    assert [name in key for name in ("Won", "Likely", "Quota")] == [True] * 3


def test_a_real_budget_is_a_target(town_of):
    def bookings(shop: Shop) -> None:
        books = Books(shop)
        books.posts("Sales", "120", on="2025-04-10")
        books.plans("Sales", "100", on="2025-04-10")
        books.posts("Sales", "60", on="2025-05-10")
        books.plans("Sales", "80", on="2025-05-10")

    question = Query(
        metrics=("ledger.actual_revenue", "ledger.budget_revenue"),
        period=days("2025-04-01", "2025-05-31"),
        grain="month",
    )
    drawn = bullet(town_of(bookings).ask(question), "light", "en")
    columns, touch = drawn.figure["data"]
    assert (list(columns["y"]), list(touch["y"]), marks(drawn, "y")) == ([120, 60], [100, 80], [100, 80])
    assert [str(day) for day in columns["x"]] == ["2025-04-01", "2025-05-01"]
    assert drawn.finding == "1 of 2 months reaches its target; May 2025 is furthest behind at 75.0%"


def test_a_mark_hands_its_group_to_a_click_and_says_a_sentence():
    won, touch, _ = bullet(by_owner(("Ada", *money(60, 100)), (None, *money(1, 2))), "light", "en").figure["data"]
    assert won["customdata"] == [
        ["employee.name", "Ada", "Ada, Won: €60.00"],
        ["employee.name", None, "Not given, Won: €1.00"],
    ]
    assert touch["customdata"][0] == ["employee.name", "Ada", "Ada: €60.00 of €100.00 (60.0%)"]
    assert touch["marker"]["color"] == INVISIBLE
    assert bullet(alone(*money(1, 2)), "light", "en").figure["data"][0]["customdata"] == [[None, None, "Won: €1.00"]]


@pytest.mark.parametrize(
    ("cells", "columns", "period", "found"),
    [
        (money(84, 100), (WON, QUOTA), MAY, "€16.00 short of target: €84.00 of €100.00 (84.0%)"),
        (money(84, 100), (WON, QUOTA), JUNE, "€16.00 to go to target: €84.00 of €100.00 (84.0%)"),
        (money(104, 100), (WON, QUOTA), MAY, "Target reached: €104.00 of €100.00 (104.0%)"),
        (money(84, 100), (COSTS, QUOTA), MAY, "Within target: €84.00 of €100.00 (84.0%)"),
        (money(130, 100), (COSTS, QUOTA), MAY, "€30.00 over target: €130.00 of €100.00 (130.0%)"),
        ((0.72, 0.75), (RATE, GOAL), MAY, "3.0 pp short of target: 72.0% vs 75.0%"),
        (money(5, 0), (WON, QUOTA), MAY, "Target reached: €5.00 of €0.00"),
        (money(5, None), (WON, QUOTA), MAY, None),
        (money(None, 5), (WON, QUOTA), MAY, None),
    ],
)
def test_of_one_it_is_stated_whether_it_holds_its_target(cells, columns, period, found):
    assert bullet(alone(*cells, columns=columns, period=period), "light", "en").finding == found


def test_where_less_is_better_the_target_is_not_to_be_passed():
    rows = [("Ada", *money(60, 100)), ("Bea", *money(30, 25)), ("Cleo", *money(9, 10))]
    assert bullet(by_owner(*rows, columns=(COSTS, QUOTA)), "light", "en").finding == (
        "2 of 3 stay within their target; Bea is furthest over target at 120.0%"
    )


def test_where_all_hold_theirs_the_one_furthest_ahead_is_named():
    rows = [("Ada", *money(110, 100)), ("Bea", *money(30, 25))]
    assert bullet(by_owner(*rows), "light", "en").finding == (
        "2 of 2 reach their target; Bea is furthest ahead at 120.0%"
    )


def test_where_neither_more_nor_less_is_good_it_is_stated_how_much_of_it_is_reached():
    load, hours = (
        replace(column, better="neither", label=label) for column, label in ((WON, "Load"), (QUOTA, "Hours"))
    )
    rows = [("Ada", *money(60, 100)), ("Bea", *money(30, 25)), ("Cleo", *money(9, None))]
    assert bullet(by_owner(*rows, columns=(load, hours)), "light", "en").finding == (
        "Values range from 60.0% (Ada) to 120.0% (Bea) of hours"
    )
    assert bullet(alone(*money(3, 4), columns=(load, hours)), "light", "en").finding == "75.0% of hours"
    assert bullet(alone(*money(3, 0), columns=(load, hours)), "light", "en").finding is None


def test_shares_are_compared_against_each_other_in_points():
    # Bea misses by 10 points, Ada by 4, though Ada reaches the smaller part of hers.
    rows = [("Ada", 0.01, 0.05), ("Bea", 0.7, 0.8)]
    drawn = bullet(by_owner(*rows, columns=(RATE, GOAL)), "light", "en")
    assert drawn.finding == "None of 2 reach their target; Bea is furthest behind at 70.0% vs 80.0%"
    assert [text.strip() for text in drawn.figure["data"][2]["text"]] == ["1.0%", "70.0%"]


def test_a_bucket_that_is_not_over_is_lighter_and_not_judged():
    rows = [(date(2025, month, 1), *money(won, 100)) for month, won in ((4, 100), (5, 90), (6, 10))]
    drawn = bullet(by_month(*rows), "dark", "en")
    april, may, june = drawn.figure["data"][0]["marker"]["color"]
    assert april == may == palette("dark").series[0] != june
    assert drawn.finding == "1 of 2 months reaches its target; May 2025 is furthest behind at 90.0%"
    assert drawn.note == "June 2025 is counted to date."


def test_who_has_no_target_has_no_mark_and_is_stated():
    drawn = bullet(by_owner(("Ada", *money(60, None)), ("Bea", *money(30, 0))), "light", "en")
    assert marks(drawn, "x") == [0]
    assert [text.strip() for text in drawn.figure["data"][2]["text"]] == ["€60.00", "€30.00"]
    assert drawn.note == "1 group has no target."
    assert drawn.summary == "Ada: €60.00, no target. Bea: €30.00 of €0.00."


def test_values_below_zero_and_unknown_ones_have_their_place_on_the_axis():
    drawn = bullet(by_owner(("Ada", *money(-60, 100)), ("Bea", *money(None, 50))), "light", "en")
    low, high = drawn.figure["layout"]["xaxis"]["range"]
    assert low <= -60 and high > 100
    assert list(drawn.figure["data"][0]["x"]) == [-60, None]
    # A loss is no share of a target.
    assert drawn.summary == "Ada: -€60.00 of €100.00. Bea: n/a of €50.00."
    lossy = bullet(by_owner(("Ada", *money(-60, 100)), ("Bea", *money(9, 10))), "light", "en")
    assert lossy.finding == "None of 2 reach their target; Ada is furthest behind at -€60.00 of €100.00"


def test_bars_that_are_not_drawn_are_stated_but_judged():
    rows = [(f"Seller {number}", *money(number, 15)) for number in range(30)]
    drawn = bullet(by_owner(*rows), "light", "en")
    assert len(drawn.figure["data"][0]["x"]) == 12
    assert drawn.note == "Showing 12 of 30 groups."
    assert drawn.finding == "15 of 30 reach their target; Seller 0 is furthest behind at 0.0%"


def test_groups_with_an_order_of_their_own_keep_it():
    size = replace(OWNER, values=("small", "large"))
    query = Query(metrics=(WON.name, QUOTA.name), dimensions=(size.name,))
    rows = [("large", *money(9, 1)), ("small", *money(1, 1))]
    drawn = bullet(answer(query, (size, WON, QUOTA), rows), "light", "en")
    assert list(drawn.figure["layout"]["yaxis"]["ticktext"]) == ["Small", "Large"]


def test_one_alone_is_named_above_and_not_beside_its_bar():
    drawn = bullet(alone(*money(1, 2), period=JUNE), "light", "en")
    assert list(drawn.figure["layout"]["yaxis"]["ticktext"]) == [""]
    assert drawn.note == "Data through 15 Jun 2025."
    both = bullet(alone(*money(1, 2, 6), columns=(WON, LIKELY, QUOTA)), "light", "en")
    assert both.summary == "Won and Likely: €3.00 of €6.00 (50.0%)."


def test_where_two_are_as_far_after_neither_is_named():
    rows = [("Ada", *money(5, 10)), ("Bea", *money(50, 100))]
    assert bullet(by_owner(*rows), "light", "en").finding == "None of 2 reach their target"


def test_who_is_to_reach_nothing_is_not_among_those_who_reach_their_target():
    rows = [("Ada", *money(60, 100)), ("Bea", *money(20, 20)), ("Cy", *money(0, 0))]
    found = bullet(by_owner(*rows, columns=(WON, QUOTA)), "light", "en").finding
    assert found == "1 of 2 reaches its target; Ada is furthest behind at 60.0%"
