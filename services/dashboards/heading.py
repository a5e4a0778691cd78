"""What stands above a dashboard's tiles: the period in words, the filters, and what they may be set to.

None of it fails with a tile that is refused: the card says why, and the filters must stay within reach.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from http import HTTPStatus
from typing import Any

from services.dashboards.filters.state import COMPARISONS, from_param, to_param
from services.dashboards.queries.insights import LISTS
from services.dashboards.queries.resolve import Viewer, asked
from services.dashboards.spec import Board
from services.errors import NotFound, PanoramaError
from services.present import words
from services.road import Road
from services.semantic.answer import Answer
from services.semantic.catalog import Catalog, Entity, Field, Layer, Metric
from services.semantic.compiler.records import root_of
from services.semantic.conditions import Condition, Or
from services.semantic.expression import Constant, CountDistinct, Expression, FieldRef, Sum
from services.semantic.query import Query

MOST_OPTIONS = 1000
ROWS = "rows.rows"


@dataclass(frozen=True)
class Option:
    """One value that a filter may take, as an address spells it and as people do, and how many rows bear it: the
    number alone, and with what is counted."""

    value: str
    label: str
    count: str | None
    counted: str | None


def period_words(board: Board, viewer: Viewer, road: Road) -> str:
    """Return the page's period in words, as resolved for the first of its tiles that is of one, with what it is
    compared with. Nothing, where all of them are refused."""
    answer = _dated(board, viewer, road)
    if answer is None or answer.span is None:
        return ""
    said = words.period(answer.span, viewer.locale)
    if answer.query.compare and _is_compared(answer, road.catalog):
        said += f", compared with {words.COMPARED_WITH[answer.query.compare]}"
    return " · ".join([said, *(note.words for note in answer.notes if note.kind == "data")])


def _dated(board: Board, viewer: Viewer, road: Road) -> Answer | None:
    """Return the answer to the first tile of the board that has one, and that is of a period."""
    for tile in board.tiles:
        try:
            answer = road.answer(asked(tile, viewer, road), viewer.context)
        except PanoramaError as error:
            # Where one question takes too long, the others would keep the page waiting as well.
            if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                return None
            continue
        if answer.span:
            return answer
    return None


def _is_compared(answer: Answer, catalog: Catalog) -> bool:
    if answer.query.looks_back:
        return any(bucket.before for bucket in answer.buckets)
    return any(catalog.has_plan(catalog.metric(name)) for name in answer.query.metrics)


def comparisons(board: Board, catalog: Catalog) -> list[tuple[str, str]]:
    """Return what the board's numbers may be compared with, (value, label): with a budget only where one is made."""
    sound = [tile.query for tile in board.tiles if not tile.fault]
    known = [catalog.metrics[name] for query in sound for name in query.metrics if name in catalog.metrics]
    planned = any(catalog.has_plan(metric) for metric in known)
    return [(value, label) for value, (label, compare) in COMPARISONS.items() if planned or compare != "budget"]


def options(dimension: str, board: Board, viewer: Viewer, road: Road) -> list[Option]:
    """Return the values that one of the board's filters may take: in their order where it has a meaning, else the most
    frequent first.

    They are those of all days, each with how many of the rows bear it that one of the board's numbers counts: of those
    that the board lists, where it can be. What the viewer chose is among them, whether a row bears it or not: a
    browser drops a choice that it cannot list, and the page would show too much. Raises NotFound for a dimension that
    the board does not filter by.
    """
    if dimension not in board.filters:
        raise NotFound("filter")
    found = _found(dimension, board, viewer, road)
    known = {option.value for option in found}
    chosen = dict.fromkeys(viewer.choices.filters.get(dimension, ()))
    unmet = (value for value in chosen if value not in known)
    return [*found, *(Option(value, name_of(value, dimension, road.catalog), None, None) for value in unmet)]


def name_of(value: str, dimension: str, catalog: Catalog) -> str:
    """Return a value of a dimension, which an address spells, as people call it."""
    return words.group(from_param(value, catalog.dimension(dimension)))


def _found(dimension: str, board: Board, viewer: Viewer, road: Road) -> list[Option]:
    for rows in _countable(dimension, board, road.catalog):
        query = Query(metrics=(rows.name,), dimensions=(dimension,), limit=MOST_OPTIONS)
        try:
            counts = _counting(rows, road).answer(query, viewer.context).frame
        except PanoramaError:
            continue
        counted = zip(counts[dimension], counts[rows.name], strict=True)
        found = [_option(value, count, rows.unit, viewer.locale) for value, count in counted]
        return _in_order(found, road.catalog.dimension(dimension))
    return []


def _option(value: Any, count: int | None, unit: str, locale: str) -> Option:
    # Of a group of too few people it is not told how often it is met.
    told = None if count is None else words.exact(count, "integer", "", locale)
    return Option(to_param(value), words.group(value), told, told and f"{told} {unit}")


def _countable(dimension: str, board: Board, catalog: Catalog) -> Iterator[Metric]:
    """Yield what can be counted by a dimension, as metrics of their own: of the rows that one of the board's numbers
    adds up those that the board lists, or else all of them."""
    end = catalog.entity_of(dimension).name
    sound = [tile.query for tile in board.tiles if not tile.fault]
    lists = [root_of(query.fields, catalog).name for query in sound if query.fields]
    listed = list(dict.fromkeys((*lists, *(LISTS[tile.kind] for tile in board.tiles if tile.kind in LISTS))))
    metrics = [part for query in sound for name in query.metrics for part in catalog.parts(catalog.metric(name))]
    simple = [each for each in metrics if each.kind == "simple" and catalog.reaches(each.entity, end)]
    # Costs lie on other accounts than sales: what any of the numbers counts can be chosen.
    possible = [replace(each, where=_any_of(simple, each.entity)) for each in simple]
    # A number of the listed rows themselves knows more of them than one of what hangs on some.
    possible.sort(key=lambda metric: metric.entity not in listed)
    for metric in possible:
        for name in listed:
            if catalog.reaches(metric.entity, name) and f"{name}.id" in catalog.fields:
                yield _count(metric, CountDistinct(FieldRef(f"{name}.id")), catalog.entity(name))
    for metric in possible:
        yield _count(metric, Sum(Constant(1)), catalog.entity(metric.entity))


def _any_of(metrics: list[Metric], entity: str) -> Condition | None:
    """Return the condition of all rows of an entity that one of the metrics counts."""
    found = tuple(dict.fromkeys(each.where for each in metrics if each.entity == entity))
    known = tuple(where for where in found if where is not None)
    return None if len(known) < len(found) else Or(known) if known[1:] else known[0]


def _count(metric: Metric, formula: Expression, entity: Entity) -> Metric:
    """Return a count of the rows that a metric adds up. Of people it tells no more than the metric does."""
    return replace(metric, name=ROWS, formula=formula, type="integer", unit=entity.table.replace("_", " "))


def _counting(rows: Metric, road: Road) -> Road:
    """Return the same road, which also knows how to count some rows."""
    layers = (*road.catalog.layers, Layer("rows", metrics=(rows,)))
    return Road(Catalog(road.catalog.id, layers), road.store, road.cache)


def _in_order(found: list[Option], dimension: Field) -> list[Option]:
    places = {value: place for place, value in enumerate(dimension.values)}
    return sorted(found, key=lambda option: places.get(option.value, len(places)))


def days_of(board: Board, viewer: Viewer, road: Road) -> tuple[date, date]:
    """Return the first and the last day of the page's period; today, twice, where every tile is refused."""
    answer = _dated(board, viewer, road)
    today = viewer.context.today
    return (answer.span.first, answer.span.last) if answer and answer.span else (today, today)


def filters_in_force(viewer: Viewer, road: Road) -> list[tuple[str, str, str]]:
    """Return every filter that is set, as (dimension, value, words)."""
    chosen = viewer.choices.filters
    return [
        (field, value, f"{road.catalog.dimension(field).label}: {name_of(value, field, road.catalog)}")
        for field, values in chosen.items()
        for value in values
    ]
