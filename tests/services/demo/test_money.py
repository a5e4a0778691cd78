"""The ledger of the demo company balances, and agrees with the transactions."""

from tests.services.demo import ties

MONTHS_OF_TWO_ENTITIES = 2 * 36


def test_the_ledger_balances_at_each_month_end(ask):
    assert ties.unbalanced_months(ask) == []


def test_the_balance_sheet_balances_and_agrees_with_the_entries(ask):
    sides = "sum(CASE type WHEN 'asset' THEN amount ELSE -amount END)"
    balances = "FROM account_balances JOIN accounts ON accounts.id = account_id"
    gaps = ask(f"SELECT day, entity_id, {sides} AS gap {balances} GROUP BY 1, 2")
    assert len(gaps) == MONTHS_OF_TWO_ENTITIES
    assert {gap for _, _, gap in gaps} == {0}
    stood = f"SELECT amount {balances} WHERE code = '1200' AND entity_id = 1 AND day = '2025-10-31'"
    moved = ties.account("1200").replace("<= day", "<= '2025-10-31'").replace("= entity", "= 1")
    assert ask(stood) == ask(f"SELECT {moved}")


def test_receivables_are_invoices_less_payments(ask):
    assert ties.unreconciled_receivables(ask) == []


def test_payables_are_bills_less_payments(ask):
    assert ties.unreconciled_payables(ask) == []


def test_cash_is_the_bank_balance(ask):
    assert ties.unreconciled_cash(ask) == []
    [[lowest]] = ask("SELECT min(balance) FROM bank_balances")
    assert lowest > 0


def test_stock_in_the_ledger_is_the_counted_value(ask):
    assert ties.unreconciled_stock(ask) == []
    assert ask("SELECT count(*) FROM inventory_levels WHERE quantity < 0") == [(0,)]


def test_sales_and_cost_of_goods_are_the_shipped_lines(ask):
    assert ties.goods_that_do_not_tie(ask, "41", "amount") == []
    assert ties.goods_that_do_not_tie(ask, "51", "cost") == []


def test_subscription_revenue_is_mrr_on_the_first_of_the_month(ask):
    gaps = ask("""
        SELECT substr(posted_on, 1, 7) AS month, currency, sum(amount) AS ledger,
          (SELECT sum(m.amount) FROM subscription_movements m JOIN subscriptions s ON s.id = subscription_id
           WHERE s.currency = ledger_entries.currency AND moved_on <= substr(posted_on, 1, 7) || '-01') AS agreed
        FROM ledger_entries JOIN accounts ON accounts.id = account_id
        WHERE code = '4200' AND scenario = 'actual' GROUP BY 1, 2 HAVING ledger <> agreed""")
    assert gaps == []


def test_service_revenue_is_the_billed_hours(ask):
    months = ask("""
        SELECT substr(posted_on, 1, 7) AS month, sum(amount),
          (SELECT sum(billed_minutes * rate) / 60 FROM work_logs
           WHERE substr(worked_on, 1, 7) = substr(posted_on, 1, 7))
        FROM ledger_entries JOIN accounts ON accounts.id = account_id
        WHERE code = '4300' AND scenario = 'actual' GROUP BY 1""")
    assert len(months) > 30
    # Each invoice of a month is rounded to the cent.
    assert all(abs(ledger - billed) < 1_000 for _, ledger, billed in months)


def test_advertising_expense_is_the_cost_of_campaigns_and_the_agency(ask):
    [[spent]] = ask("SELECT sum(amount) FROM campaign_spends WHERE month <= (SELECT max(day) FROM account_balances)")
    [[billed]] = ask(
        "SELECT amount - tax FROM bills JOIN vendors ON vendors.id = vendor_id "
        "WHERE vendors.name = 'Brightside Agency' AND status <> 'rejected'"
    )
    [[posted]] = ask(
        "SELECT sum(amount) FROM ledger_entries JOIN accounts ON accounts.id = account_id "
        "WHERE code = '6200' AND scenario = 'actual'"
    )
    assert posted == spent + billed


def test_an_invoice_for_an_order_is_its_lines_and_the_tax(ask):
    assert (
        ask("""
        SELECT invoices.number FROM invoices JOIN order_lines ON order_lines.order_id = invoices.order_id
        GROUP BY invoices.id HAVING invoices.amount - tax <> sum(order_lines.amount)""")
        == []
    )


def test_payments_do_not_exceed_the_invoice(ask):
    assert (
        ask("""
        SELECT invoices.number FROM invoices JOIN payments ON invoice_id = invoices.id
        GROUP BY invoices.id HAVING sum(payments.amount) > invoices.amount""")
        == []
    )


def test_some_invoices_are_paid_late_in_parts_or_never(ask):
    [[late]] = ask("SELECT avg(paid_on > due_on) FROM payments JOIN invoices ON invoices.id = invoice_id")
    assert 0.3 < late < 0.75
    parts = ask("SELECT invoice_id FROM payments GROUP BY 1 HAVING count(*) > 1")
    assert 200 < len(parts) < 800
    [[unpaid]] = ask(
        "SELECT count(*) FROM invoices WHERE due_on < '2025-08-01' AND cancelled_on IS NULL "
        "AND id NOT IN (SELECT invoice_id FROM payments)"
    )
    assert 40 < unpaid < 200


def test_movements_sum_to_mrr_and_to_zero_after_a_churn(ask):
    sums = ask("""
        SELECT kind, sum(amount) OVER (PARTITION BY subscription_id ORDER BY number), amount
        FROM subscription_movements""")
    assert {kind for kind, *_ in sums} == {"new", "expansion", "contraction", "churn", "reactivation"}
    for kind, left, amount in sums:
        assert (left == 0) if kind == "churn" else (left > 0)
        assert (amount < 0) == (kind in ("churn", "contraction"))
    assert (
        ask("""
        SELECT subscriptions.key FROM subscriptions
        LEFT JOIN subscription_movements ON subscription_id = subscriptions.id
        GROUP BY subscriptions.id HAVING (ended_on IS NULL AND started_on IS NOT NULL) <> (coalesce(sum(amount), 0) > 0)
        """)
        == []
    )


def test_there_is_a_budget_for_every_month_of_this_year_and_a_forecast_ahead(ask):
    months = {
        scenario: set(found.split(","))
        for scenario, found in ask(
            "SELECT scenario, group_concat(DISTINCT substr(posted_on, 1, 7)) FROM ledger_entries GROUP BY 1"
        )
    }
    assert {f"2025-{month:02}" for month in range(1, 13)} <= months["budget"]
    assert {"2025-11", "2026-04"} <= months["forecast"]


def test_two_currencies_have_a_rate_on_every_day_and_the_average_is_within_their_range(ask):
    kinds = ask("SELECT kind, from_currency, count(*) FROM exchange_rates GROUP BY 1, 2")
    assert {(kind, currency) for kind, currency, _ in kinds} == {
        (kind, currency) for kind in ("date", "average", "closing") for currency in ("EUR", "USD")
    }
    [[first]] = ask("SELECT min(valid_from) FROM exchange_rates WHERE kind = 'date'")
    [[earliest]] = ask("SELECT min(moved_on) FROM subscription_movements")
    assert first <= earliest
    assert (
        ask("""
        SELECT average.valid_from FROM exchange_rates average JOIN exchange_rates daily
          ON substr(daily.valid_from, 1, 7) = substr(average.valid_from, 1, 7)
          AND daily.from_currency = average.from_currency AND daily.kind = 'date'
        WHERE average.kind = 'average' AND average.from_currency = 'USD'
        GROUP BY 1 HAVING NOT average.rate BETWEEN min(daily.rate) AND max(daily.rate)""")
        == []
    )
