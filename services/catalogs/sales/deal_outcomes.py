"""Outcome of deals by creation date."""

from services.catalogs.sales.stages import IS_WON
from services.semantic.catalog import Metric
from services.semantic.conditions import Condition
from services.semantic.expression import Constant, CountDistinct, Divide, Expression, FieldRef, MetricRef, When

OWNER = "Sales"
CREATED_ON = ("deal.opened_on",)
RECENT_PERIODS = "Recent periods look low because many of their deals are still open."
NO_HISTORY = "Deals without a creation date or a stage history."


def _progress_count(
    name: str, label: str, of: Expression, definition: str, *synonyms: str, where: Condition | None = None
) -> Metric:
    """Return a count of the deals created that reached a point of the pipeline."""
    return Metric(
        f"deal.{name}",
        label,
        kind="simple",
        type="integer",
        entity="deal",
        formula=CountDistinct(of),
        times=CREATED_ON,
        where=where,
        better="up",
        unit="deals",
        definition=f"{definition} {RECENT_PERIODS}",
        exclusions="Deals without a creation date." if where else NO_HISTORY,
        owner=OWNER,
        synonyms=synonyms,
    )


ADVANCED = _progress_count(
    "advanced",
    "Advanced past first stage",
    When(FieldRef("deal.furthest"), ">", Constant(1), FieldRef("deal.id")),
    "Deals created in the period that have since moved beyond the first stage, or were won.",
    "advanced deals",
)
REACHED_FINAL_STAGE = _progress_count(
    "reached_last",
    "Reached final stage",
    When(FieldRef("deal.furthest"), ">=", FieldRef("pipeline.last_step"), FieldRef("deal.id")),
    "Deals created in the period that have since reached the last open stage of their pipeline, or were won. A deal "
    "that skips a stage counts as having passed it.",
    "late-stage deals",
)
WON_TO_DATE = _progress_count(
    "won_since",
    "Won to date",
    FieldRef("deal.id"),
    "Deals created in the period that have been won so far.",
    "wins of deals created",
    where=IS_WON,
)
WIN_RATE = Metric(
    "deal.cohort_win_rate",
    "Win rate of deals created",
    kind="ratio",
    type="ratio",
    entity="deal",
    formula=Divide(MetricRef("deal.won_since"), MetricRef("deal.created")),
    times=CREATED_ON,
    better="up",
    unit="% of deals created",
    definition=f"Share of deals created in the period that have been won so far. {RECENT_PERIODS}",
    denominator="Deals created, including open ones; n/a if there are none. The win rate (deal.win_rate) divides by "
    "deals closed.",
    exclusions="Deals without a creation date.",
    owner=OWNER,
    synonyms=("cohort win rate", "created to won"),
)

METRICS = (ADVANCED, REACHED_FINAL_STAGE, WON_TO_DATE, WIN_RATE)
