"""How much goes from where to where, as bands between two columns of groups."""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from services.present import words
from services.present.figure.parts import Picture, blank, briefly, measured, noted, percent, plain, said, told, total
from services.present.figure.series import is_whole
from services.present.theme import Theme, palette
from services.semantic.answer import Answer, Column

MOST_GROUPS = 8
NODE_LETTERS = 16
# How strong the colour of a band is, so that names can be read on it.
BAND = 0.35


@dataclass(frozen=True)
class Flow:
    """How much goes from one group to another; the value is above zero."""

    start: Any
    end: Any
    value: Any


@dataclass(frozen=True)
class Node:
    """A group on the side where flows ``start`` or ``end``, and how much goes through it."""

    side: str
    group: Any
    amount: Any


def sankey(answer: Answer, theme: Theme, locale: str) -> Picture:
    """Draw the first metric from its first dimension to its second, between the eight largest groups of each."""
    column = measured(answer)
    every = _flows(answer, column)
    starts, ends = (_largest(every, side) for side in ("start", "end"))
    flows = [flow for flow in every if flow.start in starts and flow.end in ends]
    figure = blank(theme)
    figure.add_trace(_bands(answer, every, flows, theme, locale))
    named = [f"{words.group(flow.start)} to {words.group(flow.end)}" for flow in flows]
    summary = told(column, named, [flow.value for flow in flows], answer.currency, locale)
    rows = max(answer.total, len(answer.frame))
    cut = f"{len(flows)} of {rows} flows are drawn." if rows > len(flows) else None
    return Picture(figure.to_plotly_json(), _finding(answer, every, locale), summary, noted(cut))


def _flows(answer: Answer, column: Column) -> list[Flow]:
    """Return the flows, the largest first. What is nothing or less has no band."""
    rows = zip(*(answer.frame[name] for name in (*answer.query.dimensions[:2], column.name)), strict=True)
    flows = [Flow(*row) for row in rows if row[2] is not None and row[2] > 0]
    return sorted(flows, key=lambda flow: -flow.value)


def _largest(flows: list[Flow], side: str) -> list[Any]:
    """Return the groups of a side through which most goes."""
    nodes = sorted(_nodes(flows, side), key=lambda node: -node.amount)
    return [node.group for node in nodes[:MOST_GROUPS]]


def _bands(answer: Answer, every: list[Flow], flows: list[Flow], theme: Theme, locale: str) -> go.Sankey:
    """Return the flows that are drawn. What is said of their groups is told of every flow."""
    nodes = [
        Node(node.side, node.group, _sum(every, node.side, node.group))
        for side in ("start", "end")
        for node in _nodes(flows, side)
    ]
    place = {(node.side, node.group): number for number, node in enumerate(nodes)}
    series, quiet = palette(theme).series, palette(theme).quiet
    shades = dict(zip((node.group for node in nodes if node.side == "start"), series, strict=False)) | {None: quiet}
    # A group keeps its colour on the other side; what only comes in is grey.
    colours = [shades.get(node.group, quiet) for node in nodes]
    marks = [_node_mark(answer, node, locale) for node in nodes]
    bands = [_band_mark(answer, flow, every, locale) for flow in flows]
    # A click tells the number of a node or of a band, but not which of the two it was. Bands without width go before
    # the others, one for each node, so that all numbers differ.
    gap = [0] * len(nodes)
    return go.Sankey(
        # Where nodes can be dragged, they cannot be clicked.
        arrangement="fixed",
        textfont={"size": 12, "color": palette(theme).ink},
        customdata=[*marks, *bands],
        node={
            "label": [_label(answer, node, locale) for node in nodes],
            "color": colours,
            "customdata": marks,
            "hovertemplate": "%{customdata[2]}<extra></extra>",
            "line": {"width": 0},
            "thickness": 10,
            "pad": 14,
        },
        link={
            "source": [*gap, *(place["start", flow.start] for flow in flows)],
            "target": [*gap, *(place["end", flow.end] for flow in flows)],
            "value": [*gap, *(float(flow.value) for flow in flows)],
            "color": [*colours, *(_pale(shades[flow.start]) for flow in flows)],
            "customdata": [*marks, *bands],
            "hovertemplate": "%{customdata[2]}<extra></extra>",
        },
    )


def _nodes(flows: list[Flow], side: str) -> list[Node]:
    groups = dict.fromkeys(getattr(flow, side) for flow in flows)
    return [Node(side, group, _sum(flows, side, group)) for group in groups]


def _sum(flows: list[Flow], side: str, group: Any) -> Any:
    return total(flow.value for flow in flows if getattr(flow, side) == group)


def _label(answer: Answer, node: Node, locale: str) -> str:
    amount = words.compact(node.amount, measured(answer).type, answer.currency, locale)
    return plain(f"{words.shortened(words.group(node.group), NODE_LETTERS)} {amount}")


def _node_mark(answer: Answer, node: Node, locale: str) -> list[Any]:
    field = answer.query.dimensions[0 if node.side == "start" else 1]
    way = "From" if node.side == "start" else "To"
    amount = said(answer, measured(answer), node.amount, locale)
    return [field, node.group, plain(f"{way} {words.group(node.group)}: {amount}")]


def _band_mark(answer: Answer, flow: Flow, every: list[Flow], locale: str) -> list[Any]:
    """Return what a click on a band hands to the filters: where it comes from."""
    amount = said(answer, measured(answer), flow.value, locale)
    share = percent(flow.value, _sum(every, "start", flow.start), locale)
    told = f"{words.group(flow.start)} to {words.group(flow.end)}: {amount}, {share} of what comes from there"
    return [answer.query.dimensions[0], flow.start, plain(told)]


def _pale(colour: str) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {BAND})"


def _finding(answer: Answer, flows: list[Flow], locale: str) -> str | None:
    """Say which flow is the largest, and which share of its group it is where all flows are there."""
    if not flows or len([flow for flow in flows if flow.value == flows[0].value]) > 1:
        return None
    most = flows[0]
    start, end = words.group(most.start), words.group(most.end)
    found = f"Most goes from {start} to {end}: {briefly(answer, measured(answer), most.value, locale)}"
    if not is_whole(answer) or len(flows) == 1:
        return found
    return f"{found}, {percent(most.value, _sum(flows, 'start', most.start), locale)} of what comes from {start}"
