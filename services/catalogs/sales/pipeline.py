"""What was sold, what may be, and how long it took."""

from services.semantic.catalog import Metric
from services.semantic.conditions import Compare, Condition
from services.semantic.expression import Arithmetic, CountDistinct, Divide, Of, Percentile, Sum, Use

OWNER = "Sales"
CLOSED = ("deal.closed_on",)
DEALS = CountDistinct(Of("deal.id"))


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

WON_AMOUNT = Metric(
    "deal.won_amount",
    "Won",
    kind="simple",
    type="money",
    entity="deal",
    formula=Sum(Of("deal.amount")),
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
    formula=Sum(Of("deal.amount")),
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
    formula=Divide(Use("deal.won"), Arithmetic("+", Use("deal.won"), Use("deal.lost"))),
    times=CLOSED,
    better="up",
    unit="% of deals closed",
    definition="Deals won as a share of the deals that were decided, by the day they were closed.",
    denominator="Deals won and deals lost; n/a where none was decided. Others divide by all deals that were entered.",
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
    formula=Divide(Use("deal.won_amount"), Arithmetic("+", Use("deal.won_amount"), Use("deal.lost_amount"))),
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
    formula=Divide(Use("deal.won_amount"), Use("deal.won")),
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
    formula=Percentile(0.5, Of("deal.cycle"), per="deal.id"),
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
    formula=Percentile(0.75, Of("deal.cycle"), per="deal.id"),
    times=CLOSED,
    where=_outcome("won"),
    better="down",
    unit="days",
    definition="Three quarters of the deals won took fewer days from entry to close, one quarter took more.",
    exclusions="Lost and open deals, and deals without a day of entry.",
    owner=OWNER,
    synonyms=("p75 sales cycle",),
)

OPEN = Metric(
    "deal.open",
    "Open deals",
    kind="snapshot",
    type="integer",
    entity="deal_snapshot",
    formula=CountDistinct(Of("deal_snapshot.deal_id")),
    times=("deal_snapshot.taken_on",),
    better="up",
    unit="deals",
    definition="Deals that were open at the end of the period, as the pipeline stood then.",
    exclusions="Days before the first daily snapshot: what was open then is not known.",
    owner=OWNER,
    synonyms=("open opportunities", "deals in the pipeline"),
)

OPEN_AMOUNT = Metric(
    "deal.open_amount",
    "Open pipeline",
    kind="snapshot",
    type="money",
    entity="deal_snapshot",
    formula=Sum(Of("deal_snapshot.amount")),
    times=("deal_snapshot.taken_on",),
    better="up",
    definition="Expected value of the deals that were open at the end of the period, as it was expected then.",
    exclusions="Deals without an amount, and days before the first daily snapshot.",
    owner=OWNER,
    synonyms=("pipeline", "pipeline value"),
)

WEIGHTED_AMOUNT = Metric(
    "deal.weighted_amount",
    "Weighted pipeline",
    kind="snapshot",
    type="money",
    entity="deal_snapshot",
    formula=Sum(Arithmetic("*", Of("deal_snapshot.amount"), Of("stage.probability"))),
    times=("deal_snapshot.taken_on",),
    better="up",
    definition="Expected value of each open deal times the planned probability of the stage in which it stood.",
    exclusions="Deals without an amount, stages without a probability, and days before the first daily snapshot.",
    owner=OWNER,
    synonyms=("expected revenue", "weighted pipeline value"),
)

METRICS = (
    CREATED,
    WON,
    LOST,
    WON_AMOUNT,
    LOST_AMOUNT,
    WIN_RATE,
    WIN_RATE_BY_VALUE,
    AVERAGE_WON,
    CYCLE_MEDIAN,
    CYCLE_P75,
    OPEN,
    OPEN_AMOUNT,
    WEIGHTED_AMOUNT,
)
