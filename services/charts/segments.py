"""Clients by how recently they bought and what they are worth, with the name of each segment on its block."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import product
from typing import Any

from services.charts.drawing import clicks
from services.charts.drawing.answers import metric_column
from services.charts.drawing.grid import GridCell, cell_bars, frame_grid, make_shades
from services.charts.drawing.picture import Picture, blank
from services.charts.drawing.records import rows_of_part
from services.charts.registry.kind import MARK_GONE, Ask, ChartKind, Fit, MarkRequest, MarkRows, Size
from services.charts.registry.question import Question
from services.charts.registry.shape import Shape
from services.errors import BadQuery
from services.insights import rfm
from services.insights.rfm import RfmSegment
from services.present import words
from services.present.theme import Palette, Theme, palette
from services.semantic.answer import Answer
from services.semantic.catalog import Catalog
from services.semantic.query import Query

MOST = 5
RANKED = "Scores rank the customers who ordered in the period against one another, in fifths."


def segments(answer: Answer, blocks: Sequence[RfmSegment], theme: Theme, locale: str) -> Picture:
    """Draw how many clients have which scores.

    The answer has a row for each pair of scores that occurs: recency, worth, segment, clients and what they spent. The
    first of ``blocks`` is the best.
    """
    rows = list(answer.frame.itertuples(index=False, name=None))
    figure = blank(theme, locale)
    figure.add_traces(cell_bars(_cells(rows, answer, theme, locale), theme))
    frame_grid(figure, MOST, MOST)
    colours = palette(theme)
    figure.update_layout(
        shapes=[_outline(block, colours) for block in blocks], annotations=[_name(block, colours) for block in blocks]
    )
    figure.update_xaxes(tickvals=[0, MOST - 1], ticktext=["long ago", "recently"], title={"text": "Last order"})
    figure.update_yaxes(tickvals=[0, MOST - 1], ticktext=["more", "less"], title={"text": "Orders and spend"})
    totals = _totals(rows, blocks)
    return Picture(
        figure.to_plotly_json(),
        _finding(totals, blocks[0].name, locale),
        _summary(totals, blocks, answer, locale),
        RANKED,
    )


def _cells(rows: list[tuple[Any, ...]], answer: Answer, theme: Theme, locale: str) -> list[GridCell]:
    """Return a cell for each pair of scores. Where nobody has them it stays empty."""
    shade = make_shades([row[3] for row in rows], theme, from_zero=True)
    cells = {place: GridCell(*_place(*place), None, "No customers") for place in product(range(1, MOST + 1), repeat=2)}
    for row in rows:
        recency, worth, _, clients, _ = row
        label = words.exact(clients, "integer", "", locale)
        place, mark = _place(recency, worth), clicks.records(recency, worth)
        cells[recency, worth] = GridCell(*place, shade.of(clients), _sentence(row, answer, locale), label, mark)
    return list(cells.values())


def _sentence(row: tuple[Any, ...], answer: Answer, locale: str) -> str:
    recency, worth, segment, clients, spent = row
    amount = words.compact(spent, metric_column(answer, 1).type, answer.currency, locale)
    return f"{segment}, recency {recency}, worth {worth}: {_people(clients, locale)}, {amount} in the period"


def _place(recency: float, worth: float) -> tuple[float, float]:
    """Return the column and the row of a cell, from the top left: the best stand at the top right."""
    return recency - 1, MOST - worth


def _outline(block: RfmSegment, colours: Palette) -> dict[str, Any]:
    left, top = _corner(block)
    right, bottom = _place(block.recency[1] + 0.5, block.worth[0] - 0.5)
    line = {"color": colours.ink_faint, "width": 1.5}
    return {"type": "rect", "x0": left, "x1": right, "y0": top, "y1": bottom, "line": line}


def _corner(block: RfmSegment) -> tuple[float, float]:
    return _place(block.recency[0] - 0.5, block.worth[1] + 0.5)


def _name(block: RfmSegment, colours: Palette) -> dict[str, Any]:
    """Return the block's name on the middle of its upper edge, where it covers no number."""
    left, top = _corner(block)
    return {
        "x": left,
        "y": top,
        "text": block.name,
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "middle",
        "font": {"size": 12, "color": colours.ink},
        "bgcolor": colours.surface,
        "borderpad": 1,
        "xshift": 6,
    }


def _totals(rows: list[tuple[Any, ...]], blocks: Sequence[RfmSegment]) -> dict[str, tuple[int, Decimal]]:
    """Return the clients of each segment and what they spent."""
    return {
        block.name: (
            sum(clients for _, _, segment, clients, _ in rows if segment == block.name),
            sum((spent for _, _, segment, _, spent in rows if segment == block.name), Decimal(0)),
        )
        for block in blocks
    }


def _finding(totals: dict[str, tuple[int, Decimal]], best: str, locale: str) -> str | None:
    """Return the share of the best among customers, and in revenue."""
    clients, spent = totals[best]
    everybody, whole = (sum(each[place] for each in totals.values()) for place in (0, 1))
    if not everybody:
        return None
    share = words.exact(clients / everybody, "ratio", "", locale)
    text = f"{best} are {share} of customers"
    # With returns in it, the part of the best may be more than the whole.
    if whole <= 0 or any(each[1] < 0 for each in totals.values()):
        return text
    return f"{text} and {words.exact(spent / whole, 'ratio', '', locale)} of revenue"


def _summary(totals: dict[str, tuple[int, Decimal]], blocks: Sequence[RfmSegment], answer: Answer, locale: str) -> str:
    money = metric_column(answer, 1)
    text = [
        f"{block.name}, who {block.meaning}: {_people(totals[block.name][0], locale)}, "
        f"{words.exact(totals[block.name][1], money.type, answer.currency, locale)}"
        for block in blocks
    ]
    return "Customers by segment. " + "; ".join(text)


def _people(clients: int, locale: str) -> str:
    return f"{words.exact(clients, 'integer', '', locale)} {'customer' if clients == 1 else 'customers'}"


def cell_records(request: MarkRequest) -> MarkRows:
    """Return the customers who have a pair of scores; raises BadQuery for a pair that nobody has."""
    scored = rfm.score_customers(request.ask(rfm.rfm_query(request.query)))
    cells = rfm.count_by_score(scored)
    rows = {clicks.records(row[0], row[1])[1]: row for row in cells.frame.itertuples(index=False, name=None)}
    if request.mark not in rows:
        raise BadQuery(MARK_GONE)
    recency, worth, *_ = row = rows[request.mark]
    frame = scored.frame[(scored.frame[rfm.R] == recency) & (scored.frame[rfm.WORTH] == worth)]
    listed = rows_of_part(scored, frame, rfm.CLIENT, rfm.MONEY, rfm.FREQUENCY, rfm.RECENCY)
    return MarkRows(_sentence(row, cells, request.locale), listed)


def _draw(answer: Answer, theme: Theme, locale: str) -> Picture:
    return segments(answer, rfm.SEGMENTS, theme, locale)


def _segments_answer(query: Query, ask: Ask) -> Answer:
    return rfm.count_by_score(rfm.score_customers(ask(rfm.rfm_query(query))))


def _check(query: Query, catalog: Catalog) -> str | None:
    if (query.metrics, query.dimensions) == (rfm.METRICS, (rfm.CLIENT,)):
        return None
    return f"A segment grid takes the metrics {words.join_names(rfm.METRICS)} by {rfm.CLIENT}."


def _fit(question: Question) -> Fit:
    return Fit(1.0, "RFM segments group customers by recency, frequency and spend.")


KIND = ChartKind(
    name="segments",
    label="Segment grid",
    icon="layout-grid",
    group="By group",
    when="Customers by how recently and how often they buy, and how much they spend",
    shapes=(Shape(metrics=(3, 3), dimensions=(1, 1)),),
    notes="Customers by recency and value score (RFM). It always uses these metrics, by customer number.",
    example={
        "metrics": ["client.recency", "order.count", "order.revenue"],
        "dimensions": ["client.key"],
        "period": {"last": 12, "unit": "month", "until": "data"},
    },
    marks="A click on a cell lists the customers who have its scores.",
    size=Size(height=13),
    draw=_draw,
    fits=_fit,
    check=_check,
    answer=_segments_answer,
    records=cell_records,
    terms=rfm.TERMS,
)
