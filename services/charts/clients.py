"""Customers with their health as a tile."""

from services.charts.registry.kind import Ask, ChartKind, Fit, Size
from services.charts.registry.question import Question
from services.charts.registry.shape import Shape
from services.errors import PanoramaError
from services.insights import health, health_parts
from services.present import words
from services.semantic.answer import Answer
from services.semantic.catalog import Catalog
from services.semantic.query import Query


def health_answer(query: Query, ask: Ask) -> Answer:
    """Return the customers that the reader may see, with their health. Parts that they may not read are left out."""
    customers = ask(health.customers_query(query))
    parts: dict[str, Answer | PanoramaError] = {}
    for part in health_parts.PARTS:
        try:
            parts[part.name] = ask(health.part_query(part, query))
        except PanoramaError as error:
            parts[part.name] = error
    return health.score_health(customers, parts)


def _check(query: Query, catalog: Catalog) -> str | None:
    if (query.metrics, query.dimensions) == (health.METRICS, (health.CLIENT,)):
        return None
    return f"A customer health list takes the metrics {words.join_names(health.METRICS)} by {health.CLIENT}."


def _fit(question: Question) -> Fit:
    return Fit(1.0, "Customer health scores each customer from 0 to 100.")


KIND = ChartKind(
    name="clients",
    label="Customer health list",
    icon="heart-pulse",
    group="Numbers and lists",
    when="Customers with their health score, from 0 to 100",
    shapes=(Shape(metrics=(len(health.METRICS), len(health.METRICS)), dimensions=(1, 1)),),
    notes="It always uses these metrics, by customer number.",
    example={
        "metrics": list(health.METRICS),
        "dimensions": [health.CLIENT],
        "period": {"last": 12, "unit": "month", "until": "data"},
    },
    marks="Names link to the pages of the customers.",
    size=Size(height=16),
    skeleton="records",
    draw=None,
    fits=_fit,
    check=_check,
    answer=health_answer,
    lists="client",
    terms=health.TERMS,
)
