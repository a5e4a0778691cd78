"""The values that a dashboard's filter offers, each with the number of rows that have it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from services.charts import declaration
from services.dashboards.filters.state import from_param, to_param
from services.dashboards.spec import Board
from services.dashboards.view import BoardView
from services.errors import NotFound, PanoramaError
from services.present import words
from services.semantic.catalog import Catalog, Entity, Field, Layer, Metric
from services.semantic.compiler.records import root_of
from services.semantic.conditions import Compare, Condition, Or
from services.semantic.expression import Constant, CountDistinct, Expression, FieldRef, Sum
from services.semantic.query import Query

# A browser lists so many without a pause. Of more values, a reader searches on the server.
MOST_OPTIONS = 500
COUNT = "rows.rows"


@dataclass(frozen=True)
class Option:
    """One value of a filter, as an address writes it and as people do, with the number of rows that have it: alone,
    and with the name of what is counted."""

    value: str
    label: str
    count: str | None
    count_words: str | None


@dataclass(frozen=True)
class OptionList:
    """Values that a filter offers, how many values more there are that it does not list, and the values that are set
    and not among the first."""

    options: list[Option]
    unlisted: int
    selected: list[Option]

    @property
    def shown(self) -> list[Option]:
        """Return all that the browser lists."""
        return [*self.options, *self.selected]


def filter_options(dimension: str, view: BoardView, text: str = "") -> OptionList:
    """Return the values that one of the board's filters offers, or those that contain ``text``: in their own order
    where they have one, else the most frequent first, at the most MOST_OPTIONS.

    They are those of all days, with a count over the rows that one of the board's numbers uses. The values that are
    set are always among them: a browser drops a value that it cannot list, and the page would show too much. Raises
    NotFound for a dimension that the board does not filter by.
    """
    if dimension not in view.board.filters:
        raise NotFound("filter")
    found, total = _counted_options(dimension, view, matches(dimension, text, view.catalog))
    known = {option.value for option in found}
    selected = dict.fromkeys(view.filters.values.get(dimension, ()))
    missing = (value for value in selected if value not in known)
    others = [Option(value, value_label(value, dimension, view.catalog), None, None) for value in missing]
    return OptionList(found, max(total - len(found), 0), others)


def matches(dimension: str, text: str, catalog: Catalog) -> Condition | None:
    """Return the condition that a value of a dimension contains a text; None where there is nothing to search."""
    if not text.strip() or catalog.dimension(dimension).type != "text":
        return None
    return Compare(dimension, "contains", text.strip())


def value_label(value: str, dimension: str, catalog: Catalog) -> str:
    """Return the name that people use for a value of a dimension, given as an address writes it."""
    return words.group(from_param(value, catalog.dimension(dimension)))


def _counted_options(dimension: str, view: BoardView, where: Condition | None) -> tuple[list[Option], int]:
    """Return the options, and how many values there are in all."""
    for count in _counts(dimension, view.board, view.catalog):
        query = Query(
            catalog=view.catalog.id, metrics=(count.name,), dimensions=(dimension,), where=where, limit=MOST_OPTIONS
        )
        road = view.reader.road.with_layer(Layer("counts", metrics=(count,)))
        try:
            answer = road.answer(query, view.reader.context)
        except PanoramaError:
            continue
        rows = zip(answer.frame[dimension], answer.frame[count.name], strict=True)
        options = [_option(value, number, count.unit, view.locale) for value, number in rows]
        return _in_order(options, view.catalog.dimension(dimension)), answer.total
    return [], 0


def _option(value: Any, count: int | None, unit: str, locale: str) -> Option:
    # The count of a group of too few people is suppressed.
    number = None if count is None else words.exact(count, "integer", "", locale)
    return Option(to_param(value), words.group(value), number, number and f"{number} {unit}")


def _counts(dimension: str, board: Board, catalog: Catalog) -> Iterator[Metric]:
    """Yield counts of rows that can be split by a dimension, as metrics: of the rows that one of the board's numbers
    uses, first those that the board lists."""
    end = catalog.entity_of(dimension).name
    sound = [tile.query for tile in board.tiles if not tile.fault]
    lists = [root_of(query.fields, catalog).name for query in sound if query.fields]
    listed = list(
        dict.fromkeys((*lists, *(entity for tile in board.tiles if (entity := declaration(tile.kind).lists))))
    )
    metrics = [part for query in sound for name in query.metrics for part in catalog.parts(catalog.metric(name))]
    simple = [each for each in metrics if each.kind == "simple" and catalog.reaches(each.entity, end)]
    # Costs and sales are on different accounts: a value that any of the numbers uses is offered.
    possible = [replace(each, where=_any_of(simple, each.entity)) for each in simple]
    # A number over the listed rows themselves covers more of them than one over rows that belong to some.
    possible.sort(key=lambda metric: metric.entity not in listed)
    for metric in possible:
        for name in listed:
            key = catalog.key_field(name)
            if key and catalog.reaches(metric.entity, name):
                yield _count(metric, CountDistinct(FieldRef(key)), catalog.entity(name))
    for metric in possible:
        yield _count(metric, Sum(Constant(1)), catalog.entity(metric.entity))


def _any_of(metrics: list[Metric], entity: str) -> Condition | None:
    """Return the condition of all rows of an entity that one of the metrics counts."""
    found = tuple(dict.fromkeys(each.where for each in metrics if each.entity == entity))
    known = tuple(where for where in found if where is not None)
    return None if len(known) < len(found) else Or(known) if known[1:] else known[0]


def _count(metric: Metric, formula: Expression, entity: Entity) -> Metric:
    """Return a count of the rows that a metric adds up. It reveals no more about people than the metric does."""
    return replace(metric, name=COUNT, formula=formula, type="integer", unit=entity.nouns)


def _in_order(options: list[Option], dimension: Field) -> list[Option]:
    places = {value: place for place, value in enumerate(dimension.values)}
    return sorted(options, key=lambda option: places.get(option.value, len(places)))
