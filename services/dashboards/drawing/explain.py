"""How a tile's numbers are calculated, beside the numbers themselves."""

from dataclasses import dataclass, replace

from services.charts import declaration
from services.dashboards.drawing.draw import capped_limit, row_count_words
from services.dashboards.queries.resolve import resolve_query
from services.dashboards.spec import TileSpec
from services.dashboards.view import BoardView
from services.present import table, words
from services.present.explain import Explanation, explanation
from services.semantic.answer import Column

MOST_ROWS = 60


@dataclass(frozen=True)
class ExplainedTile:
    """A tile's explanation, with the numbers that it shows, and their number of rows in words."""

    explanation: Explanation
    columns: list[Column]
    rows: list[list[str]]
    total_rows: int
    rows_words: str


def explain(tile: TileSpec, view: BoardView) -> ExplainedTile:
    """Return where the tile's numbers come from, and which filters do not apply to it; raises as the road does."""
    resolved = resolve_query(tile, view)
    answer = view.answer(replace(resolved.query, limit=capped_limit(resolved.query, MOST_ROWS)))
    rows = table.cells(answer, view.locale)
    base = explanation(answer, view.catalog, view.locale)
    definition = (*declaration(tile.kind).terms, *base.definition)
    return ExplainedTile(
        replace(base, definition=definition, notes=(*resolved.remarks(view.catalog), *base.notes)),
        table.headings(answer),
        rows,
        answer.total,
        _rows_words(len(rows), answer.total, view.locale),
    )


def _rows_words(shown: int, total: int, locale: str) -> str:
    every = row_count_words(total, locale)
    return every if shown == total else f"{every}, first {words.exact(shown, 'integer', '', locale)} shown"
