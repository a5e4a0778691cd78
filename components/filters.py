"""The filters of a page: period, comparison, grain and dimensions. On a phone they open as a sheet."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from components.actions import Id
from components.attributes import attributes
from components.icon import icon

# Values of options that stand for no value of the data: letters of Unicode's private area start no name.
EXCEPT = "\ue000except"
"""The option by which all values are kept but those that are selected."""
UNLISTED = "\ue000unlisted"
"""The option that says how many values more there are."""
WHOLE = "\ue000whole"
"""The value of a chip that stands for all that is set of its field."""
CUSTOM = "dates"
"""The last option of the period picker: a custom range, which shows two date fields."""


def filter_bar(*controls: Component, chips: Component | None = None) -> html.Div:
    """Return a line of controls; on a phone, a button that opens them as a sheet. ``chips`` are always visible."""
    opener = html.Button(
        [icon("sliders-horizontal"), html.Span("Filters")],
        type="button",
        className="button filters__open",
        **attributes({"aria-expanded": "false", "data-do": "open-sheet"}),
    )
    head = html.Div(
        [
            html.H2("Filters", className="filters__title"),
            html.Button(
                icon("x"),
                type="button",
                className="action",
                **attributes({"aria-label": "Close filters", "data-do": "close-sheet"}),
            ),
        ],
        className="filters__header",
    )
    done = html.Button(
        "Show results",
        type="button",
        className="button button--primary filters__done",
        **attributes({"data-do": "close-sheet"}),
    )
    sheet = html.Div(
        [head, html.Div(list(controls), className="filters__controls"), done],
        className="filters__sheet",
        role="group",
        **attributes({"aria-label": "Filters"}),
    )
    shade = html.Div(className="filters__backdrop", **attributes({"data-do": "close-sheet"}))
    return html.Div([opener, shade, sheet, *([chips] if chips is not None else [])], className="filters")


def period_picker(
    *,
    preset_id: Id,
    first_id: Id,
    last_id: Id,
    presets: Sequence[tuple[str, str]],
    selected: str,
    first: date,
    last: date,
    label: str = "Period",
) -> html.Div:
    """Return a select of ``presets``, (value, label), and a custom range, whose value is ``CUSTOM``.

    ``first`` and ``last`` are the days of the selected period, both included. The date fields give ISO dates.
    """
    options = [{"value": value, "label": words} for value, words in [*presets, (CUSTOM, "Custom range")]]
    picker = html.Div(
        [_label(label, preset_id), dbc.Select(id=preset_id, options=options, value=selected)], className="field"
    )
    days = html.Div(
        [_day("From", first_id, first), _day("To", last_id, last)],
        className="period__days",
    )
    return html.Div([picker, days], className="period")


@dataclass(frozen=True)
class FilterOption:
    """An option of a filter: its value, its label, and how many rows have it ("6,912", "6,912 orders")."""

    value: str
    label: str
    count: str | None = None
    counted: str | None = None


def multi_select(
    id: Id,
    label: str,
    options: Sequence[FilterOption],
    selected: Sequence[str] = (),
    placeholder: str = "All",
    *,
    excludes: bool = False,
) -> html.Div:
    """Return a select for any number of ``options``; none selected means all, ``excludes`` all but those selected."""
    dropdown = dcc.Dropdown(
        id=id,
        options=multi_select_options(options),
        value=[*([EXCEPT] if excludes else []), *selected],
        multi=True,
        searchable=True,
        placeholder=placeholder,
        maxHeight=320,
        optionHeight=36,
        labels={"search": f"Search {label.lower()}", "select_all": "Select all", "deselect_all": "Clear selection"},
    )
    # Dash labels the button with what is selected; the group adds the name of the field.
    return html.Div(
        [_label(label, id), dropdown],
        className="field field--choice",
        role="group",
        **attributes({"aria-label": label}),
    )


def multi_select_options(
    options: Sequence[FilterOption], unlisted: int = 0, selected: Sequence[FilterOption] = (), text: str = ""
) -> list[dict[str, Any]]:
    """Return the options of a multi-select, for a callback that fills it after the page has opened.

    ``unlisted`` is the number of values that are not listed, ``selected`` are those that stand at the end, and ``text``
    is what the server has searched for: the browser searches once more, and shall find all of it.
    """
    listed = [_option(option, text) for option in options]
    except_these = {"value": EXCEPT, "label": "All except the selected", "search": ""}
    words = f"{unlisted:,} more. Type to search." if not text else f"{unlisted:,} more match. Type more letters."
    more = {"value": UNLISTED, "label": words, "search": text, "disabled": True}
    return [except_these, *listed, *([more] if unlisted else []), *map(_option, selected)]


def segmented_control(id: Id, label: str, options: Sequence[tuple[str, str]], selected: str) -> html.Div:
    """Return a control for exactly one of a few ``options``, (value, label), all visible."""
    choices = dbc.RadioItems(
        id=id,
        options=[{"value": value, "label": words} for value, words in options],
        value=selected,
        className="segments",
        inputClassName="segments__input",
        labelClassName="segments__label",
    )
    name = html.Span(label, className="field__label", **attributes({"aria-hidden": "true"}))
    return html.Div(
        [name, choices], className="field field--segmented", role="radiogroup", **attributes({"aria-label": label})
    )


def select_field(id: Id, label: str, options: Sequence[tuple[str, str]], selected: str | None) -> html.Div:
    """Return the browser's own select for exactly one of ``options``, (value, label)."""
    values = [{"value": value, "label": words} for value, words in options]
    return html.Div([_label(label, id), dbc.Select(id=id, options=values, value=selected)], className="field")


def filter_chips(selected: Sequence[tuple[str, Id]], clear_id: Id | None = None) -> html.Ul | None:
    """Return a chip for each active filter, (words, id of the button that removes it), or None without filters."""
    if not selected:
        return None
    clear = [html.Li(html.Button("Clear all", id=clear_id, type="button", className="chips__clear"))]
    return html.Ul(
        [html.Li(_chip(words, remove_id)) for words, remove_id in selected] + (clear if clear_id else []),
        className="chips",
        **attributes({"aria-label": "Active filters"}),
    )


def _chip(words: str, remove_id: Id) -> html.Button:
    return html.Button(
        [html.Span(words), icon("x")],
        id=remove_id,
        type="button",
        className="chip",
        title="Remove filter",
        **attributes({"aria-label": f"Remove filter {words}"}),
    )


def _day(label: str, id: Id, day: date) -> html.Div:
    # Dash's own input asks a date field for a text selection, which browsers refuse with an error.
    field = dbc.Input(id=id, type="date", value=day.isoformat(), debounce=True)
    return html.Div([_label(label, id), field], className="field field--day")


def _option(option: FilterOption, text: str = "") -> dict[str, Any]:
    number = [html.Span(option.count, className="option__count", title=option.counted)] if option.count else []
    name = html.Span(option.label, className="option__label", title=option.label)
    return {
        "value": option.value,
        "search": f"{option.label} {text}".strip(),
        "label": html.Span([name, *number], className="option"),
    }


def _label(words: str, id: Id) -> html.Label:
    # Dash writes an id that is a dict into the page as JSON with sorted keys.
    target = id if isinstance(id, str) else json.dumps(id, sort_keys=True, separators=(",", ":"))
    return html.Label(words, htmlFor=target, className="field__label")
