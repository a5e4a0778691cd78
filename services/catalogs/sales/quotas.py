"""Quotas, attainment, forecasts and pipeline coverage.

A quota covers a period of months, usually a quarter. Forecasts are compared with the quota period that includes the end
of the selected period: the amount won since it began, and the open deals that are due before it ends.
"""

from services.catalogs.sales.open_pipeline import AT_CREATION_RATE, SNAPSHOT_DATE
from services.catalogs.sales.stages import END, IS_WON, START, ZERO
from services.semantic.catalog import Entity, Field, Metric, Relation, column_field
from services.semantic.expression import (
    Arithmetic,
    Coalesce,
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
IN_QUOTA_PERIOD = "in the quota period that includes the end of the selected period (usually a quarter)"
NO_QUOTA = "Deals of owners without a current quota, and deals without an amount."


QUOTA = Entity(
    "quota",
    "Quota",
    "quotas",
    "Sales target of an employee for a period of months.",
    time="quota.starts_on",
    fields=(
        column_field("id", "Quota ID", "integer", "Internal ID of the row."),
        column_field("employee_id", "Employee ID", "integer", "Employee to whom the quota applies."),
        column_field("starts_on", "Start date", "date", "First day of the quota period.", ahead=True),
        column_field("months", "Months", "integer", "Length of the quota period in months."),
        column_field("currency", "Quota currency", "text", "Currency of the amount."),
        column_field("amount", "Quota", "money", "Target value of deals won, before tax.", currency="quota.currency"),
        Field(
            "ends_on",
            "End date",
            "date",
            "Day after the last day of the quota period.",
            MonthsLater(STARTS, FieldRef("quota.months")),
        ),
    ),
    synonyms=("sales target",),
)

PRORATED_AMOUNT = Arithmetic(
    "*",
    FieldRef("quota.amount"),
    Divide(DaysBetween(Greatest(STARTS, START), Least(ENDS, END)), DaysBetween(STARTS, ENDS)),
)
TARGET = Metric(
    "quota.target",
    "Prorated quota",
    kind="during",
    type="money",
    entity="quota",
    formula=Sum(PRORATED_AMOUNT),
    opened="quota.starts_on",
    closed=("quota.ends_on",),
    rated_by="quota.starts_on",
    definition="Quota for the selected period: each quota is spread evenly over the days of its quota period.",
    exclusions="Employees without a quota.",
    owner=OWNER,
    synonyms=("sales quota", "quota for the period"),
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
    definition="Value of deals won as a share of the prorated quota for the same period.",
    denominator="Prorated quota; n/a if nobody has a quota.",
    exclusions="Deals without an amount. Deals of owners without a quota count as won.",
    missing="No quota is set for this period, or no closed deals are recorded.",
    owner=OWNER,
    synonyms=("attainment", "quota achievement"),
)
CURRENT_QUOTA = Metric(
    "quota.running",
    "Current quota",
    kind="balance",
    type="money",
    entity="quota",
    formula=Sum(FieldRef("quota.amount")),
    opened="quota.starts_on",
    closed=("quota.ends_on",),
    definition="Full quota of the quota period that includes the end of the selected period (usually a quarter).",
    exclusions="Employees without a quota.",
    owner=OWNER,
    synonyms=("quota of the quarter",),
)
WON_IN_QUOTA_PERIOD = Metric(
    "forecast.won",
    "Won in quota period",
    kind="balance",
    type="money",
    entity="deal",
    formula=Sum(When(FieldRef("deal.closed_on"), ">=", FieldRef("deal.quota_from"), FieldRef("deal.amount"))),
    opened="deal.closed_on",
    where=IS_WON,
    # As the open pipeline: coverage and forecasts compare the two, so a deal keeps one rate when it is won.
    rated_by="deal.opened_on",
    better="up",
    definition=f"Value of deals won {IN_QUOTA_PERIOD}, up to the end of the selected period. {AT_CREATION_RATE}",
    exclusions=NO_QUOTA,
    owner=OWNER,
    synonyms=("won this quarter", "won quarter to date"),
)


def _forecast(name: str, label: str, category: str | None, definition: str, *synonyms: str) -> Metric:
    """Return the amount of open deals that are due in the current quota period, for one category or for all."""
    counted = AMOUNT if category is None else _in_category(category, AMOUNT)
    return Metric(
        f"forecast.{name}",
        label,
        kind="snapshot",
        type="money",
        entity="deal_snapshot",
        formula=Sum(When(EXPECTED, "<", FieldRef("deal.quota_until"), counted)),
        times=SNAPSHOT_DATE,
        rated_by="deal.opened_on",
        better="up",
        definition=definition,
        exclusions=f"Deals without an expected close. {NO_QUOTA}",
        owner=OWNER,
        synonyms=synonyms,
    )


def _in_category(category: str, then: Expression) -> Expression:
    return When(FieldRef("deal_snapshot.forecast_category"), "=", Constant(category), then)


COMMIT = _forecast(
    "commit",
    "Commit",
    "commit",
    f'Expected value of open deals in the forecast category "commit" that are due {IN_QUOTA_PERIOD}.',
    "committed forecast",
)
BEST_CASE = _forecast(
    "best_case",
    "Best case",
    "best_case",
    f'Expected value of open deals in the forecast category "best case" that are due {IN_QUOTA_PERIOD}.',
    "upside",
)
DUE = _forecast(
    "due",
    "Pipeline due",
    None,
    f"Expected value of all open deals that are due {IN_QUOTA_PERIOD}, including overdue ones.",
    "open pipeline of the quarter",
)
# Before anybody has won anything, the whole quota remains.
REMAINING = Arithmetic("-", MetricRef("quota.running"), Coalesce(MetricRef("forecast.won"), ZERO))
COVERAGE = Metric(
    "quota.coverage",
    "Pipeline coverage",
    kind="ratio",
    type="number",
    entity="deal_snapshot",
    formula=Divide(MetricRef("forecast.due"), When(REMAINING, ">", ZERO, REMAINING)),
    times=SNAPSHOT_DATE,
    better="up",
    unit="times",
    definition="Open pipeline due in the current quota period (usually a quarter), divided by the part of the quota "
    f"that is still to be won. {AT_CREATION_RATE} The quota has the rate of its start date.",
    denominator="Current quota less the amount already won; n/a if the quota has been met.",
    exclusions=NO_QUOTA,
    missing="The quota has already been met.",
    owner=OWNER,
    synonyms=("coverage", "coverage ratio"),
)
ENTITIES = (QUOTA,)
RELATIONS = (Relation("quota.employee", "quota", "employee", "employee_id"),)
METRICS = (
    TARGET,
    ATTAINMENT,
    CURRENT_QUOTA,
    WON_IN_QUOTA_PERIOD,
    COMMIT,
    BEST_CASE,
    DUE,
    COVERAGE,
)
