"""What a row of a statement adds up to, and how that is written: negatives in parentheses, bars to one scale."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from babel.numbers import format_decimal, format_percent

from services.present import words

IN_PARENTHESES = "#,##0;(#,##0)"
TO_THE_CENT = "#,##0.00;(#,##0.00)"
SHARE_IN_PARENTHESES = "#,##0.0%;(#,##0.0%)"
LEAST_BAR = 0.005

Verdict = Literal["good", "bad", "neutral"]


@dataclass(frozen=True)
class StatementCell:
    """A finished value: in whole units, and exactly. ``share`` is the length of its bar, 1 being the longest."""

    words: str
    exact: str
    share: float | None = None
    verdict: Verdict = "neutral"


@dataclass(frozen=True)
class Sums:
    """What a row adds up to, exactly. ``budget`` is None where nothing was planned, ``before`` where none is known."""

    actual: Decimal = Decimal(0)
    budget: Decimal | None = None
    before: Decimal | None = None

    @property
    def variance(self) -> Decimal | None:
        """Income above zero and cost below: what is above zero here is good news, whatever the row is."""
        return None if self.budget is None else self.actual - self.budget

    @property
    def variance_share(self) -> Decimal | None:
        """The variance as a share of the budget; None where that is nothing, or a loss became a profit."""
        if not self.budget or self.variance is None or self.actual * self.budget < 0:
            return None
        return self.variance / abs(self.budget)

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(self.actual + other.actual, _add(self.budget, other.budget), _add(self.before, other.before))


def _add(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    """Add what is known: where one account was planned, the others were planned to bring nothing."""
    return other if one is None else one if other is None else one + other


@dataclass(frozen=True)
class Pen:
    """How cells are written. ``widest`` is what the longest bar of a column stands for."""

    currency: str
    locale: str
    widest: Mapping[str, Decimal]
    compared: bool

    def cells(self, sums: Sums) -> tuple[StatementCell, ...]:
        """Return actual, budget, variance, its share and, where something is compared, what was before."""
        verdict = _verdict(sums.variance)
        cells = (
            self._money(sums.actual, "actual"),
            self._money(sums.budget),
            self._money(sums.variance, "variance", verdict),
            self._share(sums.variance_share, verdict),
        )
        return (*cells, self._money(sums.before)) if self.compared else cells

    def _money(self, value: Decimal | None, bar: str = "", verdict: Verdict = "neutral") -> StatementCell:
        if value is None:
            return StatementCell(words.NOT_AVAILABLE, words.NOT_AVAILABLE)
        widest = self.widest.get(bar)
        return StatementCell(
            self._write(value, IN_PARENTHESES),
            f"{self._write(value, TO_THE_CENT)} {self.currency}",
            _bar(value, widest),
            verdict,
        )

    def _share(self, value: Decimal | None, verdict: Verdict) -> StatementCell:
        if value is None:
            return StatementCell(words.NOT_AVAILABLE, words.NOT_AVAILABLE)
        text = words.without_minus_zero(
            value, lambda each: format_percent(each, SHARE_IN_PARENTHESES, locale=self.locale)
        )
        return StatementCell(text, text, verdict=verdict)

    def _write(self, value: Decimal, digits: str) -> str:
        return words.without_minus_zero(value, lambda each: format_decimal(each, digits, locale=self.locale))


def _bar(value: Decimal, widest: Decimal | None) -> float | None:
    """Return how long a bar is, none where it could not be told from a line."""
    share = min(float(abs(value) / widest), 1.0) if widest else 0
    return share if share >= LEAST_BAR else None


def _verdict(variance: Decimal | None) -> Verdict:
    if not variance:
        return "neutral"
    return "good" if variance > 0 else "bad"


def widest(lines: Iterable[Sums]) -> dict[str, Decimal]:
    """Return what the longest bars stand for. Subtotals and accounts are drawn to the scale of the lines."""
    known = list(lines)
    return {
        "actual": max((abs(each.actual) for each in known), default=Decimal(0)),
        "variance": max((abs(each.variance or Decimal(0)) for each in known), default=Decimal(0)),
    }
