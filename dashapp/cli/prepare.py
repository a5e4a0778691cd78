"""The command that makes a record ready to serve."""

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
    """Bring the record to the newest revision, and fill it with a demo while it is empty."""
    upgrade()
    if memberships.is_empty(db.session()):
        # A session that has read keeps SQLite's old view of the tables; the demo opens its own.
        db.session.remove()
        context.invoke(current_app.cli.commands["demo"])
    # A release may bring dashboards that organisations from before it lack.
    seed_everywhere(db.session())
