"""From finished values to cards: which component shows which kind of drawing, and what can be done with it."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, urlencode

from dash.development.base_component import Component

from components.actions import again_button, full_screen_button, menu_button, menu_link, more_menu, table_button
from components.card import leading
from components.chart import chart_card, table_card
from components.explain import explain_button, explain_panel, held_panel
from components.kpi import Target, kpi_card
from components.statement import statement_card
from components.states import Kind, empty, failed, not_permitted
from components.table import Column, Link, plain_table, records_card
from pages.board import SKELETONS, ids, level_of
from services.dashboards.drawing.csv_file import MOST_ROWS, csv_address
from services.dashboards.drawing.draw import Drawn, Explained, Nothing, Records, Refused
from services.dashboards.drill.drill_through import MarkRecords
from services.dashboards.drill.entity_pages import is_row_number, link_of
from services.dashboards.drill.links import BY
from services.dashboards.spec import Board, TileSpec
from services.present.figure import Picture
from services.present.figure.clicks import ACTING
from services.present.marks import meant_by
from services.present.number import Number
from services.present.statement import Statement
from services.present.table import NUMERIC, Table
from services.semantic.answer import Column as Measured

# The least width of a column in px, by what is in it: names are long, codes and words of a closed list are short, and
# an instant is told with its zone.
SHORT_WIDTH, USUAL_WIDTH = 104, 112
WIDTHS = {"text": 144, "instant": 184}
CODES = ("key", "number", "code")
# Kinds that are no picture on a phone unless they keep their width.
SCROLLING = frozenset({"sankey"})
# What an account of a statement leads to is filtered and split by these.
ACCOUNT, COST_CENTRE = "account.name", "cost_centre.name"


@dataclass(frozen=True)
class Setting:
    """Where a card stands: its tile, the board, the address over it, and what must be said of the choices in that."""

    tile: TileSpec
    board: Board
    search: str | None = None
    remarks: tuple[str, ...] = ()
    behind: str | None = None

    @property
    def title(self) -> str:
        return self.tile.title

    @property
    def level(self) -> int:
        return level_of(self.tile)

    @property
    def kind(self) -> Kind:
        """The size of what stands in the card's place."""
        return SKELETONS.get(self.tile.kind, "chart")

    def note(self, note: str | None = None) -> str | None:
        """The line at the card's foot: what its drawing says, and what must be said of the choices."""
        said = note.removesuffix(".") if note and self.remarks else note
        return " · ".join(filter(None, (said, *self.remarks))) or None


def card(setting: Setting, drawn: Drawn) -> Component:
    """Return the card of a drawing."""
    return CARDS[type(drawn)](setting, drawn)


def _number(setting: Setting, drawn: Number) -> Component:
    told = {field.name: getattr(drawn, field.name) for field in fields(drawn)}
    target = Target(drawn.target.share, drawn.target.words) if drawn.target else None
    return kpi_card(
        label=leading(setting.title, setting.behind),
        actions=[_explain(setting.tile)],
        level=setting.level,
        remark=setting.note(),
        **{**told, "target": target},
    )


def _picture(setting: Setting, drawn: Picture) -> Component:
    return chart_card(
        title=leading(setting.title, setting.behind),
        graph_id=ids.part("graph", setting.tile.slug),
        actions=_actions(setting, as_table=False),
        figure=drawn.figure,
        summary=drawn.summary,
        finding=drawn.finding,
        note=setting.note(drawn.note),
        level=setting.level,
        is_clicked=not meant_by(drawn.figure).isdisjoint((*setting.board.filters, *ACTING)),
        scrolls=setting.tile.kind in SCROLLING,
    )


def _table(setting: Setting, drawn: Table) -> Component:
    columns = [_column(each, drawn.currency) for each in drawn.columns]
    return table_card(
        title=setting.title,
        table=plain_table(columns, drawn.rows, setting.title),
        actions=_actions(setting, as_table=True),
        note=setting.note(drawn.note),
        level=setting.level,
    )


def _records(setting: Setting, drawn: Records) -> Component:
    return records_card(
        title=setting.title,
        grid_id=ids.part("grid", setting.tile.slug),
        columns=_columns(drawn),
        total_words=drawn.total_words,
        actions=[
            _explain(setting.tile),
            full_screen_button(setting.title),
            more_menu(setting.title, [_file(setting), menu_button(*FULL_SCREEN, cramped=True)]),
        ],
        note=setting.note(),
        level=setting.level,
    )


def _statement(setting: Setting, drawn: Statement) -> Component:
    return statement_card(
        title=leading(setting.title, setting.behind),
        columns=drawn.columns,
        rows=drawn.rows,
        caption=drawn.caption,
        finding=drawn.finding,
        actions=[
            _explain(setting.tile),
            full_screen_button(setting.title),
            more_menu(setting.title, [_file(setting), menu_button(*FULL_SCREEN, cramped=True)]),
        ],
        note=setting.note(drawn.note),
        level=setting.level,
        address=partial(_account_address, setting.behind) if setting.behind else None,
    )


def _account_address(behind: str, account: str) -> str:
    """Return where an account leads: to what is behind the statement, of this account alone, by cost centre."""
    path, _, search = behind.partition("?")
    others = [part for part in parse_qsl(search, keep_blank_values=True) if part[0] not in (ACCOUNT, BY)]
    return f"{path}?{urlencode([*others, (ACCOUNT, account), (BY, COST_CENTRE)])}"


def _nothing(setting: Setting, drawn: Nothing) -> Component:
    return empty(setting.title, drawn.words, drawn.how, setting.kind, setting.note(), setting.level)


def _refused(setting: Setting, drawn: Refused) -> Component:
    if not drawn.allowed:
        return not_permitted(setting.title, drawn.message, setting.kind, setting.level)
    again = again_button() if drawn.again else None
    return failed(setting.title, drawn.message, again, setting.kind, setting.level)


CARDS: dict[type, Callable[[Setting, Any], Component]] = {
    Number: _number,
    Picture: _picture,
    Table: _table,
    Records: _records,
    Statement: _statement,
    Nothing: _nothing,
    Refused: _refused,
}

FULL_SCREEN = ("Full screen", "full-screen", "maximize-2")


def _actions(setting: Setting, as_table: bool) -> list[Component]:
    """Return what can be done with a chart: three buttons, and the rest in a menu that has all where room is scarce."""
    title, turned = setting.title, ("Show as chart", "chart-column") if as_table else ("Show as table", "table-2")
    more: list[Component] = [
        menu_button(turned[0], "table", turned[1], cramped=True),
        menu_button(*FULL_SCREEN, cramped=True),
        _file(setting),
    ]
    if not as_table:
        more.append(menu_button("Download picture", "picture", "image"))
    return [_explain(setting.tile), table_button(title, as_table), full_screen_button(title), more_menu(title, more)]


def _file(setting: Setting) -> Component:
    hint = f"CSV, at the most {MOST_ROWS:,} rows"
    address = csv_address(setting.tile, setting.board.slug, setting.search)
    return menu_link("Download rows", address, "download", hint)


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
        rows=explained.rows_words,
        table=plain_table(columns, explained.rows, shown) if explained.rows else None,
        notes=explanation.notes,
    )


def mark_records_panel(tile: TileSpec, found: MarkRecords) -> Component:
    """Return the drawer's content for a mark of a tile."""
    columns = [_column(each, found.currency) for each in found.columns]
    rows = [[Link(name, address) if address else name, *cells] for name, address, cells in found.rows]
    return held_panel(title=tile.title, said=found.said, table=plain_table(columns, rows, found.said), note=found.note)


def _columns(drawn: Records) -> list[Column]:
    """Return the columns of a list; what a row is called leads to its page, and its number is not shown."""
    shown = (each for each in drawn.columns if not is_row_number(each.name))
    return [replace(_column(each, drawn.currency), link=link_of(each.name, drawn.columns)) for each in shown]


def _column(column: Measured, currency: str) -> Column:
    unit = f", {currency}" if column.type == "money" and currency else ""
    is_short = bool(column.values) or column.name.rsplit(".", 1)[-1] in CODES
    width = SHORT_WIDTH if is_short else WIDTHS.get(column.type, USUAL_WIDTH)
    return Column(column.name, f"{column.label}{unit}", number=column.type in NUMERIC, width=width)


def _explain(tile: TileSpec) -> Component:
    return explain_button(ids.part("explain", tile.slug), tile.title)
