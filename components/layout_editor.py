"""A dashboard while it is arranged: its things on a grid on which they can be moved, sized, hidden and brought back.

``assets/arranging.js`` does all of it in the browser, with ``asking.js`` for its questions, and asks the server only to
keep what came out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component
from dash_snap_grid import ResponsiveGrid

from components.actions import icon_button, text_button
from components.icon import icon

# In pixels, as assets/42-arranged.css has them for a dashboard in sight.
ROW, GAP = 20, 16
NARROWEST = {"wide": 960, "medium": 600, "narrow": 0}
INSTRUCTIONS = (
    "Drag things by their handle, and pull them larger by their corner. Or choose a handle and press the arrow keys to "
    "move, Shift and an arrow key to resize. Nothing is kept until you save."
)


class ids:
    """Ids of a dashboard that is arranged; assets/arranging.js knows them too."""

    GRID = "arranging-grid"
    KEPT = "arranging-kept"
    HEARD = "arranging-heard"
    HOW = "arranging-how"


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
            html.P(INSTRUCTIONS, id=ids.HOW, className="arranging__how"),
            html.Div(className="arranging__tray", role="group", hidden=True, **{"aria-label": "Hidden"}),
            html.Div(className="arranging__said visually-hidden", role="status"),
            _grid(things, kept),
            html.Dialog(className="dialog asking", **{"aria-labelledby": "asking-title"}),
            dcc.Store(id=ids.KEPT, data=dict(kept)),
            dcc.Store(id=ids.HEARD),
        ],
        className="arranging",
    )


def layout_editor_toolbar(*, for_everyone: bool, is_own: bool) -> list[Component]:
    """Return the controls above the grid. ``for_everyone``: the reader may save for the organisation; ``is_own``: they
    have a layout of their own, and may go back to the organisation's."""
    tools = [text_button("arranging-undo", "Undo", "undo-2", disabled=True)]
    if is_own:
        tools.append(text_button("arranging-reset", "Reset", "rotate-ccw"))
    tools.append(text_button("arranging-cancel", "Cancel", "x"))
    if for_everyone:
        tools.append(text_button("arranging-save-for-everyone", "Save for everyone", "users"))
    return [*tools, text_button("arranging-save", "Save for me", "check", primary=True)]


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
        draggableHandle=".arranging__drag",
        resizeHandles=["se"],
    )


def _item(each: EditableItem) -> html.Div:
    """A thing under a cover: what is on it can be used again once the dashboard is in sight."""
    handle = html.Button(
        icon("grip-vertical"),
        type="button",
        title="Move or resize",
        className="action arranging__drag arranging__handle",
        **{"aria-label": f"Move or resize {each.title}", "aria-describedby": ids.HOW},
    )
    hide = icon_button("arranging-hide", f"Hide {each.title}", "Hide", "eye-off")
    return html.Div(
        [
            html.Div(each.child, className="arranging__thing"),
            html.Div(className="arranging__cover arranging__drag"),
            html.Div([handle, hide], className="arranging__tools"),
        ],
        id=f"arranged-{each.name}",
        className="arranging__item",
        **{"data-name": each.name},
    )
