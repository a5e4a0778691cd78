"""A key figure as a tile."""

from dataclasses import replace

from services.charts.registry.kind import ChartKind, Fit, Size
from services.charts.registry.question import Question
from services.charts.registry.shape import Shape
from services.present.number import number
from services.semantic.query import Grain, Query


def _trend(query: Query, grain: Grain) -> Query:
    return replace(query, metrics=query.metrics[:1], grain=grain, compare=None)


def _fit(question: Question) -> Fit:
    if len(question.metrics) == 1 or question.has_target:
        return Fit(1.0, "One value is a number.")
    return Fit(0.3, "A number reads its second metric as the target.")


KIND = ChartKind(
    name="number",
    label="Number",
    icon="gauge",
    group="Numbers and lists",
    when="One number, with its change, target and trend",
    shapes=(Shape(metrics=(1, 2)),),
    notes="A second metric is the target. With `compare`, the card shows the change.",
    example={
        "metrics": ["ledger.net_profit", "ledger.planned_profit"],
        "period": {"last": 12, "unit": "month", "until": "data"},
        "compare": "previous_year",
    },
    marks="The title opens the page of the metric.",
    size=Size(width=4, height=5),
    skeleton="kpi",
    draw=number,
    fits=_fit,
    trend=_trend,
    to_table=None,
    shows_sample=True,
    leads_with=slice(1),
)
