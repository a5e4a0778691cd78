"""The frame around every page, for the signed-in member."""

import dash
from dash import html
from dash.development.base_component import Component
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

import pages
from components.shell import MenuItem, shell
from components.static_markup import with_static_markup
from models import db
from services.access import members


def layout() -> Component:
    """Return the shell with the menu that the member's role allows."""
    # Dash calls this once at startup, without a member; afterwards the gate lets only members through.
    if not current_user.is_authenticated:
        return html.Main(dash.page_container)
    frame = shell(
        menu=[MenuItem(page.path, page.title, page.icon) for page in pages.menu() if current_user.may(page.needs)],
        current=None,
        person=current_user.name,
        organization=current_user.organization_name,
        organizations=_others(),
        csrf_token=generate_csrf(),
        reader=f"{current_user.user_id}.{current_user.organization_id}",
        content=dash.page_container,
    )
    return with_static_markup(frame)


def _others() -> list[tuple[str, str]]:
    memberships = members.memberships_of(db.session(), current_user)
    return [(str(number), name) for number, name in memberships if number != current_user.organization_id]
