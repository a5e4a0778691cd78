"""The open pipeline at the end of the selected period."""

from services.catalogs.sales.deals import STALLED
from services.semantic.catalog import Metric
from services.semantic.expression import Arithmetic, Constant, CountDistinct, Expression, FieldRef, Sum, When

OWNER = "Sales"
SNAPSHOT_DATE = ("deal_snapshot.taken_on",)
AMOUNT = FieldRef("deal_snapshot.amount")
AT_CREATION_RATE = (
    "Amounts in other currencies keep the exchange rate of the deal's creation date, so that only changes "
    "to deals move the total."
)
WITHOUT_SNAPSHOTS = "Days before the first daily snapshot, for which no data exists."


def _open_deals_metric(
    name: str, label: str, formula: Expression, definition: str, *synonyms: str, exclusions: str, **more: str
) -> Metric:
    """Return a metric over the deals open on the last snapshot of the period."""
    return Metric(
        f"deal.{name}",
        label,
        kind="snapshot",
        type="integer" if more.get("unit") else "money",
        entity="deal_snapshot",
        formula=formula,
        times=SNAPSHOT_DATE,
        rated_by="deal.opened_on",
        definition=definition,
        exclusions=exclusions,
        owner=OWNER,
        synonyms=synonyms,
        **more,  # type: ignore[arg-type]
    )


def _if_stalled(then: Expression) -> Expression:
    return When(FieldRef("deal.pace"), "=", Constant(STALLED), then)


OPEN = _open_deals_metric(
    "open",
    "Open deals",
    CountDistinct(FieldRef("deal_snapshot.deal_id")),
    "Deals open at the end of the period.",
    "open opportunities",
    "deals in the pipeline",
    exclusions=WITHOUT_SNAPSHOTS,
    better="up",
    unit="deals",
)
OPEN_AMOUNT = _open_deals_metric(
    "open_amount",
    "Open pipeline",
    Sum(AMOUNT),
    f"Expected value of deals open at the end of the period. {AT_CREATION_RATE}",
    "pipeline",
    "pipeline value",
    exclusions=f"Deals without an amount. {WITHOUT_SNAPSHOTS}",
    better="up",
)
WEIGHTED_AMOUNT = _open_deals_metric(
    "weighted_amount",
    "Weighted pipeline",
    Sum(Arithmetic("*", AMOUNT, FieldRef("stage.probability"))),
    "Expected value of each open deal multiplied by the planned probability of its stage.",
    "expected revenue",
    "weighted pipeline value",
    exclusions=f"Deals without an amount, and stages without a probability. {WITHOUT_SNAPSHOTS}",
    better="up",
)
HISTORICAL_AMOUNT = _open_deals_metric(
    "measured_amount",
    "Pipeline at historical win rates",
    Sum(Arithmetic("*", AMOUNT, FieldRef("stage.measured"))),
    "Expected value of each open deal multiplied by the historical win rate of its stage. Compare it with the "
    "weighted pipeline to check the planned probabilities.",
    "pipeline weighted by history",
    "pipeline at measured win rates",
    exclusions=f"Deals without an amount, and stages without closed deals. {WITHOUT_SNAPSHOTS}",
    better="up",
)
STALLED_DEALS = _open_deals_metric(
    "stalled",
    "Stalled deals",
    CountDistinct(_if_stalled(FieldRef("deal_snapshot.deal_id"))),
    "Open deals that have been in their stage for longer than 75% of won deals were (P75).",
    "stuck deals",
    exclusions=f"Deals in stages that no won deal has passed. {WITHOUT_SNAPSHOTS}",
    better="down",
    unit="deals",
)
STALLED_AMOUNT = _open_deals_metric(
    "stalled_amount",
    "Stalled pipeline",
    Sum(_if_stalled(AMOUNT)),
    "Expected value of open deals that have been in their stage for longer than 75% of won deals were (P75).",
    "stuck pipeline",
    exclusions=f"Deals without an amount, and deals in stages that no won deal has passed. {WITHOUT_SNAPSHOTS}",
    better="down",
)

METRICS = (OPEN, OPEN_AMOUNT, WEIGHTED_AMOUNT, HISTORICAL_AMOUNT, STALLED_DEALS, STALLED_AMOUNT)
