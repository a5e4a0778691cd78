"""A dashboard as one reader sees it."""

from dataclasses import dataclass, replace

from services.dashboards.filters.state import FilterState
from services.dashboards.spec import Board, TileSpec
from services.semantic.answer import Answer
from services.semantic.catalog import Catalog
from services.semantic.query import Query
from services.view_context import ViewContext


@dataclass(frozen=True)
class BoardView:
    """A board, the filters that its reader has set, and the reader."""

    board: Board
    filters: FilterState
    reader: ViewContext

    @property
    def catalog(self) -> Catalog:
        """Return the catalog of the reader's organisation."""
        return self.reader.catalog

    @property
    def locale(self) -> str:
        """Return the locale of the reader, for numbers and dates."""
        return self.reader.locale

    def tile(self, slug: str) -> TileSpec:
        """Return one of the board's tiles; raises NotFound."""
        return self.board.tile(slug)

    def answer(self, query: Query) -> Answer:
        """Return the answer that the reader may see; raises the errors of the road."""
        return self.reader.answer(query)

    def without_cache(self) -> "BoardView":
        """Return the same view on a road that does not cache its answers."""
        return replace(self, reader=self.reader.without_cache())
