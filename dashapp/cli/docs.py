"""The command that generates the pages of docs/ that come from the code."""

from pathlib import Path

import click
from flask import Flask

from services.handbook import PAGES

DOCS = Path(__file__).parents[2] / "docs"


def register(app: Flask) -> None:
    """Add the command."""
    app.cli.add_command(docs)


@click.command("docs")
def docs() -> None:
    """Generate the pages of docs/ that come from the code."""
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
        click.echo(f"docs/{name} written.")
