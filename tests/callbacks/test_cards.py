"""Which card shows which kind of drawing."""

from typing import Any

import pytest
from dash.development.base_component import Component

from callbacks.cards import CARDS, explanation_panel
from services.dashboards.draw import Drawn, Explained, Nothing, Records, Refused
from services.dashboards.spec import Kind, TileSpec
from services.present.explain import Explanation
from services.present.figure import Picture
from services.present.number import Number
from services.semantic.answer import Column
from services.semantic.query import Query
from tests.components.tree import of_type, walk

MONEY = Column("order.value", "Value", "money")
NAME = Column("client.name", "Client", "text")


def tile(kind: Kind) -> TileSpec:
    return TileSpec("a-tile", kind, "A tile", Query(metrics=("order.revenue",)))


def card(kind: Kind, drawn: Drawn) -> Component:
    return CARDS[type(drawn)](tile(kind), drawn)


def words(component: Component) -> list[str]:
    """Every text of the markup, in its order."""
    return [part for part in walk(component) if isinstance(part, str)]


def test_every_kind_of_drawing_has_a_card():
    assert set(CARDS) == set(Drawn.__args__)


def number(**changed: Any) -> Number:
    plain = {"value": "€1.24M", "exact": "€1,240,000.00", "change": "up 12.0% on last year", "direction": "up"}
    rest = {"verdict": "good", "note": None, "unavailable": None, "spark": None}
    return Number(**{**plain, **rest, **changed})


def test_a_number_is_shown_short_and_read_aloud_whole():
    told = words(card("number", number()))
    assert told[0] == "A tile"
    assert told[-3:] == ["€1.24M", "€1,240,000.00", "up 12.0% on last year"]


def test_a_number_that_is_missing_says_why():
    missing = number(value=None, exact=None, change=None, unavailable="Its denominator is zero in this period.")
    assert words(card("number", missing))[-2:] == ["n/a", "Its denominator is zero in this period."]


def test_a_picture_stands_under_its_finding_and_is_told_in_words():
    drawn = Picture({"data": [], "layout": {}}, "North leads", "Revenue. North: €1.00", "20 of 23 are drawn.")
    shown = card("bar", drawn)
    (graph,) = of_type(shown, "Graph")
    assert graph.id == {"part": "graph", "tile": "a-tile"}
    assert "North leads" in words(shown) and "20 of 23 are drawn." in words(shown)
    assert "Revenue. North: €1.00" in [getattr(part, "aria-label", None) for part in of_type(shown, "Div")]


def test_records_have_their_unit_in_the_heading_and_numbers_on_the_right():
    (grid,) = of_type(card("records", Records((NAME, MONEY), "2 rows", "EUR")), "AgGrid")
    assert grid.id == {"part": "grid", "tile": "a-tile"}
    client, value = grid.columnDefs
    assert (client["headerName"], value["headerName"]) == ("Client", "Value, EUR")
    assert ("type" in client, value["type"]) == (False, "rightAligned")


@pytest.mark.parametrize("kind", ["number", "line", "bar", "records"])
def test_where_there_is_nothing_the_card_says_so_in_its_own_size(kind):
    shown = card(kind, Nothing("Nothing matches.", "Choose a longer period."))
    assert words(shown)[0] == "A tile"
    assert words(shown)[-2:] == ["Nothing matches.", "Choose a longer period."]


def test_what_cannot_be_drawn_says_why_and_what_may_not_be_seen_is_no_failure():
    roles = {
        allowed: [
            part.role for part in of_type(card("bar", Refused("Because.", allowed)), "Div") if hasattr(part, "role")
        ]
        for allowed in (True, False)
    }
    assert roles[True] == ["alert"]
    assert roles[False] in ([], [None])


@pytest.mark.parametrize("drawn", [number(), Picture({}, None, "", None), Records((NAME,), "", "EUR")], ids=type)
def test_every_card_that_shows_numbers_can_be_explained(drawn):
    buttons = of_type(card("bar", drawn), "Button")
    assert {"part": "explain", "tile": "a-tile"} in [getattr(button, "id", None) for button in buttons]


def explained(rows: list[list[str]]) -> Explained:
    told = Explanation((("Formula", "sum(a)"),), "SELECT 1", "4 Mar 2025, 09:05 UTC", "duckdb", ("Data until today",))
    return Explained(told, [NAME, MONEY], rows, 70)


def test_an_explanation_has_the_terms_the_numbers_and_the_sql():
    panel = explanation_panel(tile("bar"), explained([["Ada", "€1.00"]]))
    told = words(panel)
    for expected in ("A tile", "Formula", "sum(a)", "SELECT 1", "Ada", "€1.00", "Data until today", "duckdb"):
        assert expected in told
    assert "A tile: 1 of 70 rows" in told


def test_an_explanation_without_rows_has_no_table():
    assert of_type(explanation_panel(tile("bar"), explained([])), "Table") == []
