"""Things on the grid of a dashboard, in sight and while it is arranged."""

from dash import html

from components.dashboard_grid import GridArea, dashboard_grid, grid_item, section_heading
from components.layout_editor import EditableItem, layout_editor, layout_editor_toolbar
from services.dashboards.layouts import grid_rules
from tests.components.tree import attribute, of_class, of_type

AREAS = {"wide": GridArea(4, 0, 8, 11), "medium": GridArea(0, 5, 6, 11), "narrow": None}
STATE = {"board": "sales", "grid": grid_rules()}


def test_a_spot_says_its_cells_for_each_width_and_is_hidden_where_it_has_none():
    (placed,) = of_class(dashboard_grid([grid_item(html.P("a"), AREAS)]), "grid-item")
    assert placed.style == {"--wide": "1 / 5 / span 11 / span 8", "--medium": "6 / 1 / span 11 / span 6"}
    assert placed.className == "grid-item grid-item--hidden-narrow"


def test_a_heading_can_be_led_to():
    heading = section_heading("win-rates", "Win rates")
    assert (heading.id, heading.children) == ("win-rates", "Win rates")


def test_each_thing_has_a_handle_and_a_way_to_hide_it_that_name_it():
    grid = layout_editor([EditableItem("revenue", "Revenue", html.P("1"))], STATE)
    assert [attribute(each, "aria-label") for each in of_type(grid, "Button")] == [
        "Move or resize Revenue",
        "Hide Revenue",
    ]
    assert [attribute(each, "data-name") for each in of_class(grid, "layout-editor__item")] == ["revenue"]


def test_only_who_may_edit_saves_for_everyone_and_only_who_has_a_layout_goes_back():
    def words(**result: bool) -> list[str]:
        return [each.title for each in layout_editor_toolbar(**result)]

    assert words(for_everyone=True, is_own=True) == ["Undo", "Reset", "Cancel", "Save for everyone", "Save for me"]
    assert words(for_everyone=False, is_own=False) == ["Undo", "Cancel", "Save for me"]
