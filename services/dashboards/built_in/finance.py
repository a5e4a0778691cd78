"""Finance: profit and loss, variance to budget, cash and runway, receivables and payables."""

from services.dashboards.built_in.tiles import bar, chart, number, records, section
from services.dashboards.spec import Board
from services.semantic.conditions import And, Compare

REVENUE_BRIDGE = ("before", "price", "volume", "mix", "new_products", "dropped_products", "now")
ACCOUNTS = ("account.subtype", "account_group.name", "account.code", "account.name")

FINANCE = Board(
    "finance",
    "Finance",
    (
        number("revenue", "Revenue", "ledger.revenue"),
        number("gross-margin", "Gross margin", "ledger.gross_margin"),
        number("ebitda-margin", "EBITDA margin", "ledger.ebitda_margin"),
        number("net-profit", "Net profit", "ledger.net_profit", "ledger.planned_profit"),
        number("cash", "Cash", "bank.cash"),
        number("runway", "Runway", "cash.runway"),
        chart(
            "statement",
            "statement",
            "Profit and loss",
            "ledger.net_profit",
            "ledger.planned_profit",
            by=ACCOUNTS,
            width=12,
            compare="previous_year",
            order=("account.code",),
        ),
        chart(
            "waterfall",
            "revenue-bridge",
            "Revenue bridge: price, volume and mix",
            *(f"bridge.{step}" for step in REVENUE_BRIDGE),
            width=6,
        ),
        chart(
            "combo",
            "margin",
            "Revenue and EBITDA margin by month",
            "ledger.revenue",
            "ledger.ebitda_margin",
            width=6,
            grain="month",
        ),
        bar("variance-by-centre", "Variance to budget by cost centre", "ledger.variance", "cost_centre.name"),
        chart(
            "treemap",
            "spend",
            "Operating expenses by cost centre and account",
            "ledger.operating_expenses",
            by=("cost_centre.name", "account.name"),
            width=8,
        ),
        *section(
            "Cash",
            chart(
                "combo", "burn", "Net burn and cash by month", "cash.net_burn", "account.cash", grain="month", width=6
            ),
            chart(
                "area",
                "cash-cycle",
                "Cash conversion cycle and its components",
                "account.ccc",
                "account.dio",
                "account.dso",
                "account.dpo",
                grain="month",
                width=6,
            ),
        ),
        *section(
            "Receivables and payables",
            chart(
                "stack",
                "receivables-by-age",
                "Receivables by age",
                "invoice.receivables",
                by=("invoice.ageing",),
                grain="month",
                width=6,
            ),
            chart(
                "stack",
                "payables-by-age",
                "Payables by age",
                "bill.payables",
                by=("bill.ageing",),
                grain="month",
                width=6,
            ),
            records(
                "overdue",
                "Overdue invoices",
                "invoice.number",
                "client.name",
                "client.segment",
                "invoice.issued_on",
                "invoice.due_on",
                "invoice.days_overdue",
                "invoice.open_amount",
                "client.id",
                order=("-invoice.open_amount",),
                where=And((Compare("invoice.days_overdue", ">", 0), Compare("invoice.open_amount", ">", 0))),
                dated=False,
            ),
        ),
    ),
    filters=("legal_entity.name", "cost_centre.name", "account.subtype", "account.name"),
    dated_by="ledger.sales",
)
