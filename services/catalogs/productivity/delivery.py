"""Delivery: whether tasks were done when it was promised, and took what was estimated."""

from services.catalogs.productivity.capacity import OWNER, PEOPLE
from services.catalogs.productivity.flow import DONE, TASKS
from services.semantic.catalog import Metric
from services.semantic.conditions import Not, Null
from services.semantic.expression import Arithmetic, Divide, FieldRef, MetricRef, Percentile, Sum

PROMISED = Metric(
    "task.promised",
    "Tasks done that were promised",
    kind="simple",
    type="integer",
    entity="task",
    formula=TASKS,
    times=DONE,
    where=Not(Null("task.committed_on")),
    people=PEOPLE,
    better="neither",
    unit="tasks",
    definition="Tasks finished for which a day was promised.",
    exclusions="Tasks without a promised day, and those that are not finished.",
    owner=OWNER,
    synonyms=("tasks with a commitment",),
)
ON_TIME = Metric(
    "task.on_time",
    "On-time delivery of tasks",
    kind="ratio",
    type="ratio",
    entity="task",
    formula=Divide(Sum(FieldRef("task.in_time")), TASKS),
    times=DONE,
    where=Not(Null("task.committed_on")),
    people=PEOPLE,
    better="up",
    unit="% of tasks promised",
    definition="Share of the tasks finished that were finished by the end of the day that was promised first, in the "
    "organisation's time zone. A day that was moved later does not count: it would hide the slip.",
    denominator="Tasks finished for which a day was promised; n/a where there is none.",
    exclusions="Tasks without a promised day, and those that are late and not finished yet.",
    owner=OWNER,
    synonyms=("tasks done on time", "tasks delivered on time", "commitments kept"),
)


def _estimate(name: str, label: str, level: float, definition: str, *synonyms: str) -> Metric:
    """Return a percentile of the time that tasks took against their estimates."""
    return Metric(
        f"task.{name}",
        label,
        kind="simple",
        type="number",
        entity="task",
        formula=Percentile(level, FieldRef("task.against_estimate"), per="task.id"),
        times=DONE,
        people=PEOPLE,
        better="neither",
        unit="times the estimate",
        definition=definition,
        exclusions="Tasks without an estimate, and those for which nobody noted time.",
        owner=OWNER,
        synonyms=synonyms,
    )


ESTIMATE = _estimate(
    "estimate_accuracy",
    "Estimate accuracy",
    0.5,
    "Time noted over time estimated of the tasks finished: half took less, half more. 1 is what was estimated.",
    "actual against estimate",
)
ESTIMATE_P25 = _estimate(
    "estimate_p25",
    "Estimate accuracy, lowest quarter",
    0.25,
    "A quarter of the tasks finished took less of their estimate, three quarters more.",
    "p25 estimate accuracy",
)
ESTIMATE_P75 = _estimate(
    "estimate_p75",
    "Estimate accuracy, highest quarter",
    0.75,
    "Three quarters of the tasks finished took less of their estimate, a quarter more.",
    "p75 estimate accuracy",
)
ESTIMATE_SPREAD = Metric(
    "task.estimate_spread",
    "Spread of estimates",
    kind="derived",
    type="number",
    entity="task",
    formula=Arithmetic("-", MetricRef("task.estimate_p75"), MetricRef("task.estimate_p25")),
    times=DONE,
    people=PEOPLE,
    better="down",
    unit="times the estimate",
    definition="How far the middle half of the tasks finished lies apart: the highest quarter of time noted over time "
    "estimated less the lowest.",
    exclusions="Tasks without an estimate, and those for which nobody noted time.",
    owner=OWNER,
    synonyms=("estimate spread",),
)

METRICS = (PROMISED, ON_TIME, ESTIMATE, ESTIMATE_P25, ESTIMATE_P75, ESTIMATE_SPREAD)
