"""The command that prepares the database before the server starts."""

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade

from models import db
from services.access import memberships
from services.dashboards.storage.boards import seed_everywhere


def register(app: Flask) -> None:
    """Add the command."""
    app.cli.add_command(prepare)


@click.command("prepare")
@click.pass_context
@with_appcontext
def prepare(context: click.Context) -> None:
    """Upgrade the database to the latest revision, and create the demo company if it is empty."""
    upgrade()
    if memberships.is_empty(db.session()):
        # On SQLite, a session that has read keeps its old view of the tables. The demo command opens its own session.
        db.session.remove()
        context.invoke(current_app.cli.commands["demo"])
    # A release can add dashboards that existing organisations do not have yet.
    seed_everywhere(db.session())
