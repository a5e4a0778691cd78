"""Oracles: bank balances and inventory."""

from tests.oracles import Oracle, assert_same, each
from tests.oracles.books import IN_DEMO
from tests.oracles.conftest import World

ORACLES = (
    Oracle(
        ("bank.cash",),
        IN_DEMO,
        grain="month",
        by=("bank_balance.bank_account",),
        sql="""
            SELECT month_of(balances.day), balances.bank_account,
                   CASE WHEN balances.currency = 'EUR' THEN balances.balance
                        ELSE exchanged(balances.balance, rates.rate) END
            FROM bank_balances AS balances
            LEFT JOIN exchange_rates AS rates ON rates.organization_id = balances.organization_id
              AND rates.kind = 'closing' AND rates.from_currency = balances.currency AND rates.to_currency = 'EUR'
              AND rates.valid_from = month_of(balances.day)
            WHERE balances.organization_id = :organization
              AND balances.day IN ('2025-07-31', '2025-08-31', '2025-09-30')
        """,
    ),
    Oracle(
        ("inventory.value", "inventory.units"),
        IN_DEMO,
        by=("product.category",),
        sql="""
            SELECT products.category, SUM(levels.value), SUM(levels.quantity)
            FROM inventory_levels AS levels
            JOIN products ON products.id = levels.product_id
            WHERE levels.organization_id = :organization
              AND levels.counted_on = (SELECT MAX(others.counted_on) FROM inventory_levels AS others
                                       WHERE others.organization_id = :organization
                                         AND others.counted_on <= '2025-09-30')
            GROUP BY products.category
        """,
    ),
)


@each(ORACLES)
def test_the_answer_equals_hand_written_sql(world: World, oracle: Oracle, data: str):
    assert_same(world.answer_rows(oracle, data), world.expected_rows(oracle, data))


def test_in_the_demo_bank_balances_equal_ledger_cash_at_every_month_end(world: World):
    """Net burn of a closed month could use either. For the current month only bank balances exist."""
    options = {"days": "2025-07-01 to 2025-09-30", "grain": "month", "by": ("legal_entity.name",), "sql": ""}
    bank, ledger = (world.answer_rows(Oracle((metric,), **options), "demo") for metric in ("bank.cash", "account.cash"))
    assert len(bank) == 6 and sorted(bank) == sorted(ledger)
