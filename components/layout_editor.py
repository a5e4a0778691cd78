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
from components.attributes import attributes
from components.icon import icon

# In pixels, as assets/42-dashboard-grid.css has them for a dashboard that is read.
ROW_HEIGHT, GAP = 20, 16
INSTRUCTIONS = (
    "Drag a card by its handle to move it, or by its corner to resize it. With the keyboard, focus a handle and press "
    "an arrow key to move the card, or Shift and an arrow key to resize it. Changes apply only after you save."
)


class ids:
    """Ids of the layout editor; assets/layout_editor.js uses them too. OUTPUT only completes a browser callback."""

    GRID = "layout-editor-grid"
    STATE = "layout-editor-state"
    OUTPUT = "layout-editor-output"
    INSTRUCTIONS = "layout-editor-instructions"


@dataclass(frozen=True)
class EditableItem:
    """An item of the grid: its name in the layout, its title, and its content."""

    name: str
    title: str
    content: Component


def layout_editor(items: Sequence[EditableItem], state: Mapping[str, Any]) -> html.Div:
    """Return the grid, the list of hidden cards, and the dialog for confirmations.

    ``state`` is what the browser starts from: the dashboard, the titles of its items, the rules of the grid, and the
    layout and ETags of each width.
    """
    return html.Div(
        [
            html.P(INSTRUCTIONS, id=ids.INSTRUCTIONS, className="layout-editor__instructions"),
            html.Div(
                className="layout-editor__hidden-items",
                role="group",
                hidden=True,
                **attributes({"aria-label": "Hidden cards"}),
            ),
            html.Div(className="layout-editor__status visually-hidden", role="status"),
            _grid(items, state["grid"]),
            html.Dialog(className="dialog confirm-dialog", **attributes({"aria-labelledby": "confirm-dialog-title"})),
            dcc.Store(id=ids.STATE, data=dict(state)),
            dcc.Store(id=ids.OUTPUT),
        ],
        className="layout-editor",
    )


def layout_editor_toolbar(*, for_everyone: bool, is_own: bool) -> list[Component]:
    """Return the controls above the grid.

    ``for_everyone``: the reader may save for the whole organisation. ``is_own``: the reader has a layout of their own,
    and may reset it to the organisation's.
    """
    tools = [text_button("layout-undo", "Undo", "undo-2", disabled=True)]
    if is_own:
        tools.append(text_button("layout-reset", "Reset", "rotate-ccw"))
    tools.append(text_button("layout-cancel", "Cancel", "x"))
    if for_everyone:
        tools.append(text_button("layout-save-for-everyone", "Save for everyone", "users"))
    return [*tools, text_button("layout-save", "Save for me", "check", primary=True)]


def _grid(items: Sequence[EditableItem], rules: Mapping[str, Any]) -> ResponsiveGrid:
    return ResponsiveGrid(
        [_item(item) for item in items],
        id=ids.GRID,
        layouts={},
        cols=rules["columns"],
        # The grid takes a width where there is more room than this, a dashboard that is read from this width on.
        breakpoints={name: max(0, width - 1) for name, width in rules["min_widths"].items()},
        rowHeight=ROW_HEIGHT,
        margin=[GAP, GAP],
        containerPadding=[0, 0],
        compactType="vertical",
        draggableHandle=".layout-editor__draggable",
        resizeHandles=["se"],
    )


def _item(item: EditableItem) -> html.Div:
    """Return an item under an overlay: its own controls work again once the dashboard is read."""
    handle = html.Button(
        icon("grip-vertical"),
        type="button",
        title="Move or resize",
        className="action layout-editor__draggable layout-editor__handle",
        **attributes({"aria-label": f"Move or resize {item.title}", "aria-describedby": ids.INSTRUCTIONS}),
    )
    hide = icon_button("layout-hide", f"Hide {item.title}", "Hide", "eye-off")
    return html.Div(
        [
            html.Div(item.content, className="layout-editor__content"),
            html.Div(className="layout-editor__overlay layout-editor__draggable"),
            html.Div([handle, hide], className="layout-editor__controls"),
        ],
        id=f"layout-item-{item.name}",
        className="layout-editor__item",
        **attributes({"data-name": item.name}),
    )
