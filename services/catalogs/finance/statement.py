"""The profit and loss statement, line by line: each line is what the ones above it leave."""

from services.semantic.catalog import Better, Metric
from services.semantic.conditions import And, Compare, In
from services.semantic.expression import Arithmetic, Divide, Expression, FieldRef, MetricRef, Sum

OWNER = "Finance"
POSTED = ("ledger_entry.posted_on",)
AMOUNT = Sum(FieldRef("ledger_entry.amount"))
ACTUAL = Compare("ledger_entry.scenario", "=", "actual")
NOT_ACTUAL = "Budget and forecast."


def _line(name: str, label: str, subtypes: tuple[str, ...], better: Better, definition: str, *synonyms: str) -> Metric:
    """Return what was posted to the accounts of a few subtypes."""
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


def _left(name: str, label: str, formula: Expression, definition: str, exclusions: str, *synonyms: str) -> Metric:
    """Return a line that follows from others."""
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
        denominator="Revenue on the ledger; n/a where it is zero.",
        exclusions=NOT_ACTUAL,
        owner=OWNER,
        synonyms=synonyms,
    )


def _less(left: str, *others: str) -> Expression:
    """Return a line less others."""
    formula: Expression = MetricRef(f"ledger.{left}")
    for other in others:
        formula = Arithmetic("-", formula, MetricRef(f"ledger.{other}"))
    return formula


SALES = _line("sales", "Gross sales", ("sales",), "up", "Sales as posted, before what is taken off.", "gross revenue")
DEDUCTIONS = _line(
    "sales_deductions",
    "Sales deductions",
    ("sales_deductions",),
    "down",
    "Returns, discounts and adjustments, which lessen sales.",
    "returns and discounts",
)
REVENUE = _left(
    "revenue",
    "Revenue on the ledger",
    _less("sales", "sales_deductions"),
    "Sales as posted, less returns, discounts and adjustments.",
    "Budget and forecast, and other income such as interest.",
    "net sales",
)
COST_OF_SALES = _line(
    "cost_of_sales", "Cost of sales", ("cost_of_sales",), "down", "What the goods and services sold have cost.", "cogs"
)
GROSS_PROFIT = _left(
    "gross_profit",
    "Gross profit",
    _less("revenue", "cost_of_sales"),
    "Revenue less the cost of sales.",
    NOT_ACTUAL,
    "gross income",
)
SALES_AND_MARKETING = _line(
    "sales_and_marketing",
    "Sales and marketing",
    ("sales_and_marketing",),
    "down",
    "What finding clients and selling to them cost: wages, advertising, travel.",
    "s&m",
    "selling expenses",
)
CONTRIBUTION = _left(
    "contribution",
    "Contribution",
    _less("gross_profit", "sales_and_marketing"),
    "Gross profit less the cost of selling. Accounts do not say whether they vary with sales: here the cost of sales "
    "and of selling count as doing so, and no other.",
    "Budget and forecast, and all costs that do not vary with sales.",
    "contribution profit",
)
OPERATING_EXPENSES = _line(
    "operating_expenses",
    "Operating expenses",
    ("sales_and_marketing", "research_and_development", "administration", "other_expense"),
    "down",
    "What running the business costs beside the cost of sales: selling, developing, administering, and other expenses.",
    "opex",
    "overheads",
)
EBITDA = _left(
    "ebitda",
    "EBITDA",
    _less("gross_profit", "operating_expenses"),
    "Gross profit less operating expenses, before depreciation, interest and tax.",
    "Depreciation, interest, tax and other income.",
    "earnings before interest tax depreciation and amortisation",
)
DEPRECIATION = _line(
    "depreciation", "Depreciation", ("depreciation",), "down", "Depreciation and amortisation.", "amortisation"
)
OPERATING_PROFIT = _left(
    "operating_profit",
    "Operating profit",
    _less("ebitda", "depreciation"),
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
    "Income that is no sale, such as interest.",
    "other revenue",
)
INTEREST = _line("interest", "Interest paid", ("interest",), "down", "Interest on what was borrowed.", "interest cost")
TAX = _line("tax", "Tax on income", ("tax",), "down", "Tax on the profit of the period.", "income tax")
NET_PROFIT = _left(
    "net_profit",
    "Net profit",
    Arithmetic("+", _less("operating_profit", "interest", "tax"), MetricRef("ledger.other_income")),
    "What is left in the end: operating profit and other income, less interest and tax.",
    NOT_ACTUAL,
    "net income",
    "profit",
    "bottom line",
)
GROSS_MARGIN = _share(
    "gross_margin",
    "Gross margin on the ledger",
    "gross_profit",
    "Gross profit as a share of revenue.",
    "gross profit margin",
)
CONTRIBUTION_MARGIN = _share(
    "contribution_margin",
    "Contribution margin",
    "contribution",
    "Contribution as a share of revenue: gross profit less the cost of selling.",
    "contribution %",
)
EBITDA_MARGIN = _share("ebitda_margin", "EBITDA margin", "ebitda", "EBITDA as a share of revenue.", "ebitda %")
OPERATING_MARGIN = _share(
    "operating_margin", "Operating margin", "operating_profit", "Operating profit as a share of revenue.", "ebit margin"
)
NET_MARGIN = _share("net_margin", "Net margin", "net_profit", "Net profit as a share of revenue.", "profit margin")

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
