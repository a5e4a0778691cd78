"""On-time completion of tasks and estimate accuracy."""

from services.catalogs.productivity.capacity import OWNER, PEOPLE
from services.catalogs.productivity.flow import DONE, TASKS
from services.semantic.catalog import Metric
from services.semantic.conditions import Not, Null
from services.semantic.expression import Arithmetic, Divide, FieldRef, MetricRef, Percentile, Sum

COMMITTED = Metric(
    "task.promised",
    "Completed tasks with a commitment",
    kind="simple",
    type="integer",
    entity="task",
    formula=TASKS,
    times=DONE,
    where=Not(Null("task.committed_on")),
    people=PEOPLE,
    better="neither",
    unit="tasks",
    definition="Completed tasks with a committed date, by completion date.",
    exclusions="Tasks without a committed date, and tasks not completed.",
    owner=OWNER,
    synonyms=("tasks with a commitment",),
)
ON_TIME = Metric(
    "task.on_time",
    "On-time completion rate",
    kind="ratio",
    type="ratio",
    entity="task",
    formula=Divide(Sum(FieldRef("task.in_time")), TASKS),
    times=DONE,
    where=Not(Null("task.committed_on")),
    people=PEOPLE,
    better="up",
    unit="% of tasks with a commitment",
    definition="Share of tasks completed on or before their first committed date, in the organisation's time zone. "
    "Later changes to the committed date do not count.",
    denominator="Completed tasks with a committed date; n/a if there are none.",
    exclusions="Tasks without a committed date, and late tasks not completed yet.",
    owner=OWNER,
    synonyms=("tasks done on time", "tasks delivered on time", "on-time delivery of tasks"),
)


def _estimate(name: str, label: str, level: float, definition: str, *synonyms: str) -> Metric:
    """Return a percentile of the ratio of logged to estimated time."""
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
        unit="times estimate",
        definition=definition,
        exclusions="Tasks without an estimate, and tasks without time entries.",
        owner=OWNER,
        synonyms=synonyms,
    )


ESTIMATE = _estimate(
    "estimate_accuracy",
    "Estimate accuracy",
    0.5,
    "Median ratio of logged time to estimated time, for completed tasks. At 1, the time logged equals the estimate.",
    "actual vs estimate",
)
ESTIMATE_P25 = _estimate(
    "estimate_p25",
    "Estimate accuracy (P25)",
    0.25,
    "Ratio of logged to estimated time that 25% of completed tasks do not exceed (25th percentile).",
    "p25 estimate accuracy",
)
ESTIMATE_P75 = _estimate(
    "estimate_p75",
    "Estimate accuracy (P75)",
    0.75,
    "Ratio of logged to estimated time that 75% of completed tasks do not exceed (75th percentile).",
    "p75 estimate accuracy",
)
ESTIMATE_SPREAD = Metric(
    "task.estimate_spread",
    "Estimate spread",
    kind="derived",
    type="number",
    entity="task",
    formula=Arithmetic("-", MetricRef("task.estimate_p75"), MetricRef("task.estimate_p25")),
    times=DONE,
    people=PEOPLE,
    better="down",
    unit="times estimate",
    definition="Interquartile range of the ratio of logged to estimated time, for completed tasks: P75 less P25.",
    exclusions="Tasks without an estimate, and tasks without time entries.",
    owner=OWNER,
    synonyms=("spread of estimates",),
)

METRICS = (COMMITTED, ON_TIME, ESTIMATE, ESTIMATE_P25, ESTIMATE_P75, ESTIMATE_SPREAD)
