"""Which columns a list of records has, where nobody chose them: what a reader knows a row by, and what it counts."""

from collections.abc import Iterable, Iterator

from services.dashboards.drill.entity_pages import PAGES
from services.semantic.catalog import Catalog, Field

MOST_COLUMNS = 9
# By these, the first that an entity has, people know a row of it.
KNOWN_BY = ("name", "number", "key", "code")
TELLING = ("text", "date", "instant", "boolean")
# Their meaning lies in the columns beside them.
UNTOLD = ("id", "currency", "stored")


def columns_for(
    entity: str, day: str | None, measured: Iterable[str], catalog: Catalog, but: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Return the fields of a list of an entity's rows: their names, their day, what they belong to, what is measured.

    Last come numbers of rows, which no list shows: the entity's own, which says whose rows are listed, and those of
    what has a page, so that a row can lead there. ``but`` are entities of which nothing is told.
    """
    counted = [name for name in measured if not _is_untold(name)]
    told = dict.fromkeys((*_names(entity, catalog), *([day] if day else []), *_belonging(entity, catalog), *counted))
    room = MOST_COLUMNS - len(told)
    more = [name for name in _telling(entity, catalog) if name not in told][: max(room, 0)]
    first = [name for name in told if name not in counted]
    fields = dict.fromkeys((*first, *more, *counted, f"{entity}.id", *_pages(entity, catalog)))
    nobody = catalog.entity(entity).hide_identities
    return tuple(
        name for name in fields if name.split(".", 1)[0] not in but and not (nobody and catalog.field(name).personal)
    )


def known_by(entity: str, catalog: Catalog) -> str | None:
    """Return the field by which people know a row of an entity."""
    return next((f"{entity}.{name}" for name in KNOWN_BY if f"{entity}.{name}" in catalog.fields), None)


def _names(entity: str, catalog: Catalog) -> Iterator[str]:
    """Yield the number of the row, and what it is called."""
    for name in ("number", "key", "name", "subject"):
        if f"{entity}.{name}" in catalog.fields:
            yield f"{entity}.{name}"


def _belonging(entity: str, catalog: Catalog) -> Iterator[str]:
    """Yield the names of what a row belongs to, and of its client, however far away that is."""
    ones = [
        relation.one for relation in catalog.relations.values() if relation.many == entity and relation.one != entity
    ]
    client = ["client"] if entity != "client" and catalog.reaches(entity, "client") else []
    for one in dict.fromkeys((*client, *ones)):
        if name := known_by(one, catalog):
            yield name


def _telling(entity: str, catalog: Catalog) -> Iterator[str]:
    """Yield the other fields of the entity that tell something, in the order of the catalog."""
    for spec in catalog.entity(entity).fields:
        if spec.type in TELLING and not _is_untold(f"{entity}.{spec.name}") and _stands_alone(spec):
            yield f"{entity}.{spec.name}"


def _stands_alone(spec: Field) -> bool:
    return not spec.name.endswith("_id")


def _is_untold(name: str) -> bool:
    last = name.rsplit(".", 1)[-1]
    return last in UNTOLD or last.endswith(("_id", "_stored"))


def _pages(entity: str, catalog: Catalog) -> Iterator[str]:
    for each in PAGES:
        if catalog.reaches(entity, each):
            yield f"{each}.id"
