"""An Answer as a Plotly figure, with what it shows in words: one module for each kind of chart."""

from collections.abc import Callable

from services.present.figure.bar import bar
from services.present.figure.line import line
from services.present.figure.parts import Picture
from services.present.theme import Theme
from services.semantic.answer import Answer

__all__ = ["DRAW", "Picture"]

DRAW: dict[str, Callable[[Answer, Theme, str], Picture]] = {"line": line, "bar": bar}
