"""The pipeline as it stood at the end of the days asked for."""

from services.catalogs.sales.deals import STALLED
from services.semantic.catalog import Metric
from services.semantic.expression import Arithmetic, Constant, CountDistinct, Expression, FieldRef, Sum, When

OWNER = "Sales"
TAKEN = ("deal_snapshot.taken_on",)
AMOUNT = FieldRef("deal_snapshot.amount")
AT_ITS_RATE = (
    "An amount in another currency keeps the exchange rate of the deal's entry, so that only deals move the sum."
)
WITHOUT_SNAPSHOTS = "Days before the first daily snapshot: what was open then is not known."


def _standing(
    name: str, label: str, formula: Expression, definition: str, *synonyms: str, exclusions: str, **more: str
) -> Metric:
    """Return a sum over the deals that were open on the last day that was recorded by then."""
    return Metric(
        f"deal.{name}",
        label,
        kind="snapshot",
        type="integer" if more.get("unit") else "money",
        entity="deal_snapshot",
        formula=formula,
        times=TAKEN,
        rated_by="deal.opened_on",
        definition=definition,
        exclusions=exclusions,
        owner=OWNER,
        synonyms=synonyms,
        **more,  # type: ignore[arg-type]
    )


def _stalled(then: Expression) -> Expression:
    return When(FieldRef("deal.pace"), "=", Constant(STALLED), then)


OPEN = _standing(
    "open",
    "Open deals",
    CountDistinct(FieldRef("deal_snapshot.deal_id")),
    "Deals that were open at the end of the period, as the pipeline stood then.",
    "open opportunities",
    "deals in the pipeline",
    exclusions=WITHOUT_SNAPSHOTS,
    better="up",
    unit="deals",
)
OPEN_AMOUNT = _standing(
    "open_amount",
    "Open pipeline",
    Sum(AMOUNT),
    f"Expected value of the deals that were open at the end of the period, as it was expected then. {AT_ITS_RATE}",
    "pipeline",
    "pipeline value",
    exclusions=f"Deals without an amount. {WITHOUT_SNAPSHOTS}",
    better="up",
)
WEIGHTED_AMOUNT = _standing(
    "weighted_amount",
    "Weighted pipeline",
    Sum(Arithmetic("*", AMOUNT, FieldRef("stage.probability"))),
    "Expected value of each open deal times the planned probability of the stage in which it stood.",
    "expected revenue",
    "weighted pipeline value",
    exclusions=f"Deals without an amount, and stages without a probability. {WITHOUT_SNAPSHOTS}",
    better="up",
)
MEASURED_AMOUNT = _standing(
    "measured_amount",
    "Pipeline at measured win rates",
    Sum(Arithmetic("*", AMOUNT, FieldRef("stage.measured"))),
    "Expected value of each open deal times the share of the deals that entered its stage and were decided by then "
    "which were won. Beside the weighted pipeline it says whether the planned probabilities are too bold.",
    "pipeline weighted by history",
    "measured weighted pipeline",
    exclusions=f"Deals without an amount, and stages from which no deal was decided yet. {WITHOUT_SNAPSHOTS}",
    better="up",
)
STALLED_DEALS = _standing(
    "stalled",
    "Stalled deals",
    CountDistinct(_stalled(FieldRef("deal_snapshot.deal_id"))),
    "Open deals that had stood in their stage for longer than three quarters (P75) of the deals won by then ever "
    "stood there.",
    "stuck deals",
    exclusions=f"Deals in a stage that no deal won has passed. {WITHOUT_SNAPSHOTS}",
    better="down",
    unit="deals",
)
STALLED_AMOUNT = _standing(
    "stalled_amount",
    "Stalled pipeline",
    Sum(_stalled(AMOUNT)),
    "Expected value of the deals that had stood in their stage for longer than three quarters (P75) of the deals won "
    "by then ever stood there.",
    "stuck pipeline",
    exclusions=f"Deals without an amount, and deals in a stage that no deal won has passed. {WITHOUT_SNAPSHOTS}",
    better="down",
)

METRICS = (OPEN, OPEN_AMOUNT, WEIGHTED_AMOUNT, MEASURED_AMOUNT, STALLED_DEALS, STALLED_AMOUNT)
