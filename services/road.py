"""The one road: a query and who asks go in, an Answer comes out."""

from dataclasses import asdict
from hashlib import sha256
from typing import Any, Protocol

from cachelib import NullCache
from pydantic_core import to_jsonable_python

from services.errors import OtherCatalog
from services.semantic.answer import Answer
from services.semantic.catalog import Catalog, Layer, Source
from services.semantic.compiler import sources_read
from services.semantic.compiler.time_ahead import with_time_ahead
from services.semantic.context import Context
from services.semantic.kept_answer import from_bytes, to_bytes
from services.semantic.narrow import Permitted, narrow
from services.semantic.query import Query
from services.semantic.runner import SourceConnection, run


class Store(Protocol):
    """Opens the tables of an organisation for reading: those of one source, or of copies that one engine holds."""

    def open(self, organization: int, sources: tuple[Source, ...], catalog: Catalog) -> SourceConnection: ...


class Cache(Protocol):
    """Keeps answers for a while, as bytes. One that fails returns None, and keeps nothing."""

    def get(self, key: str) -> bytes | None: ...

    def set(self, key: str, value: bytes) -> Any: ...


class Road:
    """Answers questions over one catalog and store.

    >>> road.answer(Query(metrics=("order.revenue",)), context).frame
    """

    def __init__(self, catalog: Catalog, store: Store, cache: Cache) -> None:
        self.catalog, self.store, self.cache = catalog, store, cache

    def answer(self, query: Query, context: Context) -> Answer:
        """Return the answer that this asker may see, from the cache where nothing has changed since.

        Raises OtherCatalog for a question that was written for another catalog, SeveralSources for one whose tables
        cannot be joined, and what ``run`` raises.
        """
        if query.catalog != self.catalog.id:
            raise OtherCatalog(query.catalog, self.catalog.id)
        permitted = with_time_ahead(narrow(query, context), self.catalog)
        opened = self.store.open(context.organization, sources_read(permitted, self.catalog), self.catalog)
        if opened.version is None:
            return run(permitted, self.catalog, opened)
        key = self._key(permitted, opened)
        kept = self.cache.get(key)
        known = kept and from_bytes(kept, permitted, self.catalog, opened)
        if known:
            return known
        answer = run(permitted, self.catalog, opened)
        self.cache.set(key, to_bytes(answer))
        return answer

    def with_layer(self, layer: Layer) -> "Road":
        """Return the same road with one more layer in its catalog, for a metric that nobody keeps."""
        return Road(self.catalog.with_layer(layer), self.store, self.cache)

    def without_cache(self) -> "Road":
        """Return the same road without its cache, for long or fleeting questions that would push out the others."""
        return Road(self.catalog, self.store, NullCache())

    def _key(self, permitted: Permitted, opened: SourceConnection) -> str:
        """Digest all that an answer depends on: the question, the rules, the calendar, the day, catalog and data."""
        parts = (asdict(permitted), opened.engine.dialect.name, self.catalog.id, self.catalog.version, opened.version)
        return sha256(repr(to_jsonable_python(parts, fallback=str)).encode()).hexdigest()
