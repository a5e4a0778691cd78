"""Task flow: throughput, work in progress, cycle time and flow efficiency."""

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
STARTED_AT = "task.started_at"
ENDED = ("task.done_at", "task.given_up_at")
AROUND_THE_CLOCK = "Nights and weekends count."

ADDED = Metric(
    "task.added",
    "Tasks created",
    kind="simple",
    type="integer",
    entity="task",
    formula=TASKS,
    times=("task.added_at",),
    people=PEOPLE,
    better="neither",
    unit="tasks",
    definition="Tasks by creation date.",
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
    definition="Number of tasks completed, by completion date.",
    exclusions="Tasks not completed.",
    owner=OWNER,
    synonyms=("tasks completed", "completed tasks"),
)
WEEKLY = Metric(
    "task.done_a_week",
    "Weekly throughput",
    kind="ratio",
    type="number",
    entity="task",
    formula=Divide(Arithmetic("*", MetricRef("task.done"), Constant(7)), PeriodDays()),
    times=DONE,
    people=PEOPLE,
    better="up",
    unit="tasks per week",
    definition="Tasks completed per seven days of the period.",
    denominator="Weeks in the period, including parts of weeks.",
    exclusions="Tasks not completed.",
    owner=OWNER,
    synonyms=("throughput per week", "completed tasks per week"),
)
WIP = Metric(
    "task.wip",
    "Work in progress (WIP)",
    kind="balance",
    type="integer",
    entity="task",
    formula=TASKS,
    opened=STARTED_AT,
    closed=ENDED,
    people=PEOPLE,
    better="down",
    unit="tasks",
    definition="Tasks started and not completed by the end of the period.",
    exclusions="Tasks not started, and tasks cancelled by then. A task without a recorded cancellation date still "
    "counts.",
    owner=OWNER,
    synonyms=("wip", "tasks in progress"),
)
BY_STATE = Metric(
    "task_change.tasks",
    "Tasks by status",
    kind="balance",
    type="integer",
    entity="task_change",
    formula=TASKS,
    opened="task_change.changed_at",
    closed=("task_change.until",),
    people=PEOPLE,
    better="neither",
    unit="tasks",
    definition="Tasks by their status at the end of the period, including completed tasks: the bands of a cumulative "
    "flow diagram.",
    exclusions="Tasks without a status history.",
    owner=OWNER,
    synonyms=("cumulative flow", "tasks in each status", "cfd"),
)


def _cycle_time(name: str, label: str, level: float, definition: str, *synonyms: str) -> Metric:
    """Return a percentile of the cycle time."""
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
        exclusions=f"Tasks without a known start. {AROUND_THE_CLOCK}",
        owner=OWNER,
        synonyms=synonyms,
    )


def _wip_age(name: str, label: str, level: float, definition: str, *synonyms: str) -> Metric:
    """Return a percentile of the age of tasks in progress."""
    return Metric(
        f"task.{name}",
        label,
        kind="balance",
        type="number",
        entity="task",
        formula=Percentile(level, FieldRef("task.age_days"), per="task.id"),
        opened=STARTED_AT,
        closed=ENDED,
        people=PEOPLE,
        better="down",
        unit="days",
        definition=definition,
        exclusions=f"Tasks not started, completed or cancelled by then. {AROUND_THE_CLOCK}",
        owner=OWNER,
        synonyms=synonyms,
    )


CYCLE = _cycle_time(
    "cycle",
    "Cycle time",
    0.5,
    "Median days from start to completion of tasks, by completion date.",
    "time in work",
)
CYCLE_P85 = _cycle_time(
    "cycle_p85",
    "Cycle time (P85)",
    0.85,
    "Days within which 85% of completed tasks went from start to completion (85th percentile). Often used as a "
    "service level expectation.",
    "p85 cycle time",
)
AGE = _wip_age(
    "age",
    "Age of work in progress",
    0.5,
    "Median days since the start of work, for tasks in progress at the end of the period.",
    "work item age",
    "wip age",
)
AGE_P85 = _wip_age(
    "age_p85",
    "Age of work in progress (P85)",
    0.85,
    "Days since the start of work that 85% of tasks in progress at the end of the period do not exceed (85th "
    "percentile).",
    "p85 work item age",
)
ACTIVE_DAYS = Metric(
    "task_change.active_days",
    "Active days",
    kind="simple",
    type="number",
    entity="task_change",
    formula=Divide(Sum(FieldRef("task_change.seconds")), Constant(86_400)),
    times=DONE,
    where=Compare("task_change.state", "=", "active"),
    people=PEOPLE,
    better="neither",
    unit="days",
    definition='Total days that completed tasks spent in the status "active".',
    exclusions=f"Time in the backlog and waiting. {AROUND_THE_CLOCK}",
    owner=OWNER,
    synonyms=("active time", "touch time"),
)
CYCLE_DAYS = Metric(
    "task.cycle_sum",
    "Total cycle time",
    kind="simple",
    type="number",
    entity="task",
    formula=Sum(FieldRef("task.cycle_days")),
    times=DONE,
    where=Exists("task_change.task", Compare("task_change.state", "=", "active")),
    people=PEOPLE,
    better="neither",
    unit="days",
    definition="Total days from start to completion of completed tasks.",
    exclusions=f'Tasks without a recorded change to the status "active". {AROUND_THE_CLOCK}',
    owner=OWNER,
    synonyms=("sum of cycle times",),
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
    definition="Active days as a share of total cycle time, for completed tasks.",
    denominator="Total cycle time of completed tasks; n/a if there are none.",
    exclusions=f'Tasks without a recorded change to the status "active". {AROUND_THE_CLOCK}',
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
