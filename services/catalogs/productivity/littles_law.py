"""Little's law: whether arrivals and completions are balanced, so that flow metrics can be trusted."""

from services.catalogs.productivity.capacity import OWNER, PEOPLE
from services.catalogs.productivity.flow import AROUND_THE_CLOCK, DONE, ENDED, STARTED_AT, TASKS
from services.semantic.catalog import Metric
from services.semantic.conditions import Not, Null
from services.semantic.expression import (
    Arithmetic,
    Boundary,
    Coalesce,
    Constant,
    Divide,
    FieldRef,
    Greatest,
    Least,
    MetricRef,
    PeriodDays,
    SecondsBetween,
    Sum,
)

ENDED_AT = Coalesce(FieldRef("task.done_at"), Coalesce(FieldRef("task.given_up_at"), Boundary("end_at")))
SECONDS_IN_THE_PERIOD = SecondsBetween(
    Greatest(FieldRef("task.started_at"), Boundary("start_at")), Least(ENDED_AT, Boundary("end_at"))
)
AVERAGE_WIP = Metric(
    "task.average_wip",
    "Average work in progress",
    kind="during",
    type="number",
    entity="task",
    formula=Divide(Sum(SECONDS_IN_THE_PERIOD), Arithmetic("*", PeriodDays(), Constant(86_400))),
    opened=STARTED_AT,
    closed=ENDED,
    people=PEOPLE,
    better="down",
    unit="tasks",
    definition="Mean number of tasks in progress during the period: their total time in progress divided by the "
    "length of the period.",
    exclusions=f"Tasks not started. {AROUND_THE_CLOCK}",
    owner=OWNER,
    synonyms=("average wip", "mean wip"),
)
MEAN_CYCLE = Metric(
    "task.mean_cycle",
    "Mean cycle time",
    kind="ratio",
    type="number",
    entity="task",
    formula=Divide(Sum(FieldRef("task.cycle_days")), TASKS),
    times=DONE,
    where=Not(Null(STARTED_AT)),
    people=PEOPLE,
    better="down",
    unit="days",
    definition="Mean days from start to completion, for completed tasks. A few slow tasks raise the mean; compare the "
    "median. It is used for Little's law.",
    denominator="Completed tasks with a known start; n/a if there are none.",
    exclusions=f"Tasks without a known start. {AROUND_THE_CLOCK}",
    owner=OWNER,
    synonyms=("average cycle time",),
)
EXPECTED_CYCLE = Metric(
    "task.expected_cycle",
    "Cycle time expected by Little's law",
    kind="ratio",
    type="number",
    entity="task",
    formula=Divide(Arithmetic("*", MetricRef("task.average_wip"), PeriodDays()), MetricRef("task.done")),
    times=DONE,
    people=PEOPLE,
    better="down",
    unit="days",
    definition="Average work in progress divided by daily throughput: the cycle time of a stable process.",
    denominator="Tasks completed in the period; n/a if there are none.",
    exclusions="None.",
    owner=OWNER,
    synonyms=("expected cycle time",),
)
LITTLES_LAW = Metric(
    "task.littles_law",
    "Little's law check",
    kind="ratio",
    type="number",
    entity="task",
    formula=Divide(MetricRef("task.expected_cycle"), MetricRef("task.mean_cycle")),
    times=DONE,
    people=PEOPLE,
    better="neither",
    unit="times mean",
    definition="Expected cycle time divided by mean cycle time. Near 1, the flow is stable; above 1, unfinished work "
    "accumulates; below 1, old work is being completed.",
    denominator="Mean cycle time of completed tasks; n/a if there are none.",
    exclusions="None. Short periods are unreliable.",
    owner=OWNER,
    synonyms=("flow stability", "little's law"),
)

METRICS = (AVERAGE_WIP, MEAN_CYCLE, EXPECTED_CYCLE, LITTLES_LAW)
