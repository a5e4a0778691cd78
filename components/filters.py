"""What narrows a page: period, grain, comparison and choices. On a phone they stand in a sheet."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from components.actions import Id
from components.icon import icon

CUSTOM = "dates"
"""The period picker's own last choice: two days, which then appear beside it."""


def filter_bar(*controls: Component, chips: Component | None = None) -> html.Div:
    """One line of controls; on a phone a button that opens them as a sheet. ``chips`` stay in sight either way."""
    opener = html.Button(
        [icon("sliders-horizontal"), html.Span("Filters")],
        type="button",
        className="button filters__open",
        **{"aria-expanded": "false", "data-do": "open-sheet"},
    )
    head = html.Div(
        [
            html.H2("Filters", className="filters__title"),
            html.Button(
                icon("x"),
                type="button",
                className="action",
                **{"aria-label": "Close filters", "data-do": "close-sheet"},
            ),
        ],
        className="filters__header",
    )
    done = html.Button(
        "Show results",
        type="button",
        className="button button--primary filters__done",
        **{"data-do": "close-sheet"},
    )
    sheet = html.Div(
        [head, html.Div(list(controls), className="filters__controls"), done],
        className="filters__sheet",
        role="group",
        **{"aria-label": "Filters"},
    )
    shade = html.Div(className="filters__backdrop", **{"data-do": "close-sheet"})
    return html.Div([opener, shade, sheet, *([chips] if chips is not None else [])], className="filters")


def period_picker(
    *,
    preset_id: Id,
    first_id: Id,
    last_id: Id,
    presets: Sequence[tuple[str, str]],
    chosen: str,
    first: date,
    last: date,
    label: str = "Period",
) -> html.Div:
    """Choose one of ``presets``, (value, label), or two days of one's own: then the value is ``CUSTOM``.

    ``first`` and ``last`` are the days of the chosen period; both days are included. The date fields give ISO dates.
    """
    options = [{"value": value, "label": words} for value, words in [*presets, (CUSTOM, "Between two days")]]
    picker = html.Div(
        [_label(label, preset_id), dbc.Select(id=preset_id, options=options, value=chosen)], className="field"
    )
    days = html.Div(
        [_day("From", first_id, first), _day("To", last_id, last)],
        className="period__days",
    )
    return html.Div([picker, days], className="period")


@dataclass(frozen=True)
class FilterOption:
    """One value to choose: as it is sent, as it reads, and how many rows bear it ("6,912", "6,912 orders")."""

    value: str
    label: str
    count: str | None = None
    counted: str | None = None


def multi_select(
    id: Id,
    label: str,
    options: Sequence[FilterOption],
    chosen: Sequence[str] = (),
    placeholder: str = "All",
) -> html.Div:
    """Choose any number of ``options``. None chosen means all of them."""
    dropdown = dcc.Dropdown(
        id=id,
        options=multi_select_options(options),
        value=list(chosen),
        multi=True,
        searchable=True,
        placeholder=placeholder,
        maxHeight=320,
        optionHeight=36,
        labels={"search": f"Search {label.lower()}", "select_all": "Choose all", "deselect_all": "Choose none"},
    )
    # Dash names the button by what is chosen; the group says of what.
    return html.Div(
        [_label(label, id), dropdown], className="field field--choice", role="group", **{"aria-label": label}
    )


def multi_select_options(options: Sequence[FilterOption]) -> list[dict]:
    """Return what a choice filter lists, for a callback that fills it after the page has opened."""
    return [_option(option) for option in options]


def segmented_control(id: Id, label: str, options: Sequence[tuple[str, str]], chosen: str) -> html.Div:
    """Choose exactly one of a few ``options``, (value, label), all in sight: a grain, a comparison."""
    choices = dbc.RadioItems(
        id=id,
        options=[{"value": value, "label": words} for value, words in options],
        value=chosen,
        className="segments",
        inputClassName="segments__input",
        labelClassName="segments__label",
    )
    name = html.Span(label, className="field__label", **{"aria-hidden": "true"})
    return html.Div([name, choices], className="field field--segmented", role="radiogroup", **{"aria-label": label})


def select_field(id: Id, label: str, options: Sequence[tuple[str, str]], chosen: str) -> html.Div:
    """Choose exactly one of ``options``, (value, label), in the browser's own list."""
    values = [{"value": value, "label": words} for value, words in options]
    return html.Div([_label(label, id), dbc.Select(id=id, options=values, value=chosen)], className="field")


def filter_chips(chosen: Sequence[tuple[str, Id]], clear_id: Id | None = None) -> html.Ul | None:
    """What is filtered, one chip each: (words, id of the button that removes it). None where nothing is filtered."""
    if not chosen:
        return None
    clear = [html.Li(html.Button("Clear all", id=clear_id, type="button", className="chips__clear"))]
    return html.Ul(
        [html.Li(_chip(words, remove_id)) for words, remove_id in chosen] + (clear if clear_id else []),
        className="chips",
        **{"aria-label": "Filters in force"},
    )


def _chip(words: str, remove_id: Id) -> html.Button:
    return html.Button(
        [html.Span(words), icon("x")],
        id=remove_id,
        type="button",
        className="chip",
        title="Remove this filter",
        **{"aria-label": f"Remove the filter {words}"},
    )


def _day(label: str, id: Id, day: date) -> html.Div:
    # Dash's own input asks a date field for a text selection, which browsers refuse with an error.
    field = dbc.Input(id=id, type="date", value=day.isoformat(), debounce=True)
    return html.Div([_label(label, id), field], className="field field--day")


def _option(choice: FilterOption) -> dict:
    number = [html.Span(choice.count, className="option__count", title=choice.counted)] if choice.count else []
    name = html.Span(choice.label, className="option__label", title=choice.label)
    return {
        "value": choice.value,
        "search": choice.label,
        "label": html.Span([name, *number], className="option"),
    }


def _label(words: str, id: Id) -> html.Label:
    # Dash writes an id that is a dict into the page as JSON with sorted keys.
    target = id if isinstance(id, str) else json.dumps(id, sort_keys=True, separators=(",", ":"))
    return html.Label(words, htmlFor=target, className="field__label")
