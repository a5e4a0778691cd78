"""The parts of the customer health score: the metrics of each part, and how its score is calculated."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from services.semantic.runner import BEFORE_MARK

# Values of an answer's row by column name.
Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Part:
    """A part of the health score, from 0 to 100: its metrics and its score function (None without data)."""

    name: str
    label: str
    weight: int
    metrics: tuple[str, ...]
    score: Callable[[Row], float | None]
    meaning: str
    # Whether the part is compared with the previous period.
    looks_back: bool = False

    @property
    def column(self) -> str:
        """Name of the part's column in the answer."""
        return f"health.{self.name}"


def falling(metric: str, full: float, none: float) -> Callable[[Row], float | None]:
    """Return a score function that gives 100 up to ``full`` and decreases linearly to 0 at ``none``."""

    def score(row: Row) -> float | None:
        value = _number(row, metric)
        return None if value is None else _within(100 * (none - value) / (none - full))

    return score


def trend(now: str, before: str) -> Callable[[Row], float | None]:
    """Return a score function that gives 80 for no change, and 100 for an increase of 25% or more.

    Without a previous value there is no score: a new customer shows no trend.
    """

    def score(row: Row) -> float | None:
        after, start = _number(row, now), _number(row, before)
        return None if after is None or start is None or start <= 0 else _within(80 * after / start)

    return score


def _asking(row: Row) -> float | None:
    """Return a score that decreases with open tickets; None for a customer without tickets."""
    asked = any(_number(row, name) for name in ("ticket.open", "ticket.opened"))
    return falling("ticket.open", 0, 4)(row) if asked else None


def _feeling(row: Row) -> float | None:
    """Return the mean of the NPS and CSAT scores that are available."""
    nps, csat = _number(row, "interaction.nps"), _number(row, "interaction.csat")
    told = [] if nps is None else [(nps + 100) / 2]
    return _mean(told + ([] if csat is None else [100 * csat]))


def _paying(row: Row) -> float | None:
    """Return the mean of the payment delay score and the overdue score that are available."""
    told = [falling("payment.days_late", 0, 60)(row), falling("invoice.overdue_share", 0, 1)(row)]
    return _mean([score for score in told if score is not None])


PARTS = (
    Part(
        "recency",
        "Recency score",
        25,
        ("client.recency",),
        falling("client.recency", 30, 180),
        "100 up to 30 days after the last order, decreasing to 0 at 180 days",
    ),
    Part(
        "orders",
        "Order score",
        15,
        ("order.revenue",),
        trend("order.revenue", "order.revenue" + BEFORE_MARK),
        "revenue compared with the previous period: 80 for no change, 100 for an increase of 25% or more",
        looks_back=True,
    ),
    Part(
        "mrr",
        "MRR score",
        20,
        ("subscription.mrr", "subscription.opening_mrr"),
        trend("subscription.mrr", "subscription.opening_mrr"),
        "closing MRR compared with opening MRR: 80 for no change, 100 for an increase of 25% or more",
    ),
    Part(
        "tickets",
        "Ticket score",
        10,
        ("ticket.open", "ticket.opened"),
        _asking,
        "for customers with a ticket in the period: 100 without open tickets at its end, 25 less per open ticket",
    ),
    Part(
        "feeling",
        "Survey score",
        15,
        ("interaction.nps", "interaction.csat"),
        _feeling,
        "mean of NPS, converted to 0 to 100, and the share of satisfied responses",
    ),
    Part(
        "payment",
        "Payment score",
        15,
        ("payment.days_late", "invoice.overdue_share"),
        _paying,
        "mean of the payment delay score (100 for on time, 0 from 60 days late) and the share of receivables that is "
        "not overdue",
    ),
)


def _number(row: Row, name: str) -> float | None:
    value = row.get(name)
    return None if value is None else float(value)


def _mean(scores: list[float]) -> float | None:
    return sum(scores) / len(scores) if scores else None


def _within(score: float) -> float:
    return min(100.0, max(0.0, score))
