"""Stage conversion, time in stage, and win rate by stage."""

from services.catalogs.sales.stages import IS_WON
from services.semantic.catalog import Metric
from services.semantic.conditions import And, Compare, In, Not, Null
from services.semantic.expression import Constant, CountDistinct, Divide, FieldRef, MetricRef, Percentile, Sum, When

OWNER = "Sales"
ENTERED_AT = ("stage_change.changed_at",)
CLOSED = ("deal.closed_on",)
OPEN_STAGE = Compare("stage.outcome", "=", "open")
IS_CLOSED = In("current_stage.outcome", ("won", "lost"))
NO_HISTORY = "Deals without a stage history."
DEAL_ID = FieldRef("stage_change.deal_id")

ENTERED = Metric(
    "stage.entered",
    "Deals entering stage",
    kind="simple",
    type="integer",
    entity="stage_change",
    formula=CountDistinct(DEAL_ID),
    times=ENTERED_AT,
    where=OPEN_STAGE,
    better="up",
    unit="deals",
    definition="Deals that entered a stage in the period. When split by stage, a deal counts in each stage that it "
    "entered.",
    exclusions=f"Won and lost stages. A deal that skips a stage does not enter it. {NO_HISTORY}",
    owner=OWNER,
    synonyms=("stage entries",),
)
PASSED = Metric(
    "stage.passed",
    "Deals advancing from stage",
    kind="simple",
    type="integer",
    entity="stage_change",
    formula=CountDistinct(When(FieldRef("deal.furthest"), ">", FieldRef("stage.position"), DEAL_ID)),
    times=ENTERED_AT,
    where=OPEN_STAGE,
    better="up",
    unit="deals",
    definition="Deals that entered a stage in the period and have since reached a later one, or were won. A deal that "
    "skips the next stage counts as advanced.",
    exclusions=f"Deals that are still in the stage, or were lost from it. {NO_HISTORY}",
    owner=OWNER,
    synonyms=("deals that moved on",),
)
CONVERSION = Metric(
    "stage.conversion",
    "Stage conversion rate",
    kind="ratio",
    type="ratio",
    entity="stage_change",
    formula=Divide(MetricRef("stage.passed"), MetricRef("stage.entered")),
    times=ENTERED_AT,
    better="up",
    unit="% of deals that entered",
    definition="Share of deals that entered a stage in the period and have since reached a later one, or were won. "
    "Recent periods look low because many of their deals are still in the stage.",
    denominator="Deals that entered the stage; n/a if there are none.",
    exclusions=NO_HISTORY,
    owner=OWNER,
    synonyms=("stage to stage conversion", "stage conversion"),
)
MOVES = Metric(
    "stage.moves",
    "Stage changes",
    kind="simple",
    type="integer",
    entity="stage_change",
    formula=CountDistinct(FieldRef("stage_change.id")),
    times=ENTERED_AT,
    where=Not(Null("left_stage.name")),
    unit="changes",
    definition="Moves of deals from one stage to another, including wins and losses, by date of the move.",
    exclusions=f"The first stage of a deal, which no other stage precedes. {NO_HISTORY}",
    owner=OWNER,
    synonyms=("stage flow", "stage moves"),
)
OF_WON_DEALS = "for deals won in the period. Nights and weekends count."
TIME_IN_STAGE = Metric(
    "stage.stay",
    "Time in stage",
    kind="simple",
    type="number",
    entity="stage_change",
    formula=Percentile(0.5, FieldRef("stage_change.days"), per="stage_change.id"),
    times=CLOSED,
    where=And((OPEN_STAGE, IS_WON)),
    better="down",
    unit="days",
    definition=f"Median days in a stage {OF_WON_DEALS} Best viewed by stage.",
    exclusions=f"Open and lost deals. {NO_HISTORY}",
    owner=OWNER,
    synonyms=("median days in stage", "stage duration"),
)
TIME_IN_STAGE_P75 = Metric(
    "stage.stay_p75",
    "Time in stage (P75)",
    kind="simple",
    type="number",
    entity="stage_change",
    formula=Percentile(0.75, FieldRef("stage_change.days"), per="stage_change.id"),
    times=CLOSED,
    where=And((OPEN_STAGE, IS_WON)),
    better="down",
    unit="days",
    definition="Days within which 75% of deals won in the period left a stage (75th percentile). An open deal that "
    "exceeds this figure for all deals won so far is stalled.",
    exclusions=f"Open and lost deals. {NO_HISTORY}",
    owner=OWNER,
    synonyms=("p75 days in stage", "stall threshold"),
)
CLOSED_DEALS = Metric(
    "stage.decided",
    "Closed deals by stage",
    kind="simple",
    type="integer",
    entity="stage_change",
    formula=CountDistinct(DEAL_ID),
    times=CLOSED,
    where=And((OPEN_STAGE, IS_CLOSED)),
    unit="deals",
    definition="Deals won or lost in the period that had been in a stage, by close date.",
    exclusions=f"Open deals. {NO_HISTORY}",
    owner=OWNER,
    synonyms=("sample of the stage win rate",),
)
WON_DEALS = Metric(
    "stage.won",
    "Won deals by stage",
    kind="simple",
    type="integer",
    entity="stage_change",
    formula=CountDistinct(DEAL_ID),
    times=CLOSED,
    where=And((OPEN_STAGE, IS_WON)),
    better="up",
    unit="deals",
    definition="Deals won in the period that had been in a stage, by close date.",
    exclusions=f"Open and lost deals. {NO_HISTORY}",
    owner=OWNER,
    synonyms=("wins that passed the stage",),
)
WIN_RATE = Metric(
    "stage.win_rate",
    "Stage win rate",
    kind="ratio",
    type="ratio",
    entity="stage_change",
    formula=Divide(MetricRef("stage.won"), MetricRef("stage.decided")),
    times=CLOSED,
    better="up",
    unit="% of deals closed",
    definition="Share of deals closed in the period after being in a stage that were won. By stage, compare it with "
    "the planned probability.",
    denominator="Deals won and lost that had been in the stage; n/a if there are none.",
    exclusions=f"Open deals. {NO_HISTORY}",
    owner=OWNER,
    synonyms=("measured win rate", "measured stage probability"),
)
PLANNED_WIN_RATE = Metric(
    "stage.planned_win_rate",
    "Planned stage win rate",
    kind="ratio",
    type="ratio",
    entity="stage_change",
    formula=Divide(
        Sum(FieldRef("stage.probability")), Sum(When(FieldRef("stage.probability"), ">=", Constant(0), Constant(1)))
    ),
    times=CLOSED,
    where=And((OPEN_STAGE, IS_CLOSED)),
    unit="% of deals closed",
    definition="Planned probability of a stage, for the same deals as the stage win rate. Across stages it is the "
    "mean over their deals.",
    denominator="Stage entries of closed deals; n/a if there are none.",
    exclusions=f"Stages without a probability. {NO_HISTORY}",
    owner=OWNER,
    synonyms=("stage probability", "planned probability"),
)

METRICS = (
    ENTERED,
    PASSED,
    CONVERSION,
    MOVES,
    TIME_IN_STAGE,
    TIME_IN_STAGE_P75,
    CLOSED_DEALS,
    WON_DEALS,
    WIN_RATE,
    PLANNED_WIN_RATE,
)
