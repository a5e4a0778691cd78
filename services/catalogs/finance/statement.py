"""The profit and loss statement, line by line."""

from services.semantic.catalog import Better, Metric
from services.semantic.conditions import And, Compare, In
from services.semantic.expression import Arithmetic, Divide, Expression, FieldRef, MetricRef, Sum

OWNER = "Finance"
POSTED = ("ledger_entry.posted_on",)
AMOUNT = Sum(FieldRef("ledger_entry.amount"))
ACTUAL = Compare("ledger_entry.scenario", "=", "actual")
ENTITIES_IN_FULL = (
    "Legal entities are added up in full: shares of ownership are not applied, and transactions between them are not "
    "eliminated."
)
NOT_ACTUAL = f"Budget and forecast. {ENTITIES_IN_FULL}"


def _line(name: str, label: str, subtypes: tuple[str, ...], better: Better, definition: str, *synonyms: str) -> Metric:
    """Return the sum of entries on some statement lines."""
    return Metric(
        f"ledger.{name}",
        label,
        kind="simple",
        type="money",
        entity="ledger_entry",
        formula=AMOUNT,
        times=POSTED,
        rate="average",
        where=And((ACTUAL, In("account.subtype", subtypes))),
        better=better,
        definition=definition,
        exclusions=NOT_ACTUAL,
        owner=OWNER,
        synonyms=synonyms,
    )


def _subtotal(name: str, label: str, formula: Expression, definition: str, exclusions: str, *synonyms: str) -> Metric:
    """Return a line that is derived from other lines."""
    return Metric(
        f"ledger.{name}",
        label,
        kind="derived",
        type="money",
        entity="ledger_entry",
        formula=formula,
        times=POSTED,
        rate="average",
        better="up",
        definition=definition,
        exclusions=exclusions,
        owner=OWNER,
        synonyms=synonyms,
    )


def _share(name: str, label: str, of: str, definition: str, *synonyms: str) -> Metric:
    """Return a line as a share of revenue."""
    return Metric(
        f"ledger.{name}",
        label,
        kind="ratio",
        type="ratio",
        entity="ledger_entry",
        formula=Divide(MetricRef(f"ledger.{of}"), MetricRef("ledger.revenue")),
        times=POSTED,
        rate="average",
        better="up",
        unit="% of revenue",
        definition=definition,
        denominator="Revenue in the ledger; n/a if it is not above zero.",
        missing="No revenue above zero.",
        exclusions=NOT_ACTUAL,
        owner=OWNER,
        synonyms=synonyms,
    )


def _difference(left: str, *others: str) -> Expression:
    """Return the line ``left`` less the others."""
    formula: Expression = MetricRef(f"ledger.{left}")
    for other in others:
        formula = Arithmetic("-", formula, MetricRef(f"ledger.{other}"))
    return formula


SALES = _line("sales", "Gross sales", ("sales",), "up", "Sales as posted, before deductions.", "gross revenue")
DEDUCTIONS = _line(
    "sales_deductions",
    "Sales deductions",
    ("sales_deductions",),
    "down",
    "Returns, discounts and adjustments that reduce sales.",
    "returns and discounts",
)
REVENUE = _subtotal(
    "revenue",
    "Revenue (ledger)",
    _difference("sales", "sales_deductions"),
    "Sales as posted, less returns, discounts and adjustments, by posting date.",
    "Budget and forecast, and other income such as interest.",
    "net revenue",
)
COST_OF_SALES = _line(
    "cost_of_sales", "Cost of sales", ("cost_of_sales",), "down", "Cost of goods and services sold (COGS).", "cogs"
)
GROSS_PROFIT = _subtotal(
    "gross_profit",
    "Gross profit",
    _difference("revenue", "cost_of_sales"),
    "Ledger revenue less cost of sales.",
    NOT_ACTUAL,
    "gross income",
)
SALES_AND_MARKETING = _line(
    "sales_and_marketing",
    "Sales and marketing",
    ("sales_and_marketing",),
    "down",
    "Cost of acquiring and selling to customers, such as wages, advertising and travel.",
    "s&m",
    "selling expenses",
)
CONTRIBUTION = _subtotal(
    "contribution",
    "Contribution",
    _difference("gross_profit", "sales_and_marketing"),
    "Gross profit less sales and marketing. Accounts do not record whether a cost is variable: here only cost of "
    "sales and sales and marketing count as variable.",
    "Budget and forecast, and fixed costs.",
    "contribution margin amount",
)
OPERATING_EXPENSES = _line(
    "operating_expenses",
    "Operating expenses",
    ("sales_and_marketing", "research_and_development", "administration", "other_expense"),
    "down",
    "Operating costs other than cost of sales: sales and marketing, research and development, administration, and "
    "other expenses.",
    "opex",
    "overheads",
)
EBITDA = _subtotal(
    "ebitda",
    "EBITDA",
    _difference("gross_profit", "operating_expenses"),
    "Gross profit less operating expenses, before depreciation, interest and tax.",
    "Depreciation, interest, tax and other income.",
    "earnings before interest tax depreciation and amortisation",
)
DEPRECIATION = _line(
    "depreciation",
    "Depreciation",
    ("depreciation",),
    "down",
    "Depreciation and amortisation of fixed and intangible assets.",
    "amortisation",
)
OPERATING_PROFIT = _subtotal(
    "operating_profit",
    "Operating profit",
    _difference("ebitda", "depreciation"),
    "EBITDA less depreciation (EBIT).",
    "Interest, tax and other income.",
    "ebit",
    "operating income",
)
OTHER_INCOME = _line(
    "other_income",
    "Other income",
    ("other_income",),
    "up",
    "Income from sources other than sales, such as interest.",
    "other revenue",
)
INTEREST = _line("interest", "Interest expense", ("interest",), "down", "Interest on borrowings.", "interest paid")
TAX = _line("tax", "Income tax", ("tax",), "down", "Tax on the profit of the period.", "tax on income")
NET_PROFIT = _subtotal(
    "net_profit",
    "Net profit",
    Arithmetic("+", _difference("operating_profit", "interest", "tax"), MetricRef("ledger.other_income")),
    "Operating profit and other income, less interest and tax.",
    NOT_ACTUAL,
    "net income",
    "profit",
    "bottom line",
)
GROSS_MARGIN = _share(
    "gross_margin",
    "Gross margin (ledger)",
    "gross_profit",
    "Gross profit as a share of ledger revenue.",
    "gross profit margin",
)
CONTRIBUTION_MARGIN = _share(
    "contribution_margin",
    "Contribution margin",
    "contribution",
    "Contribution (gross profit less sales and marketing) as a share of ledger revenue.",
    "contribution %",
)
EBITDA_MARGIN = _share("ebitda_margin", "EBITDA margin", "ebitda", "EBITDA as a share of ledger revenue.", "ebitda %")
OPERATING_MARGIN = _share(
    "operating_margin",
    "Operating margin",
    "operating_profit",
    "Operating profit as a share of ledger revenue.",
    "ebit margin",
)
NET_MARGIN = _share(
    "net_margin", "Net margin", "net_profit", "Net profit as a share of ledger revenue.", "profit margin"
)

METRICS = (
    SALES,
    DEDUCTIONS,
    REVENUE,
    COST_OF_SALES,
    GROSS_PROFIT,
    SALES_AND_MARKETING,
    CONTRIBUTION,
    OPERATING_EXPENSES,
    EBITDA,
    DEPRECIATION,
    OPERATING_PROFIT,
    OTHER_INCOME,
    INTEREST,
    TAX,
    NET_PROFIT,
    GROSS_MARGIN,
    CONTRIBUTION_MARGIN,
    EBITDA_MARGIN,
    OPERATING_MARGIN,
    NET_MARGIN,
)
