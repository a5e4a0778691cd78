"""A list of records as a tile."""

from services.charts.registry.kind import ChartKind, Fit, Size
from services.charts.registry.question import Question
from services.charts.registry.shape import Shape


def _fit(question: Question) -> Fit:
    return Fit(0.8, "A list shows single records with their fields.")


KIND = ChartKind(
    name="records",
    label="Record list",
    icon="table-2",
    group="Numbers and lists",
    when="Single records as a list",
    shapes=(Shape(fields=(1, None)),),
    notes="The fields are the columns, in the given order.",
    example={
        "fields": ["order.number", "order.ordered_on", "client.name", "order.value"],
        "order": ["-order.ordered_on"],
    },
    marks="Names link to the pages of their records.",
    size=Size(width=12, height=16),
    skeleton="records",
    draw=None,
    fits=_fit,
    to_table=None,
)
