"""The filters of a page: period, grain, comparison and values. They are part of the address, so links carry them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import parse_qsl, urlencode

from services.dashboards.filters.parameters import (
    FilterParameter,
    FindList,
    check_once,
    check_unknown,
    filter_parameters,
    parameter_name,
    values_of,
)
from services.errors import BadQuery, Unreachable, did_you_mean
from services.semantic.catalog import Catalog, Field
from services.semantic.compiler import counted_entities
from services.semantic.compiler.records import root_of
from services.semantic.conditions import Condition, Exists, In, Not, Null, Or, all_of
from services.semantic.query import Comparison, Dates, Everything, Grain, Last, Period, Previous, Query, This

PERIODS: dict[str, tuple[str, Period]] = {
    "last-12-months": ("Last 12 months with data", Last(12, "month", "data")),
    "last-90-days": ("Last 90 days with data", Last(90, "day", "data")),
    "this-month": ("This month", This("month")),
    "this-quarter": ("This quarter", This("quarter")),
    "this-year": ("This year", This("year")),
    "previous-month": ("Previous month", Previous("month")),
    "previous-quarter": ("Previous quarter", Previous("quarter")),
    "previous-year": ("Previous year", Previous("year")),
    "everything": ("All time", Everything()),
}
DATES = "dates"
EMPTY = "~empty"

GRAINS: dict[str, str] = {"day": "Day", "week": "Week", "month": "Month", "quarter": "Quarter", "year": "Year"}

COMPARISONS: dict[str, tuple[str, Comparison | None]] = {
    "previous-year": ("Previous year", "previous_year"),
    "previous-period": ("Previous period", "previous_period"),
    "weekdays": ("Same weekdays last year", "previous_year_weekday"),
    "budget": ("Budget", "budget"),
    "none": ("No comparison", None),
}


@dataclass(frozen=True)
class FilterState:
    """The filters of one page. ``values`` maps a dimension to the values to keep; EMPTY stands for rows without one.

    Of a dimension in ``excluded``, all values are kept but these. ``lists`` has the key and the values of each
    dimension whose values are stored; ``ignored`` are parameters of the address that no page knows.
    """

    period: str = "last-12-months"
    first: date | None = None
    last: date | None = None
    grain: Grain = "month"
    compare: str = "previous-year"
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    excluded: frozenset[str] = frozenset()
    lists: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict, compare=False)
    ignored: tuple[str, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        _check_name("period", self.period, (*PERIODS, DATES))
        _check_name("grain", self.grain, GRAINS)
        _check_name("comparison", self.compare, COMPARISONS)
        if self.period == DATES and not (self.first and self.last):
            raise BadQuery("A custom period needs both dates, for example from=2025-01-01&to=2025-03-31.")
        if self.period != DATES and (self.first or self.last):
            raise BadQuery(f"from and to are for period={DATES} only. Set the period, or remove both.")

    def apply_to(self, query: Query, catalog: Catalog, dated_by: str | None = None) -> Query:
        """Return a tile's query with these filters; a list of records without a period stays without one.

        ``dated_by`` is the metric whose last day is the end of the data. A filter that does not apply to the query is
        left out: the caller shows which (``inapplicable``). Access is restricted by the policy, never by a filter.
        """
        reached = (name for name in self.values if reaches(query, name, catalog))
        conditions = (_record_condition(name, self._condition(name, catalog), query, catalog) for name in reached)
        where = all_of(query.where, *conditions)
        grain = self.grain if query.grain else None
        compare = COMPARISONS[self.compare][1] if query.compare else None
        undated = query.fields and query.period is None
        period = None if undated else self._period(dated_by)
        return replace(query, period=period, grain=grain, compare=compare, where=where)

    def inapplicable(self, query: Query, catalog: Catalog) -> tuple[str, ...]:
        """Return the dimensions of the filters that do not apply to a query, so that ``apply_to`` leaves them out."""
        return tuple(name for name in self.values if not reaches(query, name, catalog))

    def without(self, *dimensions: str) -> "FilterState":
        """Return the same filters without those by some dimensions."""
        values = {name: values for name, values in self.values.items() if name not in dimensions}
        return replace(self, values=values, excluded=self.excluded.difference(dimensions))

    def with_values(self, values: Mapping[str, tuple[str, ...]]) -> "FilterState":
        """Return the filters with ``values`` in the place of what was set for their dimensions."""
        return replace(self, values={**self.values, **values}, excluded=self.excluded.difference(values))

    def _condition(self, name: str, catalog: Catalog) -> Condition:
        condition = _condition(name, self.values[name], catalog)
        return Not(condition) if name in self.excluded else condition

    def _period(self, dated_by: str | None) -> Period:
        if self.period == DATES:
            assert self.first and self.last
            return Dates(self.first, self.last)
        period = PERIODS[self.period][1]
        return replace(period, of=dated_by) if isinstance(period, Last | Everything) else period


def from_search(search: str | None, dimensions: tuple[str, ...], find_list: FindList | None = None) -> FilterState:
    """Return the filters in an address's query string.

    Raises BadQuery that names an invalid part: to ignore a filter would show too much. A parameter that is none of
    ours, nor near to one, is ignored, and named in ``ignored``.
    """
    known, single, ignored = filter_parameters(dimensions), dict[str, str](), dict[str, None]()
    filters: dict[FilterParameter, tuple[str, ...]] = {}
    for name, value in parse_qsl((search or "").removeprefix("?"), keep_blank_values=True):
        if name in known:
            filters[known[name]] = (*filters.get(known[name], ()), value)
        elif name not in _SINGLE:
            check_unknown(name, _SINGLE, dimensions)
            ignored[name] = None
        elif name in single:
            raise BadQuery(f"{name} appears twice in the address. Keep one of the two.")
        else:
            single[name] = value
    check_once(filters)
    values = {each.dimension: values_of(each, given, find_list) for each, given in filters.items()}
    return FilterState(
        **{_SINGLE[name][0]: _SINGLE[name][1](value) for name, value in single.items()},  # type: ignore[arg-type]
        values=values,
        excluded=frozenset(each.dimension for each in filters if each.excludes),
        lists={each.dimension: (given[0], values[each.dimension]) for each, given in filters.items() if each.is_list},
        ignored=tuple(ignored),
    )


def to_search(filters: FilterState) -> str:
    """Return the query string of an address with these filters; defaults are left out."""
    default = FilterState()
    pairs = [
        (name, str(value))
        for name, (attribute, _) in _SINGLE.items()
        if (value := getattr(filters, attribute)) is not None and value != getattr(default, attribute)
    ]
    pairs += [pair for name in filters.values for pair in _filter_pairs(name, filters)]
    return f"?{urlencode(pairs)}" if pairs else ""


def _filter_pairs(dimension: str, filters: FilterState) -> list[tuple[str, str]]:
    """Return the parameters of one filter: its values, or the key of its list where they are still those of it."""
    values, (key, stored) = filters.values[dimension], filters.lists.get(dimension, ("", ()))
    name = parameter_name(
        FilterParameter(dimension, dimension in filters.excluded, is_list=bool(key) and values == stored)
    )
    return [(name, key)] if key and values == stored else [(name, value) for value in values]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadQuery(f"{text} is not a date. Use the format 2025-03-31.") from error


_SINGLE: dict[str, tuple[str, Callable[[str], object]]] = {
    "period": ("period", str),
    "from": ("first", _day),
    "to": ("last", _day),
    "grain": ("grain", str),
    "compare": ("compare", str),
}


# How an address writes a boolean; the compiler reads the other types from text.
_BOOLEANS = {"true": True, "false": False}


def _condition(name: str, values: tuple[str, ...], catalog: Catalog) -> Condition:
    given = In(name, tuple(_to_type(value, catalog.dimension(name)) for value in values if value != EMPTY))
    return Or((given, Null(name))) if EMPTY in values else given


def from_param(value: str, dimension: Field) -> str | bool | None:
    """Return the value of a dimension that an address names."""
    return None if value == EMPTY else _to_type(value, dimension)


def _to_type(value: str, dimension: Field) -> str | bool:
    return _BOOLEANS.get(value, value) if dimension.type == "boolean" else value


def to_param(value: object) -> str:
    """Return a value of a dimension as an address writes it; ``from_param`` reads it."""
    if value is None:
        return EMPTY
    return str(value).lower() if isinstance(value, bool) else str(value)


def reaches(query: Query, dimension: str, catalog: Catalog) -> bool:
    """Return whether a filter by a dimension applies to a query: every row that it counts or lists has a value of the
    dimension, or related rows that have one. Raises UnknownName."""
    end = catalog.entity_of(dimension).name
    if query.metrics:
        entities = {entity for metric in query.metrics for entity in counted_entities(metric, catalog)}
        return all(catalog.reaches(entity, end) for entity in entities)
    root = root_of(query.fields, catalog).name
    if catalog.reaches(root, end):
        return True
    try:
        return bool(catalog.one_to_many_relation(root, end))
    except Unreachable:
        return False


def _record_condition(name: str, condition: Condition, query: Query, catalog: Catalog) -> Condition:
    """Return the condition in a form that applies to records: an order has a category when one of its lines has."""
    if not query.fields:
        return condition
    root, entity = root_of(query.fields, catalog).name, catalog.entity_of(name).name
    return (
        condition
        if catalog.reaches(root, entity)
        else Exists(catalog.one_to_many_relation(root, entity).name, condition)
    )


def _check_name(what: str, name: str, allowed: object) -> None:
    names = list(allowed)  # type: ignore[call-overload]
    if name not in names:
        near = did_you_mean(name, names)
        raise BadQuery(f"There is no {what} called {name}.{near} Correct the address, or reset the filters.")
