"""How long money is tied up between paying vendors and being paid, and what cash a period's business brought."""

from dataclasses import replace

from services.catalogs.finance.sheet import DAY, NOT_RECORDED, actual_of, stood_at
from services.semantic.catalog import Better, Metric
from services.semantic.expression import (
    Arithmetic,
    Constant,
    Divide,
    Expression,
    FieldRef,
    MetricRef,
    PeriodDays,
    Sum,
    When,
)

OWNER = "Finance"


def _days(
    name: str, label: str, balance: str, flow: str, better: Better, definition: str, denominator: str, *synonyms: str
) -> Metric:
    """Return for how many days of a flow a balance lasts."""
    return Metric(
        f"account.{name}",
        label,
        kind="ratio",
        type="number",
        entity="account_balance",
        formula=Divide(Arithmetic("*", MetricRef(f"account.{balance}"), PeriodDays()), MetricRef(f"ledger.{flow}")),
        times=DAY,
        rate="closing",
        better=better,
        unit="days",
        definition=definition,
        denominator=f"{denominator}; n/a where there was none.",
        exclusions=NOT_RECORDED,
        owner=OWNER,
        synonyms=synonyms,
    )


DSO = _days(
    "dso",
    "Days sales outstanding",
    "receivables",
    "revenue",
    "down",
    "For how many days of revenue clients owe: receivables at the end of the period (not their average), by the "
    "revenue of the whole period, times its days. All revenue counts as sold on credit, and while receivables hold "
    "tax, revenue does not.",
    "Revenue on the ledger",
    "dso",
    "collection period",
)
DIO = _days(
    "dio",
    "Days inventory outstanding",
    "inventory",
    "cost_of_sales",
    "down",
    "For how many days of sales the stock lasts: inventory at the end of the period (not its average), by the cost of "
    "sales of the whole period, times its days.",
    "Cost of sales",
    "dio",
    "days in inventory",
)
DPO = _days(
    "dpo",
    "Days payables outstanding",
    "payables",
    "cost_of_sales",
    "neither",
    "For how many days of cost vendors wait: payables at the end of the period (not their average), by the cost of "
    "sales of the whole period, times its days. Some divide by purchases; and while payables hold tax and costs of the "
    "office, cost of sales does not.",
    "Cost of sales",
    "dpo",
    "payment period",
)
CCC = Metric(
    "account.ccc",
    "Cash conversion cycle",
    kind="derived",
    type="number",
    entity="account_balance",
    formula=Arithmetic(
        "-", Arithmetic("+", MetricRef("account.dso"), MetricRef("account.dio")), MetricRef("account.dpo")
    ),
    times=DAY,
    rate="closing",
    better="down",
    unit="days",
    definition="Days from paying vendors to being paid by clients: days sales outstanding and days inventory "
    "outstanding, less days payables outstanding.",
    exclusions=NOT_RECORDED,
    missing="One of its three parts is not known.",
    owner=OWNER,
    synonyms=("ccc", "cash cycle"),
)

# What is owed to others lessens what business ties up.
SIGNED = When(
    FieldRef("account.type"),
    "=",
    Constant("liability"),
    Arithmetic("-", Constant(0), FieldRef("account_balance.amount")),
    FieldRef("account_balance.amount"),
)

OPERATING_CAPITAL = stood_at(
    "operating_capital",
    "Money tied up",
    actual_of("receivables", "inventory", "other_current_assets", "payables", "other_current_liabilities"),
    "down",
    "What business ties up by the end of the period: receivables, inventory and other current assets, less payables "
    "and other current liabilities. Cash and debt are no part of it.",
    "operating working capital",
    formula=Sum(SIGNED),
)
FIXED_ASSETS = stood_at(
    "fixed_assets",
    "Fixed assets",
    actual_of("fixed_assets"),
    "neither",
    "What equipment, buildings and land stood at by the end of the period, less what is worn.",
    "property and equipment",
)


def _before(metric: Metric) -> Metric:
    """Return what the period began with."""
    return replace(
        metric,
        name=f"{metric.name}_at_start",
        label=f"{metric.label} at the start",
        at="start",
        definition=metric.definition.replace("by the end of the period", "before the first day of the period"),
        synonyms=(f"opening {metric.label.lower()}",),
    )


def _rise(balance: str) -> Expression:
    return Arithmetic("-", MetricRef(f"account.{balance}"), MetricRef(f"account.{balance}_at_start"))


OPERATING_CASH_FLOW = Metric(
    "cash.operating_flow",
    "Operating cash flow",
    kind="derived",
    type="money",
    entity="account_balance",
    formula=Arithmetic(
        "-",
        Arithmetic("+", MetricRef("ledger.net_profit"), MetricRef("ledger.depreciation")),
        _rise("operating_capital"),
    ),
    times=DAY,
    rate="closing",
    better="up",
    definition="Cash that the business brought, found from the profit (the indirect method): net profit and "
    "depreciation, less the rise of the money that is tied up in receivables, inventory and other current assets, net "
    "of payables and other current liabilities.",
    exclusions="Loans, capital and what was invested. What foreign money gained or lost in worth is in it.",
    missing="Balances of the ledger's accounts are not on record for both ends of the period.",
    owner=OWNER,
    synonyms=("ocf", "cash flow from operations"),
)
INVESTED = Metric(
    "cash.invested",
    "Capital expenditure",
    kind="derived",
    type="money",
    entity="account_balance",
    formula=Arithmetic("+", _rise("fixed_assets"), MetricRef("ledger.depreciation")),
    times=DAY,
    rate="closing",
    better="neither",
    definition="What was spent on equipment, buildings and land, less what sold ones brought: the rise of fixed "
    "assets, and the depreciation that lessened them.",
    exclusions="Goodwill and other assets that are not fixed ones, though their depreciation counts.",
    missing="Balances of fixed assets are not on record for both ends of the period.",
    owner=OWNER,
    synonyms=("capex",),
)
FREE_CASH_FLOW = Metric(
    "cash.free_flow",
    "Free cash flow",
    kind="derived",
    type="money",
    entity="account_balance",
    formula=Arithmetic("-", MetricRef("cash.operating_flow"), MetricRef("cash.invested")),
    times=DAY,
    rate="closing",
    better="up",
    definition="Operating cash flow less capital expenditure.",
    exclusions="Loans and capital. What foreign money gained or lost in worth is in it.",
    missing="Balances of the ledger's accounts are not on record for both ends of the period.",
    owner=OWNER,
    synonyms=("fcf",),
)

METRICS = (
    DSO,
    DIO,
    DPO,
    CCC,
    OPERATING_CAPITAL,
    _before(OPERATING_CAPITAL),
    FIXED_ASSETS,
    _before(FIXED_ASSETS),
    OPERATING_CASH_FLOW,
    INVESTED,
    FREE_CASH_FLOW,
)
