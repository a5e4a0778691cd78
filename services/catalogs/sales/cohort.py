"""What has become of the deals that were created in a period."""

from services.catalogs.sales.stages import IS_WON
from services.semantic.catalog import Metric
from services.semantic.conditions import Condition
from services.semantic.expression import Constant, CountDistinct, Divide, Expression, FieldRef, MetricRef, When

OWNER = "Sales"
OPENED = ("deal.opened_on",)
SO_FAR = "The last weeks look low for a while, because their deals are not decided yet."
NO_HISTORY = "Deals without a day of entry, or without a history of their stages."


def _reached(
    name: str, label: str, of: Expression, definition: str, *synonyms: str, where: Condition | None = None
) -> Metric:
    """Return how many of the deals created got so far."""
    return Metric(
        f"deal.{name}",
        label,
        kind="simple",
        type="integer",
        entity="deal",
        formula=CountDistinct(of),
        times=OPENED,
        where=where,
        better="up",
        unit="deals",
        definition=f"{definition} {SO_FAR}",
        exclusions="Deals without a day of entry." if where else NO_HISTORY,
        owner=OWNER,
        synonyms=synonyms,
    )


ADVANCED = _reached(
    "advanced",
    "Left the first stage",
    When(FieldRef("deal.furthest"), ">", Constant(1), FieldRef("deal.id")),
    "Of the deals created in the period, those that have since reached a later stage than the first, or were won.",
    "advanced deals",
)
REACHED_LAST = _reached(
    "reached_last",
    "Reached the last stage",
    When(FieldRef("deal.furthest"), ">=", FieldRef("pipeline.last_step"), FieldRef("deal.id")),
    "Of the deals created in the period, those that have since reached the last stage of their pipeline before the "
    "decision, or were won. A deal that skips stages has passed them.",
    "late-stage deals",
)
WON_SINCE = _reached(
    "won_since",
    "Won since",
    FieldRef("deal.id"),
    "Of the deals created in the period, those that have been won by now.",
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
    times=OPENED,
    better="up",
    unit="% of deals created",
    definition=f"Share of the deals created in the period that have been won by now. {SO_FAR}",
    denominator="Deals created, open ones too; n/a where there is none. The win rate divides by deals decided.",
    exclusions="Deals without a day of entry.",
    owner=OWNER,
    synonyms=("cohort win rate", "created to won"),
)

METRICS = (ADVANCED, REACHED_LAST, WON_SINCE, WIN_RATE)
