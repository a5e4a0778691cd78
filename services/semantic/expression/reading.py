"""Reading a formula: what it is made of, and how a person would write it."""

from collections.abc import Callable, Iterator
from typing import Any, get_args

from services.semantic.expression.nodes import (
    Aggregate,
    Arithmetic,
    Band,
    Between,
    Boundary,
    BusinessSecondsBetween,
    Constant,
    CountDistinct,
    DayOf,
    DaysBetween,
    DaysLater,
    Divide,
    Either,
    Expression,
    Greatest,
    Least,
    Max,
    Min,
    MonthsBetween,
    MonthsLater,
    Of,
    Over,
    Percentile,
    PeriodDays,
    SecondsBetween,
    Stored,
    Sum,
    SumPer,
    Use,
    WeekdaysBetween,
    When,
)

_CHILDREN: dict[type, Callable[[Any], tuple["Expression", ...]]] = {
    Arithmetic: lambda node: (node.left, node.right),
    **dict.fromkeys(get_args(Between), lambda node: (node.start, node.end)),
    When: lambda node: (node.left, node.right, node.then, *([node.otherwise] if node.otherwise else [])),
    MonthsLater: lambda node: (node.of, node.months),
    Least: lambda node: (node.left, node.right),
    Greatest: lambda node: (node.left, node.right),
    Either: lambda node: (node.first, node.second),
    **dict.fromkeys((DaysLater, DayOf, Band, Over, Sum, Max, Min, CountDistinct), lambda node: (node.of,)),
    Percentile: lambda node: (node.of, Of(node.per)),
    SumPer: lambda node: (node.of, Of(node.per)),
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
    # What an Over brings together stands on the rows of another table.
    elif not isinstance(expression, Over):
        for child in _CHILDREN.get(type(expression), lambda node: ())(expression):
            yield from fields_in(child)


def aggregates_in(expression: Expression) -> Iterator[Aggregate]:
    """Yield the aggregates of a formula, without those that are worked out inside another one."""
    if isinstance(expression, Aggregate):
        yield expression
    else:
        for child in _CHILDREN.get(type(expression), lambda node: ())(expression):
            yield from aggregates_in(child)


def is_additive(expression: Expression) -> bool:
    """Whether the values of parts add up to that of the whole: a sum, or a sum in another unit."""
    if isinstance(expression, Divide) and isinstance(expression.denominator, Constant):
        return is_additive(expression.numerator)
    return isinstance(expression, Sum)


_EDGES = {
    "start": "start of the period",
    "start_at": "start of the period",
    "end": "end of the period",
    "end_at": "end of the period",
    "told_at": "when it is told",
}
_WRITTEN: dict[type, Callable[[Any], str]] = {
    Stored: lambda node: node.column,
    Of: lambda node: node.field,
    Constant: lambda node: str(node.value),
    Arithmetic: lambda node: f"({written(node.left)} {node.op} {written(node.right)})",
    DaysBetween: lambda node: f"days from {written(node.start)} to {written(node.end)}",
    SecondsBetween: lambda node: f"seconds from {written(node.start)} to {written(node.end)}",
    BusinessSecondsBetween: lambda node: f"business seconds from {written(node.start)} to {written(node.end)}",
    MonthsBetween: lambda node: f"months from {written(node.start)} to {written(node.end)}",
    WeekdaysBetween: lambda node: f"weekdays from {written(node.start)} to {written(node.end)}",
    DaysLater: lambda node: f"{node.days} days after {written(node.of)}",
    MonthsLater: lambda node: f"{written(node.months)} months after {written(node.of)}",
    DayOf: lambda node: f"day of {written(node.of)}",
    Boundary: lambda node: _EDGES[node.at],
    When: lambda node: (
        f"({written(node.then)} where {written(node.left)} {node.op} {written(node.right)}"
        f"{f', else {written(node.otherwise)}' if node.otherwise else ''})"
    ),
    Least: lambda node: f"lesser of {written(node.left)} and {written(node.right)}",
    Greatest: lambda node: f"greater of {written(node.left)} and {written(node.right)}",
    Either: lambda node: f"({written(node.first)}, else {written(node.second)})",
    Band: lambda node: f"band of {written(node.of)}",
    Over: lambda node: f"{node.how} of {written(node.of)} over {node.relation}",
    Sum: lambda node: f"sum({written(node.of)})",
    Max: lambda node: f"max({written(node.of)})",
    Min: lambda node: f"min({written(node.of)})",
    CountDistinct: lambda node: f"count distinct({written(node.of)})",
    Percentile: lambda node: f"{node.level:.0%} percentile of {written(node.of)} per {node.per}",
    SumPer: lambda node: f"sum per {node.per} of {written(node.of)}",
    PeriodDays: lambda node: "days of the period",
    Divide: lambda node: f"{written(node.numerator)} / {written(node.denominator)}",
    Use: lambda node: node.metric,
}


def written(expression: Expression) -> str:
    """Return the formula as a reader would write it: ``sum(a) / sum(b)``."""
    return _WRITTEN[type(expression)](expression)
