"""The command that runs one query, over the same road as every page."""

from collections.abc import Callable

import click
import orjson
from flask import Flask, current_app

from dashapp.cli._database import with_database
from dashapp.road import road_of_organization
from models import db
from services.access.cli_context import cli_context
from services.errors import BadQuery, PanoramaError
from services.present.changes import with_changes
from services.present.explain import explanation
from services.present.export import to_csv, to_json_text
from services.present.table import NUMERIC, cells, headings
from services.semantic.answer import Answer
from services.semantic.catalog import Catalog
from services.semantic.query import Query, from_json


def register(app: Flask) -> None:
    """Add the command."""
    app.cli.add_command(query)


@click.command("query")
@click.argument("query_json", metavar="QUERY")
@click.option("--organization", required=True, help="Name of the organisation.")
@click.option("--json", "form", flag_value="json", help="Print the rows with their query, notes and freshness as JSON.")
@click.option("--csv", "form", flag_value="csv", help="Print the rows as CSV.")
@click.option("--sql", "form", flag_value="sql", help="Print only the SQL that ran.")
@click.option("--explain", "form", flag_value="explain", help="Print the definition, period, freshness and SQL.")
@click.option("--table", "form", flag_value="table", default=True, help="Print a table. This is the default.")
@with_database
def query(query_json: str, organization: str, form: str) -> None:
    """Run QUERY, which is JSON, for one organisation.

    For example: flask query '{"metrics": ["order.revenue"], "dimensions": ["order.region"]}' --organization NAME
    """
    try:
        road = road_of_organization(current_app, db.session(), organization)
        reader = cli_context(db.session(), organization, road)
        answer = reader.answer(_parse(query_json))
    except PanoramaError as error:
        raise click.ClickException(error.message) from error
    click.echo(FORMS[form](answer, reader.catalog, reader.locale).rstrip("\n"))


def _parse(query_json: str) -> Query:
    try:
        return from_json(orjson.loads(query_json))
    except orjson.JSONDecodeError as error:
        raise BadQuery(f"The query is not valid JSON: {error}. Put it in single quotes.") from error


def _table(answer: Answer, catalog: Catalog, locale: str) -> str:
    answer = with_changes(answer)
    columns = headings(answer)
    rows = [[column.label for column in columns], *cells(answer, locale)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(columns))]
    sides = [str.rjust if column.type in NUMERIC else str.ljust for column in columns]
    lines = [
        "  ".join(side(cell, width) for side, cell, width in zip(sides, row, widths, strict=True)).rstrip()
        for row in rows
    ]
    notes = [note.words for note in answer.notes]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:], "", *notes])


def _explanation(answer: Answer, catalog: Catalog, locale: str) -> str:
    explained = explanation(answer, catalog, locale)
    terms = [f"{term}: {words}" for term, words in explained.definition]
    return "\n".join(
        [
            *terms,
            f"Data as of: {explained.as_of}",
            f"Engine: {explained.engine}",
            *explained.notes,
            "",
            explained.sql,
        ]
    )


FORMS: dict[str, Callable[[Answer, Catalog, str], str]] = {
    "table": _table,
    "json": lambda answer, catalog, locale: to_json_text(answer),
    "csv": lambda answer, catalog, locale: to_csv(answer),
    "sql": lambda answer, catalog, locale: explanation(answer, catalog, locale).sql,
    "explain": _explanation,
}
