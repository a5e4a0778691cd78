"""Revenue growth and sales efficiency."""

from services.catalogs.finance.statement import ACTUAL, NOT_ACTUAL, POSTED
from services.semantic.catalog import Better, Metric
from services.semantic.conditions import And, In
from services.semantic.expression import (
    Arithmetic,
    Boundary,
    Constant,
    Divide,
    Expression,
    FieldRef,
    MetricRef,
    MonthsBetween,
    Sum,
    When,
)

OWNER = "Finance"
MONTHS = MonthsBetween(Boundary("start"), Boundary("end"))
MONTHS_BEFORE = MonthsBetween(FieldRef("ledger_entry.posted_on"), Boundary("start"))
WHOLE_MONTHS = (
    "Budget and forecast. Earlier periods are compared in whole months, so months that the period only "
    "begins are left out."
)


def _in_months(first: Expression, last: Expression, amount: Expression) -> Expression:
    """Return the sum of entries posted between ``first`` and ``last`` months before the period, both included."""
    late_enough = When(MONTHS_BEFORE, "<=", first, amount, Constant(0))
    return Sum(When(MONTHS_BEFORE, ">=", last, late_enough, Constant(0)))


def _prior_amount(
    name: str, label: str, subtypes: tuple[str, ...], formula: Expression, better: Better, definition: str, synonym: str
) -> Metric:
    """Return the sum of entries on some statement lines in months before the period."""
    return Metric(
        f"ledger.{name}",
        label,
        kind="balance",
        type="money",
        entity="ledger_entry",
        formula=formula,
        opened="ledger_entry.posted_on",
        rate="average",
        where=And((ACTUAL, In("account.subtype", subtypes))),
        better=better,
        definition=definition,
        exclusions=WHOLE_MONTHS,
        owner=OWNER,
        synonyms=(synonym,),
    )


AMOUNT = FieldRef("ledger_entry.amount")
DEDUCTION = Arithmetic("-", Constant(0), AMOUNT)

PRIOR_YEAR_REVENUE = _prior_amount(
    "revenue_year_before",
    "Revenue in the previous year",
    ("sales", "sales_deductions"),
    _in_months(
        Constant(12),
        Arithmetic("-", Constant(13), MONTHS),
        When(FieldRef("account.subtype"), "=", Constant("sales"), AMOUNT, DEDUCTION),
    ),
    "up",
    "Revenue in the ledger for the same months of the previous year: sales less returns, discounts and adjustments.",
    "prior year revenue",
)
PRIOR_SELLING = _prior_amount(
    "selling_before",
    "Previous sales and marketing",
    ("sales_and_marketing",),
    _in_months(MONTHS, Constant(1), AMOUNT),
    "down",
    "Cost of sales and marketing in the same number of months right before the period.",
    "prior period s&m",
)
GROWTH = Metric(
    "ledger.growth",
    "Revenue growth",
    kind="ratio",
    type="ratio",
    entity="ledger_entry",
    formula=Divide(
        Arithmetic("-", MetricRef("ledger.revenue"), MetricRef("ledger.revenue_year_before")),
        MetricRef("ledger.revenue_year_before"),
    ),
    times=POSTED,
    rate="average",
    better="up",
    unit="% of previous year",
    definition="Change in ledger revenue compared with the same months of the previous year.",
    denominator="Revenue in the same months of the previous year; n/a if it is not above zero.",
    exclusions=WHOLE_MONTHS,
    missing="No revenue above zero in the same months of the previous year.",
    owner=OWNER,
    synonyms=("sales growth", "year over year growth"),
)
RULE_OF_40 = Metric(
    "ledger.rule_of_40",
    "Rule of 40",
    kind="derived",
    type="ratio",
    entity="ledger_entry",
    formula=Arithmetic("+", MetricRef("ledger.growth"), MetricRef("ledger.ebitda_margin")),
    times=POSTED,
    rate="average",
    better="up",
    unit="% growth and margin",
    definition="Revenue growth compared with the previous year plus EBITDA margin; 40% or more is commonly considered "
    "healthy. Other definitions use the operating or free cash flow margin.",
    exclusions=WHOLE_MONTHS,
    missing="Revenue growth or EBITDA margin is not available.",
    owner=OWNER,
    synonyms=("growth plus margin",),
)
_EFFICIENCY = Divide(
    Arithmetic("*", MetricRef("subscription.net_new_mrr"), Constant(12)), MetricRef("ledger.selling_before")
)
MAGIC_NUMBER = Metric(
    "ledger.magic_number",
    "Magic number",
    kind="ratio",
    type="number",
    entity="ledger_entry",
    # Without subscriptions, growth of recurring revenue is not zero but undefined.
    formula=When(
        MetricRef("subscription.mrr"),
        ">",
        Constant(0),
        _EFFICIENCY,
        When(
            MetricRef("subscription.mrr"),
            "=",
            Constant(0),
            When(MetricRef("subscription.net_new_mrr"), "!=", Constant(0), _EFFICIENCY),
        ),
    ),
    times=POSTED,
    rate="average",
    better="up",
    unit="times sales and marketing",
    definition="Net new ARR (12 times net new MRR) divided by sales and marketing expense of the preceding period. "
    "Intended for quarters.",
    denominator="Sales and marketing in the same number of months right before the period; n/a if zero.",
    exclusions=NOT_ACTUAL,
    missing="No recurring revenue, or no sales and marketing expense in the preceding months.",
    owner=OWNER,
    synonyms=("sales efficiency",),
)

METRICS = (PRIOR_YEAR_REVENUE, PRIOR_SELLING, GROWTH, RULE_OF_40, MAGIC_NUMBER)
