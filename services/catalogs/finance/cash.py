"""Whether the money lasts: what a period used up, and for how long there is enough."""

from dataclasses import replace

from services.catalogs.finance.sheet import CASH, DAY, SERIES, actual_of
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
# A balance at a month's end three months back is older than this, and the one before it as well.
THREE_MONTHS = 89
DAYS_OF_A_MONTH = 365.25 / 12
AGE = Max(DaysBetween(FieldRef("account_balance.day"), Boundary("end")))
BY_BALANCES = (
    "Where the money came from and went to: a loan that comes in lessens it, one that is paid back adds to it. So does "
    "what foreign money lost in worth. Accounts outside the ledger."
)


def _positive(metric: str, then: Expression) -> Expression:
    return When(MetricRef(metric), ">", Constant(0), then)


CASH_AT_START = replace(
    CASH,
    name="account.cash_at_start",
    label="Cash at the start",
    at="start",
    definition="What the cash accounts of the ledger stood at before the first day of the period.",
    synonyms=("opening cash",),
)
CASH_EARLIER = replace(
    CASH,
    name="account.cash_earlier",
    label="Cash three months before",
    window_days=THREE_MONTHS,
    definition=f"What the cash accounts of the ledger stood at {THREE_MONTHS} days before the end of the period, as "
    "last recorded by then: with balances by the month, three months before.",
    synonyms=("cash a quarter ago",),
)
CASH_AGE = replace(
    CASH,
    name="account.cash_age",
    label="Age of the cash balance",
    type="integer",
    formula=AGE,
    better="down",
    unit="days",
    definition="Days since the cash accounts of the ledger were last recorded, by the end of the period.",
    synonyms=("days since cash was recorded",),
)
NET_BURN = Metric(
    "cash.net_burn",
    "Net burn",
    kind="snapshot",
    type="money",
    entity="account_balance",
    # Books that tell nothing of the period do not tell that nothing was used up.
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
    definition="By how much cash on the books fell over the period; below zero where it rose. It is taken from "
    "balances of the ledger's cash accounts: entries may be sums of a whole month, and bank balances need not be "
    "known.",
    exclusions=BY_BALANCES,
    missing="No cash balance is on record for both ends of the period.",
    owner=OWNER,
    synonyms=("burn", "cash burn", "burn rate"),
)
GROSS_BURN = Metric(
    "cash.gross_burn",
    "Gross burn",
    kind="derived",
    type="money",
    entity="account_balance",
    formula=_positive("payment.received", Arithmetic("+", MetricRef("cash.net_burn"), MetricRef("payment.received"))),
    times=DAY,
    rate="closing",
    better="down",
    definition="Cash that went out: what clients paid in the period, and what cash on the books fell by. Not known "
    "where no payment of a client is on record.",
    exclusions="Money that came in from others than clients, such as a loan, is missing from it. What foreign money "
    "lost in worth counts as gone.",
    missing="Either cash at both ends of the period or what clients paid in it is not on record.",
    owner=OWNER,
    synonyms=("cash out", "cash spent"),
)
_FALLEN = Arithmetic("-", Sum(FieldRef("account_balance.amount")), MetricRef("account.cash"))
RUNWAY = Metric(
    "cash.runway",
    "Runway",
    kind="snapshot",
    type="number",
    entity="account_balance",
    formula=When(
        _FALLEN,
        ">",
        Constant(0),
        Divide(
            Arithmetic("*", MetricRef("account.cash"), Arithmetic("-", AGE, MetricRef("account.cash_age"))),
            Arithmetic("*", _FALLEN, Constant(DAYS_OF_A_MONTH)),
        ),
    ),
    times=DAY,
    series=SERIES,
    window_days=THREE_MONTHS,
    rate="closing",
    where=actual_of("cash"),
    better="up",
    unit="months",
    definition="For how many months cash on the books lasts, if it falls as fast as over the three months before the "
    "end of the period, counted between the days on which it was recorded.",
    exclusions=BY_BALANCES,
    missing="Not burning: no fall of cash over the last three months is on record.",
    owner=OWNER,
    synonyms=("cash runway", "months of cash"),
)
BURN_MULTIPLE = Metric(
    "cash.burn_multiple",
    "Burn multiple",
    kind="ratio",
    type="number",
    entity="account_balance",
    formula=_positive(
        "cash.net_burn",
        _positive(
            "subscription.net_new_mrr",
            Divide(MetricRef("cash.net_burn"), Arithmetic("*", MetricRef("subscription.net_new_mrr"), Constant(12))),
        ),
    ),
    times=DAY,
    rate="closing",
    better="down",
    unit="times net new ARR",
    definition="Net burn for each unit of money by which yearly recurring revenue grew: twelve times net new MRR.",
    denominator="Net new ARR of the period; n/a where it is not above zero, or where no cash was used up.",
    exclusions=BY_BALANCES,
    missing="Not burning, or recurring revenue did not grow.",
    owner=OWNER,
    synonyms=("burn to arr",),
)

METRICS = (CASH_AT_START, CASH_EARLIER, CASH_AGE, NET_BURN, GROSS_BURN, RUNWAY, BURN_MULTIPLE)
