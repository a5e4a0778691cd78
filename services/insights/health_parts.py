"""The parts of the customer health score: the metrics of each part, and how its score is calculated."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from services.semantic.runner import BEFORE_MARK

# Values of an answer's row by column name.
Row = Mapping[Any, Any]


@dataclass(frozen=True)
class HealthPart:
    """A part of the health score, from 0 to 100: its metrics and its score function (None without data)."""

    name: str
    label: str
    weight: int
    metrics: tuple[str, ...]
    score: Callable[[Row], float | None]
    meaning: str
    # Whether the part is compared with the previous period.
    compares: bool = False

    @property
    def column(self) -> str:
        """Name of the part's column in the answer."""
        return f"health.{self.name}"


def decreasing_score(metric: str, full: float, none: float) -> Callable[[Row], float | None]:
    """Return a score function that gives 100 up to ``full`` and decreases linearly to 0 at ``none``."""

    def score(row: Row) -> float | None:
        value = _number(row, metric)
        return None if value is None else _clamp(100 * (none - value) / (none - full))

    return score


def trend_score(now: str, before: str) -> Callable[[Row], float | None]:
    """Return a score function that gives 80 for no change, and 100 for an increase of 25% or more.

    Without a previous value there is no score: a new customer shows no trend.
    """

    def score(row: Row) -> float | None:
        after, start = _number(row, now), _number(row, before)
        return None if after is None or start is None or start <= 0 else _clamp(80 * after / start)

    return score


def _ticket_score(row: Row) -> float | None:
    """Return a score that decreases with open tickets; None for a customer without tickets."""
    has_tickets = any(_number(row, name) for name in ("ticket.open", "ticket.opened"))
    return decreasing_score("ticket.open", 0, 4)(row) if has_tickets else None


def _survey_score(row: Row) -> float | None:
    """Return the mean of the NPS and CSAT scores that are available."""
    nps, csat = _number(row, "interaction.nps"), _number(row, "interaction.csat")
    scores = [] if nps is None else [(nps + 100) / 2]
    return _mean(scores + ([] if csat is None else [100 * csat]))


def _payment_score(row: Row) -> float | None:
    """Return the mean of the payment delay score and the overdue score that are available."""
    scores = [decreasing_score("payment.days_late", 0, 60)(row), decreasing_score("invoice.overdue_share", 0, 1)(row)]
    return _mean([score for score in scores if score is not None])


PARTS = (
    HealthPart(
        "recency",
        "Recency score",
        25,
        ("client.recency",),
        decreasing_score("client.recency", 30, 180),
        "100 up to 30 days after the last order, decreasing to 0 at 180 days",
    ),
    HealthPart(
        "orders",
        "Order score",
        15,
        ("order.revenue",),
        trend_score("order.revenue", "order.revenue" + BEFORE_MARK),
        "revenue compared with the previous period: 80 for no change, 100 for an increase of 25% or more",
        compares=True,
    ),
    HealthPart(
        "mrr",
        "MRR score",
        20,
        ("subscription.mrr", "subscription.opening_mrr"),
        trend_score("subscription.mrr", "subscription.opening_mrr"),
        "closing MRR compared with opening MRR: 80 for no change, 100 for an increase of 25% or more",
    ),
    HealthPart(
        "tickets",
        "Ticket score",
        10,
        ("ticket.open", "ticket.opened"),
        _ticket_score,
        "for customers with a ticket in the period: 100 without open tickets at its end, 25 less per open ticket",
    ),
    HealthPart(
        "feeling",
        "Survey score",
        15,
        ("interaction.nps", "interaction.csat"),
        _survey_score,
        "mean of NPS, converted to 0 to 100, and the share of satisfied responses",
    ),
    HealthPart(
        "payment",
        "Payment score",
        15,
        ("payment.days_late", "invoice.overdue_share"),
        _payment_score,
        "mean of the payment delay score (100 for on time, 0 from 60 days late) and the share of receivables that is "
        "not overdue",
    ),
)


def _number(row: Row, name: str) -> float | None:
    value = row.get(name)
    return None if value is None else float(value)


def _mean(scores: list[float]) -> float | None:
    return sum(scores) / len(scores) if scores else None


def _clamp(score: float) -> float:
    return min(100.0, max(0.0, score))
