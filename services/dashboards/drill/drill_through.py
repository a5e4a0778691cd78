"""Drill-through: the records of one mark of a chart, such as the customers of a segment or a cohort, or of a bin."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import unescape
from typing import Any

import pandas as pd

from services.charts import Picture
from services.charts.drawing.clicks import RECORDS
from services.charts.drawing.marks import mark_words
from services.dashboards.drawing.draw import MOST_ROWS_SHOWN, Refused, draw, row_count_words
from services.dashboards.links.entity_pages import PAGES, row_address
from services.dashboards.queries.resolve import resolve_query
from services.dashboards.spec import TileSpec
from services.dashboards.view import BoardView
from services.errors import BadQuery
from services.insights import rfm
from services.present import table, words
from services.semantic.answer import Answer, Column
from services.semantic.catalog import Catalog
from services.semantic.conditions import Compare, In, all_of
from services.semantic.periods import DAY
from services.semantic.query import Dates, Query

GONE = "This mark is no longer on the chart, because its numbers have changed. Choose another one."


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

    Raises BadQuery for a mark that is not on the chart, or where the chart is refused, and as the road does.
    """
    content = draw(tile, view, "light").content
    if isinstance(content, Refused):
        raise BadQuery(content.message)
    label = mark_words(content.figure, RECORDS, mark) if isinstance(content, Picture) else None
    if label is None:
        raise BadQuery(GONE)
    part = _FINDERS[tile.kind](tile, mark, view)
    key, *values = part.columns
    shown = replace(part, frame=part.frame.head(MOST_ROWS_SHOWN), query=replace(part.query, grain=None, compare=None))
    keys = list(shown.frame[key.name])
    name = _name_field(key.name, view.catalog)
    known = _names_and_links(key.name, name, keys, view) if name != key.name else {}
    values_words = [cells for _, *cells in table.cells(shown, view.locale)]
    rows = [(*known.get(each, (each, None)), cells) for each, cells in zip(keys, values_words, strict=True)]
    note = _note(len(rows), len(part.frame), view.locale)
    heading = replace(key, name=name, label=view.catalog.field(name).label)
    return MarkRecords(unescape(label), (heading, *values), rows, part.currency, note)


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


def _bin(tile: TileSpec, mark: str, view: BoardView) -> Answer:
    """Return the groups whose value is in a bin of a histogram."""
    answer = view.answer(resolve_query(tile, view).query)
    low, high = (float(edge) if edge else None for edge in mark.split("/"))
    metric, dimension = answer.query.metrics[0], answer.query.dimensions[0]

    def lies_within(value: Any) -> bool:
        place = float(value)
        return (low is None or place >= low) and (high is None or place < high)

    known = answer.frame[answer.frame[metric].notna() & answer.frame[dimension].notna()]
    return _part(answer, known[known[metric].map(lies_within).astype(bool)], dimension, metric)


def _scores(tile: TileSpec, mark: str, view: BoardView) -> Answer:
    """Return the clients who have a pair of scores."""
    scored = rfm.score_customers(view.answer(rfm.rfm_query(resolve_query(tile, view).query)))
    recency, worth = map(int, mark.split("/"))
    frame = scored.frame[(scored.frame[rfm.R] == recency) & (scored.frame[rfm.WORTH] == worth)]
    return _part(scored, frame, rfm.CLIENT, rfm.MONEY, rfm.FREQUENCY, rfm.RECENCY)


def _cohort(tile: TileSpec, mark: str, view: BoardView) -> Answer:
    """Return the members of a cohort who were active in a given month after its first."""
    query = resolve_query(tile, view).query
    start, since = mark.split("/")
    buckets = view.answer(query).buckets
    first = date.fromisoformat(start)
    month = next((each for each in buckets if each.start.replace(day=1) == first), None)
    there = Compare(query.dimensions[0], "=", int(since))
    if month is None or query.time is None:
        raise BadQuery(GONE)
    # The members are the rows whose date puts them into the cohort.
    key = f"{view.catalog.entity_of(query.time).name}.key"
    alone = Query(
        catalog=query.catalog,
        metrics=query.metrics,
        dimensions=(key,),
        time=query.time,
        period=Dates(month.start, month.end - DAY),
        where=all_of(query.where, there),
        currency=query.currency,
    )
    answer = view.answer(alone)
    metric = query.metrics[0]
    return _part(answer, answer.frame[answer.frame[metric].notna() & (answer.frame[metric] != 0)], key)


def _part(answer: Answer, frame: pd.DataFrame, key: str, *values: str) -> Answer:
    """Return some rows of an answer, the highest first value first, with the key and these values alone."""
    known = {column.name: column for column in answer.columns}
    columns = tuple(known[name] for name in (key, *values))
    names = [column.name for column in columns]
    ordered = frame[names].sort_values(list(values[:1]) or [key], ascending=not values, kind="stable")
    return replace(answer, frame=ordered, columns=columns, total=len(ordered))


_FINDERS: dict[str, Callable[[TileSpec, str, BoardView], Answer]] = {
    "histogram": _bin,
    "segments": _scores,
    "cohorts": _cohort,
}
