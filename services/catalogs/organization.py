"""The catalog of one organisation: the built-in layers, then those inferred or uploaded, then its own."""

import sys
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import replace
from threading import Lock
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import CatalogLayer
from services.catalogs.isolation import isolate_layer
from services.catalogs.people import PeopleProtection
from services.errors import BadQuery
from services.semantic.catalog import Catalog, Layer, check_catalog, layer_from_json, layer_to_json

MOST_CATALOGS = 200
ORDER = (CatalogLayer.origin == "own", CatalogLayer.position, CatalogLayer.id)


class OrganizationCatalogs:
    """Builds the catalogs of organisations, and keeps each until one of its layers is saved again.

    >>> catalogs.for_(session, organization).metric("order.revenue")
    """

    def __init__(self, built_in: Catalog) -> None:
        self.built_in = built_in
        self._people = PeopleProtection(built_in)
        self._kept: OrderedDict[Any, Catalog] = OrderedDict()
        self._lock = Lock()

    def for_(self, session: Session, organization: int) -> Catalog:
        """Return the organisation's catalog, the built-in one where it has no layers. The session is bound to it.

        Raises BadQuery where a layer does not fit the others, or would read another organisation's rows.
        """
        columns = (CatalogLayer.id, CatalogLayer.version, CatalogLayer.updated_at)
        states = session.execute(_in_use(organization, *columns)).all()
        if not states:
            return self.built_in
        key = (organization, *map(tuple, states))
        with self._lock:
            if found := self._kept.get(key):
                self._kept.move_to_end(key)
                return found
        stored = session.execute(_in_use(organization, CatalogLayer.name, CatalogLayer.definition)).all()
        catalog = self._build(organization, [_layer(row.name, row.definition) for row in stored])
        with self._lock:
            self._kept[key] = catalog
            while len(self._kept) > MOST_CATALOGS:
                self._kept.popitem(last=False)
        return catalog

    def save_layer(
        self,
        session: Session,
        organization: int,
        layer: Layer,
        *,
        origin: str | None = None,
        position: int | None = None,
    ) -> CatalogLayer:
        """Save a layer of the organisation in place of the one of its name; the caller commits.

        Without an origin or a position it keeps those that it had; a new layer is its ``own``, at 0. Raises BadQuery,
        and saves nothing, where ``for_`` would.
        """
        ours = sa.select(CatalogLayer).where(CatalogLayer.organization_id == organization)
        row = session.scalar(ours.where(CatalogLayer.name == layer.name))
        row = row or CatalogLayer(organization_id=organization, name=layer.name, origin="own", position=0)
        origin, position = origin or row.origin, row.position if position is None else position
        others = session.scalars(_in_use(organization, CatalogLayer).where(CatalogLayer.name != layer.name))
        rows = [(each.origin, each.position, each.id, _layer(each.name, each.definition)) for each in others]
        # A new row gets the highest number.
        rows.append((origin, position, row.id or sys.maxsize, layer))
        rows.sort(key=lambda each: (each[0] == "own", *each[1:3]))
        self._build(organization, [each[3] for each in rows])
        row.origin, row.position, row.definition, row.deleted_at = origin, position, layer_to_json(layer), None
        session.add(row)
        session.flush()
        return row

    def _build(self, organization: int, layers: Iterable[Layer]) -> Catalog:
        own = tuple(isolate_layer(layer, organization, self.built_in) for layer in layers)
        catalog = replace(self.built_in, layers=(*self.built_in.layers, *own))
        check_catalog(catalog)
        self._people.check(catalog)
        return catalog


def _in_use(organization: int, *columns: Any) -> sa.Select[Any]:
    used = (CatalogLayer.organization_id == organization, CatalogLayer.deleted_at.is_(None))
    return sa.select(*columns).where(*used).order_by(*ORDER)


def _layer(name: str, definition: dict[str, Any]) -> Layer:
    try:
        return layer_from_json({**definition, "name": name})
    except BadQuery as error:
        raise BadQuery(f"In the layer {name}: {error.message}") from error
