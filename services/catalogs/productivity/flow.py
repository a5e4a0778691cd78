"""How work flows: what comes, what is begun, what gets done, and how long that takes."""

from services.catalogs.productivity.capacity import OWNER, PEOPLE
from services.semantic.catalog import Metric
from services.semantic.conditions import Compare, Exists
from services.semantic.expression import (
    Arithmetic,
    Constant,
    CountDistinct,
    Divide,
    FieldRef,
    MetricRef,
    Percentile,
    PeriodDays,
    Sum,
)

TASKS = CountDistinct(FieldRef("task.id"))
DONE = ("task.done_at",)
BEGUN = "task.started_at"
ENDED = ("task.done_at", "task.given_up_at")
NIGHTS = "Nights and weekends count."

ADDED = Metric(
    "task.added",
    "Tasks added",
    kind="simple",
    type="integer",
    entity="task",
    formula=TASKS,
    times=("task.added_at",),
    people=PEOPLE,
    better="neither",
    unit="tasks",
    definition="Tasks by when they were entered.",
    exclusions="None.",
    owner=OWNER,
    synonyms=("new tasks", "arrivals"),
)
THROUGHPUT = Metric(
    "task.done",
    "Throughput",
    kind="simple",
    type="integer",
    entity="task",
    formula=TASKS,
    times=DONE,
    people=PEOPLE,
    better="up",
    unit="tasks",
    definition="Tasks that were finished: a count, never points.",
    exclusions="Tasks that are not finished.",
    owner=OWNER,
    synonyms=("tasks done", "finished tasks"),
)
WEEKLY = Metric(
    "task.done_a_week",
    "Throughput a week",
    kind="ratio",
    type="number",
    entity="task",
    formula=Divide(Arithmetic("*", MetricRef("task.done"), Constant(7)), PeriodDays()),
    times=DONE,
    people=PEOPLE,
    better="up",
    unit="tasks a week",
    definition="Tasks that were finished for each seven days of the period.",
    denominator="Weeks of the period, parts of weeks too.",
    exclusions="Tasks that are not finished.",
    owner=OWNER,
    synonyms=("throughput per week", "weekly throughput"),
)
WIP = Metric(
    "task.wip",
    "Work in progress",
    kind="balance",
    type="integer",
    entity="task",
    formula=TASKS,
    opened=BEGUN,
    closed=ENDED,
    people=PEOPLE,
    better="down",
    unit="tasks",
    definition="Tasks on which work had begun and that were not finished at the end of the period.",
    exclusions="Tasks that were not begun, and those given up by then. Where no change tells when a task was given up, "
    "it counts.",
    owner=OWNER,
    synonyms=("wip", "tasks in progress"),
)
BY_STATE = Metric(
    "task_change.tasks",
    "Tasks by state",
    kind="balance",
    type="integer",
    entity="task_change",
    formula=TASKS,
    opened="task_change.changed_at",
    closed=("task_change.until",),
    people=PEOPLE,
    better="neither",
    unit="tasks",
    definition="Tasks by the state in which they were at the end of the period, finished ones too: the bands of a "
    "cumulative flow diagram.",
    exclusions="Tasks of which no change is on record.",
    owner=OWNER,
    synonyms=("cumulative flow", "tasks in each state", "cfd"),
)


def _cycle(name: str, label: str, level: float, definition: str, *synonyms: str) -> Metric:
    """Return a percentile of how long tasks took."""
    return Metric(
        f"task.{name}",
        label,
        kind="simple",
        type="number",
        entity="task",
        formula=Percentile(level, FieldRef("task.cycle_days"), per="task.id"),
        times=DONE,
        people=PEOPLE,
        better="down",
        unit="days",
        definition=definition,
        exclusions=f"Tasks of which the beginning is not known. {NIGHTS}",
        owner=OWNER,
        synonyms=synonyms,
    )


def _age(name: str, label: str, level: float, definition: str, *synonyms: str) -> Metric:
    """Return a percentile of how long tasks that are in progress have been so."""
    return Metric(
        f"task.{name}",
        label,
        kind="balance",
        type="number",
        entity="task",
        formula=Percentile(level, FieldRef("task.age_days"), per="task.id"),
        opened=BEGUN,
        closed=ENDED,
        people=PEOPLE,
        better="down",
        unit="days",
        definition=definition,
        exclusions=f"Tasks that were not begun, finished or given up by then. {NIGHTS}",
        owner=OWNER,
        synonyms=synonyms,
    )


CYCLE = _cycle(
    "cycle",
    "Cycle time",
    0.5,
    "Half of the tasks finished took less time from the first work to the end, half took more.",
    "median cycle time",
)
CYCLE_P85 = _cycle(
    "cycle_p85",
    "Cycle time, slowest sixth",
    0.85,
    "85 of 100 tasks finished took less time: what may be promised with some safety.",
    "p85 cycle time",
)
AGE = _age(
    "age",
    "Age of work in progress",
    0.5,
    "Half of the tasks in progress at the end of the period were begun later, half sooner: days since the first work.",
    "work item age",
    "median age of work",
)
AGE_P85 = _age(
    "age_p85",
    "Age of work in progress, oldest sixth",
    0.85,
    "85 of 100 tasks in progress at the end of the period were younger: days since the first work.",
    "p85 work item age",
)
ACTIVE_DAYS = Metric(
    "task_change.active_days",
    "Days worked on tasks",
    kind="simple",
    type="number",
    entity="task_change",
    formula=Divide(Sum(FieldRef("task_change.seconds")), Constant(86_400)),
    times=DONE,
    where=Compare("task_change.state", "=", "active"),
    people=PEOPLE,
    better="neither",
    unit="days",
    definition="Of the tasks finished, the days during which they were in the state active, together.",
    exclusions=f"Time in which they waited or lay in the backlog. {NIGHTS}",
    owner=OWNER,
    synonyms=("active time", "touch time"),
)
CYCLE_DAYS = Metric(
    "task.cycle_sum",
    "Days from begin to end",
    kind="simple",
    type="number",
    entity="task",
    formula=Sum(FieldRef("task.cycle_days")),
    times=DONE,
    where=Exists("task_change.task", Compare("task_change.state", "=", "active")),
    people=PEOPLE,
    better="neither",
    unit="days",
    definition="Of the tasks finished, the days from the first work to the end, together.",
    exclusions=f"Tasks of which no change to the state active is on record. {NIGHTS}",
    owner=OWNER,
    synonyms=("cycle time, added up",),
)
FLOW_EFFICIENCY = Metric(
    "task.flow_efficiency",
    "Flow efficiency",
    kind="ratio",
    type="ratio",
    entity="task",
    formula=Divide(MetricRef("task_change.active_days"), MetricRef("task.cycle_sum")),
    times=DONE,
    people=PEOPLE,
    better="up",
    unit="% of cycle time",
    definition="Of the time from the first work on a task to its end, the share for which it was active.",
    denominator="Cycle time of the tasks finished, added up; n/a where there is none.",
    exclusions=f"Tasks of which no change to the state active is on record. {NIGHTS}",
    owner=OWNER,
    synonyms=("active share of cycle time",),
)
METRICS = (
    ADDED,
    THROUGHPUT,
    WEEKLY,
    WIP,
    BY_STATE,
    CYCLE,
    CYCLE_P85,
    AGE,
    AGE_P85,
    ACTIVE_DAYS,
    CYCLE_DAYS,
    FLOW_EFFICIENCY,
)
