"""What a reader chose on a page: period, grain, comparison and filters. It lives in the address, so links carry it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import parse_qsl, urlencode

from services.errors import BadQuery, did_you_mean
from services.semantic.catalog import Catalog
from services.semantic.compiler.records import root_of
from services.semantic.conditions import Condition, Exists, In, Null, Or, all_of
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
    "everything": ("Everything", Everything()),
}
DATES = "dates"
EMPTY = "~empty"

GRAINS: dict[str, str] = {"day": "Day", "week": "Week", "month": "Month", "quarter": "Quarter", "year": "Year"}

COMPARISONS: dict[str, tuple[str, Comparison | None]] = {
    "previous-year": ("Last year", "previous_year"),
    "previous-period": ("Period before", "previous_period"),
    "weekdays": ("Weekdays last year", "previous_year_weekday"),
    "none": ("Nothing", None),
}


@dataclass(frozen=True)
class Choices:
    """One page's choices. ``filters`` maps a dimension to the values that are kept; EMPTY is the group without one."""

    period: str = "last-12-months"
    first: date | None = None
    last: date | None = None
    grain: Grain = "month"
    compare: str = "previous-year"
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _known("period", self.period, (*PERIODS, DATES))
        _known("grain", self.grain, GRAINS)
        _known("compare", self.compare, COMPARISONS)
        if self.period == DATES and not (self.first and self.last):
            raise BadQuery("A period between two days needs both: from and to, as in from=2025-01-01&to=2025-03-31.")
        if self.period != DATES and (self.first or self.last):
            raise BadQuery(f"From and to hold for period={DATES} alone. Say so in the address, or leave them out.")

    def applied(self, query: Query, catalog: Catalog, dated_by: str | None = None) -> Query:
        """Return a tile's question as the reader wants it asked; a list of records of all days stays one.

        ``dated_by`` is the metric whose last day says where the data ends.
        """
        kept = (_reachable(name, _kept(name, values), query, catalog) for name, values in self.filters.items())
        where = all_of(query.where, *kept)
        grain = self.grain if query.grain else None
        compare = COMPARISONS[self.compare][1] if query.compare else None
        undated = query.fields and query.period is None
        period = None if undated else self._period(dated_by)
        return replace(query, period=period, grain=grain, compare=compare, where=where)

    def _period(self, dated_by: str | None) -> Period:
        if self.period == DATES:
            assert self.first and self.last
            return Dates(self.first, self.last)
        period = PERIODS[self.period][1]
        return replace(period, of=dated_by) if isinstance(period, Last | Everything) else period


def from_search(search: str | None, dimensions: tuple[str, ...]) -> Choices:
    """Return the choices that an address's query string spells.

    Raises BadQuery that names the part which is not understood: a filter that is ignored would show too much.
    """
    single: dict[str, str] = {}
    filters: dict[str, tuple[str, ...]] = {}
    for name, value in parse_qsl((search or "").removeprefix("?"), keep_blank_values=True):
        if name in dimensions:
            filters[name] = (*filters.get(name, ()), value)
        else:
            _known("part of the address", name, (*_SINGLE, *dimensions))
            if name in single:
                raise BadQuery(f"{name} is said twice in the address. Say it once.")
            single[name] = value
    return Choices(**{_SINGLE[name][0]: _SINGLE[name][1](value) for name, value in single.items()}, filters=filters)  # type: ignore[arg-type]


def to_search(choices: Choices) -> str:
    """Return the query string of an address that shows these choices; what is usual is left out."""
    usual = Choices()
    pairs = [
        (name, str(value))
        for name, (attribute, _) in _SINGLE.items()
        if (value := getattr(choices, attribute)) is not None and value != getattr(usual, attribute)
    ]
    pairs += [(name, value) for name, values in choices.filters.items() for value in values]
    return f"?{urlencode(pairs)}" if pairs else ""


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadQuery(f"{text} is not a day. Write it like 2025-03-31.") from error


_SINGLE: dict[str, tuple[str, Callable[[str], object]]] = {
    "period": ("period", str),
    "from": ("first", _day),
    "to": ("last", _day),
    "grain": ("grain", str),
    "compare": ("compare", str),
}


def _kept(name: str, values: tuple[str, ...]) -> Condition:
    given = In(name, tuple(value for value in values if value != EMPTY))
    return Or((given, Null(name))) if EMPTY in values else given


def _reachable(name: str, condition: Condition, query: Query, catalog: Catalog) -> Condition:
    """Return the condition as it can be held against records: an order has a category when one of its lines has."""
    if not query.fields:
        return condition
    root, entity = root_of(query.fields, catalog).name, catalog.entity_of(name).name
    return condition if catalog.reaches(root, entity) else Exists(catalog.hanging(root, entity).name, condition)


def _known(what: str, name: str, known: object) -> None:
    names = list(known)  # type: ignore[call-overload]
    if name not in names:
        near = did_you_mean(name, names)
        raise BadQuery(f"There is no {what} called {name}.{near} Correct it, or reset the filters.")
