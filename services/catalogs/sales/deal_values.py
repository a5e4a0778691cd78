"""The value of deals won and lost: amounts, win rate by value and average deal size."""

from services.catalogs.sales.deal_metrics import CLOSED, DEALS, OWNER, outcome_is
from services.semantic.catalog import Metric
from services.semantic.conditions import And, In, Not, Null
from services.semantic.expression import (
    Arithmetic,
    Constant,
    Divide,
    Expression,
    FieldRef,
    MetricRef,
    Sum,
    When,
)

WON_AMOUNT = Metric(
    "deal.won_amount",
    "Won amount",
    kind="simple",
    type="money",
    entity="deal",
    formula=Sum(FieldRef("deal.amount")),
    times=CLOSED,
    where=outcome_is("won"),
    better="up",
    definition="Value of deals won, before tax, by close date.",
    exclusions="Deals without an amount or a close date.",
    owner=OWNER,
    synonyms=("bookings", "closed won amount"),
)

LOST_AMOUNT = Metric(
    "deal.lost_amount",
    "Lost amount",
    kind="simple",
    type="money",
    entity="deal",
    formula=Sum(FieldRef("deal.amount")),
    times=CLOSED,
    where=outcome_is("lost"),
    better="down",
    definition="Last expected value of deals lost, before tax, by close date.",
    exclusions="Deals without an amount or a close date.",
    owner=OWNER,
    synonyms=("closed lost amount",),
)

WON_WITH_AMOUNT, LOST_WITH_AMOUNT, CLOSED_WITH_AMOUNT = (
    Metric(
        f"deal.{name}_with_amount",
        f"{label} with an amount",
        kind="simple",
        type="integer",
        entity="deal",
        formula=DEALS,
        times=CLOSED,
        where=And((In("stage.outcome", outcomes), Not(Null("deal.amount")))),
        unit="deals",
        definition=f"{label} with a recorded amount, by close date. {use}",
        exclusions="Deals without an amount or a close date.",
        owner=OWNER,
        synonyms=(f"{label.lower()} with a value",),
    )
    for name, label, outcomes, use in (
        ("won", "Deals won", ("won",), "The average deal size is taken from them."),
        ("lost", "Deals lost", ("lost",), "Without any, there is no win rate by value."),
        ("decided", "Deals closed", ("won", "lost"), "It is the sample size of the win rate by value."),
    )
)


def _if_amounts_are_known(outcome: str, then: Expression) -> Expression:
    """Return ``then`` unless there are deals of the outcome and none of them has an amount."""
    return When(
        MetricRef(f"deal.{outcome}_with_amount"),
        ">",
        Constant(0),
        then,
        When(MetricRef(f"deal.{outcome}"), "=", Constant(0), then),
    )


_WON_OF_CLOSED = Divide(
    MetricRef("deal.won_amount"), Arithmetic("+", MetricRef("deal.won_amount"), MetricRef("deal.lost_amount"))
)
WIN_RATE_BY_VALUE = Metric(
    "deal.win_rate_by_value",
    "Win rate by value",
    kind="ratio",
    type="ratio",
    entity="deal",
    formula=_if_amounts_are_known("won", _if_amounts_are_known("lost", _WON_OF_CLOSED)),
    times=CLOSED,
    better="up",
    unit="% of value closed",
    sample="deal.decided_with_amount",
    definition="Amount won as a share of the amount closed, by close date. Compare the closed deals that have an "
    "amount with all deals closed: if only won deals have one, the rate would be too high.",
    denominator="Value of deals won and lost; n/a if it is not above zero, or if there are won or lost deals of which "
    "none has an amount.",
    exclusions="Open deals, and deals without an amount.",
    missing="No closed deals, or none of the won or of the lost deals has an amount.",
    owner=OWNER,
    synonyms=("value-weighted win rate",),
)

AVERAGE_WON = Metric(
    "deal.average_won",
    "Average deal size",
    kind="ratio",
    type="money",
    entity="deal",
    formula=Divide(MetricRef("deal.won_amount"), MetricRef("deal.won_with_amount")),
    times=CLOSED,
    better="up",
    definition="Value of deals won divided by the number of those that have an amount.",
    denominator="Deals won that have an amount; n/a if there are none.",
    exclusions="Open and lost deals, and won deals without an amount.",
    missing="No deals won, or none of them has an amount.",
    owner=OWNER,
    synonyms=("average deal won", "deal size"),
)

METRICS = (
    WON_AMOUNT,
    LOST_AMOUNT,
    WON_WITH_AMOUNT,
    LOST_WITH_AMOUNT,
    CLOSED_WITH_AMOUNT,
    WIN_RATE_BY_VALUE,
    AVERAGE_WON,
)
