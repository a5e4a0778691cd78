"""Filters as an algebra of small frozen classes. A user's filter and a policy's rule are the same kind of value."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field as Tagged

from services.semantic.strict import Strict

Scalar = str | bool | int | float


@dataclass(frozen=True)
class Attribute(Strict):
    """A value that the principal brings along, such as the regions of a sales manager. Rules use it, not users."""

    attribute: str


@dataclass(frozen=True)
class Compare(Strict):
    """``field op value``. Text operators ignore case; ``%`` and ``_`` are ordinary characters."""

    field: str
    op: Literal["=", "!=", "<", "<=", ">", ">=", "contains", "starts_with"]
    value: Scalar | Attribute


@dataclass(frozen=True)
class In(Strict):
    """The field is one of ``values``. No values match no row."""

    field: str
    values: tuple[Scalar, ...] | Attribute
    op: Literal["in"] = "in"


@dataclass(frozen=True)
class Null(Strict):
    """The field is empty."""

    field: str
    op: Literal["null"] = "null"


@dataclass(frozen=True)
class Between(Strict):
    """``low <= field <= high``."""

    field: str
    low: Scalar
    high: Scalar
    op: Literal["between"] = "between"


@dataclass(frozen=True)
class Exists(Strict):
    """At least one row is related and meets ``where``: clients that ordered bikes."""

    relation: str
    where: "Condition"
    op: Literal["exists"] = "exists"


@dataclass(frozen=True)
class And(Strict):
    """All of ``parts`` hold. No parts hold always."""

    parts: tuple["Condition", ...]
    op: Literal["and"] = "and"


@dataclass(frozen=True)
class Or(Strict):
    """One of ``parts`` holds. No parts never hold."""

    parts: tuple["Condition", ...]
    op: Literal["or"] = "or"


@dataclass(frozen=True)
class Not(Strict):
    """``part`` does not hold; a row whose field is empty counts as not holding it."""

    part: "Condition"
    op: Literal["not"] = "not"


Condition = Annotated[Compare | In | Null | Between | Exists | And | Or | Not, Tagged(discriminator="op")]

EVERYTHING = And(())

_WRITTEN: dict[type, Callable[[Any], str]] = {
    Compare: lambda rule: f"{rule.field} {rule.op} {rule.value}",
    In: lambda rule: f"{rule.field} is one of {', '.join(map(str, rule.values))}",
    Null: lambda rule: f"{rule.field} is empty",
    Between: lambda rule: f"{rule.field} is from {rule.low} to {rule.high}",
    Exists: lambda rule: f"{rule.relation} has a row where {format_condition(rule.where)}",
    And: lambda rule: " and ".join(map(format_condition, rule.parts)),
    Or: lambda rule: "(" + " or ".join(map(format_condition, rule.parts)) + ")",
    Not: lambda rule: f"not ({format_condition(rule.part)})",
}


def format_condition(condition: Condition) -> str:
    """Return the condition as a reader would write it: ``stage.outcome = won``. Attributes are for rules alone."""
    return _WRITTEN[type(condition)](condition)


def walk_condition(condition: Condition | None) -> Iterator[Condition]:
    """Yield the condition and all below it, those on related rows included; nothing for None."""
    if condition is None:
        return
    yield condition
    if isinstance(condition, And | Or):
        for part in condition.parts:
            yield from walk_condition(part)
    elif isinstance(condition, Not):
        yield from walk_condition(condition.part)
    elif isinstance(condition, Exists):
        yield from walk_condition(condition.where)


def all_of(*conditions: Condition | None) -> Condition | None:
    """Join the conditions that are given with "and"; None if none is."""
    given = tuple(condition for condition in conditions if condition is not None)
    if len(given) < 2:
        return given[0] if given else None
    return And(given)
