"""Deals created, won and lost, win rate and sales cycle."""

from services.semantic.catalog import Metric
from services.semantic.conditions import Compare, Condition, In
from services.semantic.expression import Arithmetic, CountDistinct, Divide, FieldRef, MetricRef, Percentile

OWNER = "Sales"
CLOSED = ("deal.closed_on",)
DEALS = CountDistinct(FieldRef("deal.id"))


def outcome_is(outcome: str) -> Condition:
    return Compare("stage.outcome", "=", outcome)


CREATED = Metric(
    "deal.created",
    "Deals created",
    kind="simple",
    type="integer",
    entity="deal",
    formula=DEALS,
    times=("deal.opened_on",),
    better="up",
    unit="deals",
    definition="Deals by creation date.",
    exclusions="Deals without a creation date.",
    owner=OWNER,
    synonyms=("new deals", "new opportunities"),
)

WON = Metric(
    "deal.won",
    "Deals won",
    kind="simple",
    type="integer",
    entity="deal",
    formula=DEALS,
    times=CLOSED,
    where=outcome_is("won"),
    better="up",
    unit="deals",
    definition="Deals won, by close date.",
    exclusions="Deals without a close date.",
    owner=OWNER,
    synonyms=("closed won", "wins"),
)

LOST = Metric(
    "deal.lost",
    "Deals lost",
    kind="simple",
    type="integer",
    entity="deal",
    formula=DEALS,
    times=CLOSED,
    where=outcome_is("lost"),
    better="down",
    unit="deals",
    definition="Deals lost, by close date.",
    exclusions="Deals without a close date.",
    owner=OWNER,
    synonyms=("closed lost", "losses"),
)

CLOSED_DEALS = Metric(
    "deal.decided",
    "Deals closed",
    kind="simple",
    type="integer",
    entity="deal",
    formula=DEALS,
    times=CLOSED,
    where=In("stage.outcome", ("won", "lost")),
    unit="deals",
    definition="Deals won or lost, by close date. It is the sample size of the win rate.",
    exclusions="Open deals, and deals without a close date.",
    owner=OWNER,
    synonyms=("closed deals", "sample of the win rate"),
)

WIN_RATE = Metric(
    "deal.win_rate",
    "Win rate",
    kind="ratio",
    type="ratio",
    entity="deal",
    formula=Divide(MetricRef("deal.won"), MetricRef("deal.decided")),
    times=CLOSED,
    better="up",
    unit="% of deals closed",
    sample="deal.decided",
    definition="Deals won as a share of deals closed, by close date.",
    denominator="Deals won and lost; n/a if there are none. To divide by deals created instead, see the win rate of "
    "deals created.",
    exclusions="Open deals.",
    owner=OWNER,
    synonyms=("close rate", "hit rate"),
)

CYCLE_MEDIAN = Metric(
    "deal.cycle_median",
    "Sales cycle",
    kind="simple",
    type="number",
    entity="deal",
    formula=Percentile(0.5, FieldRef("deal.cycle"), per="deal.id"),
    times=CLOSED,
    where=outcome_is("won"),
    better="down",
    unit="days",
    definition="Median days from creation to close, for deals won, by close date.",
    exclusions="Lost and open deals, and deals without a creation date.",
    owner=OWNER,
    synonyms=("days to close", "time to close"),
)

CYCLE_P75 = Metric(
    "deal.cycle_p75",
    "Sales cycle (P75)",
    kind="simple",
    type="number",
    entity="deal",
    formula=Percentile(0.75, FieldRef("deal.cycle"), per="deal.id"),
    times=CLOSED,
    where=outcome_is("won"),
    better="down",
    unit="days",
    definition="Days within which 75% of deals won went from creation to close (75th percentile), by close date.",
    exclusions="Lost and open deals, and deals without a creation date.",
    owner=OWNER,
    synonyms=("p75 sales cycle",),
)

VELOCITY = Metric(
    "deal.velocity",
    "Sales velocity",
    kind="derived",
    type="money",
    entity="deal",
    formula=Divide(
        Arithmetic(
            "*", Arithmetic("*", MetricRef("deal.open"), MetricRef("deal.average_won")), MetricRef("deal.win_rate")
        ),
        MetricRef("deal.cycle_median"),
    ),
    times=CLOSED,
    better="up",
    definition="Expected revenue per day: open deals at the end of the period, times average deal size, times win "
    "rate, divided by the median sales cycle in days.",
    exclusions="The mean sales cycle: the median is used. n/a if nothing was won, or if the median cycle is zero days.",
    owner=OWNER,
    synonyms=("pipeline velocity", "revenue per day"),
)

METRICS = (
    CREATED,
    WON,
    LOST,
    CLOSED_DEALS,
    WIN_RATE,
    CYCLE_MEDIAN,
    CYCLE_P75,
    VELOCITY,
)
