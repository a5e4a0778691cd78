"""What the marks of a figure stand for: each bears ``[dimension, value, words]`` as its customdata."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from services.present.figure.parts import Picture

FADED = 0.28
# Traces whose marks can be faded one by one.
FADING = ("bar", "funnel")


def dimensions_of(figure: Mapping[str, Any]) -> set[str]:
    """Return the dimensions whose values the marks of a figure stand for."""
    names = (mark[0] for trace in figure.get("data", ()) for mark in _marks(trace))
    return {name for name in names if isinstance(name, str)}


def emphasised(picture: Picture, stands_out: Callable[[str, Any], bool]) -> Picture:
    """Return the picture with every mark faded whose dimension and value do not stand out."""
    data = [_faded(trace, stands_out) for trace in picture.figure["data"]]
    return replace(picture, figure={**picture.figure, "data": data})


def _faded(trace: dict[str, Any], stands_out: Callable[[str, Any], bool]) -> dict[str, Any]:
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
