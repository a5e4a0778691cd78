"""The legal entities, the cost centres (one for each team), and the chart of accounts."""

from collections.abc import Iterator
from typing import NamedTuple

from models.base import SHARE_SCALE
from services.demo.goods import CATEGORIES
from services.demo.rows import Rows, rows_from_records
from services.demo.staff import TEAMS

COMPANY_CENTRE = "COMPANY"
CENTRES = (COMPANY_CENTRE, *(key for key, *_ in TEAMS))
CURRENCIES = ("EUR", "USD")


class AccountLine(NamedTuple):
    """One account. Its parent is the account with the longest code that is a prefix of its own."""

    code: str
    name: str
    type: str
    subtype: str | None


CASH, RECEIVABLES, STOCK, FIXED, WORN = "1100", "1200", "1300", "1500", "1590"
PAYABLES, SUSPENSE, VAT, LOAN = "2100", "2190", "2200", "2500"
CAPITAL, RESULT = "3100", "3200"
SUBSCRIPTIONS, SERVICES, RETURNS = "4200", "4300", "4900"
REVALUED, FREIGHT, SERVICE_WAGES = "5200", "5300", "5400"
SALES_WAGES, ADVERTISING, TRAVEL = "6100", "6200", "6300"
DESIGN_WAGES = "6400"
WAGES, RENT, SOFTWARE, POWER, INSURANCE, ADVICE = "6500", "6600", "6610", "6620", "6630", "6640"
WEAR, INTEREST, TAXES = "7100", "7200", "7300"


def sales_of(category: int) -> str:
    """Return the revenue account of a category."""
    return f"411{category}"


def cost_of(category: int) -> str:
    """Return the account for the cost of goods of a category."""
    return f"511{category}"


CHART = (
    AccountLine("1", "Assets", "asset", None),
    AccountLine(CASH, "Bank", "asset", "cash"),
    AccountLine(RECEIVABLES, "Trade receivables", "asset", "receivables"),
    AccountLine(STOCK, "Goods in stock", "asset", "inventory"),
    AccountLine(FIXED, "Vehicles and equipment", "asset", "fixed_assets"),
    AccountLine(WORN, "Wear of vehicles and equipment", "asset", "fixed_assets"),
    AccountLine("2", "Liabilities", "liability", None),
    AccountLine(PAYABLES, "Trade payables", "liability", "payables"),
    AccountLine(SUSPENSE, "Invoices without a delivery", "liability", "other_current_liabilities"),
    AccountLine(VAT, "Sales tax", "liability", "other_current_liabilities"),
    AccountLine(LOAN, "Bank loan", "liability", "long_term_liabilities"),
    AccountLine("3", "Equity", "equity", None),
    AccountLine(CAPITAL, "Capital", "equity", "equity"),
    AccountLine(RESULT, "Result so far", "equity", "equity"),
    AccountLine("4", "Revenue", "revenue", None),
    AccountLine("41", "Sales of goods", "revenue", "sales"),
    *(
        AccountLine(sales_of(place), f"Sales of {name.lower()}", "revenue", "sales")
        for place, name in enumerate(CATEGORIES)
    ),
    AccountLine(SUBSCRIPTIONS, "Subscriptions", "revenue", "sales"),
    AccountLine(SERVICES, "Fit-out services", "revenue", "sales"),
    AccountLine(RETURNS, "Returned goods", "expense", "sales_deductions"),
    AccountLine("5", "Cost of sales", "expense", None),
    AccountLine("51", "Cost of goods", "expense", "cost_of_sales"),
    *(
        AccountLine(cost_of(place), f"Cost of {name.lower()}", "expense", "cost_of_sales")
        for place, name in enumerate(CATEGORIES)
    ),
    AccountLine(REVALUED, "Stock valued anew", "expense", "cost_of_sales"),
    AccountLine(FREIGHT, "Freight", "expense", "cost_of_sales"),
    AccountLine(SERVICE_WAGES, "Wages of service and fit-out", "expense", "cost_of_sales"),
    AccountLine("6", "Operating costs", "expense", None),
    AccountLine(SALES_WAGES, "Wages of sales and marketing", "expense", "sales_and_marketing"),
    AccountLine(ADVERTISING, "Advertising", "expense", "sales_and_marketing"),
    AccountLine(TRAVEL, "Travel", "expense", "sales_and_marketing"),
    AccountLine(DESIGN_WAGES, "Product design", "expense", "research_and_development"),
    AccountLine(WAGES, "Wages of administration and warehouse", "expense", "administration"),
    AccountLine(RENT, "Rent", "expense", "administration"),
    AccountLine(SOFTWARE, "Software", "expense", "administration"),
    AccountLine(POWER, "Power and water", "expense", "administration"),
    AccountLine(INSURANCE, "Insurance", "expense", "administration"),
    AccountLine(ADVICE, "Advice and audit", "expense", "administration"),
    AccountLine("7", "Wear, interest and tax", "expense", None),
    AccountLine(WEAR, "Depreciation", "expense", "depreciation"),
    AccountLine(INTEREST, "Interest", "expense", "interest"),
    AccountLine(TAXES, "Tax on income", "expense", "tax"),
)
ID_OF = {line.code: number for number, line in enumerate(CHART, 1)}
CENTRE_ID = {key: number for number, key in enumerate(CENTRES, 1)}
TYPE_OF = {line.code: line.type for line in CHART}


def _parent_of(code: str) -> int | None:
    headings = [other for other in ID_OF if other != code and code.startswith(other)]
    return ID_OF[max(headings, key=len)] if headings else None


def rows() -> Iterator[Rows]:
    """Yield the entities, the cost centres and the accounts."""
    entities = [
        ("NL-DE", "Northlight Trading GmbH", None, None, CURRENCIES[0]),
        ("NL-US", "Northlight Trading Inc.", 1, SHARE_SCALE, CURRENCIES[1]),
    ]
    yield rows_from_records("legal_entities", ("key", "name", "parent_id", "ownership", "currency"), entities)
    names = {key: name for key, name, *_ in TEAMS} | {COMPANY_CENTRE: "Whole company"}
    centres = [(key, names[key], None if key == COMPANY_CENTRE else 1) for key in CENTRES]
    yield rows_from_records("cost_centres", ("key", "name", "parent_id"), centres)
    lines = [(line.code, line.code, line.name, line.type, line.subtype, _parent_of(line.code)) for line in CHART]
    yield rows_from_records("accounts", ("key", "code", "name", "type", "subtype", "parent_id"), lines)
