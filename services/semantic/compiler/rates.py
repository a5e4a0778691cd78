"""Exchange rates: in which currency money is counted, and from which day to which each rate holds."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Date, String, Subquery, and_, func, or_, select
from sqlalchemy.types import TypeEngine

from services.semantic.catalog import RATES
from services.semantic.compiler.access_scope import AccessScope, narrow_table

_COLUMNS: dict[str, TypeEngine[Any]] = {
    "kind": String(),
    "from_currency": String(),
    "to_currency": String(),
    "valid_from": Date(),
    "rate": BigInteger(),
}


@dataclass(frozen=True)
class Rates:
    """Convert money into ``currency`` by the ``kind`` of rate that holds on ``day`` (a field).

    Without a day nothing is converted: money is taken in the currency it was written in.
    """

    currency: str
    kind: str = "date"
    day: str | None = None

    @classmethod
    def native(cls) -> "Rates":
        """Leave money as it is."""
        return cls("")

    def spans(self, scope: AccessScope, name: str) -> Subquery:
        """Select each rate into the currency with the days on which it holds, ``until`` not included."""
        rates = narrow_table(scope.catalog.entity(RATES), _COLUMNS, scope).subquery(f"{name}_rows")
        until = func.lead(rates.c.valid_from).over(partition_by=rates.c.from_currency, order_by=rates.c.valid_from)
        return (
            select(rates.c.from_currency, rates.c.valid_from, until.label("until"), rates.c.rate)
            .where(rates.c.to_currency == self.currency, rates.c.kind == self.kind)
            .subquery(name)
        )

    def holds(self, spans: Subquery, currency: ColumnElement[Any], day: ColumnElement[Any]) -> ColumnElement[bool]:
        """Return which of the spans holds for a row's currency and day."""
        return and_(
            spans.c.from_currency == currency,
            spans.c.valid_from <= day,
            or_(spans.c.until.is_(None), day < spans.c.until),
        )
