"""The command that fills the demo company."""

from datetime import UTC, datetime

import click
from flask import Flask
from flask.cli import with_appcontext

from models import db
from services import demo as demo_company
from services.dashboards.boards import seed_everywhere

SEED = 20


def register(app: Flask) -> None:
    """Add the command."""
    app.cli.add_command(demo)


@click.command("demo")
@click.option("--seed", type=int, default=SEED, show_default=True, help="The same seed invents the same company.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Last day of its orders.  [default: today in UTC]")
@with_appcontext
def demo(seed: int, today: datetime | None) -> None:
    """Fill a small invented company to look around in. If it is there, nothing is touched."""
    day = (today or datetime.now(UTC)).date()
    with db.engine.begin() as connection:
        if demo_company.is_there(connection):
            click.echo(f"{demo_company.NAME} is there already: nothing was written.")
            return
        demo_company.fill(connection, today=day, seed=seed)
    seed_everywhere(db.session())
    click.echo(f"{demo_company.NAME} now has three years of orders up to {day}.")
    click.echo(f"Its owner is {demo_company.OWNER_NAME}.")
    click.echo(f"To come in as the owner: flask sign-in-link --email {demo_company.OWNER_EMAIL}")
