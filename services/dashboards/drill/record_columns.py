"""The default columns of a list of records: what identifies a row, what it belongs to, and what it measures."""

from collections.abc import Iterable, Iterator

from services.dashboards.links.entity_pages import PAGES
from services.semantic.catalog import Catalog, Field

MOST_COLUMNS = 9
# The first of these fields that an entity has identifies its rows to people.
KNOWN_BY = ("name", "number", "key", "code")
SHOWN_TYPES = ("text", "date", "instant", "boolean")
# They mean nothing without the columns beside them.
INTERNAL = ("id", "currency", "stored")


def columns_for(
    entity: str, day: str | None, measured: Iterable[str], catalog: Catalog, but: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Return the fields of a list of an entity's rows: their names, their date, what they belong to, the measures.

    Last come internal row numbers, which no list shows: the entity's key, which fixes the entity that is listed, and
    those of entities with pages, for the links. ``but`` are entities to leave out.
    """
    counted = [name for name in measured if not _is_internal(name)]
    leading = dict.fromkeys((*_names(entity, catalog), *([day] if day else []), *_belonging(entity, catalog), *counted))
    room = MOST_COLUMNS - len(leading)
    more = [name for name in _descriptive(entity, catalog) if name not in leading][: max(room, 0)]
    first = [name for name in leading if name not in counted]
    key = catalog.key_field(entity)
    fields = dict.fromkeys((*first, *more, *counted, *([key] if key else []), *_pages(entity, catalog)))
    hide = catalog.entity(entity).hide_identities
    return tuple(
        name for name in fields if name.split(".", 1)[0] not in but and not (hide and catalog.field(name).personal)
    )


def known_by(entity: str, catalog: Catalog) -> str | None:
    """Return the field by which people identify a row of an entity."""
    return next((f"{entity}.{name}" for name in KNOWN_BY if f"{entity}.{name}" in catalog.fields), None)


def _names(entity: str, catalog: Catalog) -> Iterator[str]:
    """Yield the number and the name of a row."""
    for name in ("number", "key", "name", "subject"):
        if f"{entity}.{name}" in catalog.fields:
            yield f"{entity}.{name}"


def _belonging(entity: str, catalog: Catalog) -> Iterator[str]:
    """Yield the names of what a row belongs to, and of its client, over any number of joins."""
    ones = [
        relation.one for relation in catalog.relations.values() if relation.many == entity and relation.one != entity
    ]
    client = ["client"] if entity != "client" and catalog.reaches(entity, "client") else []
    for one in dict.fromkeys((*client, *ones)):
        if name := known_by(one, catalog):
            yield name


def _descriptive(entity: str, catalog: Catalog) -> Iterator[str]:
    """Yield the other fields that describe the entity, in the order of the catalog."""
    for spec in catalog.entity(entity).fields:
        if spec.type in SHOWN_TYPES and not _is_internal(f"{entity}.{spec.name}") and _stands_alone(spec):
            yield f"{entity}.{spec.name}"


def _stands_alone(spec: Field) -> bool:
    return not spec.name.endswith("_id")


def _is_internal(name: str) -> bool:
    last = name.rsplit(".", 1)[-1]
    return last in INTERNAL or last.endswith(("_id", "_stored"))


def _pages(entity: str, catalog: Catalog) -> Iterator[str]:
    for each in PAGES:
        if catalog.reaches(entity, each):
            yield f"{each}.id"
