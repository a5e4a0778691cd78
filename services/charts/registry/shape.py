"""Which questions a kind of chart takes: how many metrics, dimensions and fields, and whether over time."""

from dataclasses import dataclass

from services.semantic.query import Grain, Query

Count = tuple[int, int | None]
"""The fewest and the most of something; None for no upper limit."""

NUMBERS = ("no", "one", "two", "three", "four", "five", "six")


@dataclass(frozen=True)
class Shape:
    """How many of each part a question has. ``grain``: True takes it over time, False does not, None takes both.

    ``grains`` are the only grains that are taken, where not all are. ``time`` requires the date that counts.
    """

    metrics: Count = (0, 0)
    dimensions: Count = (0, 0)
    fields: Count = (0, 0)
    grain: bool | None = False
    grains: tuple[Grain, ...] = ()
    time: bool = False

    def takes(self, query: Query) -> bool:
        """Return whether a question has this shape."""
        counts = (
            (query.metrics, self.metrics),
            (query.dimensions, self.dimensions),
            (query.fields, self.fields),
        )
        return (
            all(low <= len(names) and (high is None or len(names) <= high) for names, (low, high) in counts)
            and self.grain in (None, query.grain is not None)
            and (not self.grains or query.grain in self.grains)
            and (not self.time or query.time is not None)
        )

    @property
    def words(self) -> str:
        """Return the shape in words: "one metric and one dimension over time"."""
        if self.fields != (0, 0):
            return _count(self.fields, "field") + " of records"
        parts = [_count(self.metrics, "metric")]
        parts += [_count(self.dimensions, "dimension")] if self.dimensions != (0, 0) else []
        return " and ".join(parts) + self._time_words()

    def _time_words(self) -> str:
        if self.grains:
            return f" by {' or '.join(self.grains)}" + (", with the date that counts" if self.time else "")
        return " over time" if self.grain else ""


def shape_of(query: Query) -> str:
    """Return what a question asks for in words: "two metrics and no dimension"."""
    if query.fields:
        return _exact(len(query.fields), "field") + " of records"
    grain = f" by {query.grain}" if query.grain else ""
    return f"{_exact(len(query.metrics), 'metric')} and {_exact(len(query.dimensions), 'dimension')}{grain}"


def _count(count: Count, noun: str) -> str:
    low, high = count
    if high == low:
        return _exact(low, noun)
    if high is None:
        return f"{_number(low)} or more {noun}s"
    if low == 0:
        return f"up to {_exact(high, noun)}"
    return f"{_number(low)} {'or' if high == low + 1 else 'to'} {_number(high)} {noun}s"


def _exact(count: int, noun: str) -> str:
    return f"{_number(count)} {noun}{'' if count < 2 else 's'}"


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)
