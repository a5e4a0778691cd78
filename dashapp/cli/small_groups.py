"""The command that says whether numbers about single people are shown."""

import click
import sqlalchemy as sa
from flask import Flask
from flask.cli import with_appcontext

from models import Organization, db


def register(app: Flask) -> None:
    """Add the command."""
    app.cli.add_command(small_groups)


@click.command("small-groups")
@click.option("--organization", required=True, help="Name of the organisation.")
@click.option("--show/--hide", "shows", required=True, help="Whether they are shown.")
@with_appcontext
def small_groups(organization: str, shows: bool) -> None:
    """Say whether numbers about single people and groups of fewer than five at work are shown.

    They are hidden unless this says otherwise. Ask your works council first.
    """
    found = db.session().scalar(sa.select(Organization).filter_by(name=organization))
    if found is None:
        raise click.ClickException(f"There is no organisation called {organization}.")
    found.shows_people = shows
    db.session().commit()
    click.echo(f"{organization} now {'shows' if shows else 'hides'} numbers about small groups of people.")
