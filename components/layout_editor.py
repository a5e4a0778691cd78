"""A dashboard whose layout is edited: its items on a grid, where they can be moved, resized, hidden and restored.

``assets/layout_editor.js`` does all of it in the browser, with ``confirm_dialog.js`` for its questions; the server only
saves the result.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component
from dash_snap_grid import ResponsiveGrid

from components.actions import icon_button, text_button
from components.icon import icon

# In pixels, as assets/42-dashboard-grid.css has them for a dashboard in sight.
ROW, GAP = 20, 16
NARROWEST = {"wide": 960, "medium": 600, "narrow": 0}
INSTRUCTIONS = (
    "Drag things by their handle, and pull them larger by their corner. Or choose a handle and press the arrow keys to "
    "move, Shift and an arrow key to resize. Nothing is kept until you save."
)


class ids:
    """Ids of a dashboard that is arranged; assets/layout_editor.js knows them too."""

    GRID = "layout-editor-grid"
    KEPT = "layout-editor-state"
    HEARD = "layout-editor-output"
    HOW = "layout-editor-instructions"


@dataclass(frozen=True)
class EditableItem:
    """A thing that can be put elsewhere: what a layout calls it, what people do, and what it looks like."""

    name: str
    title: str
    child: Component


def layout_editor(things: Sequence[EditableItem], kept: Mapping[str, Any]) -> html.Div:
    """Return the grid, the tray of what is hidden, and the dialog that asks.

    ``kept`` is what the browser begins with: the dashboard, its titles and columns, each width's layout and ETags.
    """
    return html.Div(
        [
            html.P(INSTRUCTIONS, id=ids.HOW, className="layout-editor__instructions"),
            html.Div(className="layout-editor__hidden-items", role="group", hidden=True, **{"aria-label": "Hidden"}),
            html.Div(className="layout-editor__status visually-hidden", role="status"),
            _grid(things, kept),
            html.Dialog(className="dialog confirm-dialog", **{"aria-labelledby": "confirm-dialog-title"}),
            dcc.Store(id=ids.KEPT, data=dict(kept)),
            dcc.Store(id=ids.HEARD),
        ],
        className="layout-editor",
    )


def layout_editor_toolbar(*, for_everyone: bool, is_own: bool) -> list[Component]:
    """Return the controls above the grid. ``for_everyone``: the reader may save for the organisation; ``is_own``: they
    have a layout of their own, and may go back to the organisation's."""
    tools = [text_button("layout-undo", "Undo", "undo-2", disabled=True)]
    if is_own:
        tools.append(text_button("layout-reset", "Reset", "rotate-ccw"))
    tools.append(text_button("layout-cancel", "Cancel", "x"))
    if for_everyone:
        tools.append(text_button("layout-save-for-everyone", "Save for everyone", "users"))
    return [*tools, text_button("layout-save", "Save for me", "check", primary=True)]


def _grid(things: Sequence[EditableItem], kept: Mapping[str, Any]) -> ResponsiveGrid:
    return ResponsiveGrid(
        [_item(each) for each in things],
        id=ids.GRID,
        layouts={},
        cols=kept["columns"],
        breakpoints=NARROWEST,
        rowHeight=ROW,
        margin=[GAP, GAP],
        containerPadding=[0, 0],
        compactType="vertical",
        draggableHandle=".layout-editor__draggable",
        resizeHandles=["se"],
    )


def _item(each: EditableItem) -> html.Div:
    """A thing under a cover: what is on it can be used again once the dashboard is in sight."""
    handle = html.Button(
        icon("grip-vertical"),
        type="button",
        title="Move or resize",
        className="action layout-editor__draggable layout-editor__handle",
        **{"aria-label": f"Move or resize {each.title}", "aria-describedby": ids.HOW},
    )
    hide = icon_button("layout-hide", f"Hide {each.title}", "Hide", "eye-off")
    return html.Div(
        [
            html.Div(each.child, className="layout-editor__content"),
            html.Div(className="layout-editor__overlay layout-editor__draggable"),
            html.Div([handle, hide], className="layout-editor__controls"),
        ],
        id=f"layout-item-{each.name}",
        className="layout-editor__item",
        **{"data-name": each.name},
    )
