"""Who keeps books and on what accounts: two companies, a cost centre for each team, and the chart of accounts."""

from collections.abc import Iterator
from typing import NamedTuple

from models.base import SHARE_SCALE
from services.demo.goods import CATEGORIES
from services.demo.rows import Rows, table_of
from services.demo.staff import TEAMS

COMPANY_CENTRE = "COMPANY"
CENTRES = (COMPANY_CENTRE, *(key for key, *_ in TEAMS))
CURRENCIES = ("EUR", "USD")


class Line(NamedTuple):
    """A line of the chart; its parent is the longest other code that its own begins with."""

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
    """Return the account on which the sales of a category stand."""
    return f"411{category}"


def cost_of(category: int) -> str:
    """Return the account on which the cost of a category's goods stands."""
    return f"511{category}"


CHART = (
    Line("1", "Assets", "asset", None),
    Line(CASH, "Bank", "asset", "cash"),
    Line(RECEIVABLES, "Trade receivables", "asset", "receivables"),
    Line(STOCK, "Goods in stock", "asset", "inventory"),
    Line(FIXED, "Vehicles and equipment", "asset", "fixed_assets"),
    Line(WORN, "Wear of vehicles and equipment", "asset", "fixed_assets"),
    Line("2", "Liabilities", "liability", None),
    Line(PAYABLES, "Trade payables", "liability", "payables"),
    Line(SUSPENSE, "Invoices without a delivery", "liability", "other_current_liabilities"),
    Line(VAT, "Sales tax", "liability", "other_current_liabilities"),
    Line(LOAN, "Bank loan", "liability", "long_term_liabilities"),
    Line("3", "Equity", "equity", None),
    Line(CAPITAL, "Capital", "equity", "equity"),
    Line(RESULT, "Result so far", "equity", "equity"),
    Line("4", "Revenue", "revenue", None),
    Line("41", "Sales of goods", "revenue", "sales"),
    *(Line(sales_of(place), f"Sales of {name.lower()}", "revenue", "sales") for place, name in enumerate(CATEGORIES)),
    Line(SUBSCRIPTIONS, "Subscriptions", "revenue", "sales"),
    Line(SERVICES, "Fit-out services", "revenue", "sales"),
    Line(RETURNS, "Returned goods", "expense", "sales_deductions"),
    Line("5", "Cost of sales", "expense", None),
    Line("51", "Cost of goods", "expense", "cost_of_sales"),
    *(
        Line(cost_of(place), f"Cost of {name.lower()}", "expense", "cost_of_sales")
        for place, name in enumerate(CATEGORIES)
    ),
    Line(REVALUED, "Stock valued anew", "expense", "cost_of_sales"),
    Line(FREIGHT, "Freight", "expense", "cost_of_sales"),
    Line(SERVICE_WAGES, "Wages of service and fit-out", "expense", "cost_of_sales"),
    Line("6", "Operating costs", "expense", None),
    Line(SALES_WAGES, "Wages of sales and marketing", "expense", "sales_and_marketing"),
    Line(ADVERTISING, "Advertising", "expense", "sales_and_marketing"),
    Line(TRAVEL, "Travel", "expense", "sales_and_marketing"),
    Line(DESIGN_WAGES, "Product design", "expense", "research_and_development"),
    Line(WAGES, "Wages of administration and warehouse", "expense", "administration"),
    Line(RENT, "Rent", "expense", "administration"),
    Line(SOFTWARE, "Software", "expense", "administration"),
    Line(POWER, "Power and water", "expense", "administration"),
    Line(INSURANCE, "Insurance", "expense", "administration"),
    Line(ADVICE, "Advice and audit", "expense", "administration"),
    Line("7", "Wear, interest and tax", "expense", None),
    Line(WEAR, "Depreciation", "expense", "depreciation"),
    Line(INTEREST, "Interest", "expense", "interest"),
    Line(TAXES, "Tax on income", "expense", "tax"),
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
    yield table_of("legal_entities", ("key", "name", "parent_id", "ownership", "currency"), entities)
    names = {key: name for key, name, *_ in TEAMS} | {COMPANY_CENTRE: "Whole company"}
    centres = [(key, names[key], None if key == COMPANY_CENTRE else 1) for key in CENTRES]
    yield table_of("cost_centres", ("key", "name", "parent_id"), centres)
    lines = [(line.code, line.code, line.name, line.type, line.subtype, _parent_of(line.code)) for line in CHART]
    yield table_of("accounts", ("key", "code", "name", "type", "subtype", "parent_id"), lines)
