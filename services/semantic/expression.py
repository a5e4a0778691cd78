"""Formulas as trees of small frozen values, so that a catalog is data and a metric is never Python."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field as Tagged

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
    """A number."""

    value: int | float
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
class SumOver(Strict):
    """For one row, the sum of ``of`` over the rows that a relation ties to it: the value of an order."""

    relation: str
    of: "Expression"
    node: Literal["sum_over"] = "sum_over"


@dataclass(frozen=True)
class Sum(Strict):
    """The sum over the rows of a group."""

    of: "Expression"
    node: Literal["sum"] = "sum"


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
    | SumOver
    | Sum
    | CountDistinct
    | Percentile
    | Divide
    | Use,
    Tagged(discriminator="node"),
]
Aggregate = Sum | CountDistinct | Percentile

_CHILDREN: dict[type, Callable[[Any], tuple["Expression", ...]]] = {
    Arithmetic: lambda node: (node.left, node.right),
    DaysBetween: lambda node: (node.start, node.end),
    SecondsBetween: lambda node: (node.start, node.end),
    SumOver: lambda node: (node.of,),
    Sum: lambda node: (node.of,),
    CountDistinct: lambda node: (node.of,),
    Percentile: lambda node: (node.of, Of(node.per)),
    Divide: lambda node: (node.numerator, node.denominator),
}


def walk(expression: Expression) -> Iterator[Expression]:
    """Yield the expression and all below it."""
    yield expression
    for child in _CHILDREN.get(type(expression), lambda node: ())(expression):
        yield from walk(child)


def fields_in(expression: Expression) -> Iterator[str]:
    """Yield the qualified names of the fields that are read on the expression's own rows."""
    if isinstance(expression, Of):
        yield expression.field
    # What a SumOver adds up stands on the rows of another table.
    elif not isinstance(expression, SumOver):
        for child in _CHILDREN.get(type(expression), lambda node: ())(expression):
            yield from fields_in(child)


def is_additive(expression: Expression) -> bool:
    """Whether the values of parts add up to that of the whole: a sum, or a sum in another unit."""
    if isinstance(expression, Divide) and isinstance(expression.denominator, Constant):
        return is_additive(expression.numerator)
    return isinstance(expression, Sum)


_WRITTEN: dict[type, Callable[[Any], str]] = {
    Stored: lambda node: node.column,
    Of: lambda node: node.field,
    Constant: lambda node: str(node.value),
    Arithmetic: lambda node: f"({written(node.left)} {node.op} {written(node.right)})",
    DaysBetween: lambda node: f"days from {written(node.start)} to {written(node.end)}",
    SecondsBetween: lambda node: f"seconds from {written(node.start)} to {written(node.end)}",
    SumOver: lambda node: f"sum of {written(node.of)} over {node.relation}",
    Sum: lambda node: f"sum({written(node.of)})",
    CountDistinct: lambda node: f"count distinct({written(node.of)})",
    Percentile: lambda node: f"{node.level:.0%} percentile of {written(node.of)} per {node.per}",
    Divide: lambda node: f"{written(node.numerator)} / {written(node.denominator)}",
    Use: lambda node: node.metric,
}


def written(expression: Expression) -> str:
    """Return the formula as a reader would write it: ``sum(a) / sum(b)``."""
    return _WRITTEN[type(expression)](expression)
