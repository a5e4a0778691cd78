"""Money of a scan's rows in one currency: the rate of each row, and the currency of a row that lacks one."""

from collections.abc import Mapping
from typing import Any, Protocol

from sqlalchemy import ColumnElement, case, func, or_
from sqlalchemy.sql.selectable import FromClause

from services.semantic.catalog import Catalog
from services.semantic.compiler.access_scope import AccessScope
from services.semantic.compiler.elements import convert_currency
from services.semantic.compiler.rates import Rates


class ConvertibleRows(Protocol):
    """The rows whose money is converted: the fields that are read, their values, and those converted already."""

    fields: tuple[str, ...]
    catalog: Catalog
    scope: AccessScope
    converted: Mapping[str, ColumnElement[Any]]

    def column(self, name: str) -> ColumnElement[Any]: ...

    def stored_value(self, name: str) -> ColumnElement[Any]: ...


class Conversion:
    """Converts the amounts of ``rows`` by ``rates``.

    ``joins`` are the rates to join to the rows, each with its condition; ``prefix`` goes before their names.
    """

    def __init__(self, rows: ConvertibleRows, rates: Rates, prefix: str) -> None:
        self.rows, self.rates = rows, rates
        self._rate_of: dict[str, ColumnElement[int]] = {}
        self.joins = [self._join(currency, prefix) for currency in self._currencies()]

    def convert(self, amount: ColumnElement[Any], currency: str) -> ColumnElement[Any]:
        """Return an amount in the currency asked for, empty without a rate; the field ``currency`` has its code."""
        return case(
            (self.rows.column(currency) == self.rates.currency, amount),
            else_=convert_currency(amount, self._rate_of[currency]),
        )

    def missing(self) -> list[ColumnElement[Any]]:
        """Return, for each field that names a currency, the currency of a row for which no rate holds."""
        return [
            case((rate.is_(None) & self._is_foreign(name) & self._has_amount(name), self._code(name)))
            for name, rate in self._rate_of.items()
        ]

    def _currencies(self) -> list[str]:
        """Return the fields that say in which currency an amount is, where amounts are converted."""
        catalog, fields = self.rows.catalog, self.rows.fields
        stored = (name for name in fields if name not in self.rows.converted)
        named = (catalog.field(name).currency for name in stored) if self.rates.day else ()
        return list(dict.fromkeys(filter(None, named)))

    def _join(self, currency: str, prefix: str) -> tuple[FromClause, ColumnElement[bool]]:
        """Return the rates into the currency asked for, and which of them holds for a row."""
        assert self.rates.day
        name, code, day = f"{prefix}rate_{len(self._rate_of)}", self.rows.column(currency), self.rates.day
        rates, holds = self.rates.join(self.rows.scope, name, code, self.rows.column(day))
        self._rate_of[currency] = rates.c.rate
        return rates, holds

    def _is_foreign(self, name: str) -> ColumnElement[bool]:
        # Spelled out: where SQLite's IS NOT stands for it, the value would be missing from the SQL that is shown.
        return (self.rows.column(name) != self.rates.currency) | self.rows.column(name).is_(None)

    def _has_amount(self, currency: str) -> ColumnElement[bool]:
        """Return whether a row has anything to convert: what is empty needs no rate."""
        stored = (name for name in self.rows.fields if name not in self.rows.converted)
        amounts = [name for name in stored if self.rows.catalog.field(name).currency == currency]
        return or_(*(self.rows.stored_value(name).is_not(None) for name in amounts))

    def _code(self, currency: str) -> ColumnElement[str]:
        return func.coalesce(self.rows.column(currency), "no currency")
