"""From finished values to cards: the component for each kind of content, and its actions."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, urlencode

from dash.development.base_component import Component

from components.actions import full_screen_button, menu_button, menu_link, overflow_menu, retry_button, table_button
from components.card import card_title_link
from components.chart import chart_card, table_card
from components.explain import explain_button, explain_panel, records_panel
from components.kpi import KpiTarget, kpi_card
from components.statement import statement_card
from components.states import CardKind, empty_state, error_state, no_access_state
from components.table import GridColumn, LinkCell, plain_table, records_card
from pages.board import ids, level_of
from services.charts import Picture, declaration
from services.charts.drawing.clicks import ACTIONS
from services.charts.drawing.marks import mark_meanings
from services.dashboards.drawing.csv_file import MOST_ROWS, csv_address
from services.dashboards.drawing.draw import Content, Nothing, Records, Refused
from services.dashboards.drawing.explain import ExplainedTile
from services.dashboards.drill.drill_through import MarkRecords
from services.dashboards.links.entity_pages import is_row_number, link_of
from services.dashboards.links.urls import BY
from services.dashboards.spec import Board, TileSpec
from services.present.number import Number
from services.present.statement import Statement
from services.present.table import NUMERIC, Table
from services.semantic.answer import Column as Measured

# The minimum width of a column in px, by its content: names are long, codes and closed lists short, and an instant
# shows its time zone.
SHORT_WIDTH, DEFAULT_WIDTH = 104, 112
WIDTHS = {"text": 144, "instant": 184}
CODES = ("key", "number", "code")
# The page that an account of a statement links to is filtered and split by these.
ACCOUNT, COST_CENTRE = "account.name", "cost_centre.name"


@dataclass(frozen=True)
class CardSetting:
    """The surroundings of a card: its tile and board, the page's query string, remarks about the filters, and the
    address that its title links to."""

    tile: TileSpec
    board: Board
    search: str | None = None
    remarks: tuple[str, ...] = ()
    drill_url: str | None = None

    @property
    def title(self) -> str:
        return self.tile.title

    @property
    def level(self) -> int:
        return level_of(self.tile)

    @property
    def kind(self) -> CardKind:
        """Return the size of the card when it has no content."""
        return declaration(self.tile.kind).skeleton

    def note(self, note: str | None = None) -> str | None:
        """Return the line at the card's foot: the note of its content, and the remarks about the filters."""
        first = note.removesuffix(".") if note and self.remarks else note
        return " · ".join(filter(None, (first, *self.remarks))) or None


def card(setting: CardSetting, content: Content) -> Component:
    """Return the card of a tile's content."""
    return CARDS[type(content)](setting, content)


def _number(setting: CardSetting, drawn: Number) -> Component:
    values = {field.name: getattr(drawn, field.name) for field in fields(drawn)}
    target = KpiTarget(drawn.target.share, drawn.target.words) if drawn.target else None
    return kpi_card(
        label=card_title_link(setting.title, setting.drill_url),
        actions=[_explain(setting.tile)],
        level=setting.level,
        remark=setting.note(),
        **{**values, "target": target},
    )


def _picture(setting: CardSetting, drawn: Picture) -> Component:
    return chart_card(
        title=card_title_link(setting.title, setting.drill_url),
        graph_id=ids.part("graph", setting.tile.slug),
        actions=_actions(setting, as_table=False),
        figure=drawn.figure,
        summary=drawn.summary,
        finding=drawn.finding,
        note=setting.note(drawn.note),
        level=setting.level,
        is_clickable=not mark_meanings(drawn.figure).isdisjoint((*setting.board.filters, *ACTIONS)),
        scrolls=declaration(setting.tile.kind).scrolls_on_phone,
    )


def _table(setting: CardSetting, drawn: Table) -> Component:
    columns = [_column(each, drawn.currency) for each in drawn.columns]
    return table_card(
        title=setting.title,
        table=plain_table(columns, drawn.rows, setting.title),
        actions=_actions(setting, as_table=True),
        note=setting.note(drawn.note),
        level=setting.level,
    )


def _records(setting: CardSetting, drawn: Records) -> Component:
    return records_card(
        title=setting.title,
        grid_id=ids.part("grid", setting.tile.slug),
        columns=_columns(drawn),
        total_words=drawn.total_words,
        actions=[
            _explain(setting.tile),
            full_screen_button(setting.title),
            overflow_menu(setting.title, [_file(setting), menu_button(*FULL_SCREEN, narrow_only=True)]),
        ],
        note=setting.note(),
        level=setting.level,
    )


def _statement(setting: CardSetting, drawn: Statement) -> Component:
    return statement_card(
        title=card_title_link(setting.title, setting.drill_url),
        columns=drawn.columns,
        rows=drawn.rows,
        caption=drawn.caption,
        finding=drawn.finding,
        actions=[
            _explain(setting.tile),
            full_screen_button(setting.title),
            overflow_menu(setting.title, [_file(setting), menu_button(*FULL_SCREEN, narrow_only=True)]),
        ],
        note=setting.note(drawn.note),
        level=setting.level,
        address=partial(_account_address, setting.drill_url) if setting.drill_url else None,
    )


def _account_address(drill_url: str, account: str) -> str:
    """Return the address that an account links to: the statement's metric for this account, by cost centre."""
    path, _, search = drill_url.partition("?")
    others = [part for part in parse_qsl(search, keep_blank_values=True) if part[0] not in (ACCOUNT, BY)]
    return f"{path}?{urlencode([*others, (ACCOUNT, account), (BY, COST_CENTRE)])}"


def _empty(setting: CardSetting, drawn: Nothing) -> Component:
    return empty_state(setting.title, drawn.words, drawn.how, setting.kind, setting.note(), setting.level)


def _refusal(setting: CardSetting, drawn: Refused) -> Component:
    if not drawn.allowed:
        return no_access_state(setting.title, drawn.message, setting.kind, setting.level)
    again = retry_button() if drawn.again else None
    return error_state(setting.title, drawn.message, again, setting.kind, setting.level)


CARDS: dict[type, Callable[[CardSetting, Any], Component]] = {
    Number: _number,
    Picture: _picture,
    Table: _table,
    Records: _records,
    Statement: _statement,
    Nothing: _empty,
    Refused: _refusal,
}

FULL_SCREEN = ("Full screen", "full-screen", "maximize-2")


def _actions(setting: CardSetting, as_table: bool) -> list[Component]:
    """Return the actions of a chart: three buttons, and a menu that holds all of them on a narrow card."""
    title, turned = setting.title, ("Show as chart", "chart-column") if as_table else ("Show as table", "table-2")
    more: list[Component] = [
        menu_button(turned[0], "table", turned[1], narrow_only=True),
        menu_button(*FULL_SCREEN, narrow_only=True),
        _file(setting),
    ]
    if not as_table:
        more.append(menu_button("Download picture", "picture", "image"))
    return [
        _explain(setting.tile),
        table_button(title, as_table),
        full_screen_button(title),
        overflow_menu(title, more),
    ]


def _file(setting: CardSetting) -> Component:
    hint = f"CSV, up to {MOST_ROWS:,} rows"
    address = csv_address(setting.tile, setting.board.slug, setting.search)
    return menu_link("Download rows", address, "download", hint)


def explanation_panel(tile: TileSpec, explained: ExplainedTile) -> Component:
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
        rows=explained.rows_words,
        table=plain_table(columns, explained.rows, shown) if explained.rows else None,
        notes=explanation.notes,
    )


def mark_records_panel(tile: TileSpec, found: MarkRecords) -> Component:
    """Return the drawer's content for a mark of a tile."""
    columns = [_column(each, found.currency) for each in found.columns]
    rows = [[LinkCell(name, address) if address else name, *cells] for name, address, cells in found.rows]
    return records_panel(
        title=tile.title, mark=found.label, table=plain_table(columns, rows, found.label), note=found.note
    )


def _columns(drawn: Records) -> list[GridColumn]:
    """Return the columns of a list; names link to pages, and internal numbers are not shown."""
    shown = (each for each in drawn.columns if not is_row_number(each.name))
    return [replace(_column(each, drawn.currency), link=link_of(each.name, drawn.columns)) for each in shown]


def _column(column: Measured, currency: str) -> GridColumn:
    unit = f", {currency}" if column.type == "money" and currency else ""
    is_short = bool(column.values) or column.name.rsplit(".", 1)[-1] in CODES
    width = SHORT_WIDTH if is_short else WIDTHS.get(column.type, DEFAULT_WIDTH)
    return GridColumn(column.name, f"{column.label}{unit}", number=column.type in NUMERIC, width=width)


def _explain(tile: TileSpec) -> Component:
    return explain_button(tile.title)
