"""Cells: what is shaded how, and whether what they say can be read."""

import pytest

from services.charts.drawing.grid import GridCell, Shades, cell_bars, format_cell, make_shades, readable_on
from services.present.theme import palette
from tests.services.present.test_theme import contrast

THEMES = ["light", "dark"]


@pytest.mark.parametrize("theme", THEMES)
def test_what_a_cell_says_can_be_read_on_every_shade(theme):
    colours = palette(theme)
    grounds = (*colours.sequential, *colours.diverging, colours.surface, colours.raised)
    assert [ground for ground in grounds if contrast(readable_on(ground, theme), ground) < 4.5] == []


@pytest.mark.parametrize("theme", THEMES)
def test_hatching_can_be_stated_from_its_ground(theme):
    cells = [GridCell(0, 0, ground, "", immature=True) for ground in palette(theme).sequential]
    _, hatching = cell_bars(cells, theme)
    lines = zip(hatching.marker.pattern.fgcolor, palette(theme).sequential, strict=True)
    assert all(contrast(line, ground) > 4.5 for line, ground in lines)


def test_shades_go_up_by_seven_even_steps():
    used = make_shades([0, 35, 70], "light", from_zero=True)
    steps = palette("light").sequential
    assert [used.of(value) for value in (0, 9, 10, 35, 69, 70)] == [
        steps[0],
        steps[0],
        steps[1],
        steps[3],
        steps[6],
        steps[6],
    ]


def test_amounts_are_shaded_from_zero_and_shares_from_the_least():
    steps = palette("light").sequential
    assert make_shades([60, 70], "light", from_zero=True).of(60) == steps[6]
    assert make_shades([0.6, 0.7], "light", from_zero=False).of(0.6) == steps[0]


def test_below_zero_the_shades_go_to_both_sides_and_zero_stays_in_the_middle():
    used = make_shades([-10, 0, 70], "light", from_zero=True)
    steps = palette("light").diverging
    assert (used.low, used.high) == (-70, 70)
    assert [used.of(value) for value in (-70, 0, 70)] == [steps[0], steps[3], steps[6]]


def test_a_few_huge_values_do_not_pale_the_others_and_the_key_says_so():
    values = [*range(1, 50), 10_000]
    used = make_shades(values, "light", from_zero=True, reach=0.98)
    assert (used.high, used.beyond) == (49, True)
    assert used.of(10_000) == used.of(49) == palette("light").sequential[6]
    assert not make_shades(values, "light", from_zero=True).beyond


def test_values_that_are_all_alike_have_one_shade():
    assert make_shades([5, 5], "light", from_zero=False).of(5) == palette("light").sequential[0]
    assert make_shades([], "light", from_zero=True) == Shades(0.0, 0.0, palette("light").sequential)


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (0.4149, "ratio", "41%"),
        (999, "integer", "999"),
        (1_234, "integer", "1.2K"),
        (123_456, "money", "123K"),
        (-6_852.76, "money", "-6.9K"),
        (99.95, "money", "100"),
        (7.25, "number", "7.2"),
    ],
)
def test_a_cell_says_its_value_in_a_few_letters(value, kind, text):
    assert format_cell(value, kind, "en") == text


def test_labels_have_one_width_so_that_they_are_shown_together_or_not_at_all():
    cells = [GridCell(0, 0, "#ffffff", "", "7"), GridCell(1, 0, "#ffffff", "", "123"), GridCell(2, 0, None, "")]
    (bars,) = cell_bars(cells, "light")
    one, three, none = bars.text
    # Two halves of a letter on each side, for each of the two letters that it lacks.
    assert (one.strip("\u200b\u2006"), one.count("\u2006"), three.count("\u2006"), none) == ("7", 8, 0, "")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("immature", [False, True])
def test_an_empty_cell_is_bare_card_within_an_outline_unless_it_is_still_to_come(theme, immature):
    bars = cell_bars([GridCell(0, 0, None, "", immature=immature)], theme)[0]
    assert (bars.marker.color[0], bars.marker.line.width[0]) == (palette(theme).surface, 0 if immature else 1)


def test_a_click_on_a_hatched_cell_is_one_on_the_cell_below():
    bars, hatching = cell_bars(
        [GridCell(0, 0, "#ffffff", "to date", group=("order.region", "North"), immature=True)], "light"
    )
    assert list(bars.customdata[0]) == ["order.region", "North", "to date"]
    assert hatching.hoverinfo == "skip"
