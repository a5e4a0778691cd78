"""Pipeline movement: from the opening to the closing pipeline of a period.

Each deal is compared at both ends of the period, or at its close, so that the parts add up. A slipped deal is still
open, but the closing pipeline leaves it out.
"""

from services.catalogs.sales.open_pipeline import AT_ITS_RATE, TAKEN, WITHOUT_SNAPSHOTS
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


def told(edge: Boundary, then: Expression) -> Expression:
    """Return ``then`` for the snapshot rows of deals that were open at one end of the period."""
    still_open = When(Coalesce(CLOSED, edge), ">=", edge, then)
    return When(Boundary("told_at"), "=", edge, still_open)


def due(then: Expression) -> Expression:
    """Return ``then`` if the expected close date is before the end of the period."""
    return When(FieldRef("deal_snapshot.expected_close_on"), "<", END, then)


def decided(then: Expression) -> Expression:
    """Return ``then`` if the deal was won or lost in the period."""
    return When(CLOSED, ">=", START, When(CLOSED, "<", END, then))


def has(flag: Expression, then: Expression, otherwise: Expression | None = None) -> Expression:
    """Return ``then`` if any row of the deal has the flag, else ``otherwise``."""
    return When(Coalesce(Max(flag), ZERO), "=", ONE, then, otherwise)


def has_not(flag: Expression, then: Expression, otherwise: Expression | None = None) -> Expression:
    """Return ``then`` if no row of the deal has the flag, else ``otherwise``."""
    return When(Coalesce(Max(flag), ZERO), "=", ZERO, then, otherwise)


def minus(value: Expression) -> Expression:
    """Return the negated value."""
    return Arithmetic("-", ZERO, value)


# Per deal: its amount at the start and at the end of the period.
WAS_OPEN, IS_OPEN = told(START, ONE), told(END, ONE)
WAS_DUE, IS_DUE = told(START, due(ONE)), told(END, due(ONE))
FIRST = Coalesce(Sum(told(START, AMOUNT)), ZERO)
LAST = has(decided(ONE), Coalesce(Max(decided(FieldRef("deal.amount"))), ZERO), Coalesce(Sum(told(END, AMOUNT)), ZERO))
CHANGE = Arithmetic("-", LAST, FIRST)


def _part(name: str, label: str, of: Expression, definition: str, *synonyms: str, at: str = "both") -> Metric:
    """Return an amount that compares the snapshots at both ends of the period, or reads those at one."""
    return Metric(
        f"pipeline.{name}",
        label,
        kind="snapshot",
        type="money",
        entity="deal_snapshot",
        formula=SumPer("deal_snapshot.deal_id", of) if at == "both" else Sum(of),
        times=TAKEN,
        at=at,  # type: ignore[arg-type]
        rated_by="deal.opened_on",
        better="up",
        definition=f"{definition} {AT_ITS_RATE}",
        exclusions=f"Deals without an amount. {WITHOUT_SNAPSHOTS}",
        owner=OWNER,
        synonyms=synonyms,
    )


def _left(name: str, label: str, where: Condition, definition: str, *synonyms: str) -> Metric:
    """Return the negative amount of deals that left the pipeline because they were closed."""
    return Metric(
        f"pipeline.{name}",
        label,
        kind="simple",
        type="money",
        entity="deal",
        formula=Sum(minus(FieldRef("deal.amount"))),
        times=("deal.closed_on",),
        where=where,
        rated_by="deal.opened_on",
        better="neither",
        definition=f"{definition}, shown as a negative amount because it leaves the pipeline. {AT_ITS_RATE}",
        exclusions="Deals without an amount or a close date.",
        owner=OWNER,
        synonyms=synonyms,
    )


OPENING = _part(
    "opening",
    "Opening pipeline",
    told(START, AMOUNT),
    "Expected value of deals that were open at the end of the day before the period.",
    "pipeline at the start",
    at="start",
)
NEW_AND_OPEN = _part(
    "created_and_open",
    "Created, still open",
    has_not(WAS_OPEN, has(IS_OPEN, LAST)),
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
    definition=f"Value of deals that were both created and closed in the period. {AT_ITS_RATE}",
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
    formula=Arithmetic("+", MetricRef("pipeline.created_and_open"), MetricRef("pipeline.created_and_decided")),
    times=("deal.closed_on",),
    better="up",
    definition="Value of deals created in the period, as of the end of the period or of their close date.",
    exclusions="Deals without an amount.",
    owner=OWNER,
    synonyms=("new pipeline", "pipeline generated"),
)
INCREASED = _part(
    "increased",
    "Increased",
    has(WAS_OPEN, Greatest(ZERO, CHANGE)),
    "Increase in the amounts of deals that were open at the start of the period.",
    "pipeline increase",
)
DECREASED = _part(
    "decreased",
    "Decreased",
    has(WAS_OPEN, Least(ZERO, CHANGE)),
    "Decrease in the amounts of deals that were open at the start of the period, shown as a negative amount.",
    "pipeline decrease",
)
WON = _left("won", "Won", IS_WON, "Value of deals won in the period", "won from the pipeline")
LOST = _left("lost", "Lost", IS_LOST, "Value of deals lost in the period", "lost from the pipeline")
SLIPPED = _part(
    "slipped",
    "Slipped",
    has(WAS_DUE, has(IS_OPEN, has_not(IS_DUE, minus(LAST)))),
    "Value of deals that were expected to close by the end of the period and were moved beyond it, shown as a "
    "negative amount.",
    "slipped pipeline",
    "pushed out",
)
CLOSING = _part(
    "closing",
    "Closing pipeline excl. slipped",
    has(IS_OPEN, has_not(WAS_DUE, LAST, has(IS_DUE, LAST))),
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
