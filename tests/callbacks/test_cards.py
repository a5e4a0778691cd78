"""The card of each kind of content."""

from typing import Any

import pytest
from dash.development.base_component import Component

from callbacks.cards import CARDS, CardSetting, explanation_panel, mark_records_panel
from services.charts import Picture
from services.dashboards.drawing.draw import Content, Nothing, Records, Refused
from services.dashboards.drawing.explain import ExplainedTile
from services.dashboards.drill.drill_through import MarkRecords
from services.dashboards.spec import Board, TileSpec
from services.present.explain import Explanation
from services.present.number import Number, TargetProgress
from services.present.table import Table
from services.semantic.answer import Column
from services.semantic.query import Query
from tests.components.tree import attribute, of_class, of_type, walk

MONEY = Column("order.value", "Value", "money")
NAME = Column("client.name", "Client", "text")


def tile(kind: str, **more: Any) -> TileSpec:
    return TileSpec("a-tile", kind, "A tile", Query(metrics=("order.revenue",)), **more)


def setting(kind: str, *remarks: str, **more: Any) -> CardSetting:
    """A tile of this kind on a board that filters by region, opened with a filter."""
    shown = tile(kind, **more)
    return CardSetting(shown, Board("sales", "Sales", (shown,), ("order.region",)), "?order.region=North", remarks)


def card(kind: str, drawn: Content, *remarks: str, **more: Any) -> Component:
    return CARDS[type(drawn)](setting(kind, *remarks, **more), drawn)


def words(component: Component) -> list[str]:
    """Every text of the markup, in its order."""
    return [part for part in walk(component) if isinstance(part, str)]


def test_every_kind_of_content_has_a_card():
    assert set(CARDS) == set(Content.__args__)


def number(**changed: Any) -> Number:
    plain = {"value": "€1.24M", "exact": "€1,240,000.00", "change": "12.0% vs previous year", "direction": "up"}
    plain["change_spoken"] = "up 12.0 percent versus previous year"
    rest = {"verdict": "good", "note": None, "unavailable": None, "spark": None}
    return Number(**{**plain, **rest, **changed})


def test_a_number_is_shown_compact_and_read_aloud_exactly():
    shown = words(card("number", number()))
    assert shown[0] == "A tile"
    spoken = "up 12.0 percent versus previous year, better"
    assert shown[-4:] == ["€1.24M", "€1,240,000.00", "12.0% vs previous year", spoken]


def test_a_number_that_is_missing_says_why():
    missing = number(value=None, exact=None, change=None, unavailable="The denominator is zero in this period.")
    assert words(card("number", missing))[-2:] == ["n/a", "The denominator is zero in this period."]


def test_a_chart_has_its_finding_above_and_a_text_alternative():
    drawn = Picture({"data": [], "layout": {}}, "North leads", "Revenue. North: €1.00", "Showing 20 of 23 groups.")
    shown = card("bar", drawn)
    (graph,) = of_type(shown, "Graph")
    assert graph.id == {"part": "graph", "tile": "a-tile"}
    assert "North leads" in words(shown) and "Showing 20 of 23 groups." in words(shown)
    assert "Revenue. North: €1.00" in [getattr(part, "aria-label", None) for part in of_type(shown, "Div")]


TABLE = Table((NAME, MONEY), [["Ada", "€1.00"]], 1, "EUR", "Showing 1 of 3 rows.")
BARS = {"data": [{"type": "bar", "customdata": [["order.region", "North", "€1.00"]]}]}
DAYS = {"data": [{"type": "bar", "customdata": [["days", "2025-04-01/2025-04-30", "€1.00"]]}]}
AWAY = {"data": [{"type": "bar", "customdata": [["address", "/metrics/order.revenue", "€1.00"]]}]}
TEAMS = {"data": [{"type": "bar", "customdata": [["team.name", "North", "€1.00"]]}]}


def test_a_number_shows_the_progress_to_its_target():
    shown = card("number", number(unit="orders", target=TargetProgress(0.83, "83% of target 1.5M")))
    assert words(shown)[-1] == "83% of target 1.5M"
    assert "orders" in words(shown)
    (track,) = of_class(shown, "kpi__track")
    assert track.style == {"--reached": "83.0%"}


@pytest.mark.parametrize(
    ("kind", "drawn"),
    [
        ("number", number()),
        ("bar", Picture(BARS, None, "", "Showing 20 of 23 groups.")),
        ("bar", TABLE),
        ("records", Records((NAME,), "", "EUR")),
        ("bar", Nothing("Nothing matches.")),
    ],
    ids=lambda each: each if isinstance(each, str) else type(each).__name__,
)
def test_every_card_names_the_filters_that_do_not_apply_to_it(kind, drawn):
    shown = words(card(kind, drawn, "Not filtered by Region"))
    assert any(text.endswith("Not filtered by Region") for text in shown)


def test_the_note_of_a_chart_and_the_remarks_about_filters_share_a_line():
    assert "Showing 20 of 23 groups · Not filtered by Region" in words(
        card("bar", Picture(BARS, None, "", "Showing 20 of 23 groups."), "Not filtered by Region")
    )


def test_a_chart_is_clickable_only_where_its_marks_filter_or_link():
    for figure, clicked in ((BARS, 1), (DAYS, 1), (AWAY, 1), (TEAMS, 0), ({}, 0)):
        assert len(of_class(card("bar", Picture(figure, None, "", None)), "chart__picture--clickable")) == clicked


def test_a_card_has_at_most_four_buttons_and_the_rest_in_its_menu():
    chart = card("bar", Picture(BARS, None, "", None))
    corner = of_class(chart, "card__actions")[0].children
    assert [getattr(part, "aria-label", None) for part in corner[:3]] == [
        "How A tile is calculated",
        "A tile: show as table",
        "A tile: full screen",
    ]
    assert len(corner) == 4
    assert menu_of(chart) == ["Show as table", "Full screen", "Download rows", "Download picture"]
    assert menu_of(card("bar", TABLE)) == ["Show as chart", "Full screen", "Download rows"]
    assert menu_of(card("records", Records((NAME,), "", "EUR"))) == ["Download rows", "Full screen"]


def menu_of(shown: Component) -> list[str]:
    """The words of the entries in a card's menu."""
    return [words(entry)[0] for entry in of_class(shown, "menu__item")]


def test_a_card_links_to_its_rows_with_the_filters_of_the_page():
    (link,) = of_type(card("bar", Picture(BARS, None, "", None)), "A")
    assert link.href == "/download/sales/a-tile.csv?order.region=North"


def test_the_table_of_a_chart_names_what_it_leaves_out():
    shown = words(card("bar", TABLE))
    assert shown[0] == "A tile"
    for expected in ("Client", "Value, EUR", "Ada", "€1.00", "Showing 1 of 3 rows."):
        assert expected in shown


def test_a_card_in_a_section_has_a_lower_heading():
    assert of_type(card("number", number(), section="Trade"), "H3")
    assert of_type(card("number", number()), "H2")


def test_only_a_temporary_error_can_be_retried():
    for again in (True, False):
        buttons = of_type(card("bar", Refused("Too slow.", True, again)), "Button")
        assert [words(button) for button in buttons] == ([["Try again"]] if again else [])


def test_records_have_their_unit_in_the_heading_and_numbers_on_the_right():
    (grid,) = of_type(card("records", Records((NAME, MONEY), "2 rows", "EUR")), "AgGrid")
    assert grid.id == {"part": "grid", "tile": "a-tile"}
    client, value = grid.columnDefs
    assert (client["headerName"], value["headerName"]) == ("Client", "Value, EUR")
    assert ("type" in client, value["type"]) == (False, "rightAligned")


@pytest.mark.parametrize("kind", ["number", "line", "bar", "records"])
def test_an_empty_card_keeps_its_size_and_says_why(kind):
    shown = card(kind, Nothing("Nothing matches.", "Choose a longer period."))
    assert words(shown)[0] == "A tile"
    assert words(shown)[-2:] == ["Nothing matches.", "Choose a longer period."]


def test_an_error_says_why_and_a_missing_right_is_not_an_error():
    roles = {
        allowed: [
            part.role for part in of_type(card("bar", Refused("Because.", allowed)), "Div") if hasattr(part, "role")
        ]
        for allowed in (True, False)
    }
    assert roles[True] == ["alert"]
    assert roles[False] in ([], [None])


@pytest.mark.parametrize("drawn", [number(), Picture({}, None, "", None), TABLE, Records((NAME,), "", "EUR")], ids=type)
def test_every_card_that_shows_numbers_can_be_explained(drawn):
    buttons = of_type(card("bar", drawn), "Button")
    assert "explain" in [attribute(button, "data-do") for button in buttons]


def explained_tile(rows: list[list[str]]) -> ExplainedTile:
    explanation = Explanation(
        (("Formula", "sum(a)"),), "SELECT 1", "4 Mar 2025, 09:05 UTC", "duckdb", ("Data until today",)
    )
    return ExplainedTile(explanation, [NAME, MONEY], rows, 70, "70 rows, of which 1 are listed")


def test_an_explanation_has_the_terms_the_numbers_and_the_sql():
    panel = explanation_panel(tile("bar"), explained_tile([["Ada", "€1.00"]]))
    shown = words(panel)
    parts = ("A tile", "Formula", "sum(a)", "70 rows, of which 1 are listed", "SELECT 1", "Ada", "€1.00", "duckdb")
    for expected in (*parts, "Data until today"):
        assert expected in shown
    assert "A tile: 1 of 70 rows" in shown


def test_an_explanation_without_rows_has_no_table():
    assert of_type(explanation_panel(tile("bar"), explained_tile([])), "Table") == []


def test_the_records_of_a_mark_are_listed_under_its_label_with_links():
    rows = [("Ada", "/customers/1", ["€4.00"]), ("Bo", None, ["€1.00"])]
    label = "€0 to €5: 2 clients"
    shown = mark_records_panel(tile("histogram"), MarkRecords(label, (NAME, MONEY), rows, "EUR", "Cut."))
    expected = ["A tile", label, label, "Client", "Value, EUR", "Ada", "€4.00", "Bo", "€1.00", "Cut."]
    assert words(shown) == expected
    assert [(link.children, link.href) for link in of_type(shown, "A")] == [("Ada", "/customers/1")]
