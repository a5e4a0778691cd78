"""Which kinds suit a question, by what it asks for."""

from typing import Any

import pytest

from services.catalogs import BUSINESS
from services.charts import KINDS, suits
from services.errors import UnknownName
from services.insights import health, rfm
from services.semantic.query import Query, Transform

REVENUE, MARGIN, COUNT = "order.revenue", "order.gross_margin", "order.count"
REGION, CATEGORY, CLIENT = "order.region", "product.category", "client.name"
SHARE = (Transform(REVENUE, "share"),)
TOP_TEN: dict[str, Any] = {"order": (f"-{REVENUE}",), "limit": 10}
BRIDGE = ("opening_mrr", "new_mrr", "expansion_mrr", "contraction_mrr", "churned_mrr", "mrr")
FUNNEL = ("lead.arrived", "lead.marketing_qualified", "lead.sales_qualified", "lead.converted")
SCHEDULE = ("name", "baseline_start_on", "baseline_end_on", "started_on", "ended_on")

# What is asked, and the kinds that come first.
QUESTIONS: list[tuple[str, dict[str, Any], list[str]]] = [
    ("one number", {"metrics": (REVENUE,)}, ["number"]),
    ("a ratio", {"metrics": (MARGIN,)}, ["number"]),
    ("a number and its target", {"metrics": ("ledger.revenue", "ledger.budget_revenue")}, ["number", "bullet"]),
    ("a trend", {"metrics": (REVENUE,), "grain": "month"}, ["line"]),
    ("a trend with last year", {"metrics": (REVENUE,), "grain": "week", "compare": "previous_year"}, ["line"]),
    ("each day", {"metrics": (REVENUE,), "grain": "day"}, ["line", "calendar"]),
    ("an amount and a ratio over time", {"metrics": (REVENUE, MARGIN), "grain": "month"}, ["combo"]),
    ("actual and budget", {"metrics": ("ledger.revenue", "ledger.budget_revenue"), "grain": "month"}, ["bullet"]),
    ("amounts over time", {"metrics": ("ledger.interest", "ledger.tax"), "grain": "month"}, ["stack"]),
    ("parts over time", {"metrics": (REVENUE,), "dimensions": (REGION,), "grain": "month"}, ["stack", "area"]),
    ("a ratio by group over time", {"metrics": (MARGIN,), "dimensions": (REGION,), "grain": "month"}, ["heatmap"]),
    ("groups", {"metrics": (REVENUE,), "dimensions": (REGION,)}, ["bar"]),
    ("a ranking", {"metrics": (REVENUE,), "dimensions": (CLIENT,), **TOP_TEN}, ["bar"]),
    ("a ratio by group", {"metrics": (MARGIN,), "dimensions": (REGION,)}, ["bar"]),
    ("concentration", {"metrics": (REVENUE,), "dimensions": (CLIENT,)}, ["bar", "pareto"]),
    ("a distribution", {"metrics": ("deal.cycle_median",), "dimensions": ("deal.key",)}, ["histogram", "bar"]),
    ("orders by size", {"metrics": (REVENUE,), "dimensions": ("order.number",)}, ["histogram"]),
    ("groups in groups", {"metrics": (REVENUE,), "dimensions": (REGION, CLIENT)}, ["treemap", "stack"]),
    ("a ratio by two dimensions", {"metrics": (MARGIN,), "dimensions": (REGION, CATEGORY)}, ["heatmap"]),
    ("a bridge", {"metrics": tuple(f"subscription.{name}" for name in BRIDGE)}, ["waterfall"]),
    ("conversion", {"metrics": FUNNEL}, ["funnel"]),
    (
        "target by group",
        {"metrics": ("ledger.revenue", "ledger.budget_revenue"), "dimensions": ("cost_centre.name",)},
        ["bullet"],
    ),
    (
        "retention",
        {
            "metrics": ("client.ordering",),
            "dimensions": ("order.months_since_first",),
            "time": "client.acquired_on",
            "grain": "month",
        },
        ["cohorts"],
    ),
    ("records", {"fields": ("order.number", "client.name")}, ["records"]),
    ("relation of two values", {"fields": ("task.done_at", "task.cycle_days", "task.key")}, ["scatter", "records"]),
    ("a schedule", {"fields": tuple(f"project.{name}" for name in SCHEDULE)}, ["gantt", "records"]),
    ("segments", {"metrics": rfm.METRICS, "dimensions": (rfm.CLIENT,)}, ["segments", "migration"]),
    ("health", {"metrics": health.METRICS, "dimensions": (health.CLIENT,)}, ["clients"]),
    (
        "states over time",
        {"metrics": ("task_change.tasks",), "dimensions": ("task_change.state",), "grain": "week"},
        ["stack", "area"],
    ),
]


@pytest.mark.parametrize(("asked", "first"), [row[1:] for row in QUESTIONS], ids=[row[0] for row in QUESTIONS])
def test_the_best_kinds_come_first(asked: dict[str, Any], first: list[str]):
    found = suits(Query(**asked), BUSINESS)
    assert [each.kind for each in found][: len(first)] == first
    assert all(each.reason.endswith(".") and 0 < each.score <= 1 for each in found)


def test_there_are_questions_enough_to_cover_the_kinds():
    assert len(QUESTIONS) >= 25
    suited = {each.kind for _, asked, _ in QUESTIONS for each in suits(Query(**asked), BUSINESS)}
    # A statement needs its four dimensions, and no question above has them.
    assert set(KINDS) - suited <= {"statement"}


def test_what_does_not_add_up_is_never_suggested_as_parts_of_a_total():
    found = suits(Query(metrics=(MARGIN,), dimensions=(REGION, CATEGORY)), BUSINESS)
    assert {"treemap", "sankey", "pareto"}.isdisjoint(each.kind for each in found)


def test_a_name_that_nobody_knows_is_refused():
    with pytest.raises(UnknownName):
        suits(Query(metrics=("order.nothing",)), BUSINESS)
