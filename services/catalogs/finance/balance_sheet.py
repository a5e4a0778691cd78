"""The balance sheet: account balances, working capital and liquidity ratios."""

from typing import Any

from services.semantic.catalog import Better, Metric
from services.semantic.conditions import And, Compare, Condition, In
from services.semantic.expression import Arithmetic, Divide, FieldRef, MetricRef, Sum

OWNER = "Finance"
DAY = ("account_balance.day",)
# Each legal entity closes its books on its own dates.
SERIES = ("account_balance.entity_id",)
AMOUNT = Sum(FieldRef("account_balance.amount"))
ACTUAL = Compare("account_balance.scenario", "=", "actual")
NO_BALANCE = (
    "Budget and forecast, accounts that have entries but no balances, and accounts without a balance on "
    "the last date for which their legal entity recorded others of the same kind. Legal entities are added up in full: "
    "shares of ownership are not applied, and balances between them are not eliminated."
)

QUICK = ("cash", "receivables")
CURRENT = (*QUICK, "inventory", "other_current_assets")
DUE = ("payables", "short_term_debt", "other_current_liabilities")


def actual_of(*subtypes: str) -> Condition:
    """Return the condition for actual balances of the given statement lines."""
    return And((ACTUAL, In("account.subtype", subtypes)))


def balance_metric(
    name: str, label: str, where: Condition, better: Better, definition: str, *synonyms: str, **more: Any
) -> Metric:
    """Return the balance of some accounts at the end of the period, or earlier by ``at`` and ``window_days``."""
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
        exclusions=NO_BALANCE,
        owner=OWNER,
        synonyms=synonyms,
        **more,
    )


def _ratio(name: str, label: str, part: str, definition: str, *synonyms: str) -> Metric:
    """Return a ratio of assets to current liabilities."""
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
        denominator="Current liabilities at the end of the period; n/a if zero.",
        exclusions=NO_BALANCE,
        owner=OWNER,
        synonyms=synonyms,
    )


ASSETS = balance_metric(
    "assets",
    "Assets",
    And((ACTUAL, Compare("account.type", "=", "asset"))),
    "up",
    "Total balance of asset accounts at the end of the period.",
    "total assets",
)
LIABILITIES = balance_metric(
    "liabilities",
    "Liabilities",
    And((ACTUAL, Compare("account.type", "=", "liability"))),
    "down",
    "Total balance of liability accounts at the end of the period.",
    "debts",
)
CASH = balance_metric(
    "cash",
    "Cash (ledger)",
    actual_of("cash"),
    "up",
    "Balance of the ledger's cash accounts at the end of the period.",
    "cash and equivalents",
    "cash on the books",
)
RECEIVABLES = balance_metric(
    "receivables",
    "Receivables (ledger)",
    actual_of("receivables"),
    "down",
    "Balance of the ledger's receivables accounts at the end of the period, including tax.",
    "receivables on the books",
)
INVENTORY = balance_metric(
    "inventory",
    "Inventory (ledger)",
    actual_of("inventory"),
    "down",
    "Balance of the ledger's inventory accounts at the end of the period.",
    "inventory on the books",
)
PAYABLES = balance_metric(
    "payables",
    "Payables (ledger)",
    actual_of("payables"),
    "neither",
    "Balance of the ledger's payables accounts at the end of the period, including tax.",
    "payables on the books",
)
CURRENT_ASSETS = balance_metric(
    "current_assets",
    "Current assets",
    actual_of(*CURRENT),
    "up",
    "Cash, receivables, inventory and other current assets at the end of the period.",
    "short-term assets",
)
QUICK_ASSETS = balance_metric(
    "quick_assets",
    "Quick assets",
    actual_of(*QUICK),
    "up",
    "Cash and receivables at the end of the period.",
    "liquid assets",
)
CURRENT_LIABILITIES = balance_metric(
    "current_liabilities",
    "Current liabilities",
    actual_of(*DUE),
    "down",
    "Payables, short-term debt and other current liabilities, due within a year, at the end of the period.",
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
    exclusions=NO_BALANCE,
    owner=OWNER,
    synonyms=("net working capital",),
)
CURRENT_RATIO = _ratio(
    "current_ratio",
    "Current ratio",
    "current_assets",
    "Current assets divided by current liabilities.",
    "liquidity ratio",
)
QUICK_RATIO = _ratio(
    "quick_ratio",
    "Quick ratio",
    "quick_assets",
    "Cash and receivables divided by current liabilities. Inventory and other current assets, such as prepaid "
    "expenses, do not count.",
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
