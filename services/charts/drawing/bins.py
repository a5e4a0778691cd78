"""How values are sorted into bins of one width, with what lies far out gathered at the ends."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10
from typing import Any

FEWEST_BINS, MOST_BINS = 5, 14
# So many whole numbers each have a bin.
MOST_WHOLE = 24
OUTER = 0.05
NICE = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Bins:
    """Bins from ``edges[i]`` up to, not including, ``edges[i + 1]``, with how many values lie in each.

    ``less`` and ``more`` are how many lie below the first edge and from the last one on, None where nothing can.
    """

    edges: list[float]
    counts: list[int]
    less: int | None
    more: int | None

    @property
    def width(self) -> float:
        return self.edges[1] - self.edges[0]


def percentile(ordered: Sequence[Any], level: float) -> Any:
    """Return the value at a level between 0 and 1, weighed between two neighbours as the catalog's percentiles are."""
    place = level * (len(ordered) - 1)
    low, high = ordered[floor(place)], ordered[ceil(place)]
    part = place - floor(place)
    return low + (high - low) * (Decimal(str(part)) if isinstance(low, Decimal) else part)


def make_bins(values: Sequence[Any], whole: bool) -> Bins:
    """Sort values into bins with round edges, the more of them the more values there are; of ``whole`` numbers no bin
    is narrower than 1.

    Where the outer values lie as far from the others as these from each other, they are gathered in a bin of their own.
    """
    if not values:
        return Bins([0.0, 1.0], [0], None, None)
    ordered = sorted(map(float, values))
    inner = percentile(ordered, OUTER), percentile(ordered, 1 - OUTER)
    spread = inner[1] - inner[0]
    low = inner[0] if ordered[0] < inner[0] - spread else ordered[0]
    high = inner[1] if ordered[-1] > inner[1] + spread else ordered[-1]
    # Twice the cube root of how many there are (Rice's rule), within what can be read.
    bin_count = min(max(2 * len(ordered) ** (1 / 3), FEWEST_BINS), MOST_BINS)
    width = _round_up((high - low or abs(high) or 1) / bin_count)
    if whole:
        width = 1.0 if high - low <= MOST_WHOLE else ceil(width)
    # A value on an edge belongs to the bin that begins there, also where the division falls a hair short of it.
    first, last = floor(low / width), floor(high / width + 1e-9) + 1
    edges = [round(place * width, 12) for place in range(first, last + 1)]
    counts = [0] * (len(edges) + 1)
    for value in ordered:
        counts[bisect_right(edges, value)] += 1
    less, *within, more = counts
    return Bins(edges, within, less or None, more or None)


def _round_up(width: float) -> float:
    """Return the next width that makes round edges."""
    power = 10.0 ** floor(log10(width))
    return next(nice * power for nice in NICE if nice * power >= width * (1 - 1e-9))
