"""Oracles: recurring revenue, revenue retention and customer acquisition cost."""

from tests.oracles import Oracle, assert_same, each
from tests.oracles.conftest import World

QUARTER = "2025-07-01 to 2025-09-30"

# All MRR movements up to the end of the quarter, at the rate of the subscription's start date.
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

ORACLES = (
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
            "subscription.quick_ratio",
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
                   SUM(amount), 12 * SUM(amount),
                   -1.0 * SUM(CASE WHEN moved_on >= '2025-07-01' AND amount > 0 THEN amount ELSE 0 END)
                   / NULLIF(SUM(CASE WHEN moved_on >= '2025-07-01' AND amount < 0 THEN amount ELSE 0 END), 0)
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
            "subscription.net_churn",
        ),
        QUARTER,
        by=("client.segment",),
        sql=MOVES
        + """
            SELECT segment, kept, stayed, 1.0 * kept / NULLIF(opening, 0), 1.0 * stayed / NULLIF(opening, 0),
                   1.0 * (opening - kept) / NULLIF(opening, 0), 1.0 * (opening - stayed) / NULLIF(opening, 0)
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
    Oracle(
        ("client.expected_value", "client.acquisition_cost", "client.value_to_cost", "client.payback")
        + ("subscription.new_clients", "subscription.acquisition_cost"),
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
            started AS (
                SELECT SUM(CASE WHEN kind = 'new' AND moved_on >= '2025-07-01' THEN amount END) AS mrr FROM moves
            ),
            subscribed AS (
                SELECT COUNT(*) AS clients
                FROM (SELECT client_id FROM moves GROUP BY client_id HAVING MIN(moved_on) >= '2025-07-01') AS firsts
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
                   each * margin / churn / (1.0 * selling / subscribed.clients),
                   1.0 * selling / (started.mrr * margin), subscribed.clients, 1.0 * selling / subscribed.clients
            FROM paid, ledger, won, subscribed, started
        """,
    ),
)


@each(ORACLES)
def test_the_answer_equals_hand_written_sql(world: World, oracle: Oracle, data: str):
    assert_same(world.answer_rows(oracle, data), world.expected_rows(oracle, data))
