"""Oracles: purchases, retention and lifetime value of customers."""

from services.semantic.conditions import In
from tests.oracles import Oracle, assert_same, each
from tests.oracles.conftest import World

QUARTER = "2025-07-01 to 2025-09-30"
# A quarter in the middle of the 30 months of real orders.
REAL_QUARTER = "2013-04-01 to 2013-06-30"

# Lines of orders that are not cancelled, in EUR at the rate of the order date.
LINES = """
    WITH lines AS (
        SELECT orders.id AS order_id, orders.client_id, orders.ordered_on,
               CASE WHEN orders.currency = 'EUR' THEN order_lines.amount
                    ELSE exchanged(order_lines.amount, rates.rate) END AS amount,
               CASE WHEN orders.currency = 'EUR' THEN order_lines.cost
                    ELSE exchanged(order_lines.cost, rates.rate) END AS cost
        FROM order_lines
        JOIN orders ON orders.id = order_lines.order_id
        LEFT JOIN exchange_rates AS rates ON rates.organization_id = orders.organization_id
          AND rates.kind = 'date' AND rates.from_currency = orders.currency AND rates.to_currency = 'EUR'
          AND rates.valid_from = orders.ordered_on
        WHERE order_lines.organization_id = :organization AND orders.cancelled_on IS NULL
    )
"""

ORACLES = (
    Oracle(
        ("client.active",),
        QUARTER,
        by=("client.segment",),
        sql="""
            SELECT clients.segment, COUNT(DISTINCT orders.client_id)
            FROM orders
            JOIN clients ON clients.id = orders.client_id
            WHERE orders.organization_id = :organization AND orders.cancelled_on IS NULL
              AND days_between(orders.ordered_on, '2025-09-30') BETWEEN 0 AND 89
              AND EXISTS (SELECT 1 FROM order_lines WHERE order_lines.order_id = orders.id)
            GROUP BY clients.segment
        """,
    ),
    Oracle(
        ("client.active", "client.ordering", "client.new"),
        REAL_QUARTER,
        on=("customer360",),
        sql="""
            SELECT (SELECT COUNT(DISTINCT client_id) FROM orders
                    WHERE organization_id = :organization
                      AND days_between(ordered_on, '2013-06-30') BETWEEN 0 AND 89),
                   (SELECT COUNT(DISTINCT client_id) FROM orders
                    WHERE organization_id = :organization AND ordered_on BETWEEN '2013-04-01' AND '2013-06-30'),
                   (SELECT COUNT(*) FROM clients
                    WHERE organization_id = :organization AND acquired_on BETWEEN '2013-04-01' AND '2013-06-30')
        """,
    ),
    Oracle(
        ("client.new",),
        QUARTER,
        by=("client.region",),
        sql="""
            SELECT region, COUNT(*) FROM clients
            WHERE organization_id = :organization AND acquired_on BETWEEN '2025-07-01' AND '2025-09-30'
            GROUP BY region
        """,
    ),
    Oracle(
        ("client.ordering", "client.repeating", "client.repeat_rate", "client.orders_each"),
        QUARTER,
        by=("client.segment",),
        sql=LINES
        + """
            SELECT clients.segment, COUNT(*), COUNT(CASE WHEN orders >= 2 THEN 1 END),
                   1.0 * COUNT(CASE WHEN orders >= 2 THEN 1 END) / COUNT(*), 1.0 * SUM(orders) / COUNT(*)
            FROM (SELECT client_id, COUNT(DISTINCT order_id) AS orders FROM lines
                  WHERE ordered_on BETWEEN '2025-07-01' AND '2025-09-30' GROUP BY client_id) AS bought
            JOIN clients ON clients.id = bought.client_id
            GROUP BY clients.segment
        """,
    ),
    Oracle(
        ("client.repeating", "client.repeat_rate", "client.orders_each"),
        REAL_QUARTER,
        on=("customer360",),
        by=("client.country",),
        sql="""
            SELECT clients.country, COUNT(CASE WHEN orders >= 2 THEN 1 END),
                   1.0 * COUNT(CASE WHEN orders >= 2 THEN 1 END) / COUNT(*), 1.0 * SUM(orders) / COUNT(*)
            FROM (SELECT client_id, COUNT(*) AS orders FROM orders
                  WHERE organization_id = :organization AND ordered_on BETWEEN '2013-04-01' AND '2013-06-30'
                  GROUP BY client_id) AS bought
            JOIN clients ON clients.id = bought.client_id
            GROUP BY clients.country
        """,
    ),
    Oracle(
        ("client.ordering",),
        "2025-01-01 to 2025-09-30",
        time="client.acquired_on",
        grain="quarter",
        by=("client.segment",),
        where=In("client.segment", ("Private",)),
        sql="""
            SELECT CASE WHEN acquired_on < '2025-04-01' THEN '2025-01-01'
                        WHEN acquired_on < '2025-07-01' THEN '2025-04-01' ELSE '2025-07-01' END,
                   segment, COUNT(*)
            FROM clients
            WHERE organization_id = :organization AND segment = 'Private'
              AND acquired_on BETWEEN '2025-01-01' AND '2025-09-30'
              AND EXISTS (SELECT 1 FROM orders JOIN order_lines ON order_lines.order_id = orders.id
                          WHERE orders.client_id = clients.id AND orders.cancelled_on IS NULL)
            GROUP BY 1, segment
        """,
    ),
    Oracle(
        ("client.ordering",),
        QUARTER,
        on=("demo",),
        time="client.acquired_on",
        by=("order.months_since_first",),
        sql="""
            SELECT CAST(ROUND(days_between(month_of(acquired_on), month_of(ordered_on)) / 30.4375) AS INTEGER),
                   COUNT(DISTINCT clients.id)
            FROM orders
            JOIN clients ON clients.id = orders.client_id
            WHERE orders.organization_id = :organization AND orders.cancelled_on IS NULL
              AND acquired_on BETWEEN '2025-07-01' AND '2025-09-30'
              AND EXISTS (SELECT 1 FROM order_lines WHERE order_lines.order_id = orders.id)
            GROUP BY 1
        """,
    ),
    Oracle(
        ("client.ordering",),
        REAL_QUARTER,
        on=("customer360",),
        time="client.acquired_on",
        by=("order.months_since_first",),
        sql="""
            SELECT CAST(ROUND(days_between(month_of(acquired_on), month_of(ordered_on)) / 30.4375) AS INTEGER),
                   COUNT(DISTINCT clients.id)
            FROM orders
            JOIN clients ON clients.id = orders.client_id
            WHERE orders.organization_id = :organization AND orders.cancelled_on IS NULL
              AND acquired_on BETWEEN '2013-04-01' AND '2013-06-30'
              AND EXISTS (SELECT 1 FROM order_lines WHERE order_lines.order_id = orders.id)
            GROUP BY 1
        """,
    ),
    Oracle(
        ("client.recency",),
        QUARTER,
        by=("client.segment",),
        sql=LINES
        + """
            SELECT clients.segment, 1.0 * SUM(days_between(last_on, '2025-09-30')) / COUNT(*)
            FROM (SELECT client_id, MAX(ordered_on) AS last_on FROM lines
                  WHERE ordered_on <= '2025-09-30' GROUP BY client_id) AS bought
            JOIN clients ON clients.id = bought.client_id
            GROUP BY clients.segment
        """,
    ),
    Oracle(
        ("client.recency",),
        REAL_QUARTER,
        on=("customer360",),
        sql="""
            SELECT 1.0 * SUM(days_between(last_on, '2013-06-30')) / COUNT(*)
            FROM (SELECT client_id, MAX(ordered_on) AS last_on FROM orders
                  WHERE organization_id = :organization AND ordered_on <= '2013-06-30' GROUP BY client_id) AS bought
        """,
    ),
    Oracle(
        ("client.aged", "client.came_back", "client.retention"),
        QUARTER,
        by=("client.segment",),
        sql="""
            SELECT segment, COUNT(*), COUNT(CASE WHEN days_between(acquired_on, last_on) >= 90 THEN 1 END),
                   1.0 * COUNT(CASE WHEN days_between(acquired_on, last_on) >= 90 THEN 1 END) / COUNT(*)
            FROM (SELECT clients.segment, clients.acquired_on,
                         (SELECT MAX(ordered_on) FROM orders
                          WHERE orders.client_id = clients.id AND ordered_on <= '2025-09-30'
                            AND (cancelled_on IS NULL OR cancelled_on > '2025-09-30')) AS last_on
                  FROM clients
                  WHERE organization_id = :organization AND days_between(acquired_on, '2025-09-30') >= 90) AS aged
            GROUP BY segment
        """,
    ),
    Oracle(
        ("client.aged", "client.came_back", "client.retention"),
        REAL_QUARTER,
        on=("customer360",),
        sql="""
            SELECT COUNT(*), COUNT(CASE WHEN days_between(acquired_on, last_on) >= 90 THEN 1 END),
                   1.0 * COUNT(CASE WHEN days_between(acquired_on, last_on) >= 90 THEN 1 END) / COUNT(*)
            FROM clients
            LEFT JOIN (SELECT client_id, MAX(ordered_on) AS last_on FROM orders
                       WHERE organization_id = :organization AND ordered_on <= '2013-06-30'
                       GROUP BY client_id) AS bought ON bought.client_id = clients.id
            WHERE organization_id = :organization AND days_between(acquired_on, '2013-06-30') >= 90
        """,
    ),
    Oracle(
        ("client.profit_to_date", "client.ever", "client.lifetime_value"),
        QUARTER,
        by=("client.region",),
        sql=LINES
        + """
            SELECT clients.region, SUM(amount - cost), COUNT(DISTINCT client_id),
                   1.0 * SUM(amount - cost) / COUNT(DISTINCT client_id)
            FROM lines JOIN clients ON clients.id = lines.client_id
            WHERE ordered_on <= '2025-09-30'
            GROUP BY clients.region
        """,
    ),
    Oracle(
        ("client.profit_to_date", "client.ever", "client.lifetime_value"),
        REAL_QUARTER,
        on=("customer360",),
        by=("client.kind",),
        sql="""
            SELECT clients.kind, SUM(amount - cost), COUNT(DISTINCT client_id),
                   1.0 * SUM(amount - cost) / COUNT(DISTINCT client_id)
            FROM order_lines
            JOIN orders ON orders.id = order_lines.order_id
            JOIN clients ON clients.id = orders.client_id
            WHERE order_lines.organization_id = :organization AND ordered_on <= '2013-06-30'
            GROUP BY clients.kind
        """,
    ),
)


@each(ORACLES)
def test_the_answer_equals_hand_written_sql(world: World, oracle: Oracle, data: str):
    assert_same(world.answer_rows(oracle, data), world.expected_rows(oracle, data))
