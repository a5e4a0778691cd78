"""Answers as fields within fields."""

from decimal import Decimal
from typing import Any

import pytest

from services.charts.drawing.colours import ink_on
from services.charts.drawing.treemap_groups import MOST_INNER, MOST_OUTER
from services.charts.treemap import treemap
from services.present.theme import palette
from services.semantic.answer import Answer, Column
from services.semantic.conditions import Compare
from services.semantic.query import Query
from tests.services.charts.answers import answer
from tests.services.shop import Shop, days

REVENUE = Column("order.revenue", "Revenue", "money", additive=True)
MEDIAN = Column("order.median_value", "Median", "ratio")
ORDERS = Column("order.count", "Orders", "integer", unit="orders")
REGION = Column("order.region", "Region", "text")
PRODUCT = Column("product.name", "Product", "text")


def split(*rows: tuple[Any, ...], column: Column = REVENUE, **asked: Any) -> Answer:
    query = Query(metrics=(column.name,), dimensions=(REGION.name, PRODUCT.name), **asked)
    return answer(query, (REGION, PRODUCT, column), rows)


def euros(*rows: tuple[Any, Any, int | None]) -> list[tuple[Any, ...]]:
    return [(*names, None if cell is None else Decimal(cell)) for *names, cell in rows]


def fields(picture: Any) -> list[tuple[str, str, float]]:
    """Return every field but the whole as (parent, name, value)."""
    [trace] = picture.figure["data"]
    names = dict(zip(trace["ids"], (label.replace("<br>", " ") for label in trace["labels"]), strict=True))
    rows = zip(trace["ids"], trace["parents"], trace["values"], strict=True)
    return [(names[parent] if parent != "whole" else "", names[key], value) for key, parent, value in rows if parent]


def test_inner_groups_lie_in_their_outer_one_the_largest_first(town_of):
    def selling(shop: Shop) -> None:
        shop.sells(("lamp", "10", "1"), ("desk", "90", "1"), on="2025-04-10", region="South")
        shop.sells(("lamp", "300", "1"), on="2025-04-10", region="North")

    question = Query(
        metrics=(REVENUE.name,), dimensions=(REGION.name, PRODUCT.name), period=days("2025-04-01", "2025-06-30")
    )
    drawn = treemap(town_of(selling).ask(question), "light", "en")
    assert fields(drawn) == [
        ("", "North", 0),
        ("North", "lamp".capitalize(), 300),
        ("", "South", 0),
        ("South", "Desk", 90),
        ("South", "Lamp", 10),
    ]
    assert drawn.figure["data"][0]["labels"][0] == "Revenue: €400.00"
    assert drawn.finding == "North is highest at €300.00, 75.0% of the total; its largest part is Lamp (100.0%)"
    assert drawn.note is None
    assert drawn.summary == ("Revenue by region and product. North: Lamp €300.00. South: Desk €90.00, Lamp €10.00.")


def test_a_field_hands_its_own_dimension_to_a_click():
    [trace] = treemap(split(*euros(("North", None, 30), ("South", "lamp", 10))), "light", "en").figure["data"]
    assert trace["customdata"] == [
        [None, None, "Revenue: €40.00"],
        ["order.region", "North", "North: €30.00, 75.0% of the total"],
        ["product.name", None, "Not given, North: €30.00, 75.0% of the total"],
        ["order.region", "South", "South: €10.00, 25.0% of the total"],
        ["product.name", "lamp", "Lamp, South: €10.00, 25.0% of the total"],
    ]


def test_groups_of_one_name_within_two_others_stay_apart():
    [trace] = treemap(split(*euros(("North", "lamp", 30), ("South", "lamp", 10))), "light", "en").figure["data"]
    assert len(set(trace["ids"])) == len(trace["ids"]) == 5


def test_what_is_below_zero_has_no_field_and_no_share_is_stated():
    drawn = treemap(split(*euros(("North", "lamp", 30), ("North", "desk", -5), ("South", "lamp", None))), "light", "en")
    assert [name for _, name, _ in fields(drawn)] == ["North", "Lamp"]
    assert drawn.note == "1 group is below zero and not shown. 1 group has no value."
    assert drawn.finding is None


def test_the_smallest_of_a_thousand_are_drawn_as_one():
    rows = euros(*(("North", f"Product {number:04}", number) for number in range(1, 1001)))
    drawn = fields(treemap(split(*rows), "light", "en"))
    assert len(drawn) == 1 + MOST_INNER + 1
    # All are 500,500, and the twelve largest 12 · 994.5.
    assert drawn[-1] == ("North", "988 others", 500500 - 11934)


def test_a_thousand_outer_groups_leave_as_many_as_can_be_stated_apart():
    rows = euros(*((f"Area {number:04}", "lamp", number) for number in range(1, 1001)))
    drawn = treemap(split(*rows), "light", "en")
    outer = [(name, value) for parent, name, value in fields(drawn) if not parent]
    assert len(outer) == MOST_OUTER + 1
    assert outer[-1] == ("992 others", sum(range(1, 993)))
    assert drawn.figure["data"][0]["customdata"][-1][:2] == [None, None]
    assert drawn.finding == "Area 1000 is highest at €1,000.00, 0.2% of the total; its largest part is Lamp (100.0%)"


def test_what_does_not_add_up_is_never_drawn_as_one():
    rows = [("North", f"Product {number:02}", number / 100) for number in range(1, 21)]
    drawn = treemap(split(*rows, column=MEDIAN), "light", "en")
    assert [name for parent, name, _ in fields(drawn) if parent][-1] == "Product 09"
    assert drawn.note == "8 groups are too small and not shown."
    assert drawn.finding == "Product 20 is highest at 20.0%"
    assert drawn.figure["data"][0]["labels"][0] == "Median"


def test_counts_that_may_overlap_name_their_group_without_a_sum():
    [trace] = treemap(split(("North", "lamp", 3), ("North", "desk", 2), column=ORDERS), "light", "en").figure["data"]
    assert trace["customdata"][1] == ["order.region", "North", "North"]
    assert trace["customdata"][2] == ["product.name", "lamp", "Lamp, North: 3 orders"]


def test_no_share_is_stated_of_a_whole_that_is_cut():
    drawn = treemap(split(*euros(("North", "lamp", 30)), having=Compare(REVENUE.name, ">", 9)), "light", "en")
    assert drawn.finding == "North is highest at €30.00; its largest part is Lamp (100.0%)"


def test_one_dimension_makes_one_field_a_group():
    query = Query(metrics=(REVENUE.name,), dimensions=(REGION.name,))
    drawn = treemap(answer(query, (REGION, REVENUE), [("North", Decimal(3)), (None, Decimal(1))]), "light", "en")
    assert fields(drawn) == [("", "North", 3), ("", "Not given", 1)]
    assert drawn.finding == "North is highest at €3.00, 75.0% of the total"


def test_nothing_above_zero_is_an_empty_map():
    drawn = treemap(split(*euros(("North", "lamp", 0))), "light", "en")
    assert (fields(drawn), drawn.finding) == ([], None)


def test_a_long_name_is_broken_between_words_and_a_markup_is_none():
    rows = euros(("North", "Wages of sales & marketing in <all> regions", 5))
    [trace] = treemap(split(*rows), "light", "en").figure["data"]
    assert trace["labels"][2] == "Wages of sales<br>&amp; marketing in<br>&lt;all&gt; regions"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_letters_can_be_read_on_every_colour_of_the_palette(theme):
    def light(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    rows = euros(*((f"Area {number}", f"Part {part}", 9 - number) for number in range(9) for part in range(3)))
    [trace] = treemap(split(*rows), theme, "en").figure["data"]
    shades = set(trace["marker"]["colors"][1:])
    for shade in shades:
        one, other = sorted((light(shade), light(ink_on(shade))))
        assert (other + 0.05) / (one + 0.05) >= 4.5, shade
    assert set(palette(theme).series) <= shades


def test_where_two_share_the_first_place_nobody_leads():
    assert treemap(split(*euros(("North", "lamp", 5), ("South", "lamp", 5))), "light", "en").finding is None
    drawn = treemap(split(*euros(("North", "lamp", 5), ("North", "desk", 5))), "light", "en")
    assert drawn.finding == "North is highest at €10.00, 100.0% of the total"
    counts = treemap(split(("North", "lamp", 5), ("South", "lamp", 5), column=ORDERS), "light", "en")
    assert counts.finding is None
