"""How much goes from where to where, as bands between groups."""

from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any

import plotly.graph_objects as go

from services.charts.drawing.answers import metric_column, sum_known
from services.charts.drawing.notes import join_notes
from services.charts.drawing.picture import Picture, blank
from services.charts.drawing.series import is_whole
from services.charts.drawing.text import describe_values, escape_text, format_share, format_short, format_value
from services.charts.registry.kind import ChartKind, Fit
from services.charts.registry.question import Question
from services.charts.registry.shape import Shape
from services.present import words
from services.present.theme import Theme, palette
from services.semantic.answer import Answer

MOST_GROUPS = 8
NODE_LETTERS = 16
# How strong the colour of a band is, so that names can be read on it.
BAND = 0.35

Key = tuple[str, Any]


@dataclass(frozen=True)
class Flow:
    """How much goes from one group to another; the value is above zero."""

    start: Any
    end: Any
    value: Any


@dataclass(frozen=True)
class Flows:
    """Every flow of an answer, the largest first, and the groups that flows both come to and go on from."""

    answer: Answer
    each: list[Flow]
    through: frozenset[Any]

    def start(self, flow: Flow) -> Key:
        """Return the node that a flow leaves."""
        return "start", flow.start

    def end(self, flow: Flow) -> Key:
        """Return the node that a flow comes to."""
        return ("start" if flow.end in self.through else "end"), flow.end

    def leaves(self, node: Key) -> Any:
        """Return how much leaves a node, None where nothing does."""
        return sum_known(flow.value for flow in self.each if self.start(flow) == node)

    def comes(self, node: Key) -> Any:
        """Return how much comes to a node, None where nothing does."""
        return sum_known(flow.value for flow in self.each if self.end(flow) == node)

    def amount(self, node: Key) -> Any:
        """Return how much goes through a node."""
        return max(amount for amount in (self.leaves(node), self.comes(node)) if amount is not None)

    def shown_flows(self) -> list[Flow]:
        """Return the flows between the largest groups: sixteen of a chain, else eight on each side."""
        nodes = dict.fromkeys(node for flow in self.each for node in (self.start(flow), self.end(flow)))
        ranked = sorted(nodes, key=lambda node: -self.amount(node))
        kept = ranked[: 2 * MOST_GROUPS]
        if not self.through:
            kept = [
                node for side in ("start", "end") for node in [each for each in ranked if each[0] == side][:MOST_GROUPS]
            ]
        return [flow for flow in self.each if self.start(flow) in kept and self.end(flow) in kept]


def sankey(answer: Answer, theme: Theme, locale: str) -> Picture:
    """Draw the first metric from its first dimension to its second.

    Where flows go on from groups that others come to, and never come back, they are drawn as a chain. Else the groups
    stand in two columns.
    """
    flows = _flows(answer)
    shown = flows.shown_flows()
    figure = blank(theme, locale)
    figure.add_trace(_bands(flows, shown, theme, locale))
    named = [f"{words.group(flow.start)} to {words.group(flow.end)}" for flow in shown]
    summary = describe_values(metric_column(answer), named, [flow.value for flow in shown], answer.currency, locale)
    rows = max(answer.total, len(answer.frame))
    cut = f"Showing {len(shown)} of {rows} flows." if rows > len(shown) else None
    return Picture(figure.to_plotly_json(), _finding(flows, locale), summary, join_notes(cut))


def _flows(answer: Answer) -> Flows:
    """Return the flows. What is nothing or less has no band."""
    names = (*answer.query.dimensions[:2], metric_column(answer).name)
    rows = zip(*(answer.frame[name] for name in names), strict=True)
    each = sorted((Flow(*row) for row in rows if row[2] is not None and row[2] > 0), key=lambda flow: -flow.value)
    return Flows(answer, each, _through(each))


def _through(flows: list[Flow]) -> frozenset[Any]:
    """Return the groups that are on both sides; none where some flow would come back to where it was."""
    graph = TopologicalSorter[Any]()
    for flow in flows:
        # What is not given on one side has nothing to do with what is not given on the other.
        if flow.start is not None and flow.end is not None:
            graph.add(flow.end, flow.start)
    try:
        graph.prepare()
    except CycleError:
        return frozenset()
    return frozenset({flow.start for flow in flows} & {flow.end for flow in flows}) - {None}


def _bands(flows: Flows, shown: list[Flow], theme: Theme, locale: str) -> go.Sankey:
    """Return the flows that are drawn. Their groups are described by all flows."""
    nodes = list(dict.fromkeys([*map(flows.start, shown), *map(flows.end, shown)]))
    place = {node: number for number, node in enumerate(nodes)}
    series, quiet = palette(theme).series, palette(theme).quiet
    leaving = (group for side, group in nodes if side == "start")
    # A group keeps its colour on the other side; what only comes in, or is not given, is grey.
    shades = dict(zip(leaving, series, strict=False)) | {None: quiet}
    colours = [shades.get(group, quiet) for _, group in nodes]
    marks = [_node_mark(flows, node, locale) for node in nodes]
    bands = [_band_mark(flows, flow, locale) for flow in shown]
    # A click tells the number of a node or of a band, but not which of the two it was. Bands without width go before
    # the others, one for each node, so that all numbers differ.
    gap = [0] * len(nodes)
    return go.Sankey(
        # Where nodes can be dragged, they cannot be clicked.
        arrangement="fixed",
        textfont={"size": 12, "color": palette(theme).ink},
        customdata=[*marks, *bands],
        node={
            "label": [_label(flows, node, locale) for node in nodes],
            "color": colours,
            "customdata": marks,
            "hovertemplate": "%{customdata[2]}<extra></extra>",
            "line": {"width": 0},
            "thickness": 10,
            "pad": 14,
        },
        link={
            "source": [*gap, *(place[flows.start(flow)] for flow in shown)],
            "target": [*gap, *(place[flows.end(flow)] for flow in shown)],
            "value": [*gap, *(float(flow.value) for flow in shown)],
            "color": [*colours, *(_pale(shades.get(flow.start, quiet)) for flow in shown)],
            "customdata": [*marks, *bands],
            "hovertemplate": "%{customdata[2]}<extra></extra>",
        },
    )


def _label(flows: Flows, node: Key, locale: str) -> str:
    amount = words.compact(flows.amount(node), metric_column(flows.answer).type, flows.answer.currency, locale)
    # Within a chain there is less room beside a node than below its name.
    between = "<br>" if flows.through and node[0] == "start" else " "
    return f"{escape_text(words.truncate(words.group(node[1]), NODE_LETTERS))}{between}{amount}"


def _node_mark(flows: Flows, node: Key, locale: str) -> list[Any]:
    """Return what a click on a group hands to the filters, and how much comes to it and leaves it."""
    side, group = node
    ways = (("in", flows.comes(node)), ("out", flows.leaves(node)))
    amounts = [
        f"{format_value(flows.answer, metric_column(flows.answer), each, locale)} {way}" for way, each in ways if each
    ]
    field = flows.answer.query.dimensions[0 if side == "start" else 1]
    return [field, group, escape_text(f"{words.group(group)}: {', '.join(amounts)}")]


def _band_mark(flows: Flows, flow: Flow, locale: str) -> list[Any]:
    """Return what a click on a band hands to the filters: where it comes from."""
    amount = format_value(flows.answer, metric_column(flows.answer), flow.value, locale)
    share = format_share(flow.value, flows.leaves(flows.start(flow)), locale)
    text = f"{words.group(flow.start)} to {words.group(flow.end)}: {amount}, {share} of all from there"
    return [flows.answer.query.dimensions[0], flow.start, escape_text(text)]


def _pale(colour: str) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {BAND})"


def _finding(flows: Flows, locale: str) -> str | None:
    """Return the largest flow, with its share of all from the same group where all flows are there."""
    most = max((flow.value for flow in flows.each), default=None)
    largest = [flow for flow in flows.each if flow.value == most]
    if len(largest) != 1:
        return None
    flow = largest[0]
    start, end = words.group(flow.start), words.group(flow.end)
    amount = format_short(flows.answer, metric_column(flows.answer), most, locale)
    text = f"The largest flow is from {start} to {end}: {amount}"
    if not is_whole(flows.answer) or len(flows.each) == 1:
        return text
    return f"{text}, {format_share(most, flows.leaves(flows.start(flow)), locale)} of all from {start}"


def _fit(question: Question) -> Fit | None:
    return Fit(0.6, "A Sankey diagram shows flows between two dimensions.") if question.adds_up else None


KIND = ChartKind(
    name="sankey",
    label="Sankey diagram",
    icon="git-merge",
    group="Changes and flows",
    when="How much goes from where to where",
    shapes=(Shape(metrics=(1, 1), dimensions=(2, 2)),),
    notes="The dimensions are source and destination.",
    example={
        "metrics": ["deal.lost"],
        "dimensions": ["deal.source", "deal.lost_reason"],
        "period": {"this": "year"},
    },
    marks="A click on a group filters the page by it, a click on a flow by the group where it starts.",
    draw=sankey,
    fits=_fit,
    scrolls_on_phone=True,
)
