"""An Answer as a Plotly figure, with what it shows in words: one module for each kind of chart."""

from collections.abc import Callable

from services.charts.area import area
from services.charts.bar import bar
from services.charts.bullet import bullet
from services.charts.calendar import calendar
from services.charts.cohorts import cohorts
from services.charts.combo import combo
from services.charts.drawing.picture import Picture
from services.charts.funnel import funnel
from services.charts.gantt import gantt
from services.charts.heatmap import heatmap
from services.charts.histogram import histogram
from services.charts.line import line
from services.charts.pareto import pareto
from services.charts.sankey import sankey
from services.charts.scatter import scatter
from services.charts.stack import stack
from services.charts.treemap import treemap
from services.charts.waterfall import waterfall
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
