"""docs/metrics.md: all metrics with their definitions, and all dimensions."""

from collections.abc import Iterator

from services.catalogs import BUSINESS
from services.handbook.not_covered import NOT_COVERED
from services.semantic import conditions
from services.semantic.catalog import Entity, Layer, Metric
from services.semantic.expression import format_formula

INTRODUCTION = """
# The metrics

Generated from the catalog by `make docs`; change `services/catalogs/`, not this page.

A ratio divides sums at the grain that is shown, and is n/a if the denominator is zero. A **balance** and a **snapshot**
are states at the end of a period: over time they show the closing value, never a sum. A **cumulative** metric looks
back over a window. `flask query` returns any metric by its name. The entity `client` is a customer: the name stays in
qualified names such as `client.key`, and readers see "customer".
""".strip()

GOOD = {"up": "higher is better", "down": "lower is better", "neither": "neither direction is better"}


def metrics_page() -> str:
    """Return the page as Markdown."""
    count = f"{len(BUSINESS.metrics)} metrics, {len(BUSINESS.dimensions)} dimensions."
    layers = [layer for layer in BUSINESS.layers if layer.metrics]
    parts = [part for layer in layers for part in _layer(layer)]
    return "\n\n".join([INTRODUCTION, count, *parts, "## Dimensions", _dimensions(), *_not_covered()]) + "\n"


def _not_covered() -> Iterator[str]:
    yield "## Not covered"
    rows = [f"| {domain} | {name} | {why} |" for domain, gaps in NOT_COVERED.items() for name, why in gaps]
    yield "\n".join(["| domain | metric or feature | reason |", "|---|---|---|", *rows])


def _layer(layer: Layer) -> Iterator[str]:
    yield f"## {layer.name.title()}"
    yield from (_metric(metric) for metric in layer.metrics)


def _metric(metric: Metric) -> str:
    facts = [metric.kind, *([metric.unit] if metric.unit else []), GOOD[metric.better], f"owner: {metric.owner}"]
    details = {
        "Formula": f"`{format_formula(metric.formula)}`",
        "Conditions": f"`{conditions.format_condition(metric.where)}`" if metric.where else "",
        "Date": ", ".join(f"`{day}`" for day in _days(metric)),
        "Denominator": metric.denominator,
        "Exclusions": metric.exclusions,
        "Synonyms": ", ".join(metric.synonyms),
    }
    lines = [f"- {name}: {words}" for name, words in details.items() if words]
    return "\n".join(
        [f"### {metric.label} (`{metric.name}`)", "", f"{metric.definition} *{'; '.join(facts)}.*", "", *lines]
    )


def _days(metric: Metric) -> tuple[str, ...]:
    return (metric.opened, *metric.closed) if metric.opened else metric.times


def _dimensions() -> str:
    rows = [row for entity in BUSINESS.entities.values() for row in _fields(entity)]
    return "\n".join(["| dimension | label | definition |", "|---|---|---|", *rows])


def _fields(entity: Entity) -> Iterator[str]:
    for spec in entity.fields:
        if spec.dimension:
            yield f"| `{entity.name}.{spec.name}` | {spec.label} | {spec.definition} |"
