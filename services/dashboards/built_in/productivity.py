"""Productivity: utilisation and capacity, task flow, support, and project schedules."""

from services.dashboards.built_in.tiles import DEFAULT_PERIOD, chart, number, records, section
from services.dashboards.spec import Board, TileSpec
from services.semantic.conditions import Compare, In, Not, Null
from services.semantic.query import Query

CYCLE_TIMES = TileSpec(
    "cycle-times",
    "scatter",
    "Cycle time by completion date",
    Query(
        fields=("task.done_at", "task.cycle_days", "task.key", "task.kind"),
        period=DEFAULT_PERIOD,
        time="task.done_at",
        where=Not(Null("task.cycle_days")),
        order=("task.done_at",),
    ),
    width=6,
)
PROJECTS = TileSpec(
    "plan",
    "gantt",
    "Project schedule vs baseline",
    Query(
        fields=(
            "project.name",
            "project.baseline_start_on",
            "project.baseline_end_on",
            "project.started_on",
            "project.ended_on",
            "project.status",
        ),
        period=DEFAULT_PERIOD,
        time="project.baseline_start_on",
        order=("-project.baseline_start_on",),
    ),
    width=8,
)

PRODUCTIVITY = Board(
    "productivity",
    "Productivity",
    (
        number("utilisation", "Billable utilisation", "work.utilisation"),
        number("throughput", "Throughput", "task.done"),
        number("cycle", "Median cycle time", "task.cycle"),
        number("on-time", "On-time completion", "task.on_time"),
        number("sla", "SLA attainment", "ticket.sla_counted"),
        number("response", "First response time", "ticket.response_open"),
        chart(
            "heatmap",
            "utilisation-by-person",
            "Billable utilisation by week",
            "work.utilisation",
            by=("employee.name",),
            width=6,
            grain="week",
        ),
        chart(
            "bullet",
            "load",
            "Planned vs available hours",
            "schedule.planned_hours",
            "employee.available",
            width=6,
            grain="month",
        ),
        *section(
            "Flow and support",
            chart("combo", "pace", "Throughput and work in progress", "task.done", "task.wip", width=6, grain="month"),
            CYCLE_TIMES,
            chart(
                "area",
                "open-by-state",
                "Open tasks by status",
                "task_change.tasks",
                by=("task_change.state",),
                width=6,
                grain="month",
                where=In("task_change.state", ("active", "waiting", "backlog")),
            ),
            chart("histogram", "ages", "Age of work in progress", "task.age", by=("task.key",), width=6),
            chart(
                "combo",
                "service",
                "Tickets resolved and median resolution time",
                "ticket.resolved",
                "ticket.resolution_open",
                width=12,
                grain="month",
            ),
        ),
        *section(
            "Projects",
            PROJECTS,
            chart(
                "bar",
                "estimates",
                "Actual vs estimated time by task type",
                "task.estimate_accuracy",
                by=("task.kind",),
                width=4,
                # Some types of work have no time entries.
                having=Compare("task.estimate_accuracy", ">", 0),
            ),
        ),
        *section(
            "Timesheets",
            records(
                "time",
                "Time entries",
                "work_log.worked_on",
                "team.name",
                "client.name",
                "project.name",
                "task.name",
                "task.kind",
                "work_log.hours",
                "work_log.billable",
                "work_log.billed_hours",
                order=("-work_log.worked_on",),
            ),
        ),
    ),
    filters=("team.name", "project.name", "client.name", "task.kind", "work_log.billable"),
    dated_by="work.hours",
)
