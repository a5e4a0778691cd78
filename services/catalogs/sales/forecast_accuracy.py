"""How close the forecast of the day before a period came to what was won in it."""

from services.catalogs.sales.open_pipeline import AT_CREATION_RATE, SNAPSHOT_DATE
from services.catalogs.sales.quotas import AMOUNT, EXPECTED, OWNER
from services.catalogs.sales.stages import END, ZERO
from services.semantic.catalog import Metric
from services.semantic.expression import (
    Arithmetic,
    Constant,
    Divide,
    Expression,
    FieldRef,
    Greatest,
    MetricRef,
    PeriodDays,
    Sum,
    When,
)

OPENING_FORECAST = Metric(
    "forecast.at_first",
    "Opening forecast",
    kind="snapshot",
    type="money",
    entity="deal_snapshot",
    formula=Sum(When(EXPECTED, "<", END, Arithmetic("*", AMOUNT, FieldRef("stage.probability")))),
    times=SNAPSHOT_DATE,
    at="start",
    rated_by="deal.opened_on",
    better="neither",
    definition="Weighted value of deals that were open at the end of the day before the period and due by its end.",
    exclusions="Deals created during the period, deals without an amount, and stages without a probability.",
    owner=OWNER,
    synonyms=("forecast at the start",),
)
# In the pipeline, what is won leaves: a negative amount, at the rate at which the forecast is.
WON_AS_FORECAST = Arithmetic("-", ZERO, MetricRef("pipeline.won"))
DIFFERENCE = Arithmetic("-", WON_AS_FORECAST, MetricRef("forecast.at_first"))
# A forecast made on the day before a longer period knows little of what is won in it.
LONGEST_FORECAST = 92


def of_short_period(then: Expression) -> Expression:
    """Return ``then`` if the period has at most the days of a quarter."""
    return When(PeriodDays(), "<=", Constant(LONGEST_FORECAST), then)


ACCURACY = Metric(
    "forecast.accuracy",
    "Forecast accuracy",
    kind="ratio",
    type="ratio",
    entity="deal_snapshot",
    formula=of_short_period(
        Arithmetic(
            "-",
            Constant(1),
            Divide(Greatest(DIFFERENCE, Arithmetic("-", ZERO, DIFFERENCE)), WON_AS_FORECAST),
        )
    ),
    times=SNAPSHOT_DATE,
    better="up",
    unit="% of won amount",
    definition="One minus the absolute difference between opening forecast and won amount, as a share of the won "
    f"amount. It is negative if the difference exceeds the won amount. {AT_CREATION_RATE} For longer periods, ask by "
    "month or quarter.",
    denominator="Value of deals won in the period; n/a if it is zero, or if the period is longer than a quarter.",
    missing="Nothing won, no earlier forecast, or a period longer than a quarter: choose an interval of months or "
    "quarters.",
    exclusions="Deals without an amount, and stages without a probability.",
    owner=OWNER,
    synonyms=("forecast error",),
)

METRICS = (OPENING_FORECAST, ACCURACY)
