"""What was won and lost, and how long it took."""

from services.semantic.catalog import Metric
from services.semantic.conditions import Compare, Condition, In
from services.semantic.expression import Arithmetic, CountDistinct, Divide, FieldRef, MetricRef, Percentile, Sum

OWNER = "Sales"
CLOSED = ("deal.closed_on",)
DEALS = CountDistinct(FieldRef("deal.id"))


def _outcome(outcome: str) -> Condition:
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
    definition="Deals that were entered, by the day of entry.",
    exclusions="Deals without a day of entry.",
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
    where=_outcome("won"),
    better="up",
    unit="deals",
    definition="Deals that were won, by the day they were closed.",
    exclusions="Deals without a day of close.",
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
    where=_outcome("lost"),
    better="down",
    unit="deals",
    definition="Deals that were lost, by the day they were closed.",
    exclusions="Deals without a day of close.",
    owner=OWNER,
    synonyms=("closed lost", "losses"),
)

DECIDED = Metric(
    "deal.decided",
    "Deals decided",
    kind="simple",
    type="integer",
    entity="deal",
    formula=DEALS,
    times=CLOSED,
    where=In("stage.outcome", ("won", "lost")),
    unit="deals",
    definition="Deals that were won or lost, by the day they were closed: of so many the win rate tells.",
    exclusions="Open deals, and deals without a day of close.",
    owner=OWNER,
    synonyms=("closed deals", "n of the win rate"),
)

WON_AMOUNT = Metric(
    "deal.won_amount",
    "Won",
    kind="simple",
    type="money",
    entity="deal",
    formula=Sum(FieldRef("deal.amount")),
    times=CLOSED,
    where=_outcome("won"),
    better="up",
    definition="Value of the deals that were won, without tax, by the day they were closed.",
    exclusions="Deals without an amount or a day of close.",
    owner=OWNER,
    synonyms=("bookings", "closed won amount"),
)

LOST_AMOUNT = Metric(
    "deal.lost_amount",
    "Lost",
    kind="simple",
    type="money",
    entity="deal",
    formula=Sum(FieldRef("deal.amount")),
    times=CLOSED,
    where=_outcome("lost"),
    better="down",
    definition="Last expected value of the deals that were lost, without tax, by the day they were closed.",
    exclusions="Deals without an amount or a day of close.",
    owner=OWNER,
    synonyms=("closed lost amount",),
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
    definition="Deals won as a share of the deals that were decided, by the day they were closed.",
    denominator="Deals won and deals lost; n/a where none was decided. Others divide by all deals that were entered: "
    "see the win rate of deals created.",
    exclusions="Open deals.",
    owner=OWNER,
    synonyms=("close rate", "hit rate"),
)

WIN_RATE_BY_VALUE = Metric(
    "deal.win_rate_by_value",
    "Win rate by value",
    kind="ratio",
    type="ratio",
    entity="deal",
    formula=Divide(
        MetricRef("deal.won_amount"), Arithmetic("+", MetricRef("deal.won_amount"), MetricRef("deal.lost_amount"))
    ),
    times=CLOSED,
    better="up",
    unit="% of value closed",
    definition="Value won as a share of the value that was decided, by the day of the close.",
    denominator="Value of the deals won and lost; n/a where it is zero.",
    exclusions="Open deals, and deals without an amount.",
    owner=OWNER,
    synonyms=("value-weighted win rate",),
)

AVERAGE_WON = Metric(
    "deal.average_won",
    "Average deal won",
    kind="ratio",
    type="money",
    entity="deal",
    formula=Divide(MetricRef("deal.won_amount"), MetricRef("deal.won")),
    times=CLOSED,
    better="up",
    definition="Value of the deals that were won, divided by how many they are.",
    denominator="Deals won; n/a where there is none.",
    exclusions="Open and lost deals. A deal won without an amount counts as nothing.",
    owner=OWNER,
    synonyms=("average deal size", "deal size"),
)

CYCLE_MEDIAN = Metric(
    "deal.cycle_median",
    "Sales cycle",
    kind="simple",
    type="number",
    entity="deal",
    formula=Percentile(0.5, FieldRef("deal.cycle"), per="deal.id"),
    times=CLOSED,
    where=_outcome("won"),
    better="down",
    unit="days",
    definition="Half of the deals won took fewer days from entry to close, half took more. A mean would be drawn up by "
    "the few that take years.",
    exclusions="Lost and open deals, and deals without a day of entry.",
    owner=OWNER,
    synonyms=("median sales cycle", "time to close"),
)

CYCLE_P75 = Metric(
    "deal.cycle_p75",
    "Sales cycle, slow quarter",
    kind="simple",
    type="number",
    entity="deal",
    formula=Percentile(0.75, FieldRef("deal.cycle"), per="deal.id"),
    times=CLOSED,
    where=_outcome("won"),
    better="down",
    unit="days",
    definition="Three quarters of the deals won took fewer days from entry to close, one quarter took more.",
    exclusions="Lost and open deals, and deals without a day of entry.",
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
    definition="What the open deals bring in a day at the period's pace: the deals that were open at its end, times "
    "the average deal won, times the win rate, divided by the days of the sales cycle.",
    exclusions="The median cycle is taken, not the mean. N/a where nothing was won, or won on the day of entry.",
    owner=OWNER,
    synonyms=("pipeline velocity", "money per day"),
)

METRICS = (
    CREATED,
    WON,
    LOST,
    DECIDED,
    WON_AMOUNT,
    LOST_AMOUNT,
    WIN_RATE,
    WIN_RATE_BY_VALUE,
    AVERAGE_WON,
    CYCLE_MEDIAN,
    CYCLE_P75,
    VELOCITY,
)
