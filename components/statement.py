"""A financial statement: lines that expand into their accounts, subtotals, and columns of values."""

from collections.abc import Callable, Sequence
from typing import Protocol

from dash import html
from dash.development.base_component import Component

from components.attributes import attributes
from components.card import card_header, card_note, card_title_link


class StatementTableCell(Protocol):
    """A formatted value. ``share`` is the length of the bar behind it; 1 is the whole cell."""

    @property
    def words(self) -> str: ...

    @property
    def exact(self) -> str: ...

    @property
    def share(self) -> float | None: ...

    @property
    def verdict(self) -> str: ...


class StatementTableRow(Protocol):
    """A line, subtotal, group or account: its name, a cell for each column, and the rows that it consists of.

    ``account`` identifies an account.
    """

    @property
    def name(self) -> str: ...

    @property
    def number(self) -> str | None: ...

    @property
    def account(self) -> str | None: ...

    @property
    def cells(self) -> Sequence[StatementTableCell]: ...

    @property
    def is_total(self) -> bool: ...

    @property
    def below(self) -> Sequence["StatementTableRow"]: ...


def statement_card(
    *,
    title: str | Component,
    columns: Sequence[str],
    rows: Sequence[StatementTableRow],
    caption: str,
    finding: str | None = None,
    actions: Sequence[Component] | None = None,
    note: str | None = None,
    level: int = 2,
    address: Callable[[str], str] | None = None,
) -> html.Article:
    """Return the card. A row that has rows below it expands in the browser; an account links to its ``address``.

    ``caption`` is for screen readers; the card has a visible title. Each value is announced with the heading of its
    column, since a row that expands cannot be a table row.
    """
    headings = [html.Span(each, className="statement__cell") for each in columns]
    heads = [html.Span(className="statement__name"), *headings]
    sheet = [
        html.Div(heads, className="statement__row statement__row--head", **attributes({"aria-hidden": "true"})),
        *(_row(each, columns, address, depth=0) for each in rows),
    ]
    width = {"--columns": str(len(columns))}
    # A frame that may scroll sideways must be reachable by keyboard.
    frame = html.Div(
        html.Div(sheet, className="statement__sheet", style=width),
        className="statement__frame",
        tabIndex="0",
        role="region",
        **attributes({"aria-label": caption}),
    )
    head = card_header(title, finding, actions, level)
    return html.Article([head, frame, *card_note(note)], className="card statement")


def _row(row: StatementTableRow, columns: Sequence[str], address: Callable[[str], str] | None, depth: int) -> Component:
    line = [_name(row, address), *(_cell(cell, heading) for cell, heading in zip(row.cells, columns, strict=True))]
    kind = "total" if row.is_total else ("line", "account", "inner")[min(depth, 2)]
    look = f"statement__row statement__row--{kind}"
    if not row.below:
        return html.Div(line, className=look)
    inside = [_row(each, columns, address, depth + 1) for each in row.below]
    return html.Details([html.Summary(line, className=look), html.Div(inside)], className="statement__part")


def _name(row: StatementTableRow, address: Callable[[str], str] | None) -> html.Span:
    number = [html.Span(row.number, className="statement__number")] if row.number else []
    href = address(row.account) if address and row.account is not None else None
    return html.Span([*number, html.Span(card_title_link(row.name, href))], className="statement__name")


def _cell(cell: StatementTableCell, heading: str) -> html.Span:
    content = [html.Span(f"{heading}: ", className="visually-hidden"), html.Span(cell.words, title=cell.exact)]
    bar = None if cell.share is None else {"--share": f"{cell.share:.1%}"}
    return html.Span(content, className=f"statement__cell statement__cell--{cell.verdict}", style=bar)
