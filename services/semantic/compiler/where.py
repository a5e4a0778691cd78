"""Conditions as SQL. Values are always bound, and typed by the field that they are compared with."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Protocol

from sqlalchemy import ColumnElement, and_, false, func, not_, or_, true

from services.errors import BadQuery
from services.semantic.catalog import Type
from services.semantic.conditions import And, Attribute, Between, Compare, Condition, Exists, In, Not, Null, Or

MONEY_SCALE = 10_000


class Columns(Protocol):
    """What a condition is compared with: columns by qualified name, their types, and related rows."""

    def column(self, name: str) -> ColumnElement[Any]: ...

    def type(self, name: str) -> Type: ...

    def exists(self, relation: str, where: Condition) -> ColumnElement[bool]: ...


def _whole(value: Decimal) -> int:
    # Cut down to a whole number, "less than 2.5" would leave out 2.
    if value != value.to_integral_value() or abs(value) >= 2**63:
        raise ValueError
    return int(value)


def _instant(value: str) -> datetime:
    """Return the instant in UTC, without saying so, as the store writes it."""
    instant = datetime.fromisoformat(value)
    if instant.tzinfo is None:
        raise ValueError
    return instant.astimezone(UTC).replace(tzinfo=None)


def _boolean(value: bool) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


_PARSE: dict[Type, Callable[[Any], Any]] = {
    "text": str,
    "integer": lambda value: _whole(Decimal(str(value))),
    "number": float,
    "ratio": float,
    "money": lambda value: _whole(Decimal(str(value)) * MONEY_SCALE),
    "date": lambda value: date.fromisoformat(value),
    "instant": _instant,
    "boolean": _boolean,
}

_LOOKS_LIKE: dict[Type, str] = {
    "integer": "a whole number",
    "money": f"an amount with at most {len(str(MONEY_SCALE)) - 1} decimals",
    "date": "a day like 2025-03-31",
    "instant": "an instant like 2025-03-31T09:00:00Z",
    "boolean": "true or false",
}

_OPERATORS: dict[str, Callable[[ColumnElement[Any], Any], ColumnElement[bool]]] = {
    "=": lambda column, value: column == value,
    # An empty field is not that value either, which is what a reader of "is not" expects.
    "!=": lambda column, value: or_(column != value, column.is_(None)),
    "<": lambda column, value: column < value,
    "<=": lambda column, value: column <= value,
    ">": lambda column, value: column > value,
    ">=": lambda column, value: column >= value,
    "contains": lambda column, value: column.icontains(value, autoescape=True),
    "starts_with": lambda column, value: column.istartswith(value, autoescape=True),
}


def clause(condition: Condition, columns: Columns) -> ColumnElement[bool]:
    """Return the condition as a SQL clause; raises BadQuery for a value that the field cannot have."""
    return _CLAUSES[type(condition)](condition, columns)


def bind_value(value: Any, name: str, columns: Columns) -> Any:
    """Return the value in the type of the field, ready to be bound."""
    if isinstance(value, Attribute):
        raise BadQuery(f"{name} is compared with an attribute, which only row rules may do.")
    kind = columns.type(name)
    try:
        return _PARSE[kind](value)
    except (ValueError, TypeError, ArithmeticError) as error:
        raise BadQuery(
            f"{name} cannot be compared with {value!r}. Use {_LOOKS_LIKE.get(kind, f'a {kind}')}."
        ) from error


def _compare(condition: Compare, columns: Columns) -> ColumnElement[bool]:
    if condition.op in ("contains", "starts_with") and columns.type(condition.field) != "text":
        raise BadQuery(f"{condition.field} is not text, so it cannot be searched with {condition.op}.")
    value = bind_value(condition.value, condition.field, columns)
    return _OPERATORS[condition.op](columns.column(condition.field), value)


def _in(condition: In, columns: Columns) -> ColumnElement[bool]:
    if isinstance(condition.values, Attribute):
        raise BadQuery(f"{condition.field} is compared with an attribute, which only row rules may do.")
    values = [bind_value(value, condition.field, columns) for value in condition.values]
    return columns.column(condition.field).in_(values) if values else false()


def _between(condition: Between, columns: Columns) -> ColumnElement[bool]:
    low, high = (bind_value(value, condition.field, columns) for value in (condition.low, condition.high))
    return columns.column(condition.field).between(low, high)


_CLAUSES: dict[type, Callable[[Any, Columns], ColumnElement[bool]]] = {
    Compare: _compare,
    In: _in,
    Between: _between,
    Null: lambda condition, columns: columns.column(condition.field).is_(None),
    Exists: lambda condition, columns: columns.exists(condition.relation, condition.where),
    And: lambda condition, columns: and_(true(), *(clause(part, columns) for part in condition.parts)),
    Or: lambda condition, columns: or_(false(), *(clause(part, columns) for part in condition.parts)),
    Not: lambda condition, columns: not_(func.coalesce(clause(condition.part, columns), false())),
}


def fields_of(condition: Condition | None) -> set[str]:
    """Return the qualified fields that a condition reads on the rows themselves, not on related ones."""
    if condition is None or isinstance(condition, Exists):
        return set()
    if isinstance(condition, And | Or):
        return set().union(*(fields_of(part) for part in condition.parts))
    if isinstance(condition, Not):
        return fields_of(condition.part)
    return {condition.field}


def fields_elsewhere(condition: Condition) -> set[str]:
    """Return the qualified fields that a condition reads on related rows."""
    if isinstance(condition, Exists):
        return fields_of(condition.where) | fields_elsewhere(condition.where)
    if isinstance(condition, And | Or):
        return set().union(*(fields_elsewhere(part) for part in condition.parts))
    return fields_elsewhere(condition.part) if isinstance(condition, Not) else set()
