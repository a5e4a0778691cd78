"""The command that creates the demo company."""

from datetime import UTC, datetime

import click
from flask import Flask

from dashapp.cli._database import with_database
from models import db
from services import demo as demo_company
from services.dashboards.storage.boards import seed_everywhere

SEED = 20
MOST = 1_000


def register(app: Flask) -> None:
    """Add the command."""
    app.cli.add_command(demo)


@click.command("demo")
@click.option(
    "--seed",
    type=int,
    default=SEED,
    show_default=True,
    help="Seed of the invented data.",
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Last day of the data.  [default: today in UTC]")
@click.option(
    "--scale",
    type=click.IntRange(1, MOST),
    default=1,
    show_default=True,
    help="Multiplies the number of customers, contacts, orders, order lines, invoices and payments; 420 gives ten "
    "million order lines. Nothing else changes. Above 1, nobody else can use the database until the command ends.",
)
@with_database
def demo(seed: int, today: datetime | None, scale: int) -> None:
    """Create an invented company with three years of data. If it exists, nothing changes."""
    day = (today or datetime.now(UTC)).date()
    with db.engine.begin() as connection:
        if demo_company.is_there(connection):
            click.echo(f"{demo_company.NAME} already exists. Nothing was written.")
            return
        report = _progress if scale > 1 else demo_company.ignore_progress
        demo_company.fill(connection, today=day, seed=seed, scale=scale, report=report)
    seed_everywhere(db.session())
    click.echo(f"{demo_company.NAME} now has three years of orders up to {day}.")
    click.echo(f"Its owner is {demo_company.OWNER_NAME}.")
    click.echo(f"To sign in as the owner: .venv/bin/flask sign-in-link --email {demo_company.OWNER_EMAIL}")


def _progress(table: str, count: int) -> None:
    if table == "order_lines":
        click.echo(f"{count:,} order lines", err=True)
