"""Little's law: whether work comes and goes evenly enough for the other numbers of flow to be trusted."""

from services.catalogs.productivity.capacity import OWNER, PEOPLE
from services.catalogs.productivity.flow import BEGUN, DONE, ENDED, NIGHTS, TASKS
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
    opened=BEGUN,
    closed=ENDED,
    people=PEOPLE,
    better="down",
    unit="tasks",
    definition="Tasks in progress at any moment of the period, on average: the time that they were, over its length.",
    exclusions=f"Tasks that were not begun. {NIGHTS}",
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
    where=Not(Null(BEGUN)),
    people=PEOPLE,
    better="down",
    unit="days",
    definition="Days from the first work to the end of the tasks finished, on average. A few slow ones pull it up: the "
    "median tells more, and this one is for Little's law.",
    denominator="Tasks finished of which the beginning is known; n/a where there is none.",
    exclusions=f"Tasks of which the beginning is not known. {NIGHTS}",
    owner=OWNER,
    synonyms=("average cycle time",),
)
EXPECTED_CYCLE = Metric(
    "task.expected_cycle",
    "Cycle time by Little's law",
    kind="ratio",
    type="number",
    entity="task",
    formula=Divide(Arithmetic("*", MetricRef("task.average_wip"), PeriodDays()), MetricRef("task.done")),
    times=DONE,
    people=PEOPLE,
    better="down",
    unit="days",
    definition="Average work in progress over throughput a day: how long work takes where as much comes as goes.",
    denominator="Tasks finished in the period; n/a where there is none.",
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
    unit="times the mean",
    definition="Cycle time by Little's law over the mean one. Near 1 the flow is stable. Above it work piles up that "
    "is not finished yet; below it work was finished that began long before.",
    denominator="Mean cycle time of the tasks finished; n/a where there is none.",
    exclusions="None. Short periods tell little.",
    owner=OWNER,
    synonyms=("flow stability", "little's law"),
)

METRICS = (AVERAGE_WIP, MEAN_CYCLE, EXPECTED_CYCLE, LITTLES_LAW)
