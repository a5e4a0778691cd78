"""What the marks of a figure stand for (services/charts/drawing/clicks.py), once it is drawn."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from services.charts.drawing import clicks
from services.charts.drawing.picture import Picture

FADED = 0.28
# Traces whose marks can be faded one by one.
FADING = ("bar", "funnel")


def mark_meanings(figure: Mapping[str, Any]) -> set[str]:
    """Return what the marks of a figure stand for: dimensions, and the words of services/charts/drawing/clicks.py."""
    marks = [mark for trace in figure.get("data", ()) for mark in _marks(trace)]
    names = {mark[0] for mark in marks if isinstance(mark[0], str)}
    return names | ({clicks.DAYS} if any(len(mark) > 3 for mark in marks) else set())


def link_metrics(picture: Picture, address_of: Callable[[str], str | None]) -> Picture:
    """Return the picture with the address of a metric's page on every mark of a metric as a whole."""
    data = [_link_trace(trace, address_of) for trace in picture.figure["data"]]
    return replace(picture, figure={**picture.figure, "data": data})


def _link_trace(trace: dict[str, Any], address_of: Callable[[str], str | None]) -> dict[str, Any]:
    marks = list(_marks(trace))
    if not any(mark[0] == clicks.METRIC for mark in marks):
        return trace
    return {**trace, "customdata": [_link_mark(mark, address_of) for mark in marks]}


def _link_mark(mark: Sequence[Any], address_of: Callable[[str], str | None]) -> list[Any]:
    what, name, *others = mark
    if what != clicks.METRIC:
        return list(mark)
    address = address_of(name)
    return [*((clicks.ADDRESS, address) if address else clicks.NOTHING), *others]


def fade_others(picture: Picture, stands_out: Callable[[str, Any], bool]) -> Picture:
    """Return the picture with every mark faded whose dimension and value do not stand out."""
    data = [_fade_trace(trace, stands_out) for trace in picture.figure["data"]]
    return replace(picture, figure={**picture.figure, "data": data})


def _fade_trace(trace: dict[str, Any], stands_out: Callable[[str, Any], bool]) -> dict[str, Any]:
    marks = list(_marks(trace))
    if trace.get("type") not in FADING or not marks:
        return trace
    opacity = [1.0 if stands_out(mark[0], mark[1]) else FADED for mark in marks]
    return {**trace, "marker": {**trace.get("marker", {}), "opacity": opacity}}


def _marks(trace: Mapping[str, Any]) -> Iterator[Any]:
    marks = trace.get("customdata")
    if not isinstance(marks, list | tuple) or any(
        not isinstance(mark, list | tuple) or len(mark) < 2 for mark in marks
    ):
        return iter(())
    return iter(marks)
