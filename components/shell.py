"""The shell around every page: rail, header, messages and the main element."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import dcc, html
from dash.development.base_component import Component

from components.attributes import attributes
from components.icon import icon
from components.palette import palette, palette_opener
from components.shortcuts import shortcuts_sheet
from components.tour import tour


class ids:
    """Ids of the shell; the scripts in assets/ use them too."""

    CONTENT = "shell-content"
    NOTICE = "shell-notice"
    RAIL = "shell-rail"
    RAIL_TOGGLE = "shell-rail-toggle"
    THEME = "shell-theme"
    TOASTS = "shell-toasts"
    THEME_TOGGLE = "shell-theme-toggle"


@dataclass(frozen=True)
class MenuItem:
    """An entry of the rail: ``icon`` is one of ``components.icon.ICONS``."""

    path: str
    title: str
    icon: str


def shell(
    *,
    menu: Sequence[MenuItem],
    current: str | None,
    person: str,
    organization: str,
    csrf_token: str,
    content: Component | Sequence[Component],
    reader: str = "",
    organizations: Sequence[tuple[str, str]] = (),
    question: Component | None = None,
    sign_out_to: str = "/sign-out",
    switch_to: str = "/organization",
) -> html.Div:
    """Return the shell with ``content`` in its main element.

    ``current`` is the path of the open page; later the browser updates the mark. ``organizations`` are the others that
    the person belongs to, as (id, name): selecting one posts ``organization_id`` to ``switch_to``. ``reader`` is the
    membership, for which the browser keeps its recent searches. ``question`` is the middle of the header.
    """
    return html.Div(
        [
            html.A("Skip to content", href=f"#{ids.CONTENT}", className="skip"),
            dcc.Store(id=ids.THEME),
            _rail(menu, current),
            html.Div(className="rail-backdrop", **attributes({"data-do": "close-rail"})),
            html.Div(
                [
                    _header(
                        [
                            _organization(organization, organizations, switch_to, csrf_token),
                            _where(menu, current),
                        ],
                        question,
                        _person(person, sign_out_to, csrf_token),
                    ),
                    html.Main(content, id=ids.CONTENT, tabIndex="-1"),
                ],
                className="stage",
            ),
            palette(),
            shortcuts_sheet([(item.title, item.path) for item in menu]),
            tour(),
            html.Div(id=ids.NOTICE, className="notices", role="status", **attributes({"aria-live": "polite"})),
            html.Div(id=ids.TOASTS, className="toasts", role="status", **attributes({"aria-live": "polite"})),
        ],
        className="shell",
        **attributes({"data-reader": reader}),
    )


def _rail(menu: Sequence[MenuItem], current: str | None) -> html.Nav:
    return html.Nav(
        [
            dcc.Link(
                [
                    html.Span(className="mark", **attributes({"aria-hidden": "true"})),
                    html.Span("Panorama", className="rail__label"),
                ],
                href="/",
                className="rail__brand",
            ),
            html.Ul([html.Li(_rail_link(item, item.path == current)) for item in menu], className="rail__list"),
        ],
        id=ids.RAIL,
        className="rail",
        **attributes({"aria-label": "Pages"}),
    )


def _rail_link(item: MenuItem, is_current: bool) -> dcc.Link:
    return dcc.Link(
        [icon(item.icon), html.Span(item.title, className="rail__label")],
        href=item.path,
        title=item.title,
        className="rail__link rail__link--current" if is_current else "rail__link",
    )


def _header(left: Sequence[Component], middle: Component | None, right: Component) -> html.Header:
    toggle = html.Button(
        icon("panel-left"),
        id=ids.RAIL_TOGGLE,
        type="button",
        title="Show or hide menu",
        className="action",
        **attributes({"aria-label": "Menu", "aria-controls": ids.RAIL, "data-do": "toggle-rail"}),
    )
    return html.Header(
        [
            html.Div([toggle, *left], className="header__left"),
            html.Div(middle, className="header__middle"),
            html.Div([palette_opener(), _theme_toggle(), right], className="header__right"),
        ],
        className="header",
    )


def _theme_toggle() -> html.Button:
    return html.Button(
        [icon("moon"), icon("sun")],
        id=ids.THEME_TOGGLE,
        type="button",
        title="Switch theme",
        className="action theme-toggle",
        **attributes({"aria-label": "Switch between light and dark theme"}),
    )


def _where(menu: Sequence[MenuItem], current: str | None) -> html.Span:
    title = next((item.title for item in menu if item.path == current), "")
    return html.Span(title, className="current-page", **attributes({"data-current-page": "true"}))


def _organization(
    name: str, others: Sequence[tuple[str, str]], switch_to: str, csrf_token: str
) -> html.Details | html.Span:
    if not others:
        return html.Span(name, className="organization")
    buttons = [
        html.Form(
            [
                _hidden_text("csrf_token", csrf_token),
                _hidden_text("organization_id", key),
                html.Button([icon("building-2"), html.Span(other)], type="submit", className="menu__item"),
            ],
            action=switch_to,
            method="POST",
        )
        for key, other in others
    ]
    return _menu([html.Span(name, className="organization"), icon("chevron-down")], "Switch organisation", buttons)


def _person(name: str, sign_out_to: str, csrf_token: str) -> html.Details:
    initials = "".join(word[0] for word in name.split()[:2]).upper()
    sign_out = html.Form(
        [
            _hidden_text("csrf_token", csrf_token),
            html.Button([icon("log-out"), html.Span("Sign out")], type="submit", className="menu__item"),
        ],
        action=sign_out_to,
        method="POST",
    )
    face = [
        html.Span(initials, className="avatar", **attributes({"aria-hidden": "true"})),
        html.Span(name, className="visually-hidden"),
    ]
    return _menu(face, name, [sign_out], at_end=True)


def _menu(summary: Sequence[Component], title: str, items: Sequence[Component], at_end: bool = False) -> html.Details:
    return html.Details(
        [
            html.Summary(list(summary), className="menu__summary"),
            html.Div([html.P(title, className="menu__title"), *items], className="menu__panel"),
        ],
        className="menu menu--end" if at_end else "menu",
    )


def _hidden_text(name: str, value: str) -> dcc.Input:
    return dcc.Input(type="hidden", name=name, value=value)
