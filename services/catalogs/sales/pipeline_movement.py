"""Pipeline movement: from the opening to the closing pipeline of a period.

Each deal is compared at both ends of the period, or at its close, so that the parts add up. A slipped deal is still
open, but the closing pipeline leaves it out.
"""

from services.catalogs.sales.open_pipeline import AT_CREATION_RATE, SNAPSHOT_DATE, WITHOUT_SNAPSHOTS
from services.catalogs.sales.stages import END, IS_LOST, IS_WON, ONE, START, ZERO
from services.semantic.catalog import Metric
from services.semantic.conditions import Condition
from services.semantic.expression import (
    Arithmetic,
    Boundary,
    Coalesce,
    Expression,
    FieldRef,
    Greatest,
    Least,
    Max,
    MetricRef,
    Sum,
    SumPer,
    When,
)

OWNER = "Sales"
AMOUNT, CLOSED = FieldRef("deal_snapshot.amount"), FieldRef("deal.closed_on")


def snapshot_at(edge: Boundary, then: Expression) -> Expression:
    """Return ``then`` for the snapshot rows of deals that were open at one end of the period."""
    still_open = When(Coalesce(CLOSED, edge), ">=", edge, then)
    return When(Boundary("snapshot_at"), "=", edge, still_open)


def if_due_in_period(then: Expression) -> Expression:
    """Return ``then`` if the expected close date is before the end of the period."""
    return When(FieldRef("deal_snapshot.expected_close_on"), "<", END, then)


def if_closed_in_period(then: Expression) -> Expression:
    """Return ``then`` if the deal was won or lost in the period."""
    return When(CLOSED, ">=", START, When(CLOSED, "<", END, then))


def if_any(flag: Expression, then: Expression, otherwise: Expression | None = None) -> Expression:
    """Return ``then`` if any row of the deal has the flag, else ``otherwise``."""
    return When(Coalesce(Max(flag), ZERO), "=", ONE, then, otherwise)


def if_none(flag: Expression, then: Expression, otherwise: Expression | None = None) -> Expression:
    """Return ``then`` if no row of the deal has the flag, else ``otherwise``."""
    return When(Coalesce(Max(flag), ZERO), "=", ZERO, then, otherwise)


def negative(value: Expression) -> Expression:
    """Return the negated value."""
    return Arithmetic("-", ZERO, value)


# Per deal: its amount at the start and at the end of the period.
WAS_OPEN, IS_OPEN = snapshot_at(START, ONE), snapshot_at(END, ONE)
WAS_DUE, IS_DUE = snapshot_at(START, if_due_in_period(ONE)), snapshot_at(END, if_due_in_period(ONE))
OPENING_AMOUNT = Coalesce(Sum(snapshot_at(START, AMOUNT)), ZERO)
CLOSING_AMOUNT = if_any(
    if_closed_in_period(ONE),
    Coalesce(Max(if_closed_in_period(FieldRef("deal.amount"))), ZERO),
    Coalesce(Sum(snapshot_at(END, AMOUNT)), ZERO),
)
CHANGE = Arithmetic("-", CLOSING_AMOUNT, OPENING_AMOUNT)


def _snapshot_metric(
    name: str, label: str, of: Expression, definition: str, *synonyms: str, at: str = "both"
) -> Metric:
    """Return an amount that compares the snapshots at both ends of the period, or reads those at one."""
    return Metric(
        f"pipeline.{name}",
        label,
        kind="snapshot",
        type="money",
        entity="deal_snapshot",
        formula=SumPer("deal_snapshot.deal_id", of) if at == "both" else Sum(of),
        times=SNAPSHOT_DATE,
        at=at,  # type: ignore[arg-type]
        rated_by="deal.opened_on",
        better="up",
        definition=f"{definition} {AT_CREATION_RATE}",
        exclusions=f"Deals without an amount. {WITHOUT_SNAPSHOTS}",
        owner=OWNER,
        synonyms=synonyms,
    )


def _outflow(name: str, label: str, where: Condition, definition: str, *synonyms: str) -> Metric:
    """Return the negative amount of deals that left the pipeline because they were closed."""
    return Metric(
        f"pipeline.{name}",
        label,
        kind="simple",
        type="money",
        entity="deal",
        formula=Sum(negative(FieldRef("deal.amount"))),
        times=("deal.closed_on",),
        where=where,
        rated_by="deal.opened_on",
        better="neither",
        definition=f"{definition}, shown as a negative amount because it leaves the pipeline. {AT_CREATION_RATE}",
        exclusions="Deals without an amount or a close date.",
        owner=OWNER,
        synonyms=synonyms,
    )


OPENING = _snapshot_metric(
    "opening",
    "Opening pipeline",
    snapshot_at(START, AMOUNT),
    "Expected value of deals that were open at the end of the day before the period.",
    "pipeline at the start",
    at="start",
)
NEW_AND_OPEN = _snapshot_metric(
    "created_and_open",
    "Created, still open",
    if_none(WAS_OPEN, if_any(IS_OPEN, CLOSING_AMOUNT)),
    "Expected value of deals created in the period and open at its end.",
    "new open pipeline",
)
NEW_AND_DECIDED = Metric(
    "pipeline.created_and_decided",
    "Created and closed",
    kind="simple",
    type="money",
    entity="deal",
    formula=Sum(When(FieldRef("deal.opened_on"), ">=", START, FieldRef("deal.amount"))),
    times=("deal.closed_on",),
    rated_by="deal.opened_on",
    better="up",
    definition=f"Value of deals that were both created and closed in the period. {AT_CREATION_RATE}",
    exclusions="Deals without an amount.",
    owner=OWNER,
    synonyms=("created and decided",),
)
CREATED = Metric(
    "pipeline.created",
    "Created",
    kind="derived",
    type="money",
    entity="deal",
    # Before any deal has been closed, none was created and closed.
    formula=Arithmetic(
        "+", MetricRef("pipeline.created_and_open"), Coalesce(MetricRef("pipeline.created_and_decided"), ZERO)
    ),
    times=("deal.closed_on",),
    better="up",
    definition="Value of deals created in the period, as of the end of the period or of their close date.",
    exclusions="Deals without an amount.",
    owner=OWNER,
    synonyms=("new pipeline", "pipeline generated"),
)
INCREASED = _snapshot_metric(
    "increased",
    "Increased",
    if_any(WAS_OPEN, Greatest(ZERO, CHANGE)),
    "Increase in the amounts of deals that were open at the start of the period.",
    "pipeline increase",
)
DECREASED = _snapshot_metric(
    "decreased",
    "Decreased",
    if_any(WAS_OPEN, Least(ZERO, CHANGE)),
    "Decrease in the amounts of deals that were open at the start of the period, shown as a negative amount.",
    "pipeline decrease",
)
WON = _outflow("won", "Won", IS_WON, "Value of deals won in the period", "won from the pipeline")
LOST = _outflow("lost", "Lost", IS_LOST, "Value of deals lost in the period", "lost from the pipeline")
SLIPPED = _snapshot_metric(
    "slipped",
    "Slipped",
    if_any(WAS_DUE, if_any(IS_OPEN, if_none(IS_DUE, negative(CLOSING_AMOUNT)))),
    "Value of deals that were expected to close by the end of the period and were moved beyond it, shown as a "
    "negative amount.",
    "slipped pipeline",
    "pushed out",
)
CLOSING = _snapshot_metric(
    "closing",
    "Closing pipeline excl. slipped",
    if_any(IS_OPEN, if_none(WAS_DUE, CLOSING_AMOUNT, if_any(IS_DUE, CLOSING_AMOUNT))),
    "Expected value of deals that are open at the end of the period, less those that slipped in it.",
    "pipeline at the end",
)

METRICS = (
    OPENING,
    NEW_AND_OPEN,
    NEW_AND_DECIDED,
    CREATED,
    INCREASED,
    DECREASED,
    WON,
    LOST,
    SLIPPED,
    CLOSING,
)
