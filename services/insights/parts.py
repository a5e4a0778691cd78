"""The parts of a client's health: what is asked for each, and the score of 0 to 100 that follows from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from services.semantic.runner import BEFORE_MARK

# An answer's cells by column.
Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Part:
    """A part of the score, of 0 to 100: what must be asked for it, and how it follows; None where it is not known."""

    name: str
    label: str
    weight: int
    metrics: tuple[str, ...]
    score: Callable[[Row], float | None]
    meaning: str
    # Whether it is held against the period before.
    looks_back: bool = False

    @property
    def column(self) -> str:
        """Name of its column in the answer."""
        return f"health.{self.name}"


def falling(metric: str, full: float, none: float) -> Callable[[Row], float | None]:
    """Return a score that is 100 up to ``full`` and falls evenly to 0 at ``none``."""

    def score(row: Row) -> float | None:
        value = _number(row, metric)
        return None if value is None else _within(100 * (none - value) / (none - full))

    return score


def trend(now: str, before: str) -> Callable[[Row], float | None]:
    """Return a score that is 80 where all is as before, and 100 from a quarter more on.

    Without anything before there is no trend: who has only come is not known to rise.
    """

    def score(row: Row) -> float | None:
        after, start = _number(row, now), _number(row, before)
        return None if after is None or start is None or start <= 0 else _within(80 * after / start)

    return score


def _asking(row: Row) -> float | None:
    """Return a score that falls with open tickets. Who never asked for help has not said that all is well."""
    asked = any(_number(row, name) for name in ("ticket.open", "ticket.opened"))
    return falling("ticket.open", 0, 4)(row) if asked else None


def _feeling(row: Row) -> float | None:
    """Return the mean of what they would recommend and of how satisfied they are, whichever they told."""
    nps, csat = _number(row, "interaction.nps"), _number(row, "interaction.csat")
    told = [] if nps is None else [(nps + 100) / 2]
    return _mean(told + ([] if csat is None else [100 * csat]))


def _paying(row: Row) -> float | None:
    """Return the mean of how late they paid and of how much of what they owe is overdue, whichever is known."""
    told = [falling("payment.days_late", 0, 60)(row), falling("invoice.overdue_share", 0, 1)(row)]
    return _mean([score for score in told if score is not None])


PARTS = (
    Part(
        "recency",
        "Recency score",
        25,
        ("client.recency",),
        falling("client.recency", 30, 180),
        "100 up to 30 days after the last order, 0 from 180 on",
    ),
    Part(
        "orders",
        "Order score",
        15,
        ("order.revenue",),
        trend("order.revenue", "order.revenue" + BEFORE_MARK),
        "revenue held against the period before: 80 for as much, 100 from a quarter more on",
        looks_back=True,
    ),
    Part(
        "mrr",
        "MRR score",
        20,
        ("subscription.mrr", "subscription.opening_mrr"),
        trend("subscription.mrr", "subscription.opening_mrr"),
        "MRR at the end held against the start: 80 for as much, 100 from a quarter more on",
    ),
    Part(
        "tickets",
        "Ticket score",
        10,
        ("ticket.open", "ticket.opened"),
        _asking,
        "of clients with a ticket in the period, 100 where none is open at its end, 25 less for each that is",
    ),
    Part(
        "feeling",
        "Survey score",
        15,
        ("interaction.nps", "interaction.csat"),
        _feeling,
        "the mean of NPS, from 0 to 100, and of the share of satisfied answers",
    ),
    Part(
        "payment",
        "Payment score",
        15,
        ("payment.days_late", "invoice.overdue_share"),
        _paying,
        "the mean of the delay, 100 where payments came when due and 0 from 60 days late on, and of the share of what "
        "is owed that is not overdue",
    ),
)


def _number(row: Row, name: str) -> float | None:
    value = row.get(name)
    return None if value is None else float(value)


def _mean(scores: list[float]) -> float | None:
    return sum(scores) / len(scores) if scores else None


def _within(score: float) -> float:
    return min(100.0, max(0.0, score))
