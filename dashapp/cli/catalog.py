"""The command that lists what can be asked."""

import click
import orjson
from flask import Flask, current_app
from flask.cli import with_appcontext

from dashapp.road import road_of
from services.semantic.catalog import Catalog, to_json
from services.semantic.expression import written


def register(app: Flask) -> None:
    """Add the command."""
    app.cli.add_command(catalog)


@click.command("catalog")
@click.option("--json", "as_json", is_flag=True, help="The whole catalog as JSON.")
@with_appcontext
def catalog(as_json: bool) -> None:
    """List the metrics, dimensions and fields that a question may name."""
    known = road_of(current_app).catalog  # type: ignore[arg-type]
    click.echo(_json(known) if as_json else _words(known))


def _json(known: Catalog) -> str:
    return orjson.dumps(to_json(known), option=orjson.OPT_INDENT_2).decode()


def _words(known: Catalog) -> str:
    return "\n".join(
        [f"Catalog {known.id}, version {known.version}", *_metrics(known), *_dimensions(known), *_fields(known)]
    )


def _metrics(known: Catalog) -> list[str]:
    lines = ["", "Metrics"]
    for metric in known.metrics.values():
        lines += [f"  {metric.name}  {metric.label} ({metric.kind})", f"      {metric.definition}"]
        lines.append(f"      = {written(metric.formula)}")
    return lines


def _dimensions(known: Catalog) -> list[str]:
    return [
        "",
        "Dimensions",
        *(f"  {name}  {spec.label}: {spec.definition}" for name, spec in known.dimensions.items()),
    ]


def _fields(known: Catalog) -> list[str]:
    others = {name: spec for name, spec in known.fields.items() if not spec.dimension}
    return ["", "Other fields", *(f"  {name}  {spec.type}: {spec.definition}" for name, spec in others.items())]
