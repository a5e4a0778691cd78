"""A metric by two things at once, as shaded cells."""

from datetime import date
from typing import Any

from services.charts.heatmap import MOST_BUCKETS, MOST_COLUMNS, MOST_ROWS, ROW_LETTERS, heatmap
from services.present.theme import palette
from services.semantic.answer import Column, Note
from services.semantic.conditions import Compare
from services.semantic.query import Query
from tests.services.charts.answers import answer
from tests.services.shop import Shop, days

SPRING = days("2025-04-01", "2025-06-30")
BY_MONTH = Query(metrics=("order.revenue",), dimensions=("order.region",), period=SPRING, grain="month")


def regions(shop: Shop) -> None:
    shop.sells(("lamp", "70", "1"), on="2025-04-10", region="South")
    shop.sells(("lamp", "20", "1"), on="2025-04-10", region=None)
    shop.sells(("lamp", "1400", "1"), on="2025-05-10", region="North")
    shop.sells(("lamp", "3000", "1"), on="2025-06-10", region="North")


def cells(picture: Any) -> dict[tuple[float, float], tuple[Any, ...]]:
    """Each cell by its column and row: its colour, its label, and what a click and the hover get."""
    bars = picture.figure["data"][0]
    middle = [base + height / 2 for base, height in zip(bars["base"], bars["y"], strict=True)]
    label = [text.strip("\u200b\u2006") for text in bars["text"]]
    parts = zip(bars["x"], middle, bars["marker"]["color"], label, bars["customdata"], strict=True)
    return {(x, y): (colour, text, list(mark)) for x, y, colour, text, mark in parts}


def test_rows_are_groups_with_the_largest_first_and_columns_are_buckets(town_of):
    drawn = heatmap(town_of(regions).ask(BY_MONTH), "light", "en")
    layout = drawn.figure["layout"]
    assert list(layout["yaxis"]["ticktext"]) == ["North", "South", "Not given"]
    assert list(layout["xaxis"]["ticktext"]) == ["Apr<br>2025", "May", "Jun"]
    assert list(layout["xaxis"]["tickvals"]) == [0, 1, 2]


def test_a_cell_says_its_value_and_hands_its_row_to_a_click(town_of):
    drawn = cells(heatmap(town_of(regions).ask(BY_MONTH), "light", "en"))
    steps = palette("light").sequential
    assert drawn[1, 0] == (steps[3], "1.4K", ["order.region", "North", "North, May 2025: €1,400.00"])
    assert drawn[2, 0][0] == steps[6]
    assert drawn[0, 2] == (steps[0], "20", ["order.region", None, "Not given, April 2025: €20.00"])
    assert len(drawn) == 9


def test_a_cell_without_a_denominator_is_empty_rather_than_zero(town_of):
    margins = Query(metrics=("order.gross_margin",), dimensions=("order.region",), period=SPRING, grain="month")
    drawn = heatmap(town_of(regions).ask(margins), "light", "en")
    assert cells(drawn)[1, 1] == (
        palette("light").surface,
        "",
        ["order.region", "South", "South, May 2025: n/a"],
    )
    assert drawn.finding == ("North in May 2025 is highest at 99.9%; Not given in April 2025 is lowest at 95.0%")


def test_what_is_not_over_is_hatched_and_is_neither_highest_nor_lowest(town_of):
    drawn = heatmap(town_of(regions).ask(BY_MONTH), "light", "en")
    hatching = drawn.figure["data"][1]
    assert set(hatching["x"]) == {2}
    assert drawn.note == "Hatched: in progress."
    # June has more, and three cells share the least.
    assert drawn.finding == "North in May 2025 is highest at €1,400.00"


def by_two(rows: list[tuple[Any, Any, Any]], **more: Any) -> Any:
    """An answer of hours by team and kind."""
    kind = more.pop("type", "integer")
    columns = (
        Column("team.name", "Team", "text", values=more.pop("teams", ())),
        Column("task.kind", "Kind", more.pop("kind", "text"), values=more.pop("kinds", ())),
        Column("work.hours", "Hours", kind, "hours", additive=kind == "integer"),
    )
    query = Query(metrics=("work.hours",), dimensions=("team.name", "task.kind"), **more.pop("asked", {}))
    return answer(query, columns, rows, **more)


def test_the_highest_and_the_lowest_cell_are_named():
    drawn = heatmap(by_two([("A", "X", 9), ("A", "Y", 4), ("B", "X", 1)]), "light", "en")
    assert drawn.finding == "A, X is highest at 9 hours; B, X is lowest at 1 hour"
    assert drawn.summary == "Hours. A, X: 9 hours; A, Y: 4 hours; B, X: 1 hour; B, Y: no data"
    assert drawn.note is None


def test_where_several_share_a_place_none_is_described_to_have_it():
    assert heatmap(by_two([("A", "X", 9), ("A", "Y", 9), ("B", "X", 1)]), "light", "en").finding == (
        "B, X is lowest at 1 hour"
    )
    assert heatmap(by_two([("A", "X", 9), ("B", "X", 9)]), "light", "en").finding is None
    assert heatmap(by_two([("A", "X", 9)]), "light", "en").finding is None


def test_a_cell_without_a_value_is_not_shown_and_names_no_lowest():
    drawn = heatmap(by_two([("A", "X", None), ("A", "Y", 4), ("B", "Y", 6)]), "light", "en")
    colour, label, mark = cells(drawn)[1, 1]
    assert (colour, label, mark) == (palette("light").surface, "", ["team.name", "A", "A, X: n/a"])
    assert drawn.finding == "B, Y is highest at 6 hours; A, Y is lowest at 4 hours"


def test_where_small_groups_are_kept_back_an_empty_cell_is_not_described_to_be_nothing():
    kept = by_two([("A", "X", 9), ("B", "Y", 1)])
    kept = type(kept)(**{**vars(kept), "notes": (Note("suppressed", "Groups of fewer than 5 people are not shown."),)})
    assert cells(heatmap(kept, "light", "en"))[1, 0][2][2] == "A, Y: hidden"


def test_an_order_that_has_a_meaning_is_kept_and_numbers_rise():
    known = by_two([("low", "X", 9), ("high", "X", 1), (None, "X", 5)], teams=("high", "low"))
    assert list(heatmap(known, "light", "en").figure["layout"]["yaxis"]["ticktext"]) == ["High", "Low", "Not given"]
    hours = by_two([("A", 10, 9), ("A", 9, 1)], kind="integer")
    assert list(heatmap(hours, "light", "en").figure["layout"]["xaxis"]["ticktext"]) == ["9", "10"]
    asked = by_two([("b", "X", 1), ("a", "X", 9)], asked={"order": ("-team.name",)})
    assert list(heatmap(asked, "light", "en").figure["layout"]["yaxis"]["ticktext"]) == ["B", "A"]


def test_what_does_not_add_up_is_sorted_by_name_rather_than_into_a_league_table():
    shares = by_two([("Zoe", "X", 0.9), ("anna", "X", 0.1)], type="ratio")
    assert list(heatmap(shares, "light", "en").figure["layout"]["yaxis"]["ticktext"]) == ["Anna", "Zoe"]


def test_sixty_rows_and_columns_are_cut_off_with_a_note_and_the_finding_is_of_all():
    many = [(f"team {number}", "X", number) for number in range(1, 61)]
    drawn = heatmap(by_two(many), "light", "en")
    assert len(drawn.figure["layout"]["yaxis"]["ticktext"]) == MOST_ROWS
    assert drawn.note == f"Showing {MOST_ROWS} of 60 rows."
    assert drawn.finding == "team 60, X is highest at 60 hours; team 1, X is lowest at 1 hour"
    across = heatmap(by_two([("A", kind, number) for kind, _, number in many[::-1]]), "light", "en")
    assert across.note == f"Showing {MOST_COLUMNS} of 60 columns."


def test_of_many_buckets_the_latest_are_drawn():
    columns = (Column("team.name", "Team", "text"), Column("work.hours", "Hours", "integer", "hours", additive=True))
    query = Query(
        metrics=("work.hours",), dimensions=("team.name",), grain="week", period=days("2023-01-02", "2025-06-08")
    )
    drawn = heatmap(answer(query, columns, [(date(2025, 6, 2), "A", 5)]), "light", "en")
    assert drawn.note == f"Showing {MOST_BUCKETS} of 127 columns."
    colour, label, mark = cells(drawn)[MOST_BUCKETS - 1, 0]
    assert (colour, label, mark[2]) == (palette("light").sequential[6], "", "A, week of 2 Jun 2025: 5 hours")


def test_a_limit_of_the_question_is_stated_and_leaves_no_finding():
    drawn = heatmap(by_two([("A", "X", 9), ("B", "X", 1)], total=30), "light", "en")
    assert (drawn.finding, drawn.note) == (None, "Showing 2 of 30 cells.")


def test_a_large_grid_is_stated_by_the_ends_of_its_rows():
    rows = [("A", f"k{number}", number) for number in range(1, 17)] + [
        ("B", f"k{number}", 5) for number in range(1, 17)
    ]
    drawn = heatmap(by_two(rows), "light", "en")
    assert drawn.summary == "Hours. A: from 1 hour in k1 to 16 hours in k16; B: 5 hours in k16"


def test_names_are_shown_as_they_are_and_cut_off_on_the_axis_alone():
    name = "<b>A very long name of a team</b>"
    drawn = heatmap(by_two([(name, "X", 5)]), "light", "en")
    [shown] = drawn.figure["layout"]["yaxis"]["ticktext"]
    assert shown == f"&lt;b&gt;{name[3 : ROW_LETTERS - 1]}…"
    assert cells(drawn)[0, 0][2] == ["team.name", name, "&lt;b&gt;A very long name of a team&lt;/b&gt;, X: 5 hours"]


def test_the_key_says_what_the_ends_of_the_shades_stand_for(town_of):
    [key] = heatmap(town_of(regions).ask(BY_MONTH), "dark", "en").figure["layout"]["annotations"]
    assert key["text"].startswith("€0.00 <span")
    assert key["text"].endswith("</span> €3,000.00")
    assert [colour in key["text"] for colour in palette("dark").sequential] == [True] * 7


def test_without_any_value_there_is_nothing_to_find(town_of):
    nowhere = Compare("order.region", "=", "Nowhere")
    query = Query(metrics=("order.revenue",), dimensions=("order.region",), period=SPRING, grain="month", where=nowhere)
    drawn = heatmap(town_of(regions).ask(query), "light", "en")
    assert drawn.finding is None
