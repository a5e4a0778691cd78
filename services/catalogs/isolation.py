"""What an organisation's layer may not change: what keeps organisations apart."""

from dataclasses import replace

from services.errors import BadQuery
from services.semantic.catalog import Catalog, Entity, Layer


def isolate_layer(layer: Layer, organization: int, built_in: Catalog) -> Layer:
    """Return the layer, whose own sources belong to the organisation alone.

    Raises BadQuery where it would read past what keeps organisations apart in the built-in sources.
    """
    for source in layer.sources:
        if source.name in built_in.sources:
            raise BadQuery(f"In the layer {layer.name}: the source {source.name} is built in. Choose another name.")
        if source.organization not in (None, organization):
            raise BadQuery(f"In the layer {layer.name}: the source {source.name} belongs to another organisation.")
    tenants = {(each.source, each.table): each.tenant for each in built_in.entities.values()}
    for entity in layer.entities:
        if entity.source in built_in.sources and not _keeps_tenant(entity, tenants):
            raise BadQuery(
                f"In the layer {layer.name}, entity {entity.name}: of the source {entity.source} it may read the "
                "tables that the built-in catalog reads, with their tenant column, and no others."
            )
    return replace(layer, sources=tuple(replace(source, organization=organization) for source in layer.sources))


def _keeps_tenant(entity: Entity, tenants: dict[tuple[str, str], str | None]) -> bool:
    place = (entity.source, entity.table)
    return place in tenants and tenants[place] == entity.tenant
