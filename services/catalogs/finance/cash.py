"""Burn, runway and burn multiple, from the cash balances of the ledger."""

from dataclasses import replace

from services.catalogs.finance.balance_sheet import CASH, DAY, SERIES, actual_of
from services.semantic.catalog import Metric
from services.semantic.expression import (
    Arithmetic,
    Boundary,
    Constant,
    CountDistinct,
    DaysBetween,
    Divide,
    Expression,
    FieldRef,
    Max,
    MetricRef,
    Sum,
    When,
)

OWNER = "Finance"
# At least as long as any three calendar months less a day, so that the month-end balance of three months ago is
# included.
THREE_MONTHS = 89
DAYS_OF_A_MONTH = 365.25 / 12
# The period ends before the boundary, so a balance of its last day is 0 days old.
AGE = Max(Arithmetic("-", DaysBetween(FieldRef("account_balance.day"), Boundary("end")), Constant(1)))
NOT_BY_SOURCE = (
    "The breakdown by source: new loans reduce burn and repayments increase it, as do exchange losses. Cash "
    "outside the ledger."
)


def _if_positive(metric: str, then: Expression) -> Expression:
    return When(MetricRef(metric), ">", Constant(0), then)


CASH_AT_START = replace(
    CASH,
    name="account.cash_at_start",
    label="Opening cash",
    at="start",
    definition="Balance of the ledger's cash accounts at the end of the day before the period.",
    synonyms=("cash at start",),
)
CASH_EARLIER = replace(
    CASH,
    name="account.cash_earlier",
    label="Cash three months earlier",
    window_days=THREE_MONTHS,
    definition=f"Last recorded balance of the ledger's cash accounts {THREE_MONTHS} days before the end of the "
    "period. With monthly balances, this is the balance of three months earlier.",
    synonyms=("cash three months ago",),
)
CASH_AGE = replace(
    CASH,
    name="account.cash_age",
    label="Age of the cash balance",
    type="integer",
    formula=AGE,
    better="down",
    unit="days",
    definition="Days from the last recorded balance of the ledger's cash accounts to the last day of the period: 0 for "
    "a balance of that day.",
    synonyms=("days since last cash balance",),
)
NET_BURN = Metric(
    "cash.net_burn",
    "Net burn",
    kind="snapshot",
    type="money",
    entity="account_balance",
    # Without a balance in the period, the change in cash is unknown, not zero.
    formula=When(
        CountDistinct(When(FieldRef("account_balance.day"), ">=", Boundary("start"), FieldRef("account_balance.id"))),
        ">",
        Constant(0),
        Arithmetic("-", MetricRef("account.cash_at_start"), Sum(FieldRef("account_balance.amount"))),
    ),
    times=DAY,
    series=SERIES,
    rate="closing",
    where=actual_of("cash"),
    better="down",
    definition="Decrease of cash in the ledger over the period; negative if cash increased. It compares the balances "
    "of the ledger's cash accounts at both ends of the period.",
    exclusions=NOT_BY_SOURCE,
    missing="Cash balances for both ends of the period are not available.",
    owner=OWNER,
    synonyms=("burn", "cash burn", "burn rate"),
)
GROSS_BURN = Metric(
    "cash.gross_burn",
    "Gross burn",
    kind="derived",
    type="money",
    entity="account_balance",
    formula=_if_positive(
        "payment.received", Arithmetic("+", MetricRef("cash.net_burn"), MetricRef("payment.received"))
    ),
    times=DAY,
    rate="closing",
    better="down",
    definition="Cash spent: customer payments received in the period plus net burn. Not available without customer "
    "payments.",
    exclusions="Cash received from sources other than customers, such as loans. Exchange losses count as spent.",
    missing="Cash balances for both ends of the period, or customer payments, are not available.",
    owner=OWNER,
    synonyms=("cash out", "cash spent"),
)
_CASH_DECREASE = Arithmetic("-", Sum(FieldRef("account_balance.amount")), MetricRef("account.cash"))
RUNWAY = Metric(
    "cash.runway",
    "Runway",
    kind="snapshot",
    type="number",
    entity="account_balance",
    formula=When(
        _CASH_DECREASE,
        ">",
        Constant(0),
        Divide(
            Arithmetic("*", MetricRef("account.cash"), Arithmetic("-", AGE, MetricRef("account.cash_age"))),
            Arithmetic("*", _CASH_DECREASE, Constant(DAYS_OF_A_MONTH)),
        ),
    ),
    times=DAY,
    series=SERIES,
    window_days=THREE_MONTHS,
    rate="closing",
    where=actual_of("cash"),
    better="up",
    unit="months",
    definition="Months that the current cash lasts at the burn rate of the last three months, measured between the "
    "recorded balances.",
    exclusions=NOT_BY_SOURCE,
    missing="No burn in the last three months.",
    owner=OWNER,
    synonyms=("cash runway", "months of cash"),
)
BURN_MULTIPLE = Metric(
    "cash.burn_multiple",
    "Burn multiple",
    kind="ratio",
    type="number",
    entity="account_balance",
    formula=_if_positive(
        "cash.net_burn",
        _if_positive(
            "subscription.net_new_mrr",
            Divide(MetricRef("cash.net_burn"), Arithmetic("*", MetricRef("subscription.net_new_mrr"), Constant(12))),
        ),
    ),
    times=DAY,
    rate="closing",
    better="down",
    unit="times net new ARR",
    definition="Net burn divided by net new ARR (12 times net new MRR).",
    denominator="Net new ARR of the period; n/a if it is not positive or if there was no burn.",
    exclusions=NOT_BY_SOURCE,
    missing="No burn, or no growth of recurring revenue.",
    owner=OWNER,
    synonyms=("burn to arr",),
)

METRICS = (CASH_AT_START, CASH_EARLIER, CASH_AGE, NET_BURN, GROSS_BURN, RUNWAY, BURN_MULTIPLE)
