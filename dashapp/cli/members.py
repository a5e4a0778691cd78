"""Commands about people."""

import click
from flask import Flask
from flask.cli import with_appcontext

from dashapp.welcome import link_for
from models import db
from models.identity import ROLES
from services.access import links, memberships
from services.dashboards.storage.boards import seed_everywhere


def register(app: Flask) -> None:
    """Add the commands."""
    app.cli.add_command(sign_in_link)
    app.cli.add_command(add_member)


@click.command("sign-in-link")
@click.option("--email", required=True, help="Address of the person to let in.")
@with_appcontext
def sign_in_link(email: str) -> None:
    """Print a link that signs one person in, once, within the hour."""
    user_id = links.user_with(db.session(), email)
    if user_id is None:
        raise click.ClickException(f"Nobody signs in with {email}.")
    click.echo(link_for(user_id))


@click.command("add-member")
@click.option("--email", required=True, help="Address that they sign in with.")
@click.option("--name", required=True, help="Name that others see.")
@click.option("--organization", required=True, help="Name of the organisation; it is made when there is none.")
@click.option("--role", type=click.Choice(ROLES), default="viewer", show_default=True, help="What they may do.")
@with_appcontext
def add_member(email: str, name: str, organization: str, role: str) -> None:
    """Give a person a seat in an organisation, and print the link that lets them in."""
    person = memberships.grant_membership(db.session(), email, name, organization, role)
    # A new organisation starts with the built-in dashboards.
    seed_everywhere(db.session())
    click.echo(link_for(person))
