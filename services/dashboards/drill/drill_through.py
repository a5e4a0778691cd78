"""Drill-through: the records of one mark of a chart, such as the customers of a segment or a cohort, or of a bin."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.charts import MARK_GONE, MarkRequest, MarkRows, declaration, validate
from services.dashboards.drawing.draw import MOST_ROWS_SHOWN, row_count_words
from services.dashboards.links.entity_pages import PAGES, row_address
from services.dashboards.queries.resolve import resolve_query
from services.dashboards.spec import TileSpec
from services.dashboards.view import BoardView
from services.errors import BadQuery
from services.present import table, words
from services.semantic.answer import Column
from services.semantic.catalog import Catalog
from services.semantic.conditions import In
from services.semantic.query import Query


@dataclass(frozen=True)
class MarkRecords:
    """The records of a mark: its label, and one row a record, the highest value first. Money is in ``currency``.

    A row is the record's name, the address of its page if it has one, and its values in words. ``note`` says how many
    rows are not shown.
    """

    label: str
    columns: tuple[Column, ...]
    rows: list[tuple[str, str | None, list[str]]]
    currency: str
    note: str | None


def drill_through(tile: TileSpec, mark: str, view: BoardView) -> MarkRecords:
    """Return the records of a mark of the tile, as the reader may see them.

    Raises BadQuery for a mark that is not on the chart, and as the road does.
    """
    found = _mark_rows(tile, mark, view)
    part = found.rows
    key, *values = part.columns
    shown = replace(part, frame=part.frame.head(MOST_ROWS_SHOWN), query=replace(part.query, grain=None, compare=None))
    keys = list(shown.frame[key.name])
    name = _name_field(key.name, view.catalog)
    known = _names_and_links(key.name, name, keys, view) if name != key.name else {}
    values_words = [cells for _, *cells in table.cells(shown, view.locale)]
    rows = [(*known.get(each, (each, None)), cells) for each, cells in zip(keys, values_words, strict=True)]
    note = _note(len(rows), len(part.frame), view.locale)
    heading = replace(key, name=name, label=view.catalog.field(name).label)
    return MarkRecords(found.words, (heading, *values), rows, part.currency, note)


def _mark_rows(tile: TileSpec, mark: str, view: BoardView) -> MarkRows:
    find = declaration(tile.kind).records
    resolved = resolve_query(tile, view)
    if find is None:
        raise BadQuery(MARK_GONE)
    validate(tile.kind, tile.query, view.catalog)
    return find(MarkRequest(mark, resolved.query, view.answer, view.catalog, view.locale))


def _note(shown: int, every: int, locale: str) -> str | None:
    if shown == every:
        return None
    return f"{row_count_words(every, locale)}, first {words.exact(shown, 'integer', '', locale)} shown"


def _name_field(key: str, catalog: Catalog) -> str:
    """Return the field with the names of the records that a key identifies. Groups are their own names."""
    entity, _, field = key.partition(".")
    name = f"{entity}.name"
    return name if field == "key" and name in catalog.fields else key


def _names_and_links(key: str, name: str, keys: Sequence[str], view: BoardView) -> dict[str, tuple[str, str | None]]:
    """Return the name of each record, and the address of its page where its entity has pages."""
    entity = key.partition(".")[0]
    fields = dict.fromkeys((key, name, *((f"{entity}.id",) if entity in PAGES else ())))
    found = view.answer(
        Query(catalog=view.catalog.id, fields=tuple(fields), where=In(key, tuple(keys)), limit=len(keys))
    ).frame
    numbers = found[f"{entity}.id"] if entity in PAGES else [None] * len(found)
    return {
        each: (label or each, row_address(entity, number) if number is not None else None)
        for each, label, number in zip(found[key], found[name], numbers, strict=True)
    }
