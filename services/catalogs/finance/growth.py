"""How fast business grows, and what that costs."""

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
WHOLE_MONTHS = "Budget and forecast, and months that the period only begins: those before are counted in whole months."


def _in_months(first: Expression, last: Expression, amount: Expression) -> Expression:
    """Sum up the entries that were posted so many months before the period began, both included."""
    late_enough = When(MONTHS_BEFORE, "<=", first, amount, Constant(0))
    return Sum(When(MONTHS_BEFORE, ">=", last, late_enough, Constant(0)))


def _earlier(
    name: str, label: str, subtypes: tuple[str, ...], formula: Expression, better: Better, definition: str, synonym: str
) -> Metric:
    """Return what was posted to the accounts of a few lines in months before the period."""
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
TAKEN_OFF = Arithmetic("-", Constant(0), AMOUNT)

REVENUE_BEFORE = _earlier(
    "revenue_year_before",
    "Revenue a year before",
    ("sales", "sales_deductions"),
    _in_months(
        Constant(12),
        Arithmetic("-", Constant(13), MONTHS),
        When(FieldRef("account.subtype"), "=", Constant("sales"), AMOUNT, TAKEN_OFF),
    ),
    "up",
    "Revenue on the ledger in the same months of the year before: sales less returns, discounts and adjustments.",
    "prior year revenue",
)
SELLING_BEFORE = _earlier(
    "selling_before",
    "Sales and marketing before",
    ("sales_and_marketing",),
    _in_months(MONTHS, Constant(1), AMOUNT),
    "down",
    "What finding clients and selling to them cost in as many months right before the period.",
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
    unit="% of last year's revenue",
    definition="By how much revenue on the ledger is above that of the same months of the year before.",
    denominator="Revenue of the same months of the year before; n/a where there was none.",
    exclusions=WHOLE_MONTHS,
    missing="There was no revenue in the same months of the year before.",
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
    definition="Revenue growth on the year before and EBITDA margin, added up; 40 % is held to be healthy. Others add "
    "the operating margin or that of free cash flow.",
    exclusions=WHOLE_MONTHS,
    missing="Growth or margin is not known.",
    owner=OWNER,
    synonyms=("growth plus margin",),
)
_GROWN = Divide(
    Arithmetic("*", MetricRef("subscription.net_new_mrr"), Constant(12)), MetricRef("ledger.selling_before")
)
MAGIC_NUMBER = Metric(
    "ledger.magic_number",
    "Magic number",
    kind="ratio",
    type="number",
    entity="ledger_entry",
    # Who has no contracts has no recurring revenue that could have grown by nothing.
    formula=When(
        MetricRef("subscription.mrr"),
        ">",
        Constant(0),
        _GROWN,
        When(MetricRef("subscription.net_new_mrr"), "!=", Constant(0), _GROWN),
    ),
    times=POSTED,
    rate="average",
    better="up",
    unit="times sales and marketing",
    definition="By how much yearly recurring revenue grew, for each unit of money that selling cost in the period "
    "before: twelve times net new MRR. It is meant for quarters.",
    denominator="Sales and marketing of the same number of months right before the period; n/a where there was none.",
    exclusions=NOT_ACTUAL,
    missing="There is no recurring revenue, or nothing was spent on selling in the months before.",
    owner=OWNER,
    synonyms=("sales efficiency",),
)

METRICS = (REVENUE_BEFORE, SELLING_BEFORE, GROWTH, RULE_OF_40, MAGIC_NUMBER)
