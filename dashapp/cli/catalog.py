"""The command that lists what can be asked, and which layer each thing is from."""

import click
import orjson
from flask import Flask, current_app
from flask.cli import with_appcontext

from dashapp.road import road_of, road_of_organization
from models import db
from services.errors import PanoramaError
from services.semantic.catalog import Catalog, to_json
from services.semantic.expression import format_formula


def register(app: Flask) -> None:
    """Add the command."""
    app.cli.add_command(catalog)


@click.command("catalog")
@click.option("--organization", help="Name of the organisation whose catalog it is; without one, the built-in catalog.")
@click.option("--json", "as_json", is_flag=True, help="The whole catalog as JSON.")
@with_appcontext
def catalog(organization: str | None, as_json: bool) -> None:
    """List the metrics, dimensions and fields that a question may name."""
    try:
        known = _catalog(organization)
    except PanoramaError as error:
        raise click.ClickException(error.message) from error
    click.echo(_json(known) if as_json else _words(known))


def _catalog(organization: str | None) -> Catalog:
    if organization is None:
        return road_of(current_app).catalog
    return road_of_organization(current_app, db.session(), organization).catalog


def _json(known: Catalog) -> str:
    return orjson.dumps(to_json(known), option=orjson.OPT_INDENT_2).decode()


def _words(known: Catalog) -> str:
    parts = (_layers(known), _sources(known), _metrics(known), _dimensions(known), _fields(known))
    return "\n".join([f"Catalog {known.id}, version {known.version}", *(line for part in parts for line in part)])


def _layers(known: Catalog) -> list[str]:
    return ["", "Layers, of which the later wins", *(f"  {layer.name}" for layer in known.layers)]


def _sources(known: Catalog) -> list[str]:
    described = (
        f"  {name}  {source.mode}, {source.dialect} [{known.layer_of(name)}]" for name, source in known.sources.items()
    )
    return ["", "Sources", *described]


def _metrics(known: Catalog) -> list[str]:
    lines = ["", "Metrics"]
    for metric in known.metrics.values():
        lines += [f"  {metric.name}  {metric.label} ({metric.kind})", f"      {metric.definition}"]
        lines += [f"      = {format_formula(metric.formula)}", f"      [{known.layer_of(metric.name)}]"]
    return lines


def _dimensions(known: Catalog) -> list[str]:
    lines = (
        f"  {name}  {spec.label}: {spec.definition} [{known.layer_of(name)}]" for name, spec in known.dimensions.items()
    )
    return ["", "Dimensions", *lines]


def _fields(known: Catalog) -> list[str]:
    others = {name: spec for name, spec in known.fields.items() if not spec.dimension}
    lines = (f"  {name}  {spec.type}: {spec.definition} [{known.layer_of(name)}]" for name, spec in others.items())
    return ["", "Other fields", *lines]
