"""Rules for values beyond their type, so that a load refuses, with its line, whatever the database would refuse."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from models.base import SHARE_SCALE

CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True)
class ValueRule:
    """A condition on a value. ``reason`` completes the sentence "The value ..."."""

    accepts: Callable[[Any], bool]
    reason: str


ABOVE_ZERO = ValueRule(lambda value: value > 0, "must be greater than zero")

# Numeric rules. Lists of allowed values are read from the constraints of the tables.
RANGES = {
    ("interactions", "nps_score"): ValueRule(lambda value: 0 <= value <= 10, "must be between 0 and 10"),
    ("interactions", "csat_score"): ValueRule(lambda value: 1 <= value <= 5, "must be between 1 and 5"),
    ("quotas", "months"): ABOVE_ZERO,
    ("stages", "probability"): ValueRule(lambda value: 0 <= value <= SHARE_SCALE, "must be between 0 and 1"),
    ("exchange_rates", "rate"): ABOVE_ZERO,
}


def rule_of(column: sa.Column[Any]) -> ValueRule | None:
    """Return the rule for the values of a column, or None if the type is the only condition."""
    if values := _allowed_values(column):
        return ValueRule(lambda value: value in values, f"must be one of {', '.join(values)}")
    if column.name.endswith("currency"):
        return ValueRule(lambda value: CURRENCY.fullmatch(value) is not None, "must be a currency code such as EUR")
    return RANGES.get((column.table.name, column.name))


def _allowed_values(column: sa.Column[Any]) -> tuple[str, ...]:
    lists = [each.info for each in column.table.constraints if isinstance(each, sa.CheckConstraint)]
    return next((info[column.name] for info in lists if column.name in info), ())
