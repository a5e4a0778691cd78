"""Aggregates: of a group, of each value of a field, or of the rows that are related to one row."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from services.semantic.strict import Strict

if TYPE_CHECKING:
    from services.semantic.expression.nodes import Expression


@dataclass(frozen=True)
class RelatedAggregate(Strict):
    """For one row, what the rows that a relation ties to it come to: the sum over an order's lines is its value.

    A field of the row itself may be read inside, where the others have no way of their own to it.
    """

    how: Literal["sum", "max", "min", "count"]
    relation: str
    of: "Expression"
    node: Literal["related"] = "related"

    def __str__(self) -> str:
        return f"{self.how} of {self.of} over {self.relation}"


@dataclass(frozen=True)
class Sum(Strict):
    """The sum over the rows of a group."""

    of: "Expression"
    node: Literal["sum"] = "sum"

    def __str__(self) -> str:
        return f"sum({self.of})"


@dataclass(frozen=True)
class Max(Strict):
    """The largest value of a group, or its last day. Not additive."""

    of: "Expression"
    node: Literal["max"] = "max"

    def __str__(self) -> str:
        return f"max({self.of})"


@dataclass(frozen=True)
class Min(Strict):
    """The smallest value of a group, or its first day. Not additive."""

    of: "Expression"
    node: Literal["min"] = "min"

    def __str__(self) -> str:
        return f"min({self.of})"


@dataclass(frozen=True)
class CountDistinct(Strict):
    """How many different values a group holds. Additive only where no two groups hold the same one."""

    of: "Expression"
    node: Literal["count_distinct"] = "count_distinct"

    def __str__(self) -> str:
        return f"count distinct({self.of})"


@dataclass(frozen=True)
class Percentile(Strict):
    """The level (0 to 1) of the sums of ``of`` per ``per``, between two neighbours linearly. Not additive.

    The rule is that of SQL's PERCENTILE_CONT, Hyndman and Fan's type 7.
    """

    level: float
    of: "Expression"
    per: str
    node: Literal["percentile"] = "percentile"

    def __str__(self) -> str:
        return f"{self.level:.0%} percentile of {self.of} per {self.per}"


@dataclass(frozen=True)
class SumPer(Strict):
    """The sum, over the values of the field ``per``, of an expression of what each of them comes to. Additive only
    where no two groups hold the same value.

    What stays of MRR needs it: of each client the lesser of what they paid then and what they pay now.
    """

    per: str
    of: "Expression"
    node: Literal["sum_per"] = "sum_per"

    def __str__(self) -> str:
        return f"sum per {self.per} of {self.of}"


@dataclass(frozen=True)
class MetricRef(Strict):
    """Another metric, by name."""

    metric: str
    node: Literal["metric"] = "metric"

    def __str__(self) -> str:
        return self.metric
