"""Reading a formula: what it is made of, and how a person would write it."""

from collections.abc import Iterator
from dataclasses import fields
from typing import cast

from services.semantic.expression.aggregates import RelatedAggregate
from services.semantic.expression.nodes import Aggregate, Expression, PerValue
from services.semantic.expression.values import FieldRef
from services.semantic.strict import Strict


def children(expression: Expression) -> Iterator[Expression]:
    """Yield what the expression is made of, in the order in which it is written."""
    for each in fields(expression):
        value = getattr(expression, each.name)
        if isinstance(value, Strict):
            yield cast(Expression, value)
    if isinstance(expression, PerValue):
        yield FieldRef(expression.per)


def walk(expression: Expression) -> Iterator[Expression]:
    """Yield the expression and all below it."""
    yield expression
    for child in children(expression):
        yield from walk(child)


def fields_in(expression: Expression) -> Iterator[str]:
    """Yield the qualified names of the fields that are read on the expression's own rows."""
    if isinstance(expression, FieldRef):
        yield expression.field
    # A related aggregate reads the rows of another table.
    elif not isinstance(expression, RelatedAggregate):
        for child in children(expression):
            yield from fields_in(child)


def aggregates_in(expression: Expression) -> Iterator[Aggregate]:
    """Yield the aggregates of a formula, without those that are nested in another one."""
    if isinstance(expression, Aggregate):
        yield expression
    else:
        for child in children(expression):
            yield from aggregates_in(child)


def format_formula(expression: Expression) -> str:
    """Return the formula as a reader would write it: ``sum(a) / sum(b)``."""
    return str(expression)
