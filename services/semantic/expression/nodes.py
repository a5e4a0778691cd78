"""Formulas as trees of small frozen values, so that a catalog is data and a metric is never Python."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field as Tagged

from services.errors import BadQuery
from services.semantic.strict import Strict


@dataclass(frozen=True)
class Stored(Strict):
    """A column of the entity's own table."""

    column: str
    node: Literal["stored"] = "stored"


@dataclass(frozen=True)
class Of(Strict):
    """The value of a field, by its qualified name."""

    field: str
    node: Literal["of"] = "of"


@dataclass(frozen=True)
class Constant(Strict):
    """A number, or a word that a text is held against."""

    value: int | float | str
    node: Literal["constant"] = "constant"


@dataclass(frozen=True)
class Arithmetic(Strict):
    """``left op right``."""

    op: Literal["+", "-", "*"]
    left: "Expression"
    right: "Expression"
    node: Literal["arithmetic"] = "arithmetic"


@dataclass(frozen=True)
class DaysBetween(Strict):
    """Whole days from one date to another; below zero if the second comes first."""

    start: "Expression"
    end: "Expression"
    node: Literal["days_between"] = "days_between"


@dataclass(frozen=True)
class SecondsBetween(Strict):
    """Whole seconds from one instant to another, nights and weekends counted; below zero if the second comes first."""

    start: "Expression"
    end: "Expression"
    node: Literal["seconds_between"] = "seconds_between"


@dataclass(frozen=True)
class BusinessSecondsBetween(Strict):
    """Whole seconds of the organisation's business hours from one instant to another. Public holidays count as
    ordinary days."""

    start: "Expression"
    end: "Expression"
    node: Literal["business_seconds_between"] = "business_seconds_between"


@dataclass(frozen=True)
class MonthsBetween(Strict):
    """By how many calendar months one day lies after another: from 31 January to 1 February it is one."""

    start: "Expression"
    end: "Expression"
    node: Literal["months_between"] = "months_between"


@dataclass(frozen=True)
class WeekdaysBetween(Strict):
    """Mondays to Fridays from one day up to, not including, another; below zero if the second comes first."""

    start: "Expression"
    end: "Expression"
    node: Literal["weekdays_between"] = "weekdays_between"


@dataclass(frozen=True)
class DaysLater(Strict):
    """The day so many days after another."""

    of: "Expression"
    days: int
    node: Literal["days_later"] = "days_later"


@dataclass(frozen=True)
class MonthsLater(Strict):
    """The day so many months after another; one that the month lacks becomes its last."""

    of: "Expression"
    months: "Expression"
    node: Literal["months_later"] = "months_later"


@dataclass(frozen=True)
class DayOf(Strict):
    """The day on which an instant falls in the organisation's zone."""

    of: "Expression"
    node: Literal["day_of"] = "day_of"


@dataclass(frozen=True)
class Boundary(Strict):
    """The first day of the bucket, or the day after its last; ``_at`` gives the instants at which they begin.

    ``told_at`` is that one of the two at which a snapshot of both tells a row.
    """

    at: Literal["start", "end", "start_at", "end_at", "told_at"]
    node: Literal["boundary"] = "boundary"


@dataclass(frozen=True)
class When(Strict):
    """``then`` where ``left op right`` holds, else ``otherwise``, else empty. Held against empty, nothing holds."""

    left: "Expression"
    op: Literal["=", "!=", "<", "<=", ">", ">="]
    right: "Expression"
    then: "Expression"
    otherwise: "Expression | None" = None
    node: Literal["when"] = "when"


@dataclass(frozen=True)
class Least(Strict):
    """The lesser of two; empty where either is."""

    left: "Expression"
    right: "Expression"
    node: Literal["least"] = "least"


@dataclass(frozen=True)
class Greatest(Strict):
    """The greater of two; empty where either is."""

    left: "Expression"
    right: "Expression"
    node: Literal["greatest"] = "greatest"


@dataclass(frozen=True)
class Either(Strict):
    """``first``, or ``second`` where it is empty."""

    first: "Expression"
    second: "Expression"
    node: Literal["either"] = "either"


@dataclass(frozen=True)
class Band(Strict):
    """The label of the first of the rising ``limits`` that the value lies below; the last label is for all above."""

    of: "Expression"
    limits: tuple[int, ...]
    labels: tuple[str, ...]
    node: Literal["band"] = "band"

    def __post_init__(self) -> None:
        if len(self.labels) != len(self.limits) + 1:
            raise BadQuery(f"{len(self.limits)} limits make {len(self.limits) + 1} bands, not {len(self.labels)}.")


@dataclass(frozen=True)
class Over(Strict):
    """For one row, what the rows that a relation ties to it come to: the sum over an order's lines is its value.

    A field of the row itself may be read inside, where the others have no way of their own to it.
    """

    how: Literal["sum", "max", "min", "count"]
    relation: str
    of: "Expression"
    node: Literal["over"] = "over"


@dataclass(frozen=True)
class Sum(Strict):
    """The sum over the rows of a group."""

    of: "Expression"
    node: Literal["sum"] = "sum"


@dataclass(frozen=True)
class Max(Strict):
    """The largest value of a group, or its last day. Not additive."""

    of: "Expression"
    node: Literal["max"] = "max"


@dataclass(frozen=True)
class Min(Strict):
    """The smallest value of a group, or its first day. Not additive."""

    of: "Expression"
    node: Literal["min"] = "min"


@dataclass(frozen=True)
class CountDistinct(Strict):
    """How many different values a group holds. Not additive."""

    of: "Expression"
    node: Literal["count_distinct"] = "count_distinct"


@dataclass(frozen=True)
class Percentile(Strict):
    """The level (0 to 1) of the sums of ``of`` per ``per``, between two neighbours linearly. Not additive.

    The rule is that of SQL's PERCENTILE_CONT, Hyndman and Fan's type 7.
    """

    level: float
    of: "Expression"
    per: str
    node: Literal["percentile"] = "percentile"


@dataclass(frozen=True)
class SumPer(Strict):
    """The sum, over the values of the field ``per``, of an expression of what each of them comes to.

    What stays of MRR needs it: of each client the lesser of what they paid then and what they pay now.
    """

    per: str
    of: "Expression"
    node: Literal["sum_per"] = "sum_per"


@dataclass(frozen=True)
class PeriodDays(Strict):
    """How many days the bucket has."""

    node: Literal["period_days"] = "period_days"


@dataclass(frozen=True)
class Divide(Strict):
    """Sum over sum; empty where the denominator is zero."""

    numerator: "Expression"
    denominator: "Expression"
    node: Literal["divide"] = "divide"


@dataclass(frozen=True)
class Use(Strict):
    """Another metric, by name."""

    metric: str
    node: Literal["use"] = "use"


Expression = Annotated[
    Stored
    | Of
    | Constant
    | Arithmetic
    | DaysBetween
    | SecondsBetween
    | BusinessSecondsBetween
    | MonthsBetween
    | WeekdaysBetween
    | DaysLater
    | MonthsLater
    | DayOf
    | Boundary
    | When
    | Least
    | Greatest
    | Either
    | Band
    | Over
    | Sum
    | Max
    | Min
    | CountDistinct
    | Percentile
    | SumPer
    | PeriodDays
    | Divide
    | Use,
    Tagged(discriminator="node"),
]
Between = DaysBetween | SecondsBetween | BusinessSecondsBetween | MonthsBetween | WeekdaysBetween
# Worked out once for each value of a field, and only then brought together.
PerValue = Percentile | SumPer
Aggregate = Sum | Max | Min | CountDistinct | PerValue
