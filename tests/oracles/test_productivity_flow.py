"""Oracles: task flow, delivery and project schedules."""

from tests.oracles import Oracle, assert_same, each
from tests.oracles.conftest import World

SUMMER = "2025-07-01 to 2025-09-30"

ORACLES = (
    Oracle(
        ("task.added",),
        SUMMER,
        by=("task.kind",),
        sql="""
            SELECT kind, COUNT(*)
            FROM tasks
            WHERE organization_id = :organization
              AND added_at >= '2025-06-30 22:00:00' AND added_at < '2025-09-30 22:00:00'
            GROUP BY kind
        """,
    ),
    Oracle(
        ("task.done", "task.done_a_week", "task.cycle", "task.cycle_p85", "task.mean_cycle"),
        SUMMER,
        by=("task.kind",),
        sql="""
            SELECT kind, COUNT(*), COUNT(*) * 7 / 92.0, p50(seconds_between(started_at, done_at) / 86400),
                   p85(seconds_between(started_at, done_at) / 86400),
                   AVG(seconds_between(started_at, done_at) / 86400)
            FROM tasks
            WHERE organization_id = :organization
              AND done_at >= '2025-06-30 22:00:00' AND done_at < '2025-09-30 22:00:00'
            GROUP BY kind
        """,
    ),
    Oracle(
        # In Berlin the last day of the month goes until 22 o'clock in UTC.
        ("task.wip", "task.age", "task.age_p85"),
        "2025-08-01 to 2025-08-31",
        by=("task.kind",),
        sql="""
            SELECT kind, COUNT(*), p50(seconds_between(started_at, '2025-08-31 22:00:00') / 86400),
                   p85(seconds_between(started_at, '2025-08-31 22:00:00') / 86400)
            FROM tasks
            WHERE organization_id = :organization AND started_at < '2025-08-31 22:00:00'
              AND (done_at IS NULL OR done_at >= '2025-08-31 22:00:00')
            GROUP BY kind
        """,
    ),
    Oracle(
        ("task_change.tasks",),
        "2025-08-01 to 2025-08-31",
        by=("task_change.state",),
        sql="""
            SELECT state, COUNT(*)
            FROM task_changes AS change
            WHERE organization_id = :organization AND number = (
                SELECT MAX(number) FROM task_changes AS other
                WHERE other.task_id = change.task_id AND other.changed_at < '2025-08-31 22:00:00'
            )
            GROUP BY state
        """,
    ),
    Oracle(
        ("task_change.active_days", "task.cycle_sum", "task.flow_efficiency"),
        SUMMER,
        by=("task.kind",),
        sql="""
            SELECT kind, SUM(active), SUM(whole), SUM(active) / SUM(whole)
            FROM (SELECT tasks.kind, seconds_between(started_at, done_at) / 86400 AS whole,
                         (SELECT SUM(seconds_between(change.changed_at, following.changed_at)) / 86400
                          FROM task_changes AS change
                          JOIN task_changes AS following
                            ON following.task_id = change.task_id AND following.number = change.number + 1
                          WHERE change.task_id = tasks.id AND change.state = 'active') AS active
                  FROM tasks
                  WHERE organization_id = :organization
                    AND done_at >= '2025-06-30 22:00:00' AND done_at < '2025-09-30 22:00:00') AS finished
            GROUP BY kind
        """,
    ),
    Oracle(
        ("task.average_wip", "task.expected_cycle", "task.littles_law"),
        SUMMER,
        sql="""
            SELECT days / 92.0, days / done, days / done / mean
            FROM (SELECT SUM(seconds_between(
                    CASE WHEN started_at < '2025-06-30 22:00:00' THEN '2025-06-30 22:00:00' ELSE started_at END,
                    CASE WHEN done_at < '2025-09-30 22:00:00' THEN done_at ELSE '2025-09-30 22:00:00' END
                  )) / 86400 AS days
                  FROM tasks
                  WHERE organization_id = :organization AND started_at < '2025-09-30 22:00:00'
                    AND (done_at IS NULL OR done_at > '2025-06-30 22:00:00')) AS in_work,
                 (SELECT COUNT(*) AS done, AVG(seconds_between(started_at, done_at) / 86400) AS mean
                  FROM tasks
                  WHERE organization_id = :organization
                    AND done_at >= '2025-06-30 22:00:00' AND done_at < '2025-09-30 22:00:00') AS finished
        """,
    ),
    Oracle(
        # A day in Berlin ends two hours before it does in UTC.
        ("task.promised", "task.on_time"),
        SUMMER,
        by=("task.kind",),
        sql="""
            SELECT kind, COUNT(*),
                   1.0 * COUNT(CASE WHEN seconds_between(committed_on, done_at) < 86400 - 7200 THEN 1 END) / COUNT(*)
            FROM tasks
            WHERE organization_id = :organization AND committed_on IS NOT NULL
              AND done_at >= '2025-06-30 22:00:00' AND done_at < '2025-09-30 22:00:00'
            GROUP BY kind
        """,
    ),
    Oracle(
        ("task.estimate_accuracy", "task.estimate_p25", "task.estimate_p75", "task.estimate_spread"),
        SUMMER,
        sql="""
            SELECT p50(taken), p25(taken), p75(taken), p75(taken) - p25(taken)
            FROM (SELECT 1.0 * SUM(minutes) / estimate_minutes AS taken
                  FROM tasks JOIN work_logs ON work_logs.task_id = tasks.id
                  WHERE tasks.organization_id = :organization
                    AND done_at >= '2025-06-30 22:00:00' AND done_at < '2025-09-30 22:00:00'
                  GROUP BY tasks.id, estimate_minutes) AS noted
        """,
    ),
    Oracle(
        ("project.active",),
        SUMMER,
        by=("project.status",),
        sql="""
            SELECT status, COUNT(*)
            FROM projects
            WHERE organization_id = :organization AND started_on <= '2025-09-30'
              AND (ended_on IS NULL OR ended_on > '2025-09-30')
            GROUP BY status
        """,
    ),
    Oracle(
        ("project.done", "project.on_time", "project.slip", "project.slip_p75"),
        SUMMER,
        by=("client.segment",),
        sql="""
            SELECT segment, COUNT(*), 1.0 * COUNT(CASE WHEN ended_on <= baseline_end_on THEN 1 END) / COUNT(*),
                   p50(days_between(baseline_end_on, ended_on)), p75(days_between(baseline_end_on, ended_on))
            FROM projects
            LEFT JOIN clients ON clients.id = client_id
            WHERE projects.organization_id = :organization AND projects.status <> 'cancelled'
              AND ended_on BETWEEN '2025-07-01' AND '2025-09-30'
            GROUP BY segment
        """,
    ),
    Oracle(
        ("project.earned", "project.due", "project.spent", "project.spi", "project.cpi"),
        "2025-08-01 to 2025-08-31",
        sql="""
            SELECT SUM(earned) / 60.0, SUM(due) / 60.0, SUM(spent) / 60.0, SUM(earned) / SUM(due),
                   SUM(earned) / SUM(spent)
            FROM (SELECT 1.0 * baseline_minutes * done / estimated AS earned,
                         1.0 * baseline_minutes
                         * CASE WHEN baseline_end_on <= '2025-08-31' THEN 1.0
                                WHEN baseline_start_on > '2025-08-31' THEN 0.0
                                ELSE (days_between(baseline_start_on, '2025-08-31') + 1.0)
                                   / (days_between(baseline_start_on, baseline_end_on) + 1.0) END AS due,
                         COALESCE((SELECT SUM(minutes) FROM work_logs
                                   WHERE project_id = projects.id AND worked_on <= '2025-08-31'), 0) AS spent
                  FROM projects
                  JOIN (SELECT project_id, SUM(estimate_minutes) AS estimated,
                               SUM(CASE WHEN done_at < '2025-08-31 22:00:00' THEN estimate_minutes ELSE 0 END) AS done
                        FROM tasks WHERE organization_id = :organization
                        GROUP BY project_id) AS work ON work.project_id = projects.id
                  WHERE projects.organization_id = :organization AND status <> 'cancelled'
                    AND (started_on <= '2025-08-31' OR baseline_start_on <= '2025-08-31')
                    AND (ended_on IS NULL OR ended_on > '2025-08-31')) AS under_way
        """,
    ),
)


@each(ORACLES)
def test_the_answer_equals_hand_written_sql(world: World, oracle: Oracle, data: str):
    assert_same(world.answer_rows(oracle, data), world.expected_rows(oracle, data))
