"""The command that loads CSV files as a map describes."""

import sys
import textwrap
from pathlib import Path
from typing import Any

import click
from flask import Flask

from dashapp.cli._database import with_database
from models import db
from models.base import now
from services.dashboards.storage.boards import seed_everywhere
from services.errors import PanoramaError
from services.sources import loading
from services.sources.loading import LoadResult, Progress, Refusal, StepCheck

SHOWN_REFUSALS = 10
WIDTH = 100
INDENT = 20


def register(app: Flask) -> None:
    """Add the command."""
    app.cli.add_command(load)


@click.command("load")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--map", "map_file", required=True, type=click.Path(path_type=Path), help="Load map for the files.")
@click.option("--organization", required=True, help="Name of the organisation to load the rows into.")
@click.option("--check", is_flag=True, help="Show what would be loaded and refused, without writing anything.")
@click.option("--skip-refused", is_flag=True, help="Load the other rows when some rows are refused.")
@click.option(
    "--refused",
    "refused_file",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("refused.csv"),
    show_default=True,
    help="File to write refused values to.",
)
@click.option("--create", is_flag=True, help="Create the organisation if it does not exist.")
@click.option("--currency", help="ISO 4217 code of its currency, with --create.  [default: USD]")
@click.option("--zone", help="IANA name of its time zone, with --create.  [default: UTC]")
@with_database
def load(folder: Path, map_file: Path, organization: str, refused_file: Path, **options: Any) -> None:
    """Load the CSV files in FOLDER, all of them or nothing.

    A repeated load writes only the rows that differ.
    """
    try:
        _load(folder, map_file, organization, refused_file, **options)
    except PanoramaError as error:
        raise click.ClickException(error.message) from error


def _load(
    folder: Path,
    map_file: Path,
    organization: str,
    refused_file: Path,
    *,
    check: bool,
    skip_refused: bool,
    create: bool,
    currency: str | None,
    zone: str | None,
) -> None:
    load_map = loading.read_map(map_file)
    target = loading.resolve_organization(db.engine, organization, create=create, currency=currency, zone=zone)
    with PrintedRefusals(refused_file) as refusals:
        if check:
            found = loading.check(folder, load_map, db.engine, target, refuse=refusals.add, report=_print_progress)
            for step in found.steps:
                _print_step(step)
            click.echo(f"Rows to load: {found.rows:,}. Rows to refuse: {found.refused_lines:,}. Nothing was written.")
            click.get_current_context().exit(1 if found.refused_lines else 0)
        _print_result(
            loading.load(
                folder,
                load_map,
                db.engine,
                target,
                at=now(),
                refuse=refusals.add,
                report=_print_progress,
                skip_refused=skip_refused,
            )
        )
    # A new organisation starts with the built-in dashboards.
    seed_everywhere(db.session())


class PrintedRefusals(loading.RefusalFile):
    """Writes refusals to a file, and prints the first ones."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.count = 0

    def add(self, refusal: Refusal) -> None:
        """Write one refusal, and print it if it is one of the first."""
        super().add(refusal)
        self.count += 1
        if self.count <= SHOWN_REFUSALS:
            place = f"{refusal.file}, line {refusal.line}, {refusal.column}".rstrip(", ")
            click.echo(f"{place}: {refusal.value!r} {refusal.reason}", err=True)

    def __exit__(self, *raised: object) -> None:
        super().__exit__(*raised)
        if self.count:
            click.echo(f"Refused values written to {self.path}: {self.count:,}.", err=True)


def _print_progress(progress: Progress) -> None:
    words = f"{progress.stage.capitalize()} {progress.file} for {progress.table}: {progress.rows:,} rows"
    # A terminal shows a running count; a log gets one line for each step.
    if progress.done:
        click.echo(f"\r{words}" if _is_interactive() else words, err=True)
    elif _is_interactive():
        click.echo(f"\r{words}", nl=False, err=True)


def _is_interactive() -> bool:
    return sys.stderr.isatty()


def _print_step(step: StepCheck) -> None:
    counts = step.counts
    counts_text = f"{counts.rows:,} to load, {counts.refused:,} refused, {counts.excluded:,} excluded"
    counts_text += f", {counts.blank:,} blank" if counts.blank else ""
    click.echo(f"{step.file} into {step.table}: {counts_text}")
    _print_line("(lines)", step.line_filter)
    for name, origin in step.fills.items():
        _print_line(name, origin)
    _print_line("(left empty)", ", ".join(step.empty))
    _print_line("(not read)", ", ".join(step.unused))
    click.echo()


def _print_line(name: str, words: str) -> None:
    if words:
        click.echo(
            textwrap.fill(words, WIDTH, initial_indent=f"  {name:{INDENT}}", subsequent_indent=" " * (INDENT + 2))
        )


def _print_result(loaded: LoadResult) -> None:
    for table, counts in loaded.tables.items():
        click.echo(f"{table}: {counts.added:,} added, {counts.changed:,} changed, {counts.unchanged:,} unchanged")
    if loaded.excluded:
        click.echo(f"Lines excluded by the map: {loaded.excluded:,}.")
    if loaded.refused:
        click.echo(f"Rows refused and not loaded: {loaded.refused:,}.")
    if loaded.nothing_changed:
        click.echo("Nothing was written: every row is up to date.")
