"""From the open pipeline at the start to that at the end: what came, what changed, and what left it.

Each deal is compared as it stood when the period began and as it ends it, or as it was decided; so the parts add up.
What slipped is still open, but is no longer counted on: the end is what is open without it.
"""

from services.catalogs.sales.stages import END, IS_LOST, IS_WON, ONE, START, ZERO
from services.catalogs.sales.standing import AT_ITS_RATE, TAKEN, WITHOUT_SNAPSHOTS
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
    """Return ``then`` for the rows that tell how an open deal stood at one end of the period."""
    still_open = When(Coalesce(CLOSED, edge), ">=", edge, then)
    return When(Boundary("told_at"), "=", edge, still_open)


def due(then: Expression) -> Expression:
    """Return ``then`` where a deal should be decided before the period ends."""
    return When(FieldRef("deal_snapshot.expected_close_on"), "<", END, then)


def decided(then: Expression) -> Expression:
    """Return ``then`` where a deal was won or lost in the period."""
    return When(CLOSED, ">=", START, When(CLOSED, "<", END, then))


def has(flag: Expression, then: Expression, otherwise: Expression | None = None) -> Expression:
    """Return ``then`` for a deal that has a row with the flag."""
    return When(Coalesce(Max(flag), ZERO), "=", ONE, then, otherwise)


def has_not(flag: Expression, then: Expression, otherwise: Expression | None = None) -> Expression:
    """Return ``then`` for a deal that has no row with the flag."""
    return When(Coalesce(Max(flag), ZERO), "=", ZERO, then, otherwise)


def minus(value: Expression) -> Expression:
    """Return the value below zero."""
    return Arithmetic("-", ZERO, value)


# Of one deal: what it was worth at first, and at last.
WAS_OPEN, IS_OPEN = told(START, ONE), told(END, ONE)
WAS_DUE, IS_DUE = told(START, due(ONE)), told(END, due(ONE))
FIRST = Coalesce(Sum(told(START, AMOUNT)), ZERO)
LAST = has(decided(ONE), Coalesce(Max(decided(FieldRef("deal.amount"))), ZERO), Coalesce(Sum(told(END, AMOUNT)), ZERO))
CHANGE = Arithmetic("-", LAST, FIRST)


def _part(name: str, label: str, of: Expression, definition: str, *synonyms: str, at: str = "both") -> Metric:
    """Return an amount that is worked out of the snapshots at both ends, or at one."""
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
    """Return what deals took along when they were decided, below zero."""
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
        definition=f"{definition}, below zero since it leaves the pipeline. {AT_ITS_RATE}",
        exclusions="Deals without an amount or a day of close.",
        owner=OWNER,
        synonyms=synonyms,
    )


OPENING = _part(
    "opening",
    "Pipeline at the start",
    told(START, AMOUNT),
    "Expected value of the deals that were open on the evening before the period.",
    "opening pipeline",
    at="start",
)
NEW_AND_OPEN = _part(
    "created_and_open",
    "Created and open",
    has_not(WAS_OPEN, has(IS_OPEN, LAST)),
    "Expected value of the deals that came in the period and are open at its end.",
    "new open pipeline",
)
NEW_AND_DECIDED = Metric(
    "pipeline.created_and_decided",
    "Created and decided",
    kind="simple",
    type="money",
    entity="deal",
    formula=Sum(When(FieldRef("deal.opened_on"), ">=", START, FieldRef("deal.amount"))),
    times=("deal.closed_on",),
    rated_by="deal.opened_on",
    better="up",
    definition=f"Value of the deals that were both entered and decided in the period. {AT_ITS_RATE}",
    exclusions="Deals without an amount.",
    owner=OWNER,
    synonyms=("turned around pipeline",),
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
    definition="Value of the deals that came in the period, as they ended it or were decided in it.",
    exclusions="Deals without an amount.",
    owner=OWNER,
    synonyms=("new pipeline", "pipeline generated"),
)
INCREASED = _part(
    "increased",
    "Increased",
    has(WAS_OPEN, Greatest(ZERO, CHANGE)),
    "Of the deals that were open when the period began, how much more they were worth in the end.",
    "pipeline increase",
)
DECREASED = _part(
    "decreased",
    "Decreased",
    has(WAS_OPEN, Least(ZERO, CHANGE)),
    "Of the deals that were open when the period began, how much less they were worth in the end, below zero.",
    "pipeline decrease",
)
WON = _left("won", "Left as won", IS_WON, "Value of the deals that were won in the period", "won from the pipeline")
LOST = _left(
    "lost", "Left as lost", IS_LOST, "Value of the deals that were lost in the period", "lost from the pipeline"
)
SLIPPED = _part(
    "slipped",
    "Slipped",
    has(WAS_DUE, has(IS_OPEN, has_not(IS_DUE, minus(LAST)))),
    "Value of the deals that were to be decided by the end of the period and are put off beyond it, below zero since "
    "they are no longer counted on.",
    "slipped pipeline",
    "pushed out",
)
CLOSING = _part(
    "closing",
    "Pipeline at the end, not slipped",
    has(IS_OPEN, has_not(WAS_DUE, LAST, has(IS_DUE, LAST))),
    "Expected value of the deals that are open at the end of the period, less those that slipped in it.",
    "closing pipeline",
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
