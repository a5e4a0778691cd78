"""What a command needs that reads or writes the database."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click
import sqlalchemy as sa
from flask.cli import with_appcontext

from models import db
from models.identity import Organization


def with_database(command: Callable[..., Any]) -> Callable[..., Any]:
    """Run the command in the app's context, or explain what to do where the database has no tables yet."""

    @with_appcontext
    @wraps(command)
    def run(*arguments: Any, **options: Any) -> Any:
        if not sa.inspect(db.engine).has_table(Organization.__tablename__):
            raise click.ClickException("The database has no tables yet. Run `make migrate` first.")
        return command(*arguments, **options)

    return run
