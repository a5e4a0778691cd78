"""Reconciliations of the company's ledger. Each function returns the months that do not reconcile."""

from tests.services.demo.conftest import Ask

# The last day of each closed month.
ENDS = "SELECT DISTINCT day FROM account_balances"
ENTITIES = "SELECT 1 AS entity, 'EUR' AS currency UNION SELECT 2, 'USD'"


def unbalanced_months(ask: Ask) -> list:
    """Assets equal liabilities plus equity plus net income, for each entity at each month end."""
    return ask(f"""
        SELECT day, entity, sum(CASE WHEN type IN ('asset', 'expense') THEN amount ELSE -amount END) AS gap
        FROM ({ENDS}) JOIN ({ENTITIES})
        JOIN ledger_entries ON posted_on <= day AND entity_id = entity AND scenario = 'actual'
        JOIN accounts ON accounts.id = account_id GROUP BY 1, 2 HAVING gap <> 0""")


def account(code: str) -> str:
    """Return a subquery for the balance of the accounts with this code prefix, of an entity at the end of a day."""
    return f"""(SELECT coalesce(sum(amount), 0) FROM ledger_entries JOIN accounts ON accounts.id = account_id
        WHERE code LIKE '{code}%' AND scenario = 'actual' AND posted_on <= day AND entity_id = entity)"""


def unreconciled_receivables(ask: Ask) -> list:
    """Receivables are the invoices that were not cancelled, less the payments."""
    return ask(f"""
        SELECT day, entity, {account("1200")} AS ledger,
          (SELECT coalesce(sum(amount), 0) FROM invoices WHERE invoices.currency = books.currency AND issued_on <= day
            AND (cancelled_on IS NULL OR cancelled_on > day))
          - (SELECT coalesce(sum(payments.amount), 0) FROM payments JOIN invoices ON invoices.id = invoice_id
            WHERE invoices.currency = books.currency AND paid_on <= day) AS owed
        FROM ({ENDS}) JOIN ({ENTITIES}) AS books WHERE ledger <> owed""")


def unreconciled_payables(ask: Ask) -> list:
    """Payables are the bills that were not rejected, less the bills that were paid."""
    return ask(f"""
        SELECT day, entity, {account("2100")} AS ledger,
          (SELECT coalesce(sum(amount), 0) FROM bills WHERE bills.currency = books.currency AND status <> 'rejected'
            AND issued_on <= day AND (paid_on IS NULL OR paid_on > day)) AS owed
        FROM ({ENDS}) JOIN ({ENTITIES}) AS books WHERE ledger <> owed""")


def unreconciled_cash(ask: Ask) -> list:
    """Cash is the bank balance."""
    return ask(f"""
        SELECT dates.day, entity, {account("1100").replace("<= day", "<= dates.day")} AS ledger, balance
        FROM ({ENDS}) AS dates JOIN ({ENTITIES})
        JOIN bank_balances ON bank_balances.day = dates.day AND entity_id = entity WHERE ledger <> balance""")


def unreconciled_stock(ask: Ask) -> list:
    """Stock in the ledger is the counted value."""
    return ask(f"""
        SELECT day, {account("1300")} AS ledger,
          (SELECT sum(value) FROM inventory_levels WHERE counted_on = day) AS lies
        FROM ({ENDS}) JOIN (SELECT 1 AS entity) WHERE ledger <> lies""")


def goods_that_do_not_tie(ask: Ask, code: str, column: str) -> list:
    """Sales and cost of goods are the lines of orders shipped in the month."""
    return ask(f"""
        WITH shipped AS (
          SELECT substr(shipped_on, 1, 7) AS month, currency, sum({column}) AS lines
          FROM order_lines JOIN orders ON orders.id = order_id
          WHERE shipped_on <= (SELECT max(day) FROM account_balances) GROUP BY 1, 2
        ), posted AS (
          SELECT substr(posted_on, 1, 7) AS month, ledger_entries.currency,
            sum(CASE code WHEN '4900' THEN -amount ELSE amount END) AS ledger
          FROM ledger_entries JOIN accounts ON accounts.id = account_id
          WHERE scenario = 'actual' AND (code LIKE '{code}%' OR code = CASE '{code}' WHEN '41' THEN '4900' END)
          GROUP BY 1, 2
        ) SELECT * FROM shipped LEFT JOIN posted USING (month, currency) WHERE ledger IS NULL OR lines <> ledger""")


def all_unreconciled(ask: Ask) -> list:
    """Return the results of all reconciliations."""
    return [
        *unbalanced_months(ask),
        *unreconciled_receivables(ask),
        *unreconciled_payables(ask),
        *unreconciled_cash(ask),
        *unreconciled_stock(ask),
        *goods_that_do_not_tie(ask, "41", "amount"),
        *goods_that_do_not_tie(ask, "51", "cost"),
    ]
