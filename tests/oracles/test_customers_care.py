"""Oracles: support, surveys and payment delay of customers."""

from tests.oracles import Oracle, assert_same, each
from tests.oracles.conftest import World

QUARTER = "2025-07-01 to 2025-09-30"

ORACLES = (
    Oracle(
        (
            "interaction.count",
            "interaction.surveys",
            "interaction.answered_surveys",
            "interaction.response_rate",
            "interaction.nps_answers",
            "interaction.promoters",
            "interaction.detractors",
            "interaction.nps",
            "interaction.csat_answers",
            "interaction.satisfied",
            "interaction.csat",
        ),
        QUARTER,
        by=("client.segment",),
        sql="""
            SELECT segment, everything, surveys, answered, 1.0 * answered / NULLIF(surveys, 0),
                   nps, promoters, detractors, 100.0 * (promoters - detractors) / NULLIF(nps, 0),
                   csat, satisfied, 1.0 * satisfied / NULLIF(csat, 0)
            FROM (SELECT clients.segment, COUNT(*) AS everything,
                         COUNT(CASE WHEN interactions.kind = 'survey' THEN 1 END) AS surveys,
                         COUNT(CASE WHEN interactions.kind = 'survey'
                                     AND (nps_score IS NOT NULL OR csat_score IS NOT NULL) THEN 1 END) AS answered,
                         COUNT(nps_score) AS nps,
                         COUNT(CASE WHEN nps_score >= 9 THEN 1 END) AS promoters,
                         COUNT(CASE WHEN nps_score <= 6 THEN 1 END) AS detractors,
                         COUNT(csat_score) AS csat,
                         COUNT(CASE WHEN csat_score >= 4 THEN 1 END) AS satisfied
                  FROM interactions JOIN clients ON clients.id = interactions.client_id
                  WHERE interactions.organization_id = :organization
                    AND happened_at >= '2025-06-30 22:00:00' AND happened_at < '2025-09-30 22:00:00'
                  GROUP BY clients.segment) AS by_segment
        """,
    ),
    Oracle(
        ("ticket.opened", "ticket.first_response"),
        QUARTER,
        by=("ticket.category",),
        sql="""
            SELECT category, COUNT(*), p50(seconds_between(opened_at, first_response_at) / 3600)
            FROM tickets
            WHERE organization_id = :organization
              AND opened_at >= '2025-06-30 22:00:00' AND opened_at < '2025-09-30 22:00:00'
            GROUP BY category
        """,
    ),
    Oracle(
        (
            "ticket.resolved",
            "ticket.reopens",
            "ticket.reopen_rate",
            "ticket.judged",
            "ticket.kept",
            "ticket.sla",
            "ticket.resolution",
            "ticket.resolution_p90",
        ),
        QUARTER,
        by=("ticket.priority",),
        sql="""
            SELECT priority, COUNT(*), COUNT(CASE WHEN reopened > 0 THEN 1 END),
                   1.0 * COUNT(CASE WHEN reopened > 0 THEN 1 END) / NULLIF(COUNT(reopened), 0), COUNT(met_sla),
                   COUNT(CASE WHEN met_sla THEN 1 END),
                   1.0 * COUNT(CASE WHEN met_sla THEN 1 END) / NULLIF(COUNT(met_sla), 0),
                   p50(seconds_between(opened_at, resolved_at) / 3600),
                   p90(seconds_between(opened_at, resolved_at) / 3600)
            FROM tickets
            WHERE organization_id = :organization
              AND resolved_at >= '2025-06-30 22:00:00' AND resolved_at < '2025-09-30 22:00:00'
            GROUP BY priority
        """,
    ),
    Oracle(
        ("ticket.open", "ticket.backlog_age"),
        QUARTER,
        by=("ticket.priority",),
        sql="""
            SELECT priority, COUNT(*), p50(seconds_between(opened_at, '2025-09-30 22:00:00') / 86400.0)
            FROM tickets
            WHERE organization_id = :organization AND opened_at < '2025-09-30 22:00:00'
              AND (resolved_at IS NULL OR resolved_at >= '2025-09-30 22:00:00')
              AND (closed_at IS NULL OR closed_at >= '2025-09-30 22:00:00')
            GROUP BY priority
        """,
    ),
    Oracle(
        (
            "ticket.resolved",
            "ticket.reopens",
            "ticket.reopen_rate",
            "ticket.judged",
            "ticket.kept",
            "ticket.sla",
            "ticket.resolution",
            "ticket.resolution_p90",
        ),
        "2016-04-01 to 2016-04-30",
        on=("service_desk",),
        by=("ticket.priority",),
        sql="""
            SELECT priority, COUNT(*), COUNT(CASE WHEN reopened > 0 THEN 1 END),
                   1.0 * COUNT(CASE WHEN reopened > 0 THEN 1 END) / NULLIF(COUNT(reopened), 0), COUNT(met_sla),
                   COUNT(CASE WHEN met_sla THEN 1 END), 1.0 * COUNT(CASE WHEN met_sla THEN 1 END) / COUNT(met_sla),
                   p50(seconds_between(opened_at, resolved_at) / 3600),
                   p90(seconds_between(opened_at, resolved_at) / 3600)
            FROM tickets
            WHERE organization_id = :organization AND resolved_at >= '2016-04-01' AND resolved_at < '2016-05-01'
            GROUP BY priority
        """,
    ),
    Oracle(
        ("ticket.opened", "ticket.open"),
        "2016-04-01 to 2016-04-30",
        on=("service_desk",),
        by=("ticket.support_group",),
        sql="""
            SELECT support_group, COUNT(CASE WHEN opened_at >= '2016-04-01' THEN 1 END),
                   COUNT(CASE WHEN (resolved_at IS NULL OR resolved_at >= '2016-05-01')
                                   AND (closed_at IS NULL OR closed_at >= '2016-05-01') THEN 1 END)
            FROM tickets
            WHERE organization_id = :organization AND opened_at < '2016-05-01'
            GROUP BY support_group
            HAVING COUNT(CASE WHEN opened_at >= '2016-04-01' THEN 1 END) > 0
                OR COUNT(CASE WHEN (resolved_at IS NULL OR resolved_at >= '2016-05-01')
                                   AND (closed_at IS NULL OR closed_at >= '2016-05-01') THEN 1 END) > 0
        """,
    ),
    # All 24,918 incidents of the log were closed by then, and 1,556 of them without a resolution.
    Oracle(
        ("ticket.open", "ticket.backlog_age"),
        "2016-04-01 to 2016-04-30",
        on=("service_desk",),
        by=("ticket.priority",),
        sql="""
            SELECT priority, COUNT(*), p50(seconds_between(opened_at, '2016-05-01 00:00:00') / 86400.0)
            FROM tickets
            WHERE organization_id = :organization AND opened_at < '2016-05-01'
              AND (resolved_at IS NULL OR resolved_at >= '2016-05-01')
              AND (closed_at IS NULL OR closed_at >= '2016-05-01')
            GROUP BY priority
        """,
    ),
    Oracle(
        ("ticket.opened", "ticket.open"),
        "2016-02-29 to 2017-03-31",
        on=("service_desk",),
        sql="SELECT COUNT(*), 0 FROM tickets WHERE organization_id = :organization",
    ),
    Oracle(
        ("payment.days_late",),
        QUARTER,
        by=("client.segment",),
        sql="""
            SELECT clients.segment, 1.0 * SUM(days_between(invoices.due_on, payments.paid_on)) / COUNT(*)
            FROM payments
            JOIN invoices ON invoices.id = payments.invoice_id
            JOIN clients ON clients.id = invoices.client_id
            WHERE payments.organization_id = :organization AND invoices.cancelled_on IS NULL
              AND payments.paid_on BETWEEN '2025-07-01' AND '2025-09-30'
            GROUP BY clients.segment
        """,
    ),
)


@each(ORACLES)
def test_the_answer_equals_hand_written_sql(world: World, oracle: Oracle, data: str):
    assert_same(world.answer_rows(oracle, data), world.expected_rows(oracle, data))
