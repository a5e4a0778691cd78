"""Oracles: the profit and loss statement, budgets and growth."""

from tests.oracles import Oracle, assert_same, each
from tests.oracles.books import BY_ENTITY, DEMO, IN_DEMO, IN_REAL, MRR_ROSE, POSTED, REAL
from tests.oracles.conftest import World

STATEMENT = (
    "ledger.sales",
    "ledger.sales_deductions",
    "ledger.revenue",
    "ledger.cost_of_sales",
    "ledger.gross_profit",
    "ledger.sales_and_marketing",
    "ledger.contribution",
    "ledger.operating_expenses",
    "ledger.ebitda",
    "ledger.depreciation",
    "ledger.operating_profit",
    "ledger.other_income",
    "ledger.interest",
    "ledger.tax",
    "ledger.net_profit",
    "ledger.gross_margin",
    "ledger.contribution_margin",
    "ledger.ebitda_margin",
    "ledger.operating_margin",
    "ledger.net_margin",
    "ledger.interest_cover",
)
STATEMENT_SQL = (
    POSTED
    + """
    , lines AS (
        SELECT {by} AS part,
               SUM(CASE WHEN subtype = 'sales' THEN amount ELSE 0 END) AS sales,
               SUM(CASE WHEN subtype = 'sales_deductions' THEN amount ELSE 0 END) AS deductions,
               SUM(CASE WHEN subtype = 'cost_of_sales' THEN amount ELSE 0 END) AS goods,
               SUM(CASE WHEN subtype = 'sales_and_marketing' THEN amount ELSE 0 END) AS selling,
               SUM(CASE WHEN subtype IN ('research_and_development', 'administration', 'other_expense')
                        THEN amount ELSE 0 END) AS running,
               SUM(CASE WHEN subtype = 'depreciation' THEN amount ELSE 0 END) AS wear,
               SUM(CASE WHEN subtype = 'other_income' THEN amount ELSE 0 END) AS other,
               SUM(CASE WHEN subtype = 'interest' THEN amount ELSE 0 END) AS interest,
               SUM(CASE WHEN subtype = 'tax' THEN amount ELSE 0 END) AS tax
        FROM posted
        WHERE scenario = 'actual' AND posted_on BETWEEN '{first}' AND '{last}'
        GROUP BY {by}
    )
    SELECT part, sales, deductions, sales - deductions, goods, sales - deductions - goods, selling,
           sales - deductions - goods - selling, selling + running,
           sales - deductions - goods - selling - running, wear,
           sales - deductions - goods - selling - running - wear, other, interest, tax,
           sales - deductions - goods - selling - running - wear + other - interest - tax,
           1.0 * (sales - deductions - goods) / NULLIF(sales - deductions, 0),
           1.0 * (sales - deductions - goods - selling) / NULLIF(sales - deductions, 0),
           1.0 * (sales - deductions - goods - selling - running) / NULLIF(sales - deductions, 0),
           1.0 * (sales - deductions - goods - selling - running - wear) / NULLIF(sales - deductions, 0),
           1.0 * (sales - deductions - goods - selling - running - wear + other - interest - tax)
           / NULLIF(sales - deductions, 0),
           1.0 * (sales - deductions - goods - selling - running - wear) / NULLIF(interest, 0)
    FROM lines
"""
)

BUDGET = (
    "ledger.actual_revenue",
    "ledger.actual_expense",
    "ledger.budget_revenue",
    "ledger.budget_expense",
    "ledger.budget_entries",
    "ledger.planned_profit",
    "ledger.variance",
    "ledger.variance_share",
)
BUDGET_SQL = (
    POSTED
    + """
    , sums AS (
        SELECT {by} AS part,
               SUM(CASE WHEN scenario = 'actual' AND type = 'revenue' THEN amount ELSE 0 END) AS earned,
               SUM(CASE WHEN scenario = 'actual' AND type = 'expense' THEN amount ELSE 0 END) AS spent,
               SUM(CASE WHEN scenario = 'budget' AND type = 'revenue' THEN amount ELSE 0 END) AS to_earn,
               SUM(CASE WHEN scenario = 'budget' AND type = 'expense' THEN amount ELSE 0 END) AS to_spend,
               COUNT(CASE WHEN scenario = 'budget' THEN id END) AS planned
        FROM posted
        WHERE scenario <> 'forecast' AND posted_on BETWEEN '{first}' AND '{last}'
        GROUP BY {by}
    )
    SELECT part, earned, spent, to_earn, to_spend, planned,
           CASE WHEN planned > 0 THEN to_earn - to_spend END,
           CASE WHEN planned > 0 THEN earned - spent - (to_earn - to_spend) END,
           CASE WHEN planned > 0 AND SIGN(earned - spent) * SIGN(to_earn - to_spend) >= 0
                THEN 1.0 * (earned - spent - (to_earn - to_spend)) / NULLIF(ABS(to_earn - to_spend), 0) END
    FROM sums
"""
)

GROWTH_SQL = (
    POSTED
    + """
    , sums AS (
        SELECT entity,
               SUM(CASE WHEN subtype = 'sales' AND posted_on BETWEEN '{first}' AND '{last}' THEN amount
                        WHEN subtype = 'sales_deductions' AND posted_on BETWEEN '{first}' AND '{last}' THEN -amount
                        ELSE 0 END) AS revenue,
               SUM(CASE WHEN subtype = 'sales' AND posted_on BETWEEN '{year_ago}' AND '{year_ago_last}' THEN amount
                        WHEN subtype = 'sales_deductions' AND posted_on BETWEEN '{year_ago}' AND '{year_ago_last}'
                        THEN -amount ELSE 0 END) AS before,
               SUM(CASE WHEN subtype IN ('cost_of_sales', 'sales_and_marketing', 'research_and_development',
                                         'administration', 'other_expense')
                         AND posted_on BETWEEN '{first}' AND '{last}' THEN amount ELSE 0 END) AS costs,
               SUM(CASE WHEN subtype = 'sales_and_marketing' AND posted_on >= '{quarter_ago}' AND posted_on < '{first}'
                        THEN amount ELSE 0 END) AS selling
        FROM posted
        WHERE scenario = 'actual'
        GROUP BY entity
    )
    SELECT entity, before, selling, 1.0 * (revenue - before) / NULLIF(before, 0),
           1.0 * (revenue - before) / NULLIF(before, 0) + 1.0 * (revenue - costs) / NULLIF(revenue, 0)
    FROM sums
"""
)

ORACLES = (
    Oracle(STATEMENT, IN_DEMO, by=("cost_centre.name",), sql=STATEMENT_SQL.format(by="centre", **DEMO)),
    Oracle(STATEMENT, IN_REAL, by=BY_ENTITY, on=("finance",), sql=STATEMENT_SQL.format(by="entity", **REAL)),
    Oracle(BUDGET, IN_DEMO, by=("account.name",), sql=BUDGET_SQL.format(by="account", **DEMO)),
    Oracle(
        BUDGET,
        "2011-07-01 to 2011-09-30",
        by=BY_ENTITY,
        on=("finance",),
        sql=BUDGET_SQL.format(by="entity", home="USD", first="2011-07-01", last="2011-09-30"),
    ),
    *(
        Oracle(
            ("ledger.revenue_year_before", "ledger.selling_before", "ledger.growth", "ledger.rule_of_40"),
            days,
            by=BY_ENTITY,
            on=(data,),
            sql=GROWTH_SQL.format(**words),
        )
        for days, data, words in (
            (
                IN_DEMO,
                "demo",
                DEMO | {"year_ago": "2024-07-01", "year_ago_last": "2024-09-30", "quarter_ago": "2025-04-01"},
            ),
            (
                IN_REAL,
                "finance",
                REAL | {"year_ago": "2012-04-01", "year_ago_last": "2012-06-30", "quarter_ago": "2013-01-01"},
            ),
        )
    ),
    Oracle(
        ("ledger.magic_number",),
        IN_DEMO,
        sql=POSTED.format(**DEMO)
        + f"""
            SELECT 12.0 * {MRR_ROSE.format(**DEMO)} / SUM(amount)
            FROM posted
            WHERE scenario = 'actual' AND subtype = 'sales_and_marketing'
              AND posted_on BETWEEN '2025-04-01' AND '2025-06-30'
        """,
    ),
)


@each(ORACLES)
def test_the_answer_equals_hand_written_sql(world: World, oracle: Oracle, data: str):
    assert_same(world.answer_rows(oracle, data), world.expected_rows(oracle, data))
