"""The balance sheet: what accounts stood at, as the books tell it, and whether that lasts for what falls due."""

from typing import Any

from services.semantic.catalog import Better, Metric
from services.semantic.conditions import And, Compare, Condition, In
from services.semantic.expression import Arithmetic, Divide, FieldRef, MetricRef, Sum

OWNER = "Finance"
DAY = ("account_balance.day",)
# Each entity closes its books on a day of its own.
SERIES = ("account_balance.entity_id",)
AMOUNT = Sum(FieldRef("account_balance.amount"))
ACTUAL = Compare("account_balance.scenario", "=", "actual")
NOT_RECORDED = (
    "Budget and forecast, accounts of which the books tell only entries, and those that their entity did not record "
    "when it last recorded others of their kind."
)

QUICK = ("cash", "receivables")
CURRENT = (*QUICK, "inventory", "other_current_assets")
DUE = ("payables", "short_term_debt", "other_current_liabilities")


def actual_of(*subtypes: str) -> Condition:
    """Return which balances are actual ones of these statement lines."""
    return And((ACTUAL, In("account.subtype", subtypes)))


def stood_at(
    name: str, label: str, where: Condition, better: Better, definition: str, *synonyms: str, **more: Any
) -> Metric:
    """Return what some accounts stood at by the end of the period; ``at`` and ``window_days`` name an earlier day."""
    return Metric(
        f"account.{name}",
        label,
        kind="snapshot",
        type="money",
        entity="account_balance",
        formula=more.pop("formula", AMOUNT),
        times=DAY,
        series=SERIES,
        rate="closing",
        where=where,
        better=better,
        definition=definition,
        exclusions=NOT_RECORDED,
        owner=OWNER,
        synonyms=synonyms,
        **more,
    )


def _ratio(name: str, label: str, part: str, definition: str, *synonyms: str) -> Metric:
    """Return assets for each unit of money that falls due."""
    return Metric(
        f"account.{name}",
        label,
        kind="ratio",
        type="number",
        entity="account_balance",
        formula=Divide(MetricRef(f"account.{part}"), MetricRef("account.current_liabilities")),
        times=DAY,
        rate="closing",
        better="up",
        unit="times current liabilities",
        definition=definition,
        denominator="Current liabilities at the end of the period; n/a where there are none.",
        exclusions=NOT_RECORDED,
        owner=OWNER,
        synonyms=synonyms,
    )


ASSETS = stood_at(
    "assets",
    "Assets",
    And((ACTUAL, Compare("account.type", "=", "asset"))),
    "up",
    "What the business owned at the end of the period.",
    "total assets",
)
LIABILITIES = stood_at(
    "liabilities",
    "Liabilities",
    And((ACTUAL, Compare("account.type", "=", "liability"))),
    "down",
    "What the business owed at the end of the period.",
    "debts",
)
CASH = stood_at(
    "cash",
    "Cash on the books",
    actual_of("cash"),
    "up",
    "What the cash accounts of the ledger stood at by the end of the period.",
    "cash and equivalents",
    "book cash",
)
RECEIVABLES = stood_at(
    "receivables",
    "Receivables on the books",
    actual_of("receivables"),
    "down",
    "What clients owed by the end of the period, tax included, as the ledger has it.",
    "book receivables",
)
INVENTORY = stood_at(
    "inventory",
    "Inventory on the books",
    actual_of("inventory"),
    "down",
    "What the goods in stock stood at by the end of the period, as the ledger has it.",
    "book inventory",
)
PAYABLES = stood_at(
    "payables",
    "Payables on the books",
    actual_of("payables"),
    "neither",
    "What was owed to vendors by the end of the period, tax included, as the ledger has it.",
    "book payables",
)
CURRENT_ASSETS = stood_at(
    "current_assets",
    "Current assets",
    actual_of(*CURRENT),
    "up",
    "Cash, and what turns into cash within a year: receivables, inventory and other current assets.",
    "short-term assets",
)
QUICK_ASSETS = stood_at(
    "quick_assets",
    "Quick assets",
    actual_of(*QUICK),
    "up",
    "Cash and receivables: what is money soon without selling stock.",
    "liquid assets",
)
CURRENT_LIABILITIES = stood_at(
    "current_liabilities",
    "Current liabilities",
    actual_of(*DUE),
    "down",
    "What falls due within a year: payables, short-term debt and other current liabilities.",
    "short-term liabilities",
)
WORKING_CAPITAL = Metric(
    "account.working_capital",
    "Working capital",
    kind="derived",
    type="money",
    entity="account_balance",
    formula=Arithmetic("-", MetricRef("account.current_assets"), MetricRef("account.current_liabilities")),
    times=DAY,
    rate="closing",
    better="up",
    definition="Current assets less current liabilities at the end of the period.",
    exclusions=NOT_RECORDED,
    owner=OWNER,
    synonyms=("net working capital",),
)
CURRENT_RATIO = _ratio(
    "current_ratio",
    "Current ratio",
    "current_assets",
    "Current assets for each unit of money that falls due within a year.",
    "liquidity ratio",
)
QUICK_RATIO = _ratio(
    "quick_ratio",
    "Quick ratio",
    "quick_assets",
    "Cash and receivables for each unit of money that falls due within a year. Some count all current assets but "
    "stock; here prepaid expenses do not count either.",
    "acid test",
)

METRICS = (
    ASSETS,
    LIABILITIES,
    CASH,
    RECEIVABLES,
    INVENTORY,
    PAYABLES,
    CURRENT_ASSETS,
    QUICK_ASSETS,
    CURRENT_LIABILITIES,
    WORKING_CAPITAL,
    CURRENT_RATIO,
    QUICK_RATIO,
)
