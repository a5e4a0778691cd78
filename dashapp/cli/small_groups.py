"""The command that sets whether numbers about individuals are shown."""

import click
import sqlalchemy as sa
from flask import Flask

from dashapp.cli._database import with_database
from models import Organization, db


def register(app: Flask) -> None:
    """Add the command."""
    app.cli.add_command(small_groups)


@click.command("small-groups")
@click.option("--organization", required=True, help="Name of the organisation.")
@click.option("--show/--hide", "shows", required=True, help="Show or hide these numbers.")
@with_database
def small_groups(organization: str, shows: bool) -> None:
    """Show or hide numbers about individual employees and groups of fewer than five.

    They are hidden by default. Consult your works council before you show them.
    """
    found = db.session().scalar(sa.select(Organization).filter_by(name=organization))
    if found is None:
        raise click.ClickException(f"There is no organisation called {organization}.")
    found.shows_people = shows
    db.session().commit()
    click.echo(f"{organization} now {'shows' if shows else 'hides'} numbers about individuals and small groups.")
