"""Oracles: SLA attainment and response times in business hours."""

from tests.oracles import Oracle, assert_same, each
from tests.oracles.conftest import World

SUMMER = "2025-07-01 to 2025-09-30"

# In Berlin in summer, 9:00 to 17:00 is 7:00 to 15:00 UTC. Days count from Monday 16 June, seconds from 7:00 UTC.
WAITED = """
    WITH RECURSIVE days(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM days WHERE n < 130),
    waits AS (
        SELECT id, seconds_between('2025-06-16 07:00:00', opened_at) AS came,
               seconds_between('2025-06-16 07:00:00', {until}) AS went
        FROM tickets
        WHERE organization_id = :organization AND {until} IS NOT NULL
          AND {counted} >= '2025-06-30 22:00:00' AND {counted} < '2025-09-30 22:00:00'
    ),
    waited AS (
        SELECT id, SUM(CASE WHEN went <= n * 86400 OR came >= n * 86400 + 28800 THEN 0
                            ELSE CASE WHEN went < n * 86400 + 28800 THEN went ELSE n * 86400 + 28800 END
                               - CASE WHEN came > n * 86400 THEN came ELSE n * 86400 END END) AS seconds
        FROM waits CROSS JOIN days
        WHERE n % 7 < 5
        GROUP BY id
    )
"""
TO_RESPONSE = WAITED.format(until="first_response_at", counted="opened_at")
TO_RESOLUTION = WAITED.format(until="resolved_at", counted="resolved_at")

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
        sql=WAITED.format(until="first_response_at", counted="resolved_at").replace("waited AS", "answered AS")
        + """,
            solved AS (
                SELECT tickets.id, SUM(CASE
                    WHEN seconds_between('2025-06-16 07:00:00', resolved_at) <= n * 86400 OR came >= n * 86400 + 28800
                    THEN 0
                    ELSE CASE WHEN seconds_between('2025-06-16 07:00:00', resolved_at) < n * 86400 + 28800
                              THEN seconds_between('2025-06-16 07:00:00', resolved_at) ELSE n * 86400 + 28800 END
                       - CASE WHEN came > n * 86400 THEN came ELSE n * 86400 END END) AS seconds
                FROM waits JOIN tickets ON tickets.id = waits.id CROSS JOIN days
                WHERE n % 7 < 5
                GROUP BY tickets.id
            )
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
        sql="""
            WITH RECURSIVE days(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM days WHERE n < 45),
            waits AS (
                SELECT id, seconds_between('2016-02-29 09:00:00', opened_at) AS came,
                       seconds_between('2016-02-29 09:00:00', resolved_at) AS went
                FROM tickets
                WHERE organization_id = :organization AND resolved_at >= '2016-04-13' AND resolved_at < '2016-04-14'
            ),
            waited AS (
                SELECT id, SUM(CASE WHEN went <= n * 86400 OR came >= n * 86400 + 28800 THEN 0
                                    ELSE CASE WHEN went < n * 86400 + 28800 THEN went ELSE n * 86400 + 28800 END
                                       - CASE WHEN came > n * 86400 THEN came ELSE n * 86400 END END) AS seconds
                FROM waits CROSS JOIN days
                WHERE n % 7 < 5
                GROUP BY id
            )
            SELECT priority, p50(seconds / 3600.0), p90(seconds / 3600.0)
            FROM tickets JOIN waited ON waited.id = tickets.id
            GROUP BY priority
        """,
    ),
)


@each(ORACLES)
def test_the_answer_equals_hand_written_sql(world: World, oracle: Oracle, data: str):
    assert_same(world.answer_rows(oracle, data), world.expected_rows(oracle, data))
