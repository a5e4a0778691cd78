"""How deals pass the stages: who goes on, how long that takes, and what becomes of them."""

from services.catalogs.sales.stages import IS_WON
from services.semantic.catalog import Metric
from services.semantic.conditions import And, Compare, In, Not, Null
from services.semantic.expression import Constant, CountDistinct, Divide, FieldRef, MetricRef, Percentile, Sum, When

OWNER = "Sales"
ENTERED_AT = ("stage_change.changed_at",)
CLOSED = ("deal.closed_on",)
OPEN_STAGE = Compare("stage.outcome", "=", "open")
DECIDED = In("current_stage.outcome", ("won", "lost"))
NO_HISTORY = "Deals without a history of their stages."
EACH_DEAL = FieldRef("stage_change.deal_id")

ENTERED = Metric(
    "stage.entered",
    "Deals that entered the stage",
    kind="simple",
    type="integer",
    entity="stage_change",
    formula=CountDistinct(EACH_DEAL),
    times=ENTERED_AT,
    where=OPEN_STAGE,
    better="up",
    unit="deals",
    definition="Deals that came into a stage in the period. Split by stage, a deal counts in each that it entered.",
    exclusions=f"Wins and losses. A deal that skips a stage never enters it. {NO_HISTORY}",
    owner=OWNER,
    synonyms=("stage entries",),
)
PASSED = Metric(
    "stage.passed",
    "Deals that passed the stage",
    kind="simple",
    type="integer",
    entity="stage_change",
    formula=CountDistinct(When(FieldRef("deal.furthest"), ">", FieldRef("stage.position"), EACH_DEAL)),
    times=ENTERED_AT,
    where=OPEN_STAGE,
    better="up",
    unit="deals",
    definition="Of the deals that came into a stage in the period, those that have since reached a later one, or were "
    "won. A deal that skips the next stage has passed this one.",
    exclusions=f"Deals that still stand there, or were lost from there. {NO_HISTORY}",
    owner=OWNER,
    synonyms=("deals that moved on",),
)
CONVERSION = Metric(
    "stage.conversion",
    "Stage conversion",
    kind="ratio",
    type="ratio",
    entity="stage_change",
    formula=Divide(MetricRef("stage.passed"), MetricRef("stage.entered")),
    times=ENTERED_AT,
    better="up",
    unit="% of deals that entered",
    definition="Share of the deals that came into a stage in the period which have since reached a later one, or were "
    "won. The last weeks look low for a while, because their deals still stand there.",
    denominator="Deals that entered the stage; n/a where there is none.",
    exclusions=NO_HISTORY,
    owner=OWNER,
    synonyms=("stage to stage conversion", "conversion by stage"),
)
MOVES = Metric(
    "stage.moves",
    "Steps of deals",
    kind="simple",
    type="integer",
    entity="stage_change",
    formula=CountDistinct(FieldRef("stage_change.id")),
    times=ENTERED_AT,
    where=Not(Null("left_stage.name")),
    unit="steps",
    definition="Steps of deals from one stage to another, wins and losses among them, by when they moved.",
    exclusions=f"The first step, which comes from no stage. {NO_HISTORY}",
    owner=OWNER,
    synonyms=("stage flow", "stage moves"),
)
FOR_DAYS = "Half of the deals that were won in the period stood in a stage for fewer days, half for more"
STAY = Metric(
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
    definition=f"{FOR_DAYS}, nights and weekends counted. Ask for it by stage.",
    exclusions=f"Deals that are open or lost. {NO_HISTORY}",
    owner=OWNER,
    synonyms=("median days in stage", "stage duration"),
)
STAY_P75 = Metric(
    "stage.stay_p75",
    "Time in stage, slow quarter",
    kind="simple",
    type="number",
    entity="stage_change",
    formula=Percentile(0.75, FieldRef("stage_change.days"), per="stage_change.id"),
    times=CLOSED,
    where=And((OPEN_STAGE, IS_WON)),
    better="down",
    unit="days",
    definition="Three quarters of the deals that were won in the period stood in a stage for fewer days, one quarter "
    "for more. An open deal that stands there for longer than this, of all deals won so far, is stalled.",
    exclusions=f"Deals that are open or lost. {NO_HISTORY}",
    owner=OWNER,
    synonyms=("p75 days in stage", "stall limit"),
)
DECIDED_AFTER = Metric(
    "stage.decided",
    "Deals decided that were in the stage",
    kind="simple",
    type="integer",
    entity="stage_change",
    formula=CountDistinct(EACH_DEAL),
    times=CLOSED,
    where=And((OPEN_STAGE, DECIDED)),
    unit="deals",
    definition="Deals that were won or lost in the period and had been in a stage, by the day they were closed.",
    exclusions=f"Open deals. {NO_HISTORY}",
    owner=OWNER,
    synonyms=("n of the measured win rate",),
)
WON_AFTER = Metric(
    "stage.won",
    "Deals won that were in the stage",
    kind="simple",
    type="integer",
    entity="stage_change",
    formula=CountDistinct(EACH_DEAL),
    times=CLOSED,
    where=And((OPEN_STAGE, IS_WON)),
    better="up",
    unit="deals",
    definition="Deals that were won in the period and had been in a stage, by the day they were closed.",
    exclusions=f"Open and lost deals. {NO_HISTORY}",
    owner=OWNER,
    synonyms=("wins that passed the stage",),
)
MEASURED = Metric(
    "stage.win_rate",
    "Measured win rate of the stage",
    kind="ratio",
    type="ratio",
    entity="stage_change",
    formula=Divide(MetricRef("stage.won"), MetricRef("stage.decided")),
    times=CLOSED,
    better="up",
    unit="% of deals decided",
    definition="Share of the deals that had been in a stage and were decided in the period which were won. Ask for it "
    "by stage: it is what the planned probability should be.",
    denominator="Deals won and lost that had been in the stage; n/a where there is none.",
    exclusions=f"Open deals. {NO_HISTORY}",
    owner=OWNER,
    synonyms=("stage win rate", "measured stage probability"),
)
PLANNED = Metric(
    "stage.planned_win_rate",
    "Planned win rate of the stage",
    kind="ratio",
    type="ratio",
    entity="stage_change",
    formula=Divide(
        Sum(FieldRef("stage.probability")), Sum(When(FieldRef("stage.probability"), ">=", Constant(0), Constant(1)))
    ),
    times=CLOSED,
    where=And((OPEN_STAGE, DECIDED)),
    unit="% of deals decided",
    definition="Probability that the pipeline gives a stage, of the same deals as the measured win rate: of several "
    "stages it is the mean over the deals that were in them.",
    denominator="Times that deals decided had entered the stage; n/a where there is none.",
    exclusions=f"Stages without a probability. {NO_HISTORY}",
    owner=OWNER,
    synonyms=("stage probability", "planned probability"),
)

METRICS = (ENTERED, PASSED, CONVERSION, MOVES, STAY, STAY_P75, DECIDED_AFTER, WON_AFTER, MEASURED, PLANNED)
