"""Productivity: whether people's hours are used well, how work flows, and whether promises are kept."""

from services.dashboards.built_in.tiles import USUAL, chart, number, records, section
from services.dashboards.spec import Board, TileSpec
from services.semantic.conditions import Compare, In, Not, Null
from services.semantic.query import Query

CYCLE_TIMES = TileSpec(
    "cycle-times",
    "scatter",
    "Days that each task took, by when it was done",
    Query(
        fields=("task.done_at", "task.cycle_days", "task.key", "task.kind"),
        period=USUAL,
        time="task.done_at",
        where=Not(Null("task.cycle_days")),
        order=("task.done_at",),
    ),
    width=6,
)
PROJECTS = TileSpec(
    "plan",
    "gantt",
    "Projects against their first plan",
    Query(
        fields=(
            "project.name",
            "project.baseline_start_on",
            "project.baseline_end_on",
            "project.started_on",
            "project.ended_on",
            "project.status",
        ),
        period=USUAL,
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
        number("on-time", "On-time delivery", "task.on_time"),
        number("sla", "SLA attainment", "ticket.sla_counted"),
        number("response", "First response", "ticket.response_open"),
        chart(
            "heatmap",
            "utilisation-by-person",
            "Billable utilisation, week by week",
            "work.utilisation",
            by=("employee.name",),
            width=6,
            grain="week",
        ),
        chart(
            "bullet",
            "load",
            "Planned hours against available hours",
            "schedule.planned_hours",
            "employee.available",
            width=6,
            grain="month",
        ),
        *section(
            "Flow and service",
            chart("combo", "pace", "Throughput and work in progress", "task.done", "task.wip", width=6, grain="month"),
            CYCLE_TIMES,
            chart(
                "area",
                "open-by-state",
                "Tasks that are not done, by state",
                "task_change.tasks",
                by=("task_change.state",),
                width=6,
                grain="month",
                where=In("task_change.state", ("active", "waiting", "backlog")),
            ),
            chart("histogram", "ages", "Days for which tasks have been in work", "task.age", by=("task.key",), width=6),
            chart(
                "combo",
                "service",
                "Tickets resolved, and business hours until half of them were",
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
                "Time taken over time estimated, by kind of work",
                "task.estimate_accuracy",
                by=("task.kind",),
                width=4,
                # Of some kinds of work nobody notes the time.
                having=Compare("task.estimate_accuracy", ">", 0),
            ),
        ),
        *section(
            "Time sheets",
            records(
                "time",
                "Time noted",
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
