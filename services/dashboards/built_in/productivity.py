"""Productivity: where the hours go, and how work flows."""

from services.dashboards.built_in.tiles import bar, line, number, records
from services.dashboards.spec import Board

PRODUCTIVITY = Board(
    "productivity",
    "Productivity",
    (
        number("utilisation", "Billable utilisation", "work.utilisation"),
        number("billable-hours", "Billable hours", "work.billable_hours"),
        number("realisation", "Realisation", "work.realisation"),
        number("throughput", "Throughput", "task.done"),
        number("cycle", "Cycle time", "task.cycle"),
        number("wip", "Work in progress", "task.wip"),
        line("utilisation-over-time", "Billable utilisation over time", "work.utilisation"),
        bar("hours-by-project", "Hours by project", "work.hours", "project.name"),
        line("throughput-over-time", "Throughput over time", "task.done"),
        bar("hours-by-team", "Hours by team", "work.hours", "team.name"),
        line("cycle-over-time", "Cycle time over time", "task.cycle"),
        bar("done-by-kind", "Throughput by kind of work", "task.done", "task.kind"),
        records(
            "tasks",
            "Tasks",
            "task.key",
            "task.kind",
            "project.name",
            "employee.name",
            "task.state",
            "task.added_at",
            "task.done_at",
            order=("-task.added_at",),
        ),
    ),
    filters=("team.name",),
    dated_by="work.hours",
)
