"""docs/metrics.md: every metric with its definition, and every field by which it may be split."""

from collections.abc import Iterator

from services.catalogs import BUSINESS
from services.handbook.left_out import LEFT_OUT
from services.semantic import conditions
from services.semantic.catalog import Entity, Layer, Metric
from services.semantic.expression import written

INTRODUCTION = """
# The metrics

Made from the catalog by `make docs`; change `services/catalogs/`, not this page.

Ratios are sum over sum at the grain that is shown, and n/a where the denominator is zero. A **balance** and a
**snapshot** are states at the end of a period: over time they are the last value, never a sum. A **cumulative** metric
looks back over a window. `flask query` asks for any of them by name.
""".strip()

GOOD = {"up": "more is better", "down": "less is better", "neither": "neither more nor less is better"}


def metrics_page() -> str:
    """Return the page as Markdown."""
    count = f"{len(BUSINESS.metrics)} metrics, {len(BUSINESS.dimensions)} dimensions."
    layers = [layer for layer in BUSINESS.layers if layer.metrics]
    parts = [part for layer in layers for part in _layer(layer)]
    return "\n\n".join([INTRODUCTION, count, *parts, "## Dimensions", _dimensions(), *_left_out()]) + "\n"


def _left_out() -> Iterator[str]:
    yield "## Left out, and what is missing"
    rows = [f"| {domain} | {name} | {why} |" for domain, each in LEFT_OUT.items() for name, why in each]
    yield "\n".join(["| domain | what | missing |", "|---|---|---|", *rows])


def _layer(layer: Layer) -> Iterator[str]:
    yield f"## {layer.name.title()}"
    yield from (_metric(metric) for metric in layer.metrics)


def _metric(metric: Metric) -> str:
    facts = [metric.kind, *([metric.unit] if metric.unit else []), GOOD[metric.better], f"owner: {metric.owner}"]
    told = {
        "Formula": f"`{written(metric.formula)}`",
        "Only where": f"`{conditions.written(metric.where)}`" if metric.where else "",
        "Counted by": ", ".join(f"`{day}`" for day in _days(metric)),
        "Denominator": metric.denominator,
        "Left out": metric.exclusions,
        "Also called": ", ".join(metric.synonyms),
    }
    lines = [f"- {name}: {words}" for name, words in told.items() if words]
    return "\n".join(
        [f"### {metric.label} (`{metric.name}`)", "", f"{metric.definition} *{'; '.join(facts)}.*", "", *lines]
    )


def _days(metric: Metric) -> tuple[str, ...]:
    return (metric.opened, *metric.closed) if metric.opened else metric.times


def _dimensions() -> str:
    rows = [row for entity in BUSINESS.entities.values() for row in _fields(entity)]
    return "\n".join(["| dimension | name | meaning |", "|---|---|---|", *rows])


def _fields(entity: Entity) -> Iterator[str]:
    for spec in entity.fields:
        if spec.dimension:
            yield f"| `{entity.name}.{spec.name}` | {spec.label} | {spec.definition} |"
