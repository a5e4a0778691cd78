"""Customers: who buys and stays, what they are worth, and how they are looked after, each asked by hand."""

from services.semantic.conditions import In
from tests.oracles import Oracle, assert_same, each
from tests.oracles.conftest import World

QUARTER = "2025-07-01 to 2025-09-30"
# A quarter in the middle of the two years and a half that the real orders reach over.
REAL_QUARTER = "2013-04-01 to 2013-06-30"

# Every change of a subscription that came by the end of the quarter, at the rate of its contract's first day.
MOVES = """
    WITH moves AS (
        SELECT subscriptions.client_id, subscriptions.plan, movements.kind, movements.moved_on,
               CASE WHEN subscriptions.currency = 'EUR' THEN movements.amount
                    ELSE exchanged(movements.amount, rates.rate) END AS amount
        FROM subscription_movements AS movements
        JOIN subscriptions ON subscriptions.id = movements.subscription_id
        LEFT JOIN exchange_rates AS rates ON rates.organization_id = subscriptions.organization_id
          AND rates.kind = 'date' AND rates.from_currency = subscriptions.currency AND rates.to_currency = 'EUR'
          AND rates.valid_from = subscriptions.started_on
        WHERE movements.organization_id = :organization AND movements.moved_on <= '2025-09-30'
    ),
    -- What each client paid on the eve of the quarter, won in it, and pays at its end.
    clients_then AS (
        SELECT client_id,
               SUM(CASE WHEN moved_on < '2025-07-01' THEN amount ELSE 0 END) AS opening,
               SUM(CASE WHEN moved_on >= '2025-07-01' AND amount > 0 THEN amount ELSE 0 END) AS gained,
               SUM(amount) AS closing
        FROM moves GROUP BY client_id
    )
"""

# The lines of orders that were not called off, in EUR by the rate of the day of the order.
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

BUYING = (
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
)

VALUE = (
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
    Oracle(
        ("client.expected_value", "client.acquisition_cost", "client.value_to_cost", "client.payback"),
        QUARTER,
        sql=MOVES
        + """
            , posted AS (
                SELECT accounts.subtype,
                       SUM(CASE WHEN entries.currency = 'EUR' THEN entries.amount
                                ELSE exchanged(entries.amount, rates.rate) END) AS amount
                FROM ledger_entries AS entries
                JOIN accounts ON accounts.id = entries.account_id
                LEFT JOIN exchange_rates AS rates ON rates.organization_id = entries.organization_id
                  AND rates.kind = 'average' AND rates.from_currency = entries.currency AND rates.to_currency = 'EUR'
                  AND rates.valid_from = month_of(entries.posted_on)
                WHERE entries.organization_id = :organization AND entries.scenario = 'actual'
                  AND entries.posted_on BETWEEN '2025-07-01' AND '2025-09-30'
                GROUP BY accounts.subtype
            ),
            ledger AS (
                SELECT 1.0 * (SUM(CASE WHEN subtype = 'sales' THEN amount
                                       WHEN subtype IN ('sales_deductions', 'cost_of_sales') THEN -amount ELSE 0 END))
                       / (SUM(CASE WHEN subtype = 'sales' THEN amount
                                   WHEN subtype = 'sales_deductions' THEN -amount ELSE 0 END)) AS margin,
                       SUM(CASE WHEN subtype = 'sales_and_marketing' THEN amount ELSE 0 END) AS selling
                FROM posted
            ),
            won AS (
                SELECT COUNT(*) AS clients FROM clients
                WHERE organization_id = :organization AND acquired_on BETWEEN '2025-07-01' AND '2025-09-30'
            ),
            paid AS (
                SELECT 1.0 * SUM(closing) / COUNT(CASE WHEN closing > 0 THEN 1 END) AS each,
                       1.0 * COUNT(CASE WHEN opening > 0 AND closing <= 0 THEN 1 END)
                       / COUNT(CASE WHEN opening > 0 THEN 1 END) / (92 / 30.4375) AS churn
                FROM clients_then
            )
            SELECT each * margin / churn, 1.0 * selling / won.clients,
                   each * margin / churn / (1.0 * selling / won.clients),
                   1.0 * selling / won.clients / (each * margin)
            FROM paid, ledger, won
        """,
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

RECURRING = (
    Oracle(
        (
            "subscription.opening_mrr",
            "subscription.new_mrr",
            "subscription.reactivation_mrr",
            "subscription.expansion_mrr",
            "subscription.contraction_mrr",
            "subscription.churned_mrr",
            "subscription.net_new_mrr",
            "subscription.mrr",
            "subscription.arr",
        ),
        QUARTER,
        by=("subscription.plan",),
        sql=MOVES
        + """
            SELECT plan,
                   SUM(CASE WHEN moved_on < '2025-07-01' THEN amount ELSE 0 END),
                   SUM(CASE WHEN moved_on >= '2025-07-01' AND kind = 'new' THEN amount ELSE 0 END),
                   SUM(CASE WHEN moved_on >= '2025-07-01' AND kind = 'reactivation' THEN amount ELSE 0 END),
                   SUM(CASE WHEN moved_on >= '2025-07-01' AND kind = 'expansion' THEN amount ELSE 0 END),
                   SUM(CASE WHEN moved_on >= '2025-07-01' AND kind = 'contraction' THEN amount ELSE 0 END),
                   SUM(CASE WHEN moved_on >= '2025-07-01' AND kind = 'churn' THEN amount ELSE 0 END),
                   SUM(CASE WHEN moved_on >= '2025-07-01' THEN amount ELSE 0 END),
                   SUM(amount), 12 * SUM(amount)
            FROM moves GROUP BY plan
        """,
    ),
    Oracle(
        (
            "subscription.retained_mrr",
            "subscription.opening_clients_mrr",
            "subscription.grr",
            "subscription.nrr",
            "subscription.gross_churn",
        ),
        QUARTER,
        by=("client.segment",),
        sql=MOVES
        + """
            SELECT segment, kept, stayed, 1.0 * kept / NULLIF(opening, 0), 1.0 * stayed / NULLIF(opening, 0),
                   1.0 * (opening - kept) / NULLIF(opening, 0)
            FROM (SELECT clients.segment, SUM(opening) AS opening,
                         SUM(CASE WHEN opening <= 0 THEN 0 WHEN closing < opening THEN closing
                                  ELSE opening END) AS kept,
                         SUM(CASE WHEN opening > 0 THEN closing ELSE 0 END) AS stayed
                  FROM clients_then JOIN clients ON clients.id = clients_then.client_id
                  GROUP BY clients.segment) AS by_segment
        """,
    ),
    Oracle(
        (
            "subscription.clients",
            "subscription.arpa",
            "subscription.opening_clients",
            "subscription.lost_clients",
            "subscription.logo_churn",
            "subscription.clients_in_period",
            "subscription.lost_in_period",
            "subscription.logo_churn_with_new",
        ),
        QUARTER,
        by=("client.region",),
        sql=MOVES
        + """
            SELECT region, paying, 1.0 * closing / NULLIF(paying, 0),
                   before, lost, 1.0 * lost / NULLIF(before, 0),
                   ever, lost_of_ever, 1.0 * lost_of_ever / NULLIF(ever, 0)
            FROM (SELECT clients.region, SUM(closing) AS closing,
                         COUNT(CASE WHEN closing > 0 THEN 1 END) AS paying,
                         COUNT(CASE WHEN opening > 0 THEN 1 END) AS before,
                         COUNT(CASE WHEN opening > 0 AND closing <= 0 THEN 1 END) AS lost,
                         COUNT(CASE WHEN opening > 0 OR gained > 0 THEN 1 END) AS ever,
                         COUNT(CASE WHEN (opening > 0 OR gained > 0) AND closing <= 0 THEN 1 END) AS lost_of_ever
                  FROM clients_then JOIN clients ON clients.id = clients_then.client_id
                  GROUP BY clients.region) AS by_region
        """,
    ),
)

CARE = (
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
            "ticket.judged",
            "ticket.kept",
            "ticket.sla",
            "ticket.resolution",
            "ticket.resolution_p90",
        ),
        QUARTER,
        by=("ticket.priority",),
        sql="""
            SELECT priority, COUNT(*), COUNT(CASE WHEN reopened > 0 THEN 1 END), COUNT(met_sla),
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
        ("ticket.open",),
        QUARTER,
        by=("ticket.priority",),
        sql="""
            SELECT priority, COUNT(*)
            FROM tickets
            WHERE organization_id = :organization AND opened_at < '2025-09-30 22:00:00'
              AND (resolved_at IS NULL OR resolved_at >= '2025-09-30 22:00:00')
            GROUP BY priority
        """,
    ),
    Oracle(
        (
            "ticket.resolved",
            "ticket.reopens",
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
            SELECT priority, COUNT(*), COUNT(CASE WHEN reopened > 0 THEN 1 END), COUNT(met_sla),
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
                   COUNT(CASE WHEN resolved_at IS NULL OR resolved_at >= '2016-05-01' THEN 1 END)
            FROM tickets
            WHERE organization_id = :organization AND opened_at < '2016-05-01'
            GROUP BY support_group
            HAVING COUNT(CASE WHEN opened_at >= '2016-04-01' THEN 1 END) > 0
                OR COUNT(CASE WHEN resolved_at IS NULL OR resolved_at >= '2016-05-01' THEN 1 END) > 0
        """,
    ),
)

ORACLES = (*BUYING, *VALUE, *RECURRING, *CARE)


@each(ORACLES)
def test_the_road_and_the_hand_agree(world: World, oracle: Oracle, data: str):
    assert_same(world.answered(oracle, data), world.known(oracle, data))
