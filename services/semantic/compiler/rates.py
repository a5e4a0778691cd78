"""Exchange rates: in which currency money is counted, and which rate holds on a day."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Date, Select, String, Subquery, and_, func, or_, select
from sqlalchemy.types import TypeEngine

from services.semantic.catalog import RATES
from services.semantic.compiler.access_scope import AccessScope, narrow_table
from services.semantic.conditions import EVERYTHING

_COLUMNS: dict[str, TypeEngine[Any]] = {
    "kind": String(),
    "from_currency": String(),
    "to_currency": String(),
    "valid_from": Date(),
    "rate": BigInteger(),
}
# Of the table with a rate for each day.
DAY = "day"
_DAILY_COLUMNS: dict[str, TypeEngine[Any]] = {name: kind for name, kind in _COLUMNS.items() if name != "valid_from"}
_DAILY_COLUMNS[DAY] = Date()


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

    def join(
        self, scope: AccessScope, name: str, currency: ColumnElement[Any], day: ColumnElement[Any]
    ) -> tuple[Subquery, ColumnElement[bool]]:
        """Return the rates into the currency, and which of them holds for a row's currency and day."""
        # A rule may hide some of the rates, and then others hold longer than the copy says.
        if scope.layout.daily_rates and scope.rule(scope.catalog.entity(RATES)) == EVERYTHING:
            return self._join_daily(scope, name, scope.layout.daily_rates, currency, day)
        return self._join_spans(scope, name, currency, day)

    def _join_daily(
        self, scope: AccessScope, name: str, table: str, currency: ColumnElement[Any], day: ColumnElement[Any]
    ) -> tuple[Subquery, ColumnElement[bool]]:
        """Join by equality, which an engine does by a hash table."""
        entity = scope.catalog.entity(RATES)
        days = narrow_table(replace(entity, table=table), _DAILY_COLUMNS, scope).subquery(f"{name}_days")
        daily = self._select(days, days.c.from_currency, days.c[DAY], days.c.rate).subquery(name)
        known = narrow_table(entity, _COLUMNS, scope).subquery(f"{name}_rows")
        # The last rate goes on to hold after its first day, which is the last in the table.
        last = self._select(known, func.max(known.c.valid_from)).scalar_subquery()
        return daily, and_(daily.c.from_currency == currency, daily.c[DAY] == func.least(day, last))

    def _join_spans(
        self, scope: AccessScope, name: str, currency: ColumnElement[Any], day: ColumnElement[Any]
    ) -> tuple[Subquery, ColumnElement[bool]]:
        """Join each rate with the days on which it holds, ``until`` not included."""
        rates = narrow_table(scope.catalog.entity(RATES), _COLUMNS, scope).subquery(f"{name}_rows")
        until = func.lead(rates.c.valid_from).over(partition_by=rates.c.from_currency, order_by=rates.c.valid_from)
        spans = self._select(
            rates, rates.c.from_currency, rates.c.valid_from, until.label("until"), rates.c.rate
        ).subquery(name)
        holds = and_(
            spans.c.from_currency == currency,
            spans.c.valid_from <= day,
            or_(spans.c.until.is_(None), day < spans.c.until),
        )
        return spans, holds

    def _select(self, rates: Subquery, *columns: Any) -> Select[Any]:
        return select(*columns).where(rates.c.to_currency == self.currency, rates.c.kind == self.kind)
