"""A question, as a value. It holds names and values: never SQL, never a callable."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pydantic import TypeAdapter

from services.errors import BadQuery
from services.semantic.conditions import Condition
from services.semantic.strict import Strict, parse

Grain = Literal["day", "week", "month", "quarter", "year"]
Comparison = Literal["previous_period", "previous_year", "previous_year_weekday", "budget"]


@dataclass(frozen=True)
class Last(Strict):
    """The last ``last`` units, the one that runs now included.

    ``until`` says what "last" counts back from: today, or the last day that has data. Whose data: that of the metric
    ``of``, else of what is asked for.
    """

    last: int
    unit: Grain
    until: Literal["today", "data"] = "today"
    of: str | None = None

    def __post_init__(self) -> None:
        if self.last < 1:
            raise BadQuery(f"A period of the last {self.last} {self.unit}s is not possible. Use 1 or more.")
        if self.of and self.until != "data":
            raise BadQuery("A period that ends today does not depend on data. Leave out of, or set until to data.")


@dataclass(frozen=True)
class This(Strict):
    """The unit that runs now, from its first day on."""

    this: Grain


@dataclass(frozen=True)
class Previous(Strict):
    """The last unit that is over."""

    previous: Grain


@dataclass(frozen=True)
class Dates(Strict):
    """From the first day to the last, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first.year < 1000 or self.last.year > 9000:
            raise BadQuery("A period lies between the years 1000 and 9000.")
        if self.last < self.first:
            raise BadQuery(f"The period ends on {self.last}, before it begins on {self.first}. Swap the two days.")


@dataclass(frozen=True)
class Everything(Strict):
    """From the first day that has data to the last: of the metric ``of``, else of what is asked for."""

    all: Literal[True] = True
    of: str | None = None


Period = Last | This | Previous | Dates | Everything


@dataclass(frozen=True)
class Transform(Strict):
    """A column that is computed from a metric's column after aggregation.

    share: of the total of its bucket; running: sum since the first bucket; moving: mean of the last ``window``
    buckets; rank: 1 is the largest of its bucket; change: difference to the bucket before.
    """

    metric: str
    kind: Literal["share", "running", "moving", "rank", "change"]
    window: int = 3

    def __post_init__(self) -> None:
        if self.window < 1:
            raise BadQuery(f"A window of {self.window} buckets is not possible. Use 1 or more.")

    @property
    def column(self) -> str:
        """Name of the column in the answer."""
        return f"{self.metric}@{self.kind}"


@dataclass(frozen=True)
class Query(Strict):
    """A question, version 1. Names are qualified by entity: ``order.region``.

    Metrics with dimensions ask for sums; fields without metrics ask for records.

    >>> Query(metrics=("order.revenue",), dimensions=("order.region",), period=Last(12, "month"))
    """

    catalog: str = "business"
    metrics: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    time: str | None = None
    grain: Grain | None = None
    period: Period | None = None
    compare: Comparison | None = None
    where: Condition | None = None
    having: Condition | None = None
    transforms: tuple[Transform, ...] = ()
    currency: str | None = None
    order: tuple[str, ...] = ()
    limit: int | None = None
    offset: int = 0
    version: Literal[1] = 1

    def __post_init__(self) -> None:
        if bool(self.metrics) == bool(self.fields):
            raise BadQuery("Ask for metrics, or for the fields of records: one of the two.")
        if (self.limit is not None and self.limit < 0) or self.offset < 0:
            raise BadQuery("A limit or offset cannot be below zero.")
        if self.fields and (self.dimensions or self.grain or self.compare or self.having or self.transforms):
            raise BadQuery("Records have no dimensions, grain, comparison, having or transforms. Ask for a metric.")
        columns = (*self.metrics, *self.dimensions, *self.fields, *(each.column for each in self.transforms))
        if twice := next((name for name in columns if columns.count(name) > 1), None):
            raise BadQuery(f"{twice} is asked for twice. Ask for it once.")

    @property
    def looks_back(self) -> bool:
        """Whether it is compared with earlier days, rather than with nothing or with what was planned."""
        return self.compare not in (None, "budget")


_adapter = TypeAdapter(Query)
_UNASKED = {name: spec.default for name, spec in Query.__dataclass_fields__.items() if name != "version"}


def to_json(query: Query) -> dict[str, Any]:
    """Return the query's one JSON form; what was not asked is left out."""
    whole = _adapter.dump_python(query, mode="json")
    if whole["period"]:
        whole["period"] = {name: value for name, value in whole["period"].items() if value is not None}
    return {name: whole[name] for name in whole if getattr(query, name) != _UNASKED.get(name, ...)}


def from_json(data: object) -> Query:
    """Return the query that ``data`` (parsed JSON) spells; raises BadQuery that says where it does not."""
    return parse(_adapter, data, "the question")
