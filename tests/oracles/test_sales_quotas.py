"""Oracles: quotas and forecasts."""

from services.semantic.conditions import Compare
from tests.oracles import Oracle, assert_same, each
from tests.oracles.conftest import World

SEPTEMBER = "2025-09-01 to 2025-09-30"
IN_EUROS = Compare("deal.currency", "=", "EUR")

ORACLES = (
    Oracle(
        ("quota.target", "quota.running"),
        "2025-07-01 to 2025-08-31",
        where=Compare("quota.currency", "=", "EUR"),
        sql="""
            SELECT SUM(amount * 62.0 / 92), SUM(amount) FROM quotas
            WHERE organization_id = :organization AND starts_on = '2025-07-01' AND currency = 'EUR'
        """,
    ),
    Oracle(
        ("quota.running",),
        "2013-07-01 to 2013-08-31",
        on=("adventureworks",),
        by=("employee.name",),
        sql="""
            SELECT name, SUM(amount) FROM quotas JOIN employees ON employees.id = employee_id
            WHERE quotas.organization_id = :organization AND starts_on > '2013-05-31' AND starts_on <= '2013-08-31'
            GROUP BY name
        """,
    ),
    Oracle(
        ("quota.target",),
        "2013-07-01 to 2013-07-31",
        on=("adventureworks",),
        by=("employee.name",),
        sql="""
            SELECT name, SUM(amount * 31.0 / 92) FROM quotas JOIN employees ON employees.id = employee_id
            WHERE quotas.organization_id = :organization AND starts_on > '2013-05-31' AND starts_on <= '2013-07-01'
            GROUP BY name
        """,
    ),
    Oracle(
        ("forecast.won", "forecast.commit", "forecast.best_case", "forecast.due"),
        "2025-07-01 to 2025-08-31",
        where=IN_EUROS,
        sql="""
            SELECT (SELECT SUM(amount) FROM deals JOIN stages ON stages.id = stage_id
                    WHERE deals.organization_id = :organization AND outcome = 'won' AND currency = 'EUR'
                      AND closed_on BETWEEN '2025-07-01' AND '2025-08-31'
                      AND owner_id IN (SELECT employee_id FROM quotas WHERE starts_on = '2025-07-01')),
                   SUM(CASE WHEN forecast_category = 'commit' THEN amount END),
                   SUM(CASE WHEN forecast_category = 'best_case' THEN amount END), SUM(amount)
            FROM deal_snapshots
            WHERE organization_id = :organization AND taken_on = '2025-08-31' AND currency = 'EUR'
              AND expected_close_on <= '2025-09-30'
              AND owner_id IN (SELECT employee_id FROM quotas WHERE starts_on = '2025-07-01')
        """,
    ),
    Oracle(
        ("quota.coverage", "quota.attainment"),
        "2025-07-01 to 2025-08-31",
        sql="""
            WITH dollars AS (
                SELECT valid_from, rate FROM exchange_rates
                WHERE organization_id = :organization AND kind = 'date' AND from_currency = 'USD'
                  AND to_currency = 'EUR'
            ),
            expected AS (
                SELECT SUM(CASE WHEN currency = 'EUR' THEN amount ELSE exchanged(amount, rate) END) AS total
                FROM quotas LEFT JOIN dollars ON valid_from = starts_on
                WHERE organization_id = :organization AND starts_on = '2025-07-01'
            ),
            sold AS (
                SELECT SUM(worth) AS total,
                       SUM(CASE WHEN owner_id IN (SELECT employee_id FROM quotas WHERE starts_on = '2025-07-01')
                                THEN worth_at_first END) AS of_them
                FROM (
                    SELECT owner_id,
                           CASE WHEN currency = 'EUR' THEN amount ELSE exchanged(amount, dollars.rate) END AS worth,
                           CASE WHEN currency = 'EUR' THEN amount ELSE exchanged(amount, early.rate) END
                               AS worth_at_first
                    FROM deals JOIN stages ON stages.id = stage_id LEFT JOIN dollars ON dollars.valid_from = closed_on
                    LEFT JOIN dollars AS early ON early.valid_from = opened_on
                    WHERE deals.organization_id = :organization AND outcome = 'won'
                      AND closed_on BETWEEN '2025-07-01' AND '2025-08-31'
                ) AS deals_won
            ),
            due AS (
                SELECT SUM(CASE WHEN then_open.currency = 'EUR' THEN then_open.amount
                                ELSE exchanged(then_open.amount, rate) END) AS total
                FROM deal_snapshots AS then_open
                JOIN deals ON deals.id = deal_id LEFT JOIN dollars ON valid_from = opened_on
                WHERE then_open.organization_id = :organization AND taken_on = '2025-08-31'
                  AND then_open.expected_close_on <= '2025-09-30'
                  AND then_open.owner_id IN (SELECT employee_id FROM quotas WHERE starts_on = '2025-07-01')
            )
            SELECT 1.0 * due.total / (expected.total - sold.of_them), 1.0 * sold.total / (expected.total * 62.0 / 92)
            FROM expected, sold, due
        """,
    ),
    Oracle(
        ("forecast.at_first",),
        SEPTEMBER,
        where=IN_EUROS,
        sql="""
            SELECT SUM(amount * (probability * 0.000000001))
            FROM deal_snapshots JOIN stages ON stages.id = stage_id
            WHERE deal_snapshots.organization_id = :organization AND taken_on = '2025-08-31' AND currency = 'EUR'
              AND expected_close_on <= '2025-09-30'
        """,
    ),
    Oracle(
        ("forecast.accuracy",),
        SEPTEMBER,
        where=IN_EUROS,
        sql="""
            SELECT 1 - ABS(won - forecast) / won FROM (
                SELECT SUM(amount * (probability * 0.000000001)) AS forecast
                FROM deal_snapshots JOIN stages ON stages.id = stage_id
                WHERE deal_snapshots.organization_id = :organization AND taken_on = '2025-08-31' AND currency = 'EUR'
                  AND expected_close_on <= '2025-09-30'
            ) AS evening, (
                SELECT 1.0 * SUM(amount) AS won FROM deals JOIN stages ON stages.id = stage_id
                WHERE deals.organization_id = :organization AND outcome = 'won' AND currency = 'EUR'
                  AND closed_on BETWEEN '2025-09-01' AND '2025-09-30'
            ) AS month
        """,
    ),
    # No lead of the quarter can have been won more than 180 days after arrival: the data ends earlier.
)


@each(ORACLES)
def test_the_answer_equals_hand_written_sql(world: World, oracle: Oracle, data: str):
    assert_same(world.answer_rows(oracle, data), world.expected_rows(oracle, data))
