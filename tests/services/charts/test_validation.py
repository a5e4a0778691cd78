"""Which questions a kind takes, and how it refuses the others in words."""

from typing import Any

import pytest

from services.catalogs import BUSINESS
from services.charts import validate
from services.charts.registry.shape import Shape
from services.errors import BadQuery
from services.insights import rfm
from services.semantic.query import Query

REVENUE, REGION, PRODUCT = "order.revenue", "order.region", "product.category"


@pytest.mark.parametrize(
    ("kind", "parts", "words"),
    [
        (
            "bar",
            {"metrics": (REVENUE,)},
            "A bar chart takes one metric and one dimension. This question has one metric and no dimension.",
        ),
        (
            "line",
            {"metrics": (REVENUE, "order.count"), "grain": "month"},
            "A line chart takes one metric over time. This question has two metrics and no dimension by month.",
        ),
        (
            "calendar",
            {"metrics": (REVENUE,), "grain": "month"},
            "A calendar heatmap takes one metric by day. This question has one metric and no dimension by month.",
        ),
        (
            "area",
            {"metrics": (REVENUE,)},
            "An area chart takes one metric and one or two dimensions over time, or one or more metrics over time. "
            "This question has one metric and no dimension.",
        ),
        (
            "records",
            {"metrics": (REVENUE,)},
            "A record list takes one or more fields of records. This question has one metric and no dimension.",
        ),
        (
            "number",
            {"fields": ("order.number", "order.value")},
            "A number takes one or two metrics. This question has two fields of records.",
        ),
        (
            "cohorts",
            {"metrics": ("client.ordering",), "dimensions": ("order.months_since_first",), "grain": "month"},
            "A cohort table takes one metric and one dimension by month, with the date that counts. "
            "This question has one metric and one dimension by month.",
        ),
        (
            "waterfall",
            {"metrics": (REVENUE, "order.count", "order.gross_margin")},
            "A waterfall chart takes metrics of one unit, such as money. Choose others.",
        ),
        (
            "scatter",
            {"fields": ("order.number", "order.value", "client.name")},
            "A scatter plot takes a date or a number as its first field and a number as its second one.",
        ),
        (
            "gantt",
            {"fields": ("project.name", "project.status", "project.name", "client.name", "order.number")[:1]},
            "A Gantt chart takes five or six fields of records. This question has one field of records.",
        ),
        (
            "segments",
            {"metrics": (REVENUE, "order.count", "client.recency"), "dimensions": (rfm.CLIENT,)},
            "A segment grid takes the metrics client.recency, order.count and order.revenue by client.key.",
        ),
        ("hologram", {"metrics": (REVENUE,)}, "This release cannot draw a tile of the kind hologram."),
    ],
)
def test_a_question_that_does_not_fit_is_refused_in_words(kind: str, parts: dict[str, Any], words: str):
    with pytest.raises(BadQuery) as refused:
        validate(kind, Query(**parts), BUSINESS)
    assert refused.value.message == words


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        ("stack", {"metrics": (REVENUE,), "dimensions": (REGION,), "grain": "month"}),
        ("stack", {"metrics": (REVENUE,), "dimensions": (REGION, PRODUCT)}),
        ("stack", {"metrics": (REVENUE, "order.gross_profit"), "grain": "month"}),
        ("heatmap", {"metrics": (REVENUE,), "dimensions": (REGION,), "grain": "week"}),
        ("funnel", {"metrics": ("order.count",), "dimensions": (REGION,)}),
        ("number", {"metrics": (REVENUE,), "compare": "previous_year"}),
    ],
)
def test_a_kind_takes_each_of_its_shapes(kind: str, parts: dict[str, Any]):
    validate(kind, Query(**parts), BUSINESS)


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        (Shape(metrics=(1, 1)), "one metric"),
        (Shape(metrics=(1, 2), dimensions=(1, 1)), "one or two metrics and one dimension"),
        (Shape(metrics=(2, None), grain=True), "two or more metrics over time"),
        (Shape(metrics=(1, 3)), "one to three metrics"),
        (Shape(metrics=(1, 1), dimensions=(0, 1)), "one metric and up to one dimension"),
        (Shape(fields=(3, 4)), "three or four fields of records"),
        (Shape(metrics=(12, 12)), "12 metrics"),
    ],
)
def test_a_shape_has_words(shape: Shape, words: str):
    assert shape.words == words
