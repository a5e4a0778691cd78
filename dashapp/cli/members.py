"""The commands that manage the members of organisations."""

import click
from flask import Flask

from dashapp.cli._database import with_database
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
@click.option("--email", required=True, help="Email address of the person who signs in.")
@with_database
def sign_in_link(email: str) -> None:
    """Print a link that signs one person in. It works once, within one hour."""
    user_id = links.user_with(db.session(), email)
    if user_id is None:
        raise click.ClickException(f"There is no user with the email address {email}.")
    click.echo(link_for(user_id))


@click.command("add-member")
@click.option("--email", required=True, help="Email address that they sign in with.")
@click.option("--name", required=True, help="Name shown to other members.")
@click.option("--organization", required=True, help="Name of the organisation. It is created if it does not exist.")
@click.option(
    "--role",
    type=click.Choice(ROLES),
    default="viewer",
    show_default=True,
    help="Role of the member.",
)
@with_database
def add_member(email: str, name: str, organization: str, role: str) -> None:
    """Add a person to an organisation, and print a link that signs them in."""
    person = memberships.grant_membership(db.session(), email, name, organization, role)
    # A new organisation starts with the built-in dashboards.
    seed_everywhere(db.session())
    click.echo(link_for(person))
