"""Finance: the statement, how it differs from the plan, and the money."""

from services.dashboards.built_in.tiles import bar, line, number, records
from services.dashboards.spec import Board
from services.semantic.conditions import Not, Null

FINANCE = Board(
    "finance",
    "Finance",
    (
        number("revenue", "Revenue on the ledger", "ledger.revenue"),
        number("gross-margin", "Gross margin on the ledger", "ledger.gross_margin"),
        number("ebitda", "EBITDA", "ledger.ebitda"),
        number("net-profit", "Net profit", "ledger.net_profit"),
        number("variance", "Variance to budget", "ledger.variance"),
        number("cash", "Cash", "bank.cash"),
        line("revenue-over-time", "Revenue on the ledger over time", "ledger.revenue"),
        bar("expenses-by-account", "Operating expenses by account", "ledger.operating_expenses", "account.name"),
        line("profit-over-time", "Net profit over time", "ledger.net_profit"),
        bar("variance-by-centre", "Variance to budget by cost centre", "ledger.variance", "cost_centre.name"),
        line("cash-over-time", "Cash over time", "bank.cash"),
        bar("cash-by-account", "Cash by bank account", "bank.cash", "bank_balance.bank_account"),
        records(
            "entries",
            "Ledger entries",
            "ledger_entry.key",
            "ledger_entry.posted_on",
            "account.name",
            "cost_centre.name",
            "legal_entity.name",
            "ledger_entry.scenario",
            "ledger_entry.document",
            "ledger_entry.amount",
            order=("-ledger_entry.posted_on",),
            # Statistical accounts count heads and square feet, which have no place in a column of money.
            where=Not(Null("ledger_entry.currency")),
        ),
    ),
    filters=("legal_entity.name",),
    dated_by="ledger.sales",
)
