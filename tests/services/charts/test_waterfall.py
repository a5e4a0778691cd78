"""Answers as bridges from one level to another."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from services.charts.drawing.text import LABEL_PAD
from services.charts.waterfall import ZOOMED, waterfall
from services.present.theme import palette
from services.semantic.answer import Answer, Column
from services.semantic.query import Query
from tests.services.charts.answers import answer
from tests.services.shop import Shop, days

OPENING = Column("mrr.opening", "Opening MRR", "money", better="up")
NEW = Column("mrr.new", "New MRR", "money", better="up")
GROWN = Column("mrr.grown", "Expansion", "money", better="up")
LOST = Column("mrr.lost", "Churn", "money", better="up")
CLOSING = Column("mrr.closing", "Closing MRR", "money", better="up")
BRIDGE = (OPENING, NEW, GROWN, LOST, CLOSING)
MAY = days("2025-05-01", "2025-05-31")


def bridge(*cells: int | None, columns: tuple[Column, ...] = BRIDGE, **asked: Any) -> Answer:
    query = Query(metrics=tuple(column.name for column in columns), **{"period": MAY, **asked})
    return answer(query, columns, [tuple(None if cell is None else Decimal(cell) for cell in cells)])


def test_changes_lead_from_the_opening_to_the_closing():
    drawn = waterfall(bridge(100, 40, 10, -30, 120), "light", "en")
    bars, _ = drawn.figure["data"]
    assert list(zip(bars["base"], bars["x"], strict=True)) == [(0, 100), (100, 40), (140, 10), (150, -30), (0, 120)]
    assert list(bars["y"]) == [0, 1, 2, 3, 4]
    axis = drawn.figure["layout"]["yaxis"]
    assert list(axis["ticktext"]) == [
        f"{name}{LABEL_PAD}" for name in ("Opening MRR", "New MRR", "Expansion", "Churn", "Closing MRR")
    ]
    # The first one is on top.
    assert axis["range"][0] > axis["range"][1]
    assert drawn.finding == "Closing MRR rose by €20.00 (20.0%): new MRR added the most, churn subtracted the most"
    assert drawn.note is None
    assert drawn.summary == (
        "Opening MRR: €100.00; New MRR: +€40.00; Expansion: +€10.00; Churn: -€30.00; Closing MRR: €120.00."
    )


def test_a_real_bridge_ties(town_of):
    def subscribers(shop: Shop) -> None:
        shop.subscribes("A", ("2025-04-10", "new", "100"), started="2025-04-10")
        shop.subscribes("B", ("2025-05-05", "new", "40"), ("2025-05-20", "contraction", "-15"), started="2025-05-05")

    kinds = ("opening_mrr", "new_mrr", "contraction_mrr", "mrr")
    question = Query(metrics=tuple(f"subscription.{kind}" for kind in kinds), period=MAY)
    drawn = waterfall(town_of(subscribers).ask(question), "light", "en")
    assert list(drawn.figure["data"][0]["x"]) == [100, 40, -15, 125]
    assert (drawn.finding, drawn.note) == (
        "MRR rose by €25.00 (25.0%): new MRR added the most, contraction MRR subtracted the most",
        None,
    )


def test_signs_say_what_colours_repeat():
    bars, labels = waterfall(bridge(100, 40, 0, -30, 110), "light", "en").figure["data"]
    colours = palette("light")
    assert [text.strip() for text in labels["text"]] == ["€100.00", "+€40.00", "€0.00", "-€30.00", "€110.00"]
    assert bars["marker"]["color"][1] == colours.good and bars["marker"]["color"][3] == colours.bad
    assert bars["marker"]["color"][0] == bars["marker"]["color"][4] == colours.series[0]
    assert bars["customdata"][1] == ["metric", "mrr.new", "New MRR: +€40.00"]


def test_where_less_is_better_a_rise_is_bad_and_where_neither_is_it_has_no_colour():
    def colours_of(better: Any) -> list[str]:
        columns = (*BRIDGE[:4], replace(CLOSING, better=better))
        return waterfall(bridge(100, 40, 0, -30, 110, columns=columns), "light", "en").figure["data"][0]["marker"][
            "color"
        ]

    known = palette("light")
    assert (colours_of("down")[1], colours_of("down")[3]) == (known.bad, known.good)
    assert colours_of("neither")[1:4] == [known.quiet] * 3


def test_what_does_not_tie_is_stated():
    more, less = (waterfall(bridge(100, 40, 0, -30, end), "light", "en").note for end in (115, 108))
    assert more == "Does not reconcile: the change is €5.00 more than its parts."
    assert less == "Does not reconcile: the change is €2.00 less than its parts."


def test_a_bridge_ties_to_the_cent_and_floats_to_their_last_place():
    cents = replace(bridge(0, 0, 0, 0, 0))
    for name, cell in zip((column.name for column in BRIDGE), ("100", "0.1", "0.2", "0", "100.31"), strict=True):
        cents.frame[name] = [Decimal(cell)]
    assert (
        waterfall(cents, "light", "en").note == f"Does not reconcile: the change is €0.01 more than its parts. {ZOOMED}"
    )
    cents.frame[CLOSING.name] = [Decimal("100.3001")]
    assert waterfall(cents, "light", "en").note == ZOOMED
    hours = tuple(replace(column, type="number") for column in BRIDGE)
    floats = bridge(0, 0, 0, 0, 0, columns=hours)
    for name, cell in zip((column.name for column in BRIDGE), (0.0, 0.1, 0.2, 0.0, 0.3), strict=True):
        floats.frame[name] = [cell]
    assert waterfall(floats, "light", "en").note is None


def test_small_changes_are_seen_from_near_and_levels_then_have_no_length():
    drawn = waterfall(bridge(10_000, 40, 10, -30, 10_020), "light", "en")
    bars, levels, labels = drawn.figure["data"]
    assert list(bars["x"]) == [None, 40, 10, -30, None]
    assert (list(levels["x"]), list(levels["y"]), levels["mode"]) == ([10_000, 10_020], [0, 4], "markers")
    assert list(labels["x"]) == [10_000, 10_040, 10_050, 10_050, 10_020]
    low, high = drawn.figure["layout"]["xaxis"]["range"]
    assert 9_900 < low < 10_000 and 10_050 < high < 10_200
    assert drawn.note == ZOOMED


def test_what_a_step_comes_to_stands_on_its_right_and_has_room_there():
    drawn = waterfall(bridge(0, 100, 0, -90, 10), "light", "en")
    _, labels = drawn.figure["data"]
    assert list(labels["x"]) == [0, 100, 100, 100, 10]
    low, high = drawn.figure["layout"]["xaxis"]["range"]
    assert low == 0 and high > 150


def test_a_long_name_takes_two_lines():
    columns = (*BRIDGE[:4], replace(CLOSING, label="Pipeline at the end, not slipped"))
    axis = waterfall(bridge(100, 40, 0, -30, 110, columns=columns), "light", "en").figure["layout"]["yaxis"]
    assert axis["ticktext"][4] == f"Pipeline at the{LABEL_PAD}<br>end, not slipped{LABEL_PAD}"


def test_a_level_may_lie_below_zero():
    drawn = waterfall(bridge(-50, 20, 0, -100, -130), "light", "en")
    bars, labels = drawn.figure["data"]
    assert list(labels["x"]) == [0, -30, -30, -30, 0]
    assert list(zip(bars["base"], bars["x"], strict=True))[2:] == [(-30, 0), (-30, -100), (0, -130)]
    # From below zero there is no growth.
    assert drawn.finding == "Closing MRR fell by €80.00: new MRR added the most, churn subtracted the most"


def test_no_change_in_all_still_states_what_brought_and_what_cost():
    assert waterfall(bridge(100, 30, 0, -30, 100), "light", "en").finding == (
        "Closing MRR did not change: new MRR added the most, churn subtracted the most"
    )


def test_what_is_not_known_has_no_bar_and_finds_nothing():
    drawn = waterfall(bridge(None, 40, 0, -30, 110), "light", "en")
    assert list(drawn.figure["data"][0]["x"])[:2] == [None, 40]
    assert (drawn.finding, drawn.note) == (None, "Opening MRR is not available.")


def test_a_period_that_is_not_over_is_stated():
    june = days("2025-06-01", "2025-06-30")
    assert waterfall(bridge(100, 40, 10, -30, 120, period=june), "light", "en").note == "Data through 15 Jun 2025."


def test_of_several_buckets_the_first_opens_and_the_last_closes():
    query = Query(
        metrics=tuple(column.name for column in BRIDGE), period=days("2025-04-01", "2025-05-31"), grain="month"
    )
    rows = [(date(2025, 4, 1), 100, 40, 0, -10, 130), (date(2025, 5, 1), 130, 5, 5, -20, 120)]
    drawn = waterfall(answer(query, BRIDGE, rows), "light", "en")
    assert list(drawn.figure["data"][0]["x"]) == [100, 45, 5, -30, 120]
    assert drawn.note is None


def test_where_two_changes_are_as_large_neither_brought_most():
    assert (
        waterfall(bridge(100, 30, 30, -10, 150), "light", "en").finding
        == "Closing MRR rose by €50.00 (50.0%): churn subtracted the most"
    )
