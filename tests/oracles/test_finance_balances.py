"""Oracles: the balance sheet, the cash conversion cycle and burn."""

from tests.oracles import Oracle, assert_same, each
from tests.oracles.books import BY_ENTITY, DEMO, IN_DEMO, IN_REAL, MRR_ROSE, POSTED, REAL, STOOD
from tests.oracles.conftest import World

SHEET = (
    "account.assets",
    "account.liabilities",
    "account.cash",
    "account.receivables",
    "account.inventory",
    "account.payables",
    "account.current_assets",
    "account.quick_assets",
    "account.current_liabilities",
    "account.working_capital",
    "account.current_ratio",
    "account.quick_ratio",
    "account.operating_capital",
    "account.fixed_assets",
    "account.equity_ratio",
)
SHEET_SQL = (
    STOOD
    + """
    , sums AS (
        SELECT entity,
               SUM(CASE WHEN type = 'asset' THEN amount ELSE 0 END) AS assets,
               SUM(CASE WHEN type = 'liability' THEN amount ELSE 0 END) AS liabilities,
               SUM(CASE WHEN subtype = 'cash' THEN amount ELSE 0 END) AS cash,
               SUM(CASE WHEN subtype = 'receivables' THEN amount ELSE 0 END) AS receivables,
               SUM(CASE WHEN subtype = 'inventory' THEN amount ELSE 0 END) AS inventory,
               SUM(CASE WHEN subtype = 'other_current_assets' THEN amount ELSE 0 END) AS prepaid,
               SUM(CASE WHEN subtype = 'payables' THEN amount ELSE 0 END) AS payables,
               SUM(CASE WHEN subtype = 'short_term_debt' THEN amount ELSE 0 END) AS debt,
               SUM(CASE WHEN subtype = 'other_current_liabilities' THEN amount ELSE 0 END) AS other,
               SUM(CASE WHEN subtype = 'fixed_assets' THEN amount ELSE 0 END) AS fixed
        FROM ended
        GROUP BY entity
    )
    SELECT entity, assets, liabilities, cash, receivables, inventory, payables,
           cash + receivables + inventory + prepaid, cash + receivables, payables + debt + other,
           cash + receivables + inventory + prepaid - payables - debt - other,
           1.0 * (cash + receivables + inventory + prepaid) / NULLIF(payables + debt + other, 0),
           1.0 * (cash + receivables) / NULLIF(payables + debt + other, 0),
           receivables + inventory + prepaid - payables - other, fixed,
           1.0 * (assets - liabilities) / NULLIF(assets, 0)
    FROM sums
"""
)

CYCLE = ("account.dso", "account.dio", "account.dpo", "account.ccc")
FLOWS = (
    "account.cash_at_start",
    "account.operating_capital_at_start",
    "account.fixed_assets_at_start",
    "cash.net_burn",
    "cash.operating_flow",
    "cash.invested",
    "cash.free_flow",
)
# Account balances, and the flows of the same period.
WITH_FLOWS = (
    POSTED
    + STOOD.replace("WITH stood AS", ", stood AS")
    + """
    , flows AS (
        SELECT entity,
               SUM(CASE WHEN subtype = 'sales' THEN amount WHEN subtype = 'sales_deductions' THEN -amount ELSE 0 END)
                   AS revenue,
               SUM(CASE WHEN subtype = 'cost_of_sales' THEN amount ELSE 0 END) AS goods,
               SUM(CASE WHEN subtype = 'depreciation' THEN amount ELSE 0 END) AS wear,
               SUM(CASE WHEN type = 'revenue' THEN amount ELSE -amount END) AS profit
        FROM posted
        WHERE scenario = 'actual' AND posted_on BETWEEN '{first}' AND '{last}'
        GROUP BY entity
    ),
    levels AS (
        SELECT entity, 'ended' AS side, subtype, type, amount FROM ended
        UNION ALL
        SELECT entity, 'begun', subtype, type, amount FROM begun
    ),
    sides AS (
        SELECT entity, side,
               SUM(CASE WHEN subtype = 'cash' THEN amount ELSE 0 END) AS cash,
               SUM(CASE WHEN subtype = 'receivables' THEN amount ELSE 0 END) AS receivables,
               SUM(CASE WHEN subtype = 'inventory' THEN amount ELSE 0 END) AS inventory,
               SUM(CASE WHEN subtype = 'payables' THEN amount ELSE 0 END) AS payables,
               SUM(CASE WHEN subtype IN ('receivables', 'inventory', 'other_current_assets') THEN amount
                        WHEN subtype IN ('payables', 'other_current_liabilities') THEN -amount ELSE 0 END) AS tied_up,
               SUM(CASE WHEN subtype = 'fixed_assets' THEN amount ELSE 0 END) AS fixed
        FROM levels
        GROUP BY entity, side
    )
"""
)
CYCLE_SQL = (
    WITH_FLOWS
    + """
    SELECT entity, 1.0 * receivables * {days} / NULLIF(revenue, 0), 1.0 * inventory * {days} / NULLIF(goods, 0),
           1.0 * payables * {days} / NULLIF(goods, 0),
           1.0 * receivables * {days} / NULLIF(revenue, 0) + 1.0 * inventory * {days} / NULLIF(goods, 0)
           - 1.0 * payables * {days} / NULLIF(goods, 0)
    FROM sides JOIN flows USING (entity)
    WHERE side = 'ended'
"""
)
FLOWS_SQL = (
    WITH_FLOWS
    + """
    SELECT entity, earlier.cash, earlier.tied_up, earlier.fixed, earlier.cash - later.cash,
           profit + wear - (later.tied_up - earlier.tied_up), later.fixed - earlier.fixed + wear,
           profit + wear - (later.tied_up - earlier.tied_up) - (later.fixed - earlier.fixed + wear)
    FROM flows
    JOIN (SELECT * FROM sides WHERE side = 'ended') AS later USING (entity)
    JOIN (SELECT * FROM sides WHERE side = 'begun') AS earlier USING (entity)
"""
)

# The balance of three months earlier is the last one before the final 89 days of the period.
RUNWAY = ("account.cash_earlier", "account.cash_age", "cash.runway")
RUNWAY_SQL = (
    STOOD
    + """
    , far AS (SELECT entity_id, MAX(day) AS day FROM stood WHERE day < '{back}' GROUP BY entity_id),
    then_there AS (
        SELECT SUM(amount) AS cash, MAX(days_between(stood.day, '{end}')) - 1 AS age
        FROM stood JOIN far USING (entity_id, day) WHERE subtype = 'cash'
    ),
    now_there AS (
        SELECT SUM(amount) AS cash, MAX(days_between(day, '{end}')) - 1 AS age
        FROM ended WHERE subtype = 'cash'
    )
    SELECT then_there.cash, now_there.age,
           1.0 * now_there.cash / (then_there.cash - now_there.cash) * (then_there.age - now_there.age)
           / (365.25 / 12)
    FROM then_there CROSS JOIN now_there
"""
)

ORACLES = (
    Oracle(SHEET, IN_DEMO, by=BY_ENTITY, sql=SHEET_SQL.format(**DEMO)),
    Oracle(SHEET, IN_REAL, by=BY_ENTITY, on=("finance",), sql=SHEET_SQL.format(**REAL)),
    Oracle(CYCLE, IN_DEMO, by=BY_ENTITY, sql=CYCLE_SQL.format(**DEMO)),
    Oracle(CYCLE, IN_REAL, by=BY_ENTITY, on=("finance",), sql=CYCLE_SQL.format(**REAL)),
    Oracle(FLOWS, IN_DEMO, by=BY_ENTITY, sql=FLOWS_SQL.format(**DEMO)),
    Oracle(FLOWS, IN_REAL, by=BY_ENTITY, on=("finance",), sql=FLOWS_SQL.format(**REAL)),
    Oracle(
        RUNWAY,
        "2024-04-01 to 2024-04-30",
        sql=RUNWAY_SQL.format(home="EUR", first="2024-04-01", last="2024-04-30", back="2024-02-02", end="2024-05-01"),
    ),
    Oracle(
        RUNWAY,
        "2011-07-01 to 2011-07-31",
        on=("finance",),
        sql=RUNWAY_SQL.format(home="USD", first="2011-07-01", last="2011-07-31", back="2011-05-04", end="2011-08-01"),
    ),
    Oracle(
        ("cash.gross_burn", "cash.burn_multiple"),
        "2025-07-01 to 2025-07-31",
        sql=STOOD.format(home="EUR", first="2025-07-01", last="2025-07-31")
        + """
            , burn AS (
                SELECT (SELECT SUM(amount) FROM begun WHERE subtype = 'cash')
                       - (SELECT SUM(amount) FROM ended WHERE subtype = 'cash') AS net
            )
            SELECT net + (
                       SELECT SUM(CASE WHEN invoices.currency = 'EUR' THEN payments.amount
                                       ELSE exchanged(payments.amount, rates.rate) END)
                       FROM payments
                       JOIN invoices ON invoices.id = payments.invoice_id
                       LEFT JOIN exchange_rates AS rates ON rates.organization_id = payments.organization_id
                         AND rates.kind = 'date' AND rates.from_currency = invoices.currency
                         AND rates.to_currency = 'EUR' AND rates.valid_from = payments.paid_on
                       WHERE payments.organization_id = :organization
                         AND payments.paid_on BETWEEN '2025-07-01' AND '2025-07-31'
                   ),
                   1.0 * net / 12 / {rise}
            FROM burn
        """.format(rise=MRR_ROSE.format(first="2025-07-01", last="2025-07-31")),
    ),
)


@each(ORACLES)
def test_the_answer_equals_hand_written_sql(world: World, oracle: Oracle, data: str):
    assert_same(world.answer_rows(oracle, data), world.expected_rows(oracle, data))
