"""From finished values to cards: which component shows which kind of drawing."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from dash.development.base_component import Component

from components.actions import full_screen_button
from components.chart import chart_card
from components.explain import explain_button, explain_panel
from components.kpi import kpi_card
from components.states import empty, failed, not_permitted
from components.table import Column, plain_table, records_card
from pages.board import SKELETONS, ids
from services.dashboards.draw import Explained, Nothing, Records, Refused
from services.dashboards.spec import TileSpec
from services.present.figure import Picture
from services.present.number import Number
from services.present.table import NUMERIC
from services.semantic.answer import Column as Measured

# The least width of a column in px, by what is in it: an instant is told with its zone.
USUAL_WIDTH = 120
WIDTHS = {"instant": 190}


def _number(tile: TileSpec, drawn: Number) -> Component:
    return kpi_card(label=tile.title, actions=[_explain(tile)], **asdict(drawn))


def _picture(tile: TileSpec, drawn: Picture) -> Component:
    return chart_card(
        title=tile.title,
        graph_id=ids.part("graph", tile.slug),
        actions=[_explain(tile), full_screen_button(tile.title)],
        figure=drawn.figure,
        summary=drawn.summary,
        finding=drawn.finding,
        note=drawn.note,
    )


def _records(tile: TileSpec, drawn: Records) -> Component:
    return records_card(
        title=tile.title,
        grid_id=ids.part("grid", tile.slug),
        columns=[_column(each, drawn.currency) for each in drawn.columns],
        total_words=drawn.total_words,
        actions=[_explain(tile), full_screen_button(tile.title)],
    )


def _nothing(tile: TileSpec, drawn: Nothing) -> Component:
    return empty(tile.title, drawn.words, drawn.how, kind=SKELETONS.get(tile.kind, "chart"))


def _refused(tile: TileSpec, drawn: Refused) -> Component:
    state = failed if drawn.allowed else not_permitted
    return state(tile.title, drawn.message, kind=SKELETONS.get(tile.kind, "chart"))


CARDS: dict[type, Callable[[TileSpec, Any], Component]] = {
    Number: _number,
    Picture: _picture,
    Records: _records,
    Nothing: _nothing,
    Refused: _refused,
}


def explanation_panel(tile: TileSpec, explained: Explained) -> Component:
    """Return the drawer's content for a tile."""
    explanation = explained.explanation
    columns = [_column(each, "") for each in explained.columns]
    shown = f"{tile.title}: {len(explained.rows)} of {explained.total_rows} rows"
    return explain_panel(
        title=tile.title,
        definition=explanation.definition,
        sql=explanation.sql,
        as_of=explanation.as_of,
        engine=explanation.engine,
        table=plain_table(columns, explained.rows, shown) if explained.rows else None,
        notes=explanation.notes,
    )


def _column(column: Measured, currency: str) -> Column:
    unit = f", {currency}" if column.type == "money" and currency else ""
    width = WIDTHS.get(column.type, USUAL_WIDTH)
    return Column(column.name, f"{column.label}{unit}", number=column.type in NUMERIC, width=width)


def _explain(tile: TileSpec) -> Component:
    return explain_button(ids.part("explain", tile.slug), tile.title)
