"""Oracles: leads and campaigns."""

from tests.oracles import Oracle, assert_same, each
from tests.oracles.conftest import World

QUARTER = "2025-07-01 to 2025-09-30"

ORACLES = (
    Oracle(
        ("lead.arrived", "lead.response", "lead.became_mql", "lead.became_sql", "lead.became_deal", "lead.became_won")
        + ("lead.conversion",),
        QUARTER,
        by=("lead.source",),
        sql="""
            SELECT leads.source, COUNT(*), p50(seconds_between(arrived_at, responded_at) / 3600.0),
                   COUNT(CASE WHEN seconds_between(arrived_at, marketing_qualified_at) <= 5184000 THEN 1 END),
                   COUNT(CASE WHEN seconds_between(arrived_at, sales_qualified_at) <= 5184000 THEN 1 END),
                   COUNT(CASE WHEN seconds_between(arrived_at, converted_at) <= 5184000 THEN 1 END),
                   COUNT(CASE WHEN seconds_between(arrived_at, converted_at) <= 5184000 AND outcome = 'won' THEN 1 END),
                   1.0 * COUNT(CASE WHEN seconds_between(arrived_at, converted_at) <= 5184000 THEN 1 END) / COUNT(*)
            FROM leads LEFT JOIN deals ON deals.id = deal_id LEFT JOIN stages ON stages.id = deals.stage_id
            WHERE leads.organization_id = :organization
              AND arrived_at >= '2025-06-30 22:00:00' AND arrived_at < '2025-09-30 22:00:00'
            GROUP BY leads.source
        """,
    ),
    Oracle(
        ("lead.marketing_qualified", "lead.marketing_and_sales_qualified", "lead.mql_to_sql"),
        QUARTER,
        by=("lead.source",),
        sql="""
            SELECT source, COUNT(*), COUNT(sales_qualified_at), 1.0 * COUNT(sales_qualified_at) / COUNT(*)
            FROM leads
            WHERE organization_id = :organization
              AND marketing_qualified_at >= '2025-06-30 22:00:00' AND marketing_qualified_at < '2025-09-30 22:00:00'
            GROUP BY source
        """,
    ),
    Oracle(
        ("lead.sales_qualified", "lead.converted"),
        QUARTER,
        sql="""
            SELECT COUNT(CASE WHEN sales_qualified_at >= '2025-06-30 22:00:00'
                               AND sales_qualified_at < '2025-09-30 22:00:00' THEN 1 END),
                   COUNT(CASE WHEN converted_at >= '2025-06-30 22:00:00'
                               AND converted_at < '2025-09-30 22:00:00' THEN 1 END)
            FROM leads WHERE organization_id = :organization
        """,
    ),
    Oracle(
        ("campaign.spend", "lead.cost"),
        QUARTER,
        sql="""
            SELECT SUM(amount), 1.0 * SUM(amount) / (
                SELECT COUNT(*) FROM leads WHERE organization_id = :organization
                  AND arrived_at >= '2025-06-30 22:00:00' AND arrived_at < '2025-09-30 22:00:00')
            FROM campaign_spends
            WHERE organization_id = :organization AND month BETWEEN '2025-07-01' AND '2025-09-30'
        """,
    ),
    Oracle(
        ("campaign.spend",),
        QUARTER,
        by=("campaign_spend.source",),
        sql="""
            SELECT source, SUM(amount) FROM campaign_spends
            WHERE organization_id = :organization AND month BETWEEN '2025-07-01' AND '2025-09-30'
            GROUP BY source
        """,
    ),
)


@each(ORACLES)
def test_the_answer_equals_hand_written_sql(world: World, oracle: Oracle, data: str):
    assert_same(world.answer_rows(oracle, data), world.expected_rows(oracle, data))
