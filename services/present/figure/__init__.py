"""An Answer as a Plotly figure, with what it shows in words: one module for each kind of chart."""

from collections.abc import Callable

from services.present.figure.area import area
from services.present.figure.bar import bar
from services.present.figure.bullet import bullet
from services.present.figure.calendar import calendar
from services.present.figure.cohorts import cohorts
from services.present.figure.combo import combo
from services.present.figure.funnel import funnel
from services.present.figure.gantt import gantt
from services.present.figure.heatmap import heatmap
from services.present.figure.histogram import histogram
from services.present.figure.line import line
from services.present.figure.pareto import pareto
from services.present.figure.parts import Picture
from services.present.figure.sankey import sankey
from services.present.figure.scatter import scatter
from services.present.figure.stack import stack
from services.present.figure.treemap import treemap
from services.present.figure.waterfall import waterfall
from services.present.theme import Theme
from services.semantic.answer import Answer

__all__ = ["DRAW", "Picture"]

DRAW: dict[str, Callable[[Answer, Theme, str], Picture]] = {
    "line": line,
    "bar": bar,
    "area": area,
    "combo": combo,
    "stack": stack,
    "waterfall": waterfall,
    "pareto": pareto,
    "histogram": histogram,
    "treemap": treemap,
    "bullet": bullet,
    "scatter": scatter,
    "sankey": sankey,
    "heatmap": heatmap,
    "gantt": gantt,
    "funnel": funnel,
    "cohorts": cohorts,
    "calendar": calendar,
}
