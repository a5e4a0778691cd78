"""What stands above a dashboard's tiles: the period in words, its days, and the filters that are set.

None of it fails with a tile that is refused: the card says why, and the filters stay within reach.
"""

from datetime import date
from http import HTTPStatus

from services.dashboards.filters.state import COMPARISONS
from services.dashboards.queries.filter_options import value_label
from services.dashboards.queries.resolve import resolve_query
from services.dashboards.spec import Board
from services.dashboards.view import BoardView
from services.errors import PanoramaError
from services.present import words
from services.semantic.answer import Answer
from services.semantic.catalog import Catalog

# More filters by one dimension are counted rather than named.
MOST_CHIPS = 8


def period_words(view: BoardView) -> str:
    """Return the page's period in words, with what it is compared with; empty where every tile is refused.

    The period is that of the first tile that has one.
    """
    answer = _first_dated_answer(view)
    if answer is None or answer.span is None:
        return ""
    period = words.period(answer.span, view.locale)
    if answer.query.compare and _is_compared(answer, view.catalog):
        period += f", compared with the {words.COMPARED_WITH[answer.query.compare]}"
    return " · ".join([period, *(note.words for note in answer.notes if note.kind == "data")])


def period_days(view: BoardView) -> tuple[date, date]:
    """Return the first and the last day of the page's period; today, twice, where every tile is refused.

    What the reader chose stays as it is, also where it goes on beyond today.
    """
    if view.filters.first and view.filters.last:
        return view.filters.first, view.filters.last
    answer = _first_dated_answer(view)
    today = view.reader.context.today
    return (answer.span.first, answer.span.last) if answer and answer.span else (today, today)


def comparisons(board: Board, catalog: Catalog) -> list[tuple[str, str]]:
    """Return what the board's numbers can be compared with, (value, label): a budget only where there is one."""
    sound = [tile.query for tile in board.tiles if not tile.fault]
    known = [catalog.metrics[name] for query in sound for name in query.metrics if name in catalog.metrics]
    planned = any(catalog.has_plan(metric) for metric in known)
    return [(value, label) for value, (label, compare) in COMPARISONS.items() if planned or compare != "budget"]


def active_filters(view: BoardView) -> list[tuple[str, str | None, str]]:
    """Return every filter that is set, as (dimension, value, words); the value is None for a whole dimension at once:
    where its values are left out, or more than MOST_CHIPS."""
    return [
        (name, value, f"{view.catalog.dimension(name).label}: {text}")
        for name in view.filters.values
        for value, text in _chips(name, view)
    ]


def _chips(name: str, view: BoardView) -> list[tuple[str | None, str]]:
    values = view.filters.values[name]
    if name not in view.filters.excluded and 0 < len(values) <= MOST_CHIPS:
        return [(value, value_label(value, name, view.catalog)) for value in values]
    if len(values) > MOST_CHIPS:
        number = f"{words.exact(len(values), 'integer', '', view.locale)} values"
    else:
        number = (
            words.join_names([value_label(value, name, view.catalog) for value in values]) or "none that you may see"
        )
    return [(None, f"all except {number}" if name in view.filters.excluded else number)]


def _first_dated_answer(view: BoardView) -> Answer | None:
    """Return the answer to the first tile that has an answer with a period."""
    for tile in view.board.tiles:
        try:
            answer = view.answer(resolve_query(tile, view).query)
        except PanoramaError as error:
            # Where one query takes too long, the others would keep the page waiting as well.
            if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                return None
            continue
        if answer.span:
            return answer
    return None


def _is_compared(answer: Answer, catalog: Catalog) -> bool:
    if answer.query.looks_back:
        return any(bucket.before for bucket in answer.buckets)
    return any(catalog.has_plan(catalog.metric(name)) for name in answer.query.metrics)
