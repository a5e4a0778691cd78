"""Charts, tables, and what stands in their place."""

import pytest

from components.actions import retry_button
from components.card import card_title_link
from components.chart import chart_card, table_card
from components.explain import explain_button, explain_drawer, explain_panel
from components.kpi import kpi_card
from components.states import empty_page, empty_state, error_state, no_access_state, skeleton_card
from components.table import BarCell, GridColumn, plain_table, records_card
from tests.components.tree import attribute, of_class, of_type, text, walk

COLUMNS = [GridColumn("customer", "Customer"), GridColumn("revenue", "Revenue, EUR", number=True)]


def test_a_chart_is_shown_in_words():
    card = chart_card(title="Revenue", finding="Up", figure={"data": []}, graph_id="g", summary="A rising line")
    (picture,) = of_class(card, "chart__picture")
    assert (picture.role, attribute(picture, "aria-label")) == ("img", "A rising line")
    assert text(card) == "Revenue Up"


def test_a_chart_that_scrolls_is_named_by_the_words_of_its_title_even_where_that_is_a_link():
    title = card_title_link("Stage changes", "/metrics/deal.won")
    card = chart_card(title=title, figure={"data": []}, graph_id="g", summary="", scrolls=True)
    (region,) = of_class(card, "chart__scroll")
    assert attribute(region, "aria-label") == "Stage changes, chart"


def test_plotly_keeps_its_toolbar_and_asks_no_other_origin():
    (graph,) = of_type(chart_card(title="Revenue", figure={}, graph_id="g", summary=""), "Graph")
    assert graph.config["displayModeBar"] is False
    assert graph.responsive is True


def test_a_records_card_says_how_many_there_are():
    card = records_card(title="Orders", grid_id="grid", columns=COLUMNS, total_words="1,204 orders", finding="Newest")
    assert "Newest · 1,204 orders" in text(card)


def test_the_first_column_stays_and_numbers_stand_right():
    (grid,) = of_type(records_card(title="Orders", grid_id="g", columns=COLUMNS, total_words=""), "AgGrid")
    first, second = grid.columnDefs
    assert (first["pinned"], second.get("pinned"), second["type"]) == ("left", None, "rightAligned")
    assert (grid.rowModelType, grid.dashGridOptions["rowHeight"]) == ("infinite", 36)


def test_a_plain_table_has_headings_for_columns_and_rows_and_a_caption():
    table = plain_table(COLUMNS, [("Ada", "12"), ("Bob", "7")], "Revenue by customer", totals=("All", "19"))
    assert [head.scope for head in of_type(table, "Th")] == ["col", "col", "row", "row", "row"]
    assert of_type(table, "Caption")[0].children == "Revenue by customer"
    assert text(of_type(table, "Tfoot")) == "All 19"
    assert {cell.className for cell in of_type(table, "Td")} == {"number"}


def test_a_bar_in_a_cell_repeats_its_number():
    table = plain_table(COLUMNS, [("Ada", BarCell("12", 0.5))], "Revenue")
    (bar,) = of_class(table, "bar-cell")
    assert (text(bar), bar.style) == ("12", {"--share": "50.0%"})


def test_a_row_of_the_wrong_length_is_refused():
    with pytest.raises(ValueError, match="shorter"):
        plain_table(COLUMNS, [("Ada",)], "Revenue")


@pytest.mark.parametrize("kind", ["kpi", "chart", "records"])
def test_a_card_keeps_its_size_whatever_stands_in_it(kind):
    cards = [
        skeleton_card(kind, "Revenue"),
        empty_state("Revenue", "Nothing", kind=kind),
        error_state("Revenue", "Broken", kind=kind),
        no_access_state("Revenue", "No", kind=kind),
    ]
    assert all(kind in card.className.split() and "card" in card.className.split() for card in cards)
    assert all(of_type(card, "H2")[0].children == "Revenue" for card in cards)


def test_a_failure_is_announced_and_a_wait_is_marked():
    assert [node for node in walk(error_state("Revenue", "Broken")) if getattr(node, "role", None) == "alert"]
    assert attribute(skeleton_card("chart", "Revenue"), "aria-busy") == "true"


def test_an_empty_card_says_what_would_help():
    assert (
        text(empty_state("Refunds", "None here.", "Choose a longer period."))
        == "Refunds None here. Choose a longer period."
    )


@pytest.mark.parametrize("kind", ["kpi", "chart", "records"])
def test_a_card_in_a_section_is_headed_below_it(kind):
    cards = [
        skeleton_card(kind, "Revenue", level=3),
        empty_state("Revenue", "Nothing", kind=kind, level=3),
        error_state("Revenue", "Broken", kind=kind, level=3),
        no_access_state("Revenue", "No", kind=kind, level=3),
        chart_card(title="Revenue", figure={}, graph_id="g", summary="", level=3),
        table_card(title="Revenue", table=plain_table(COLUMNS, [], "Revenue"), level=3),
        records_card(title="Revenue", grid_id="g", columns=COLUMNS, total_words="", level=3),
        kpi_card(label="Revenue", value="1", level=3),
    ]
    assert [[heading.children for heading in of_type(card, "H2", "H3")] for card in cards] == [["Revenue"]] * 8
    assert all(of_type(card, "H3") for card in cards)


def test_what_waits_holds_what_to_say_when_it_takes_long_or_never_comes():
    waiting = skeleton_card("chart", "Revenue")
    assert text(of_class(waiting, "loading__slow")) == "Still loading"
    lost = of_class(waiting, "loading__failed")
    assert text(lost) == "This card did not load. Try again"
    assert [attribute(button, "data-do") for button in of_type(lost, "Button")] == ["retry"]


def test_a_failure_that_may_pass_can_be_tried_again():
    button = of_type(error_state("Revenue", "Too slow", retry_button()), "Button")[0]
    assert (text(button), attribute(button, "data-do")) == ("Try again", "retry")


def test_a_table_stands_in_the_place_of_its_chart():
    card = table_card(title="Revenue", table=plain_table(COLUMNS, [("Ada", "12")], "Revenue"), note="Mind this.")
    assert card.className == chart_card(title="Revenue", figure={}, graph_id="g", summary="").className
    assert text(of_class(card, "chart__table")) == "Revenue Customer Revenue, EUR Ada 12"
    assert text(of_class(card, "card__note")) == "Mind this."


def test_only_a_chart_whose_marks_are_clicked_is_marked_as_such():
    for is_clicked, marked in ((True, 1), (False, 0)):
        card = chart_card(title="Revenue", figure={}, graph_id="g", summary="", is_clickable=is_clicked)
        assert len(of_class(card, "chart__picture--clickable")) == marked


def test_a_cell_that_is_cut_off_shows_the_whole_on_demand():
    (grid,) = of_type(records_card(title="Orders", grid_id="g", columns=COLUMNS, total_words=""), "AgGrid")
    assert [column["tooltipField"] for column in grid.columnDefs] == ["customer", "revenue"]
    assert grid.dashGridOptions["tooltipShowMode"] == "whenTruncated"


def test_a_page_without_data_says_once_how_to_fill_it():
    blank = empty_page("Nothing on record", "This page is made of orders.", [("Load them", "flask load")])
    assert text(blank) == "Nothing on record This page is made of orders. Load them flask load"
    assert [command.children for command in of_type(blank, "Code")] == ["flask load"]


def test_an_explanation_holds_definition_freshness_numbers_and_sql():
    panel = explain_panel(
        title="Revenue",
        definition=[("Formula", "sum of amounts")],
        sql="SELECT 1",
        as_of="3 May",
        engine="DuckDB",
        rows="1 row",
        table=plain_table(COLUMNS, [("Ada", "12")], "Revenue"),
        notes=["May is not over."],
    )
    assert [term.children for term in of_type(panel, "Dt")] == ["Formula", "Rows", "Data as of", "Calculated by"]
    assert text(of_type(panel, "Pre")) == "SELECT 1"
    assert "May is not over." in text(panel) and "Ada 12" in text(panel)


def test_the_explain_button_says_what_it_explains():
    assert attribute(explain_button("Revenue"), "aria-label") == "How Revenue is calculated"


def test_the_drawer_is_named_by_its_title():
    drawer = explain_drawer("drawer", "body")
    assert (drawer.labelledby, drawer.title.id, drawer.is_open) == ("drawer-title", "drawer-title", False)
