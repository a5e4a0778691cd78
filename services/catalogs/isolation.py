"""What an organisation's layer may not change: what keeps organisations apart, and what protects people."""

from dataclasses import replace

from services.errors import BadQuery
from services.semantic.catalog import Catalog, Entity, Layer
from services.semantic.expression import ColumnRef


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


def check_people_stay_protected(catalog: Catalog, built_in: Catalog) -> None:
    """Raise BadQuery where the catalog shows of people what the built-in one hides."""
    personal = _personal_columns(built_in)
    hidden = {(each.source, each.table) for each in built_in.entities.values() if each.hide_identities}
    for entity in catalog.entities.values():
        place = (entity.source, entity.table)
        known = built_in.entities.get(entity.name)
        # Of one table the built-in catalog may hide the people in one entity and name none in another.
        shown_before = known is not None and (known.source, known.table) == place and not known.hide_identities
        if place in hidden and not entity.hide_identities and not shown_before:
            raise BadQuery(f"The entity {entity.name} holds what single people did, so it must hide identities.")
        for spec in entity.fields:
            read = isinstance(spec.formula, ColumnRef) and (*place, spec.formula.column) in personal
            if read and not spec.personal and built_in.fields.get(f"{entity.name}.{spec.name}") != spec:
                raise BadQuery(f"The field {entity.name}.{spec.name} identifies people, so it must be marked personal.")
    for name, metric in built_in.metrics.items():
        now = catalog.metrics[name]
        if metric.people and (now.people != metric.people or now.least_people < metric.least_people):
            raise BadQuery(f"The metric {name} describes people, so it must keep its rule for small groups.")


def _keeps_tenant(entity: Entity, tenants: dict[tuple[str, str], str | None]) -> bool:
    place = (entity.source, entity.table)
    return place in tenants and tenants[place] == entity.tenant


def _personal_columns(catalog: Catalog) -> set[tuple[str, str, str]]:
    """Return source, table and column of every field that identifies people."""
    return {
        (entity.source, entity.table, spec.formula.column)
        for entity in catalog.entities.values()
        for spec in entity.fields
        if spec.personal and isinstance(spec.formula, ColumnRef)
    }
