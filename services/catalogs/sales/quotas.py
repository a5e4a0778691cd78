"""What was expected of sales people, how far they have come, and what the pipeline adds to that.

A quota is for a stretch of months, mostly a quarter. Forecasts are held against the stretch that runs at the end of the
days asked for: what its people have won since it began, and what they have open that is due before it ends.
"""

from services.catalogs.sales.stages import END, IS_WON, START, ZERO
from services.catalogs.sales.standing import TAKEN
from services.semantic.catalog import Entity, Field, Metric, Relation, column_field
from services.semantic.expression import (
    Arithmetic,
    Constant,
    DaysBetween,
    Divide,
    Expression,
    FieldRef,
    Greatest,
    Least,
    MetricRef,
    MonthsLater,
    Sum,
    When,
)

OWNER = "Sales"
CLOSED = ("deal.closed_on",)
STARTS, ENDS = FieldRef("quota.starts_on"), FieldRef("quota.ends_on")
AMOUNT, EXPECTED = FieldRef("deal_snapshot.amount"), FieldRef("deal_snapshot.expected_close_on")
SAID = "in the stretch of the quota that runs at the end of the period, mostly a quarter"
NO_QUOTA = "Deals of people who have no quota then, and deals without an amount."


QUOTA = Entity(
    "quota",
    "Quota",
    "quotas",
    "What an employee should sell in a stretch of months.",
    time="quota.starts_on",
    fields=(
        column_field("id", "Quota", "integer", "Number of the row."),
        column_field("employee_id", "Employee", "integer", "Employee of whom it is expected."),
        column_field("starts_on", "Starts", "date", "First day of the stretch."),
        column_field("months", "Months", "integer", "How many months it is for."),
        column_field("currency", "Quota's currency", "text", "Currency of the amount."),
        column_field(
            "amount", "Quota", "money", "Value of the deals to be won, without tax.", currency="quota.currency"
        ),
        Field(
            "ends_on",
            "Ends",
            "date",
            "Day after the last one of the stretch.",
            MonthsLater(STARTS, FieldRef("quota.months")),
        ),
    ),
    synonyms=("sales target",),
)

AMOUNT_FOR_THE_DAYS = Arithmetic(
    "*",
    FieldRef("quota.amount"),
    Divide(DaysBetween(Greatest(STARTS, START), Least(ENDS, END)), DaysBetween(STARTS, ENDS)),
)
EXPECTED_OF_THEM = Metric(
    "quota.target",
    "Quota for the days asked",
    kind="during",
    type="money",
    entity="quota",
    formula=Sum(AMOUNT_FOR_THE_DAYS),
    opened="quota.starts_on",
    closed=("quota.ends_on",),
    rated_by="quota.starts_on",
    definition="What sales people were to win in the days asked for: each quota in equal parts for the days of its "
    "stretch.",
    exclusions="People without a quota.",
    owner=OWNER,
    synonyms=("sales quota", "prorated quota"),
)
ATTAINMENT = Metric(
    "quota.attainment",
    "Quota attainment",
    kind="ratio",
    type="ratio",
    entity="deal",
    formula=Divide(MetricRef("deal.won_amount"), MetricRef("quota.target")),
    times=CLOSED,
    better="up",
    unit="% of quota",
    definition="Value of the deals won as a share of the quota for the same days.",
    denominator="Quota for the days asked; n/a where nobody has one.",
    exclusions="Deals without an amount. Deals of people who have no quota count as won.",
    missing="Nobody has a quota for these days.",
    owner=OWNER,
    synonyms=("attainment", "quota achievement"),
)
RUNNING = Metric(
    "quota.running",
    "Running quota",
    kind="balance",
    type="money",
    entity="quota",
    formula=Sum(FieldRef("quota.amount")),
    opened="quota.starts_on",
    closed=("quota.ends_on",),
    definition="The whole quotas of the stretch that runs at the end of the period, mostly a quarter.",
    exclusions="People without a quota.",
    owner=OWNER,
    synonyms=("quota of the quarter",),
)
WON_SO_FAR = Metric(
    "forecast.won",
    "Won so far",
    kind="balance",
    type="money",
    entity="deal",
    formula=Sum(When(FieldRef("deal.closed_on"), ">=", FieldRef("deal.quota_from"), FieldRef("deal.amount"))),
    opened="deal.closed_on",
    where=IS_WON,
    better="up",
    definition=f"Value of the deals that were won {SAID}, up to the end of the period.",
    exclusions=NO_QUOTA,
    owner=OWNER,
    synonyms=("won this quarter", "quarter to date"),
)


def _forecast(name: str, label: str, category: str | None, definition: str, *synonyms: str) -> Metric:
    """Return the open deals that are due in the stretch that runs, of one category or of all."""
    counted = AMOUNT if category is None else _of(category, AMOUNT)
    return Metric(
        f"forecast.{name}",
        label,
        kind="snapshot",
        type="money",
        entity="deal_snapshot",
        formula=Sum(When(EXPECTED, "<", FieldRef("deal.quota_until"), counted)),
        times=TAKEN,
        rated_by="deal.opened_on",
        better="up",
        definition=definition,
        exclusions=f"Deals without an expected close. {NO_QUOTA}",
        owner=OWNER,
        synonyms=synonyms,
    )


def _of(category: str, then: Expression) -> Expression:
    return When(FieldRef("deal_snapshot.forecast_category"), "=", Constant(category), then)


COMMIT = _forecast(
    "commit",
    "Commit",
    "commit",
    f"Expected value of the open deals that their owners commit to and that are due {SAID}.",
    "committed forecast",
)
BEST_CASE = _forecast(
    "best_case",
    "Best case",
    "best_case",
    f"Expected value of the open deals that may be won if all goes well and that are due {SAID}.",
    "upside",
)
DUE = _forecast(
    "due",
    "Pipeline due",
    None,
    f"Expected value of all open deals that are due {SAID}, overdue ones among them.",
    "open pipeline of the quarter",
)
LEFT = Arithmetic("-", MetricRef("quota.running"), MetricRef("forecast.won"))
COVERAGE = Metric(
    "quota.coverage",
    "Pipeline coverage",
    kind="ratio",
    type="number",
    entity="deal_snapshot",
    formula=Divide(MetricRef("forecast.due"), When(LEFT, ">", ZERO, LEFT)),
    times=TAKEN,
    better="up",
    unit="times",
    definition="How many times the open pipeline that is due in the stretch of the running quota, mostly a quarter, "
    "covers what is still to be won of that quota.",
    denominator="Running quota less what was won of it so far; n/a where nothing is left to win.",
    exclusions=NO_QUOTA,
    missing="Nothing of the quota is left to win.",
    owner=OWNER,
    synonyms=("coverage", "coverage ratio"),
)
AT_FIRST = Metric(
    "forecast.at_first",
    "Forecast at the start",
    kind="snapshot",
    type="money",
    entity="deal_snapshot",
    formula=Sum(When(EXPECTED, "<", END, Arithmetic("*", AMOUNT, FieldRef("stage.probability")))),
    times=TAKEN,
    at="start",
    rated_by="deal.opened_on",
    better="neither",
    definition="The weighted value of the deals that were open on the evening before the period and due by its end.",
    exclusions="Deals entered since, deals without an amount, and stages without a probability.",
    owner=OWNER,
    synonyms=("opening forecast",),
)
MISSED = Arithmetic("-", MetricRef("deal.won_amount"), MetricRef("forecast.at_first"))
ACCURACY = Metric(
    "forecast.accuracy",
    "Forecast accuracy",
    kind="ratio",
    type="ratio",
    entity="deal_snapshot",
    formula=Arithmetic(
        "-",
        Constant(1),
        Divide(Greatest(MISSED, Arithmetic("-", ZERO, MISSED)), MetricRef("deal.won_amount")),
    ),
    times=TAKEN,
    better="up",
    unit="% of what was won",
    definition="One less the share by which the forecast missed what was won. The forecast is that of the evening "
    "before the period began; below zero it was off by more than all that was won.",
    denominator="Value of the deals won in the period; n/a where there is none.",
    exclusions="Deals without an amount, and stages without a probability.",
    owner=OWNER,
    synonyms=("forecast error",),
)

ENTITIES = (QUOTA,)
RELATIONS = (Relation("quota.employee", "quota", "employee", "employee_id"),)
METRICS = (
    EXPECTED_OF_THEM,
    ATTAINMENT,
    RUNNING,
    WON_SO_FAR,
    COMMIT,
    BEST_CASE,
    DUE,
    COVERAGE,
    AT_FIRST,
    ACCURACY,
)
