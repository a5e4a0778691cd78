"""Operations on values, the same wherever they come from: columns of a row, or sums of a group."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, case, func, literal

from services.semantic.compiler.elements import (
    days_between,
    days_later,
    months_between,
    months_later,
    safe_divide,
    seconds_between,
    weekdays_between,
)
from services.semantic.expression import (
    Arithmetic,
    Band,
    Coalesce,
    Constant,
    DaysBetween,
    DaysLater,
    Divide,
    Expression,
    Greatest,
    Least,
    MonthsBetween,
    MonthsLater,
    SecondsBetween,
    WeekdaysBetween,
    When,
)

Value = Callable[[Any], ColumnElement[Any]]

_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
}

_HOLDS: dict[str, Callable[[Any, Any], Any]] = {
    "=": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}


def apply_operator(node: Expression, value: Value) -> ColumnElement[Any]:
    """Return the node as SQL; ``value`` gives the values that it is made of."""
    return _OPERATORS[type(node)](node, value)


def _when(node: When, value: Value) -> ColumnElement[Any]:
    holds = _HOLDS[node.op](value(node.left), value(node.right))
    return case((holds, value(node.then)), else_=value(node.otherwise) if node.otherwise else None)


def _first_of_two(node: Least | Greatest, value: Value) -> ColumnElement[Any]:
    left, right = value(node.left), value(node.right)
    leads = left <= right if isinstance(node, Least) else left >= right
    # Held against empty nothing holds, so an empty left would let the right one pass.
    return case((leads, left), (left.is_not(None), right))


def _band(node: Band, value: Value) -> ColumnElement[Any]:
    number = value(node.of)
    rungs = [(number < limit, literal(label)) for limit, label in zip(node.limits, node.labels, strict=False)]
    return case((number.is_(None), None), *rungs, else_=literal(node.labels[-1]))


_OPERATORS: dict[type, Callable[[Any, Value], ColumnElement[Any]]] = {
    Constant: lambda node, value: literal(node.value),
    Arithmetic: lambda node, value: _ARITHMETIC[node.op](value(node.left), value(node.right)),
    DaysBetween: lambda node, value: days_between(value(node.start), value(node.end)),
    SecondsBetween: lambda node, value: seconds_between(value(node.start), value(node.end)),
    MonthsBetween: lambda node, value: months_between(value(node.start), value(node.end)),
    WeekdaysBetween: lambda node, value: weekdays_between(value(node.start), value(node.end)),
    DaysLater: lambda node, value: days_later(value(node.of), literal(node.days)),
    MonthsLater: lambda node, value: months_later(value(node.of), value(node.months)),
    Divide: lambda node, value: safe_divide(value(node.numerator), value(node.denominator)),
    When: _when,
    Least: _first_of_two,
    Greatest: _first_of_two,
    Coalesce: lambda node, value: func.coalesce(value(node.first), value(node.second)),
    Band: _band,
}
