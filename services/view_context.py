"""Everything that a surface needs to answer a query and to show the answer: the reader, and the road."""

from dataclasses import dataclass, replace

from services.road import Road
from services.semantic.answer import Answer
from services.semantic.catalog import Catalog
from services.semantic.context import Context, Principal
from services.semantic.query import Query


@dataclass(frozen=True)
class ViewContext:
    """One reader: a person, a share link, an embed, an API key or a job.

    ``context`` holds the principal, their policy, calendar and currency; ``locale`` formats numbers and dates.

    >>> view.answer(Query(metrics=("order.revenue",))).frame
    """

    context: Context
    locale: str
    road: Road

    @property
    def principal(self) -> Principal:
        """Return the principal of the queries."""
        return self.context.principal

    @property
    def catalog(self) -> Catalog:
        """Return the catalog of the reader's organisation."""
        return self.road.catalog

    def answer(self, query: Query) -> Answer:
        """Return the answer that this reader may see; raises the errors of the road."""
        return self.road.answer(query, self.context)

    def without_cache(self) -> "ViewContext":
        """Return the same reader on a road that does not cache its answers, for queries that are asked once."""
        return replace(self, road=self.road.without_cache())
