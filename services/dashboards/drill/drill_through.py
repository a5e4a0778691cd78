"""What a mark of a chart holds: the clients of a segment or a cohort, whatever lies in a bin."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import unescape
from typing import Any

import pandas as pd

from services.dashboards.drawing.draw import MOST_ROWS_SHOWN, Refused, draw, rows_in_words
from services.dashboards.drill.entity_pages import PAGES, row_address
from services.dashboards.queries.resolve import Viewer, asked
from services.dashboards.spec import TileSpec
from services.errors import BadQuery
from services.insights import rfm
from services.present import table, words
from services.present.figure import Picture
from services.present.figure.clicks import HELD
from services.present.marks import said_by
from services.road import Road
from services.semantic.answer import Answer, Column
from services.semantic.catalog import Catalog
from services.semantic.conditions import Compare, In, all_of
from services.semantic.periods import DAY
from services.semantic.query import Dates, Query

GONE = "This mark is not on the chart any more, since its numbers have changed. Choose one that is."


@dataclass(frozen=True)
class MarkRecords:
    """What a mark holds: what it says when it is pointed at, and a row for each thing, the highest value first.
    Money is in ``currency``.

    Each row is the thing's name, the address of its page if it has one, and its values in words. ``note`` says how many
    rows are not shown.
    """

    said: str
    columns: tuple[Column, ...]
    rows: list[tuple[str, str | None, list[str]]]
    currency: str
    note: str | None


def drill_through(tile: TileSpec, mark: str, viewer: Viewer, road: Road) -> MarkRecords:
    """Return what a mark of the tile holds, as its viewer may see it.

    Raises BadQuery for a mark that is not on the chart, or where the chart is refused, and as the road does.
    """
    drawn = draw(tile, viewer, road, "light")
    if isinstance(drawn, Refused):
        raise BadQuery(drawn.message)
    said = said_by(drawn.figure, HELD, mark) if isinstance(drawn, Picture) else None
    if said is None:
        raise BadQuery(GONE)
    part = _HOLDERS[tile.kind](tile, mark, viewer, road)
    key, *values = part.columns
    shown = replace(part, frame=part.frame.head(MOST_ROWS_SHOWN), query=replace(part.query, grain=None, compare=None))
    keys = list(shown.frame[key.name])
    name = _name_of(key.name, road.catalog)
    known = _named(key.name, name, keys, viewer, road) if name != key.name else {}
    told = [cells for _, *cells in table.cells(shown, viewer.locale)]
    rows = [(*known.get(each, (each, None)), cells) for each, cells in zip(keys, told, strict=True)]
    note = _note(len(rows), len(part.frame), viewer.locale)
    heading = replace(key, name=name, label=road.catalog.field(name).label)
    return MarkRecords(unescape(said), (heading, *values), rows, part.currency, note)


def _note(shown: int, every: int, locale: str) -> str | None:
    if shown == every:
        return None
    return f"{rows_in_words(every, locale)}, of which the first {words.exact(shown, 'integer', '', locale)} are shown."


def _name_of(key: str, catalog: Catalog) -> str:
    """Return the field that things told apart by a key are called by. Groups are their own names."""
    entity, _, field = key.partition(".")
    name = f"{entity}.name"
    return name if field == "key" and name in catalog.fields else key


def _named(key: str, name: str, keys: Sequence[str], viewer: Viewer, road: Road) -> dict[str, tuple[str, str | None]]:
    """Return the name of each thing, and the address of its page where its kind has one."""
    entity = key.partition(".")[0]
    fields = dict.fromkeys((key, name, *((f"{entity}.id",) if entity in PAGES else ())))
    found = road.answer(Query(fields=tuple(fields), where=In(key, tuple(keys)), limit=len(keys)), viewer.context).frame
    numbers = found[f"{entity}.id"] if entity in PAGES else [None] * len(found)
    return {
        each: (named or each, row_address(entity, number) if number is not None else None)
        for each, named, number in zip(found[key], found[name], numbers, strict=True)
    }


def _bin(tile: TileSpec, mark: str, viewer: Viewer, road: Road) -> Answer:
    """Return what lies in a bin of a histogram."""
    answer = road.answer(asked(tile, viewer, road), viewer.context)
    low, high = (float(edge) if edge else None for edge in mark.split("/"))
    metric, dimension = answer.query.metrics[0], answer.query.dimensions[0]

    def lies_within(value: Any) -> bool:
        place = float(value)
        return (low is None or place >= low) and (high is None or place < high)

    known = answer.frame[answer.frame[metric].notna() & answer.frame[dimension].notna()]
    return _part(answer, known[known[metric].map(lies_within).astype(bool)], dimension, metric)


def _scores(tile: TileSpec, mark: str, viewer: Viewer, road: Road) -> Answer:
    """Return the clients who have a pair of scores."""
    scored = rfm.scored(road.answer(rfm.question(asked(tile, viewer, road)), viewer.context))
    recency, worth = map(int, mark.split("/"))
    frame = scored.frame[(scored.frame[rfm.R] == recency) & (scored.frame[rfm.WORTH] == worth)]
    return _part(scored, frame, rfm.CLIENT, rfm.MONEY, rfm.FREQUENCY, rfm.RECENCY)


def _cohort(tile: TileSpec, mark: str, viewer: Viewer, road: Road) -> Answer:
    """Return those of a cohort who were there so many months on."""
    query = asked(tile, viewer, road)
    start, since = mark.split("/")
    buckets = road.answer(query, viewer.context).buckets
    first = date.fromisoformat(start)
    month = next((each for each in buckets if each.start.replace(day=1) == first), None)
    there = Compare(query.dimensions[0], "=", int(since))
    if month is None or query.time is None:
        raise BadQuery(GONE)
    # What tells its members apart is the key of the rows whose day makes them one.
    key = f"{road.catalog.entity_of(query.time).name}.key"
    alone = Query(
        metrics=query.metrics,
        dimensions=(key,),
        time=query.time,
        period=Dates(month.start, month.end - DAY),
        where=all_of(query.where, there),
        currency=query.currency,
    )
    answer = road.answer(alone, viewer.context)
    metric = query.metrics[0]
    return _part(answer, answer.frame[answer.frame[metric].notna() & (answer.frame[metric] != 0)], key)


def _part(answer: Answer, frame: pd.DataFrame, key: str, *values: str) -> Answer:
    """Return some rows of an answer, the highest first value first, with the key and these values alone."""
    known = {column.name: column for column in answer.columns}
    columns = tuple(known[name] for name in (key, *values))
    names = [column.name for column in columns]
    ordered = frame[names].sort_values(list(values[:1]) or [key], ascending=not values, kind="stable")
    return replace(answer, frame=ordered, columns=columns, total=len(ordered))


_HOLDERS: dict[str, Callable[[TileSpec, str, Viewer, Road], Answer]] = {
    "histogram": _bin,
    "segments": _scores,
    "cohorts": _cohort,
}
