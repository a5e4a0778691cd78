"""A sparkline as a small picture in one colour, to be used as a CSS mask."""

from collections.abc import Sequence
from itertools import groupby
from urllib.parse import quote

WIDTH, HEIGHT, PAD = 120, 32, 4


def spark_uri(values: Sequence[float | None]) -> str | None:
    """Return an SVG data URI of a line through ``values``, with a dot on the last one that is known.

    Where a value is None the line has a gap. Fewer than two known values make no line, and None is returned.
    """
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return None
    points = _points(values, min(known), max(known))
    lines = "".join(f'<path d="M{" L".join(_at(point) for point in run)}"/>' for run in _runs(points))
    x, y = next(point for point in reversed(points) if point is not None)
    # The picture is stretched to its place; line and dot keep their thickness, and the dot stays round.
    stroke = 'fill="none" stroke="#000" stroke-linecap="round" stroke-linejoin="round"'
    dot = f'<path d="M{x:.1f} {y:.1f}h0" stroke-width="6"/>'
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none">'
        f"<style>path{{vector-effect:non-scaling-stroke}}</style>"
        f'<g {stroke} stroke-width="1.5">{lines}{dot}</g></svg>'
    )
    return "data:image/svg+xml," + quote(svg)


Point = tuple[float, float]


def _points(values: Sequence[float | None], low: float, high: float) -> list[Point | None]:
    # A flat line lies in the middle rather than on the floor, where it would read as zero.
    step = (WIDTH - 2 * PAD) / (len(values) - 1)
    reach = high - low

    def place(index: int, value: float) -> Point:
        share = (value - low) / reach if reach else 0.5
        return PAD + index * step, HEIGHT - PAD - share * (HEIGHT - 2 * PAD)

    return [None if value is None else place(index, value) for index, value in enumerate(values)]


def _runs(points: Sequence[Point | None]) -> list[list[Point]]:
    stretches = groupby(points, lambda point: point is not None)
    return [[point for point in stretch if point] for known, stretch in stretches if known]


def _at(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"
