"""Days and instants: how far apart they lie, what comes later, and where a bucket begins and ends."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from services.semantic.strict import Strict

if TYPE_CHECKING:
    from services.semantic.expression.nodes import Expression


@dataclass(frozen=True)
class _Between(Strict):
    """How much time lies between two; below zero if the second comes first."""

    start: "Expression"
    end: "Expression"
    unit: ClassVar[str]

    def __str__(self) -> str:
        return f"{self.unit} from {self.start} to {self.end}"


@dataclass(frozen=True)
class DaysBetween(_Between):
    """Whole days from one date to another; below zero if the second comes first."""

    node: Literal["days_between"] = "days_between"
    unit = "days"


@dataclass(frozen=True)
class SecondsBetween(_Between):
    """Whole seconds from one instant to another, nights and weekends counted; below zero if the second comes first."""

    node: Literal["seconds_between"] = "seconds_between"
    unit = "seconds"


@dataclass(frozen=True)
class BusinessSecondsBetween(_Between):
    """Whole seconds of the organisation's business hours from one instant to another. Public holidays count as
    ordinary days."""

    node: Literal["business_seconds_between"] = "business_seconds_between"
    unit = "business seconds"


@dataclass(frozen=True)
class MonthsBetween(_Between):
    """By how many calendar months one day lies after another: from 31 January to 1 February it is one."""

    node: Literal["months_between"] = "months_between"
    unit = "months"


@dataclass(frozen=True)
class WeekdaysBetween(_Between):
    """Mondays to Fridays from one day up to, not including, another; below zero if the second comes first."""

    node: Literal["weekdays_between"] = "weekdays_between"
    unit = "weekdays"


@dataclass(frozen=True)
class DaysLater(Strict):
    """The day so many days after another."""

    of: "Expression"
    days: int
    node: Literal["days_later"] = "days_later"

    def __str__(self) -> str:
        return f"{self.days} days after {self.of}"


@dataclass(frozen=True)
class MonthsLater(Strict):
    """The day so many months after another; one that the month lacks becomes its last."""

    of: "Expression"
    months: "Expression"
    node: Literal["months_later"] = "months_later"

    def __str__(self) -> str:
        return f"{self.months} months after {self.of}"


@dataclass(frozen=True)
class DayOf(Strict):
    """The day on which an instant falls in the organisation's zone."""

    of: "Expression"
    node: Literal["day_of"] = "day_of"

    def __str__(self) -> str:
        return f"day of {self.of}"


@dataclass(frozen=True)
class Boundary(Strict):
    """The first day of the bucket, or the day after its last; ``_at`` gives the instants at which they begin.

    ``snapshot_at`` is that one of the two at which a snapshot of both counts a row.
    """

    at: Literal["start", "end", "start_at", "end_at", "snapshot_at"]
    node: Literal["boundary"] = "boundary"

    def __str__(self) -> str:
        return "snapshot boundary" if self.at == "snapshot_at" else f"{self.at.removesuffix('_at')} of the period"


@dataclass(frozen=True)
class PeriodDays(Strict):
    """How many days the bucket has."""

    node: Literal["period_days"] = "period_days"

    def __str__(self) -> str:
        return "days of the period"
