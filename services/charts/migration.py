"""How clients moved between segments: those of the period before on the left, those of now on the right."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from services.charts.drawing.limits import MOST_DESCRIBED
from services.charts.drawing.picture import Picture, blank
from services.charts.registry.kind import Ask, ChartKind, Fit
from services.charts.registry.question import Question
from services.charts.registry.shape import Shape
from services.insights import migration as moves
from services.insights import rfm
from services.present import words
from services.present.theme import Palette, Theme, palette
from services.semantic.answer import Answer
from services.semantic.catalog import Catalog
from services.semantic.query import Query

# How strong the colour of a band is, so that names can be read on it.
BAND = 0.35
# How much of the height lies between two groups.
GAP = 0.04


@dataclass(frozen=True)
class Node:
    """A segment on one side, how many clients are in it, and how far down its middle lies (0 to 1)."""

    side: int
    group: str
    clients: int
    middle: float


def migration(answer: Answer, groups: Sequence[str], theme: Theme, locale: str) -> Picture:
    """Draw how many clients went from which segment to which.

    The answer has a row for each move: the segment before, the segment now, and the clients. ``groups`` are all
    segments, the best first; the last stands for clients who are in none.
    """
    moves = [(str(before), str(now), int(clients)) for before, now, clients in answer.frame.itertuples(index=False)]
    figure = blank(theme, locale)
    figure.add_trace(_bands(moves, groups, theme, locale))
    sentences = [f"{before} to {now}: {words.exact(clients, 'integer', '', locale)}" for before, now, clients in moves]
    largest = sorted(zip(moves, sentences, strict=True), key=lambda pair: -pair[0][2])[:MOST_DESCRIBED]
    more = f"; and {len(moves) - len(largest)} smaller moves" if len(moves) > len(largest) else ""
    summary = (
        f"Customers by segment, previous and current period. {'; '.join(sentence for _, sentence in largest)}{more}"
    )
    return Picture(figure.to_plotly_json(), _finding(moves, groups, locale), summary, None)


def _bands(moves: list[tuple[str, str, int]], groups: Sequence[str], theme: Theme, locale: str) -> go.Sankey:
    nodes = [*_column(moves, groups, 0), *_column(moves, groups, 1)]
    place = {(node.side, node.group): number for number, node in enumerate(nodes)}
    colours = _colours(groups, palette(theme))
    return go.Sankey(
        arrangement="snap",
        textfont={"size": 12, "color": palette(theme).ink},
        node={
            "label": [f"{node.group} {words.exact(node.clients, 'integer', '', locale)}" for node in nodes],
            "color": [colours[node.group] for node in nodes],
            # At the very edge Plotly takes a place for none.
            "x": [0.001 if node.side == 0 else 0.999 for node in nodes],
            "y": [node.middle for node in nodes],
            "customdata": [
                f"{node.group} {('in the previous period', 'now')[node.side]}: {_people(node.clients, locale)}"
                for node in nodes
            ],
            "hovertemplate": "%{customdata}<extra></extra>",
            "line": {"width": 0},
            "thickness": 10,
            "pad": 12,
        },
        link={
            "source": [place[0, before] for before, _, _ in moves],
            "target": [place[1, now] for _, now, _ in moves],
            "value": [clients for *_, clients in moves],
            "color": [_pale(colours[before]) for before, _, _ in moves],
            "customdata": [f"{before} to {now}: {_people(clients, locale)}" for before, now, clients in moves],
            "hovertemplate": "%{customdata}<extra></extra>",
        },
    )


def _column(moves: list[tuple[str, str, int]], groups: Sequence[str], side: int) -> list[Node]:
    """Return the segments of one side that have clients, from the best on top to those in none."""
    counts = {group: sum(move[2] for move in moves if move[side] == group) for group in groups}
    there = {group: count for group, count in counts.items() if count}
    whole, room = sum(there.values()), 1 - GAP * (len(there) - 1)
    nodes, passed = [], 0
    for number, (group, count) in enumerate(there.items()):
        nodes.append(Node(side, group, count, (passed + count / 2) / whole * room + number * GAP))
        passed += count
    return nodes


def _colours(groups: Sequence[str], colours: Palette) -> dict[str, str]:
    """Return a colour for each segment, the same on both sides; who is in none is grey."""
    return dict(zip(groups[:-1], colours.series, strict=False)) | {groups[-1]: colours.quiet}


def _pale(colour: str) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {BAND})"


def _finding(moves: list[tuple[str, str, int]], groups: Sequence[str], locale: str) -> str | None:
    """Return how many of the best stayed, and how many customers left all segments."""
    best, nowhere = groups[0], groups[-1]
    were = sum(clients for before, _, clients in moves if before == best)
    stayed = sum(clients for before, now, clients in moves if before == now == best)
    gone = sum(clients for _, now, clients in moves if now == nowhere)
    parts = []
    if were:
        of = words.exact(were, "integer", "", locale)
        parts.append(f"{words.exact(stayed, 'integer', '', locale)} of {of} {best} stayed {best}")
    if gone:
        parts.append(f"{_people(gone, locale)} did not order again")
    return "; ".join(parts) or None


def _people(clients: int, locale: str) -> str:
    return f"{words.exact(clients, 'integer', '', locale)} {'customer' if clients == 1 else 'customers'}"


def _draw(answer: Answer, theme: Theme, locale: str) -> Picture:
    return migration(answer, moves.ORDER, theme, locale)


def _moves(query: Query, ask: Ask) -> Answer:
    return moves.segment_migration(ask(rfm.rfm_query(query)))


def _check(query: Query, catalog: Catalog) -> str | None:
    if (query.metrics, query.dimensions) == (rfm.METRICS, (rfm.CLIENT,)):
        return None
    return f"A segment migration takes the metrics {words.join_names(rfm.METRICS)} by {rfm.CLIENT}."


def _fit(question: Question) -> Fit:
    return Fit(0.9, "Segment migration shows how customers moved between segments.")


KIND = ChartKind(
    name="migration",
    label="Segment migration",
    icon="shuffle",
    group="Changes and flows",
    when="How customers moved between RFM segments since the previous period",
    shapes=(Shape(metrics=(3, 3), dimensions=(1, 1)),),
    notes="It uses the query of `segments`.",
    example={
        "metrics": ["client.recency", "order.count", "order.revenue"],
        "dimensions": ["client.key"],
        "period": {"this": "quarter"},
    },
    marks="Its marks have no action.",
    draw=_draw,
    fits=_fit,
    check=_check,
    answer=_moves,
    terms=moves.TERMS,
)
