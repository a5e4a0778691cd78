"""Oracles: SLA attainment and response times in business hours."""

from tests.oracles import Oracle, assert_same, each
from tests.oracles.conftest import World

SUMMER = "2025-07-01 to 2025-09-30"

# Open seconds from the opening of each ticket until an instant, on a desk open from 9:00 to 17:00 on weekdays.
# Days count from the Monday {monday}, seconds from its 9:00, both in UTC.
PASSED = """
    {name}_spans AS (
        SELECT id, seconds_between('{monday}', opened_at) AS came, seconds_between('{monday}', {until}) AS went,
               1 AS sign
        FROM tickets
        WHERE organization_id = :organization AND {until} IS NOT NULL
          AND {counted} >= '{first}' AND {counted} < '{last}'
        {stops}
    ),
    {name} AS (
        SELECT id, SUM(sign * CASE WHEN went <= n * 86400 OR came >= n * 86400 + 28800 THEN 0
                                   ELSE CASE WHEN went < n * 86400 + 28800 THEN went ELSE n * 86400 + 28800 END
                                      - CASE WHEN came > n * 86400 THEN came ELSE n * 86400 END END) AS seconds
        FROM {name}_spans CROSS JOIN days
        WHERE n % 7 < 5
        GROUP BY id
    )
"""
# The intervals for which the clock was stopped: waiting for the customer, or resolved and reopened later.
STOPS = """
    UNION ALL
    SELECT id, seconds_between('{monday}', changed_at),
           seconds_between('{monday}', CASE WHEN ended_at < resolved_at THEN ended_at ELSE resolved_at END), -1
    FROM (SELECT tickets.id, changes.state, changed_at, resolved_at,
                 LEAD(changed_at) OVER (PARTITION BY ticket_id ORDER BY number) AS ended_at
          FROM ticket_changes AS changes JOIN tickets ON tickets.id = ticket_id
          WHERE tickets.organization_id = :organization
            AND resolved_at >= '{first}' AND resolved_at < '{last}') AS intervals
    WHERE state IN ('waiting', 'resolved') AND changed_at < resolved_at
"""
DAYS = "WITH RECURSIVE days(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM days WHERE n < 130), "
# In Berlin in summer, 9:00 is 7:00 UTC.
IN_SUMMER = {"monday": "2025-06-16 07:00:00", "first": "2025-06-30 22:00:00", "last": "2025-09-30 22:00:00"}
IN_APRIL = {"monday": "2016-02-29 09:00:00", "first": "2016-04-13 00:00:00", "last": "2016-04-14 00:00:00"}


def open_seconds(name: str, until: str, counted: str, when: dict[str, str]) -> str:
    """Return the CTEs with the open seconds of each ticket until its response or, without stops, its resolution."""
    stops = STOPS.format(**when) if until == "resolved_at" else ""
    return PASSED.format(name=name, until=until, counted=counted, stops=stops, **when)


TO_RESPONSE = DAYS + open_seconds("waited", "first_response_at", "opened_at", IN_SUMMER)
TO_RESOLUTION = DAYS + open_seconds("waited", "resolved_at", "resolved_at", IN_SUMMER)

ORACLES = (
    Oracle(
        ("ticket.response_sla", "ticket.response_open", "ticket.response_open_p90"),
        SUMMER,
        by=("ticket.priority",),
        sql=TO_RESPONSE
        + """
            SELECT priority, 1.0 * COUNT(CASE WHEN seconds <= 60 * response_minutes THEN 1 END) / COUNT(*),
                   p50(seconds / 3600.0), p90(seconds / 3600.0)
            FROM tickets JOIN waited ON waited.id = tickets.id
            GROUP BY priority
        """,
    ),
    Oracle(
        ("ticket.resolution_sla", "ticket.resolution_open", "ticket.resolution_open_p90"),
        SUMMER,
        by=("ticket.priority",),
        sql=TO_RESOLUTION
        + """
            SELECT priority, 1.0 * COUNT(CASE WHEN seconds <= 60 * resolution_minutes THEN 1 END) / COUNT(*),
                   p50(seconds / 3600.0), p90(seconds / 3600.0)
            FROM tickets JOIN waited ON waited.id = tickets.id
            GROUP BY priority
        """,
    ),
    Oracle(
        ("ticket.sla_counted",),
        SUMMER,
        by=("ticket.support_group",),
        sql=DAYS
        + open_seconds("answered", "first_response_at", "resolved_at", IN_SUMMER)
        + ", "
        + open_seconds("solved", "resolved_at", "resolved_at", IN_SUMMER)
        + """
            SELECT support_group,
                   1.0 * COUNT(CASE WHEN answered.seconds <= 60 * response_minutes
                                     AND solved.seconds <= 60 * resolution_minutes THEN 1 END) / COUNT(*)
            FROM tickets
            JOIN answered ON answered.id = tickets.id
            JOIN solved ON solved.id = tickets.id
            GROUP BY support_group
        """,
    ),
    Oracle(
        # The incidents of a real desk, on UTC's clock, of one day: counted from Monday 29 February 2016.
        ("ticket.resolution_open", "ticket.resolution_open_p90"),
        "2016-04-13 to 2016-04-13",
        on=("service_desk",),
        by=("ticket.priority",),
        sql=DAYS
        + open_seconds("waited", "resolved_at", "resolved_at", IN_APRIL)
        + """
            SELECT priority, p50(seconds / 3600.0), p90(seconds / 3600.0)
            FROM tickets JOIN waited ON waited.id = tickets.id
            GROUP BY priority
        """,
    ),
)


@each(ORACLES)
def test_the_answer_equals_hand_written_sql(world: World, oracle: Oracle, data: str):
    assert_same(world.answer_rows(oracle, data), world.expected_rows(oracle, data))
