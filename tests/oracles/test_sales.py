"""Oracles: orders and closed deals."""

from services.semantic.conditions import Compare
from tests.oracles import Oracle, assert_same, each
from tests.oracles.conftest import World

QUARTER = "2025-07-01 to 2025-09-30"
IN_EUROS = Compare("order.currency", "=", "EUR")
DEALS_IN_EUROS = Compare("deal.currency", "=", "EUR")

ORACLES = (
    Oracle(
        ("order.revenue", "order.gross_profit", "order.gross_margin", "order.count")
        + ("order.average_value", "order.units"),
        QUARTER,
        by=("order.region",),
        where=IN_EUROS,
        sql="""
            SELECT region, SUM(amount), SUM(amount - cost), 1.0 * SUM(amount - cost) / SUM(amount),
                   COUNT(DISTINCT orders.id),
                   1.0 * SUM(amount) / COUNT(DISTINCT orders.id), SUM(quantity)
            FROM orders JOIN order_lines ON order_lines.order_id = orders.id
            WHERE orders.organization_id = :organization AND cancelled_on IS NULL AND currency = 'EUR'
              AND ordered_on BETWEEN '2025-07-01' AND '2025-09-30'
            GROUP BY region
        """,
    ),
    Oracle(
        ("order.revenue", "order.gross_profit", "order.gross_margin", "order.count")
        + ("order.average_value", "order.units", "order.placed"),
        "2013-01-01 to 2013-12-31",
        on=("customer360",),
        by=("order.region",),
        sql="""
            SELECT region, SUM(amount), SUM(amount - cost), 1.0 * SUM(amount - cost) / SUM(amount),
                   COUNT(DISTINCT orders.id),
                   1.0 * SUM(amount) / COUNT(DISTINCT orders.id), SUM(quantity), COUNT(DISTINCT orders.id)
            FROM orders JOIN order_lines ON order_lines.order_id = orders.id
            WHERE orders.organization_id = :organization AND ordered_on BETWEEN '2013-01-01' AND '2013-12-31'
            GROUP BY region
        """,
    ),
    Oracle(
        ("order.revenue",),
        QUARTER,
        grain="month",
        sql="""
            SELECT month_of(ordered_on), SUM(CASE WHEN currency = 'EUR' THEN amount ELSE exchanged(amount, rate) END)
            FROM orders
            JOIN order_lines ON order_lines.order_id = orders.id
            LEFT JOIN exchange_rates AS rates ON rates.organization_id = orders.organization_id
              AND rates.kind = 'date' AND rates.from_currency = currency AND rates.to_currency = 'EUR'
              AND rates.valid_from = ordered_on
            WHERE orders.organization_id = :organization AND cancelled_on IS NULL
              AND ordered_on BETWEEN '2025-07-01' AND '2025-09-30'
            GROUP BY month_of(ordered_on)
        """,
    ),
    Oracle(
        ("order.median_value",),
        QUARTER,
        where=IN_EUROS,
        sql="""
            SELECT p50(worth) FROM (
                SELECT SUM(amount) AS worth
                FROM orders JOIN order_lines ON order_lines.order_id = orders.id
                WHERE orders.organization_id = :organization AND cancelled_on IS NULL AND currency = 'EUR'
                  AND ordered_on BETWEEN '2025-07-01' AND '2025-09-30'
                GROUP BY orders.id
            ) AS each_order
        """,
    ),
    Oracle(
        ("order.median_value",),
        "2013-01-01 to 2013-12-31",
        on=("customer360",),
        sql="""
            SELECT p50(worth) FROM (
                SELECT SUM(amount) AS worth
                FROM orders JOIN order_lines ON order_lines.order_id = orders.id
                WHERE orders.organization_id = :organization AND ordered_on BETWEEN '2013-01-01' AND '2013-12-31'
                GROUP BY orders.id
            ) AS each_order
        """,
    ),
    Oracle(
        ("order.placed", "order.cancelled", "order.cancellation_rate"),
        QUARTER,
        by=("order.channel",),
        sql="""
            SELECT channel, COUNT(*), COUNT(cancelled_on), 1.0 * COUNT(cancelled_on) / COUNT(*)
            FROM orders
            WHERE organization_id = :organization AND ordered_on BETWEEN '2025-07-01' AND '2025-09-30'
              AND id IN (SELECT order_id FROM order_lines)
            GROUP BY channel
        """,
    ),
    Oracle(
        ("order.open",),
        QUARTER,
        by=("order.region",),
        sql="""
            SELECT region, COUNT(*)
            FROM orders
            WHERE organization_id = :organization AND ordered_on <= '2025-09-30'
              AND (shipped_on IS NULL OR shipped_on > '2025-09-30')
              AND (cancelled_on IS NULL OR cancelled_on > '2025-09-30')
              AND id IN (SELECT order_id FROM order_lines)
            GROUP BY region
        """,
    ),
    Oracle(
        ("order.open",),
        "2013-01-01 to 2013-12-31",
        on=("customer360",),
        by=("order.region",),
        sql="""
            SELECT region, COUNT(*)
            FROM orders
            WHERE organization_id = :organization AND ordered_on <= '2013-12-31'
              AND (shipped_on IS NULL OR shipped_on > '2013-12-31') AND id IN (SELECT order_id FROM order_lines)
            GROUP BY region
        """,
    ),
    Oracle(
        ("order.shipping_time", "order.shipped_in_time", "order.shipped_with_promise", "order.on_time"),
        QUARTER,
        by=("order.channel",),
        sql="""
            SELECT channel, p50(days_between(ordered_on, shipped_on)),
                   COUNT(CASE WHEN shipped_on <= due_on THEN 1 END), COUNT(due_on),
                   1.0 * COUNT(CASE WHEN shipped_on <= due_on THEN 1 END) / COUNT(due_on)
            FROM orders
            WHERE organization_id = :organization AND cancelled_on IS NULL
              AND shipped_on BETWEEN '2025-07-01' AND '2025-09-30'
            GROUP BY channel
        """,
    ),
    Oracle(
        ("order.shipping_time", "order.shipped_in_time", "order.shipped_with_promise", "order.on_time"),
        "2013-01-01 to 2013-12-31",
        on=("customer360",),
        sql="""
            SELECT p50(days_between(ordered_on, shipped_on)),
                   COUNT(CASE WHEN shipped_on <= due_on THEN 1 END), COUNT(due_on),
                   1.0 * COUNT(CASE WHEN shipped_on <= due_on THEN 1 END) / COUNT(due_on)
            FROM orders
            WHERE organization_id = :organization AND shipped_on BETWEEN '2013-01-01' AND '2013-12-31'
        """,
    ),
    Oracle(
        ("deal.won", "deal.lost", "deal.decided", "deal.win_rate", "deal.won_amount", "deal.average_won")
        + ("deal.won_with_amount", "deal.lost_with_amount", "deal.decided_with_amount"),
        "2017-07-01 to 2017-09-30",
        on=("crm",),
        by=("employee.name",),
        sql="""
            SELECT employees.name,
                   COUNT(CASE WHEN outcome = 'won' THEN 1 END), COUNT(CASE WHEN outcome = 'lost' THEN 1 END), COUNT(*),
                   1.0 * COUNT(CASE WHEN outcome = 'won' THEN 1 END) / COUNT(*),
                   SUM(CASE WHEN outcome = 'won' THEN amount END),
                   1.0 * SUM(CASE WHEN outcome = 'won' THEN amount END)
                   / COUNT(CASE WHEN outcome = 'won' THEN amount END),
                   COUNT(CASE WHEN outcome = 'won' THEN amount END), COUNT(CASE WHEN outcome = 'lost' THEN amount END),
                   COUNT(amount)
            FROM deals
            JOIN stages ON stages.id = deals.stage_id
            LEFT JOIN employees ON employees.id = deals.owner_id
            WHERE deals.organization_id = :organization AND closed_on BETWEEN '2017-07-01' AND '2017-09-30'
              AND outcome IN ('won', 'lost')
            GROUP BY employees.name
        """,
    ),
    Oracle(
        ("deal.won", "deal.lost", "deal.decided", "deal.win_rate", "deal.won_amount", "deal.lost_amount")
        + ("deal.won_with_amount", "deal.lost_with_amount", "deal.decided_with_amount")
        + ("deal.win_rate_by_value", "deal.average_won"),
        QUARTER,
        by=("deal.source",),
        where=DEALS_IN_EUROS,
        sql="""
            SELECT source, won, lost, won + lost, 1.0 * won / (won + lost), won_amount, lost_amount,
                   won_known, lost_known, won_known + lost_known,
                   1.0 * won_amount / (won_amount + lost_amount), 1.0 * won_amount / NULLIF(won_known, 0)
            FROM (
                SELECT source,
                       COUNT(CASE WHEN outcome = 'won' THEN 1 END) AS won,
                       COUNT(CASE WHEN outcome = 'lost' THEN 1 END) AS lost,
                       COUNT(CASE WHEN outcome = 'won' THEN amount END) AS won_known,
                       COUNT(CASE WHEN outcome = 'lost' THEN amount END) AS lost_known,
                       COALESCE(SUM(CASE WHEN outcome = 'won' THEN amount END), 0) AS won_amount,
                       COALESCE(SUM(CASE WHEN outcome = 'lost' THEN amount END), 0) AS lost_amount
                FROM deals JOIN stages ON stages.id = deals.stage_id
                WHERE deals.organization_id = :organization AND closed_on BETWEEN '2025-07-01' AND '2025-09-30'
                  AND currency = 'EUR'
                GROUP BY source
            ) AS each_source
        """,
    ),
    Oracle(
        ("deal.won_amount",),
        QUARTER,
        grain="month",
        sql="""
            SELECT month_of(closed_on), SUM(CASE WHEN currency = 'EUR' THEN amount ELSE exchanged(amount, rate) END)
            FROM deals
            JOIN stages ON stages.id = deals.stage_id
            LEFT JOIN exchange_rates AS rates ON rates.organization_id = deals.organization_id
              AND rates.kind = 'date' AND rates.from_currency = currency AND rates.to_currency = 'EUR'
              AND rates.valid_from = closed_on
            WHERE deals.organization_id = :organization AND outcome = 'won'
              AND closed_on BETWEEN '2025-07-01' AND '2025-09-30'
            GROUP BY month_of(closed_on)
        """,
    ),
    Oracle(
        ("deal.cycle_median", "deal.cycle_p75"),
        QUARTER,
        by=("deal.source",),
        sql="""
            SELECT source, p50(days_between(opened_on, closed_on)), p75(days_between(opened_on, closed_on))
            FROM deals JOIN stages ON stages.id = deals.stage_id
            WHERE deals.organization_id = :organization AND outcome = 'won'
              AND closed_on BETWEEN '2025-07-01' AND '2025-09-30'
            GROUP BY source
        """,
    ),
    Oracle(
        ("deal.velocity",),
        QUARTER,
        where=DEALS_IN_EUROS,
        sql="""
            SELECT (SELECT COUNT(*) FROM deal_snapshots
                    WHERE organization_id = :organization AND taken_on = '2025-09-30' AND currency = 'EUR')
                   * 1.0 * SUM(CASE WHEN outcome = 'won' THEN amount END)
                   / COUNT(CASE WHEN outcome = 'won' THEN amount END)
                   * COUNT(CASE WHEN outcome = 'won' THEN 1 END) / COUNT(*)
                   / p50(CASE WHEN outcome = 'won' THEN days_between(opened_on, closed_on) END)
            FROM deals JOIN stages ON stages.id = deals.stage_id
            WHERE deals.organization_id = :organization AND closed_on BETWEEN '2025-07-01' AND '2025-09-30'
              AND currency = 'EUR'
        """,
    ),
    Oracle(
        ("deal.created", "deal.advanced", "deal.reached_last", "deal.won_since", "deal.cohort_win_rate"),
        QUARTER,
        by=("pipeline.name",),
        sql="""
            SELECT pipelines.name, COUNT(*), COUNT(CASE WHEN furthest > 1 THEN 1 END),
                   COUNT(CASE WHEN furthest >= CASE pipelines.key WHEN 'NEW' THEN 4 ELSE 3 END THEN 1 END),
                   COUNT(CASE WHEN outcome = 'won' THEN 1 END),
                   1.0 * COUNT(CASE WHEN outcome = 'won' THEN 1 END) / COUNT(*)
            FROM deals
            JOIN stages ON stages.id = deals.stage_id
            JOIN (SELECT id, name, CASE WHEN name = 'New business' THEN 'NEW' ELSE 'KEEP' END AS key
                  FROM pipelines) AS pipelines ON pipelines.id = stages.pipeline_id
            JOIN (
                SELECT deal_id, MAX(position) AS furthest
                FROM stage_changes JOIN stages ON stages.id = to_stage_id
                WHERE stage_changes.organization_id = :organization AND outcome <> 'lost'
                GROUP BY deal_id
            ) AS ways ON ways.deal_id = deals.id
            WHERE deals.organization_id = :organization AND opened_on BETWEEN '2025-07-01' AND '2025-09-30'
            GROUP BY pipelines.name
        """,
    ),
)


@each(ORACLES)
def test_the_answer_equals_hand_written_sql(world: World, oracle: Oracle, data: str):
    assert_same(world.answer_rows(oracle, data), world.expected_rows(oracle, data))
