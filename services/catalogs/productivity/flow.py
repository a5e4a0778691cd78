"""How work flows: what comes, what is begun, what gets done, and how long that takes."""

from services.semantic.catalog import Metric
from services.semantic.expression import CountDistinct, Of, Percentile

OWNER = "Delivery"
TASKS = CountDistinct(Of("task.id"))
DONE = ("task.done_at",)

ADDED = Metric(
    "task.added",
    "Tasks added",
    kind="simple",
    type="integer",
    entity="task",
    formula=TASKS,
    times=("task.added_at",),
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
    better="up",
    unit="tasks",
    definition="Tasks that were finished: a count, never points.",
    exclusions="Tasks that are not finished.",
    owner=OWNER,
    synonyms=("tasks done", "finished tasks"),
)
WIP = Metric(
    "task.wip",
    "Work in progress",
    kind="balance",
    type="integer",
    entity="task",
    formula=TASKS,
    opened="task.started_at",
    closed=("task.done_at",),
    better="down",
    unit="tasks",
    definition="Tasks on which work had begun and that were not finished at the end of the period.",
    exclusions="Tasks that were not begun. A task that was given up after work had begun still counts.",
    owner=OWNER,
    synonyms=("wip", "tasks in progress"),
)


def _cycle(name: str, label: str, level: float, definition: str, *synonyms: str) -> Metric:
    """Return a percentile of how long tasks took."""
    return Metric(
        f"task.{name}",
        label,
        kind="simple",
        type="number",
        entity="task",
        formula=Percentile(level, Of("task.cycle_days"), per="task.id"),
        times=DONE,
        better="down",
        unit="days",
        definition=definition,
        exclusions="Tasks of which the beginning is not known. Nights and weekends count.",
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
PROJECTS = Metric(
    "project.active",
    "Running projects",
    kind="balance",
    type="integer",
    entity="project",
    formula=CountDistinct(Of("project.id")),
    opened="project.started_on",
    closed=("project.ended_on",),
    better="neither",
    unit="projects",
    definition="Projects on which work had begun and that go on after the last day of the period.",
    exclusions="Projects that were not begun.",
    owner=OWNER,
    synonyms=("active projects", "open projects"),
)

METRICS = (ADDED, THROUGHPUT, WIP, CYCLE, CYCLE_P85, PROJECTS)
