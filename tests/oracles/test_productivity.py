"""Oracles: time entries, capacity and planned hours."""

from tests.oracles import Oracle, assert_same, each
from tests.oracles.conftest import World

# The second quarter, which has holidays. Days count from Monday 31 March.
SPRING = "2025-04-01 to 2025-06-30"
SUMMER = "2025-07-01 to 2025-09-30"

ORACLES = (
    Oracle(
        ("work.hours", "work.billable_hours", "work.billed_hours", "work.decided_hours", "work.billable_share"),
        SUMMER,
        by=("project.name",),
        sql="""
            SELECT projects.name, SUM(minutes) / 60.0,
                   COALESCE(SUM(CASE WHEN billable THEN minutes END), 0) / 60.0,
                   COALESCE(SUM(CASE WHEN billable THEN billed_minutes END), 0) / 60.0,
                   COALESCE(SUM(CASE WHEN billable AND billed_minutes IS NOT NULL THEN minutes END), 0) / 60.0,
                   1.0 * COALESCE(SUM(CASE WHEN billable THEN minutes END), 0) / SUM(minutes)
            FROM work_logs
            LEFT JOIN projects ON projects.id = work_logs.project_id
            WHERE work_logs.organization_id = :organization AND worked_on BETWEEN '2025-07-01' AND '2025-09-30'
            GROUP BY projects.name
        """,
    ),
    Oracle(
        ("work.realisation", "work.billed_value", "work.effective_rate"),
        SUMMER,
        by=("client.name",),
        sql="""
            SELECT clients.name,
                   1.0 * SUM(CASE WHEN billable THEN billed_minutes END)
                   / SUM(CASE WHEN billable AND billed_minutes IS NOT NULL THEN minutes END),
                   SUM(CASE WHEN billable THEN billed_minutes * rate ELSE 0 END) / 60.0,
                   SUM(CASE WHEN billable THEN billed_minutes * rate ELSE 0 END) * 1.0 / SUM(minutes)
            FROM work_logs
            LEFT JOIN clients ON clients.id = work_logs.client_id
            WHERE work_logs.organization_id = :organization AND worked_on BETWEEN '2025-07-01' AND '2025-09-30'
            GROUP BY clients.name
        """,
    ),
    Oracle(
        (
            "employee.capacity",
            "employee.leave",
            "employee.holidays",
            "employee.available",
            "schedule.planned_hours",
            "schedule.allocation",
            "schedule.bench",
            "work.utilisation",
            "work.total_utilisation",
        ),
        SPRING,
        by=("team.name",),
        sql="""
            WITH RECURSIVE days(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM days WHERE n < 91),
            crew AS (
                SELECT * FROM employees
                WHERE organization_id = :organization AND (
                    id IN (SELECT employee_id FROM work_logs)
                    OR id IN (SELECT employee_id FROM schedule_entries WHERE kind = 'allocation')
                )
            ),
            capacity AS (
                SELECT team_id, SUM(weekly_minutes / 5.0) / 60 AS hours
                FROM days
                JOIN crew ON days_between('2025-03-31', hired_on) <= n
                  AND (left_on IS NULL OR days_between('2025-03-31', left_on) >= n)
                WHERE n % 7 < 5
                GROUP BY team_id
            ),
            planned AS (
                SELECT team_id,
                       SUM(CASE WHEN kind IN ('leave', 'holiday')
                           AND days_between('2025-03-31', day) % 7 < 5 THEN minutes ELSE 0 END) / 60.0 AS off,
                       SUM(CASE WHEN kind = 'allocation' THEN minutes ELSE 0 END) / 60.0 AS load
                FROM schedule_entries JOIN crew ON crew.id = employee_id
                WHERE day BETWEEN '2025-04-01' AND '2025-06-30'
                GROUP BY team_id
            ),
            holidays AS (
                SELECT team_id, SUM(CASE WHEN minutes < weekly_minutes / 5.0 THEN minutes
                                    ELSE weekly_minutes / 5.0 END) / 60 AS hours
                FROM schedule_entries
                JOIN crew ON hired_on <= day AND (left_on IS NULL OR left_on >= day)
                WHERE schedule_entries.organization_id = :organization AND kind = 'holiday' AND employee_id IS NULL
                  AND day BETWEEN '2025-04-01' AND '2025-06-30' AND days_between('2025-03-31', day) % 7 < 5
                GROUP BY team_id
            ),
            noted AS (
                SELECT team_id, SUM(minutes) / 60.0 AS hours,
                       SUM(CASE WHEN billable THEN minutes ELSE 0 END) / 60.0 AS billable
                FROM work_logs JOIN crew ON crew.id = employee_id
                WHERE worked_on BETWEEN '2025-04-01' AND '2025-06-30'
                GROUP BY team_id
            )
            SELECT teams.name, capacity.hours, off, holidays.hours, capacity.hours - off - holidays.hours, load,
                   load / (capacity.hours - off - holidays.hours), capacity.hours - off - holidays.hours - load,
                   billable / (capacity.hours - off - holidays.hours),
                   noted.hours / (capacity.hours - off - holidays.hours)
            FROM capacity
            JOIN teams ON teams.id = capacity.team_id
            JOIN planned ON planned.team_id = teams.id
            JOIN holidays ON holidays.team_id = teams.id
            JOIN noted ON noted.team_id = teams.id
        """,
    ),
    Oracle(
        # The week of Ascension Day.
        ("schedule.overbooked_hours",),
        "2025-05-26 to 2025-06-01",
        sql="""
            SELECT SUM(CASE WHEN taken > weekly_minutes - off THEN taken - weekly_minutes + off ELSE 0 END) / 60.0
            FROM (SELECT employee_id, SUM(minutes) AS taken
                  FROM schedule_entries
                  WHERE organization_id = :organization AND kind IN ('allocation', 'leave')
                    AND day BETWEEN '2025-05-26' AND '2025-06-01'
                  GROUP BY employee_id) AS planned
            JOIN (SELECT employees.*, weekly_minutes / 5.0 AS off FROM employees) AS people
              ON people.id = employee_id AND left_on IS NULL
        """,
    ),
    Oracle(
        ("schedule.shift_hours",),
        SPRING,
        by=("team.name",),
        sql="""
            SELECT teams.name, SUM(minutes) / 60.0
            FROM schedule_entries
            JOIN employees ON employees.id = employee_id
            JOIN teams ON teams.id = team_id
            WHERE schedule_entries.organization_id = :organization AND kind = 'shift'
              AND day BETWEEN '2025-04-01' AND '2025-06-30'
            GROUP BY teams.name
        """,
    ),
    Oracle(
        ("work.shift_utilisation",),
        SPRING,
        sql="""
            SELECT (SELECT 1.0 * SUM(minutes) FROM work_logs WHERE organization_id = :organization AND billable
                      AND worked_on BETWEEN '2025-04-01' AND '2025-06-30')
                 / (SELECT SUM(minutes) FROM schedule_entries WHERE organization_id = :organization AND kind = 'shift'
                      AND day BETWEEN '2025-04-01' AND '2025-06-30')
        """,
    ),
    Oracle(
        ("employee.headcount", "employee.present"),
        "2025-07-01 to 2025-09-30",
        by=("employee.department",),
        sql="""
            SELECT department, COUNT(CASE WHEN left_on IS NULL OR left_on > '2025-09-30' THEN 1 END), COUNT(*)
            FROM employees
            WHERE organization_id = :organization AND hired_on <= '2025-09-30'
              AND (left_on IS NULL OR left_on >= '2025-07-01')
            GROUP BY department
        """,
    ),
    Oracle(
        ("employee.headcount", "employee.present"),
        "2011-01-01 to 2011-12-31",
        on=("adventureworks",),
        by=("employee.job_title",),
        sql="""
            SELECT job_title, COUNT(*), COUNT(*)
            FROM employees
            WHERE organization_id = :organization AND hired_on <= '2011-12-31'
            GROUP BY job_title
        """,
    ),
)


@each(ORACLES)
def test_the_answer_equals_hand_written_sql(world: World, oracle: Oracle, data: str):
    assert_same(world.answer_rows(oracle, data), world.expected_rows(oracle, data))
