"""The roads of this process: one store and one cache, and for each organisation a road by its own catalog."""

from sqlalchemy.orm import Session

from services.catalogs.organization import OrganizationCatalogs
from services.road import Cache, Road, Store


class Roads:
    """Makes the road of an organisation.

    >>> roads.for_(session, organization).answer(query, context)
    """

    def __init__(self, catalogs: OrganizationCatalogs, store: Store, cache: Cache) -> None:
        self.catalogs, self.store, self.cache = catalogs, store, cache

    def for_(self, session: Session, organization: int) -> Road:
        """Return the road by the organisation's catalog, to which the session is bound; raises BadQuery."""
        return Road(self.catalogs.for_(session, organization), self.store, self.cache)

    def built_in(self) -> Road:
        """Return the road by the built-in catalog, for questions of no organisation in particular."""
        return Road(self.catalogs.built_in, self.store, self.cache)
