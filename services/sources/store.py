"""Every source that this installation can open, by its name in the catalog."""

from collections.abc import Mapping

from services.errors import NotNarrowed, SeveralSources, SourceNotConnected
from services.semantic.catalog import Catalog, Source
from services.semantic.runner import SourceConnection
from services.sources.copy import Copies
from services.sources.live import LiveSource
from services.sources.opening import Limits, OpenCopies


class SourceStore:
    """Opens the source that a question reads, or several copies in one engine."""

    def __init__(
        self, copies: Mapping[str, Copies], live: Mapping[str, LiveSource] | None = None, limits: Limits | None = None
    ) -> None:
        self.copies, self.live = copies, live or {}
        self._together = OpenCopies(limits or Limits())

    def open(self, organization: int, sources: tuple[Source, ...], catalog: Catalog) -> SourceConnection:
        """Return the sources, ready to be asked.

        Raises SourceNotConnected, SeveralSources unless all are copies, and NotNarrowed for the source of another
        organisation.
        """
        for source in sources:
            connected = self.copies.get(source.name) if source.mode == "copy" else self.live.get(source.name)
            if connected is None:
                raise SourceNotConnected(source.name)
            # A layer may claim any source by its name, so what was connected says whose it is.
            if source.organization != connected.organization or source.organization not in (None, organization):
                raise NotNarrowed(f"the source {source.name}")
        if len(sources) == 1:
            [source] = sources
            if source.mode == "live":
                return self.live[source.name].open()
            return self.copies[source.name].open(organization, catalog)
        if any(source.mode == "live" for source in sources):
            raise SeveralSources(source.name for source in sources)
        current = tuple(self.copies[source.name].current(organization, catalog) for source in sources)
        return self._together.open(organization, current)
