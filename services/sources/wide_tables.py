"""Wide tables of a copy: what questions would join and convert each time is joined and converted once."""

import os
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from services.semantic.catalog import RATES, Catalog, Relation
from services.semantic.compiler.wide_plan import ConvertedAmount, WidePlan, wide_plans
from services.semantic.dialects import find_dialect
from services.semantic.table_layout import WideTable, wide_column
from services.sources.daily_rates import VIEW, daily_rates_of
from services.sources.duckdb_sql import quote, text

_DUCKDB = find_dialect("duckdb")


def make_wide_tables(
    base: duckdb.DuckDBPyConnection, catalog: Catalog, source: str, folder: Path, currency: str | None, least_rows: int
) -> dict[str, WideTable]:
    """Write a wide table for each entity of at least ``least_rows`` rows into a copy's folder, and return them.

    ``base`` sees the copy's tables, and may write. Amounts are converted into ``currency``.
    """
    made = {}
    for plan in wide_plans(catalog, source):
        rows = _rows_in(folder / f"{plan.entity.table}.parquet")
        if rows >= max(least_rows, 1):
            builder = _Builder(plan, catalog, source, currency)
            path = folder / f"{plan.entity.name}.wide.parquet"
            wide = builder.write(base, path)
            # A join that finds two rows for one would count this one twice, also for who does not ask for the join.
            if _rows_in(path) == rows:
                made[plan.entity.name] = wide
            else:
                path.unlink()
    return made


def _rows_in(path: Path) -> int:
    return int(pq.read_metadata(path).num_rows)


class _Builder:
    """Writes the wide table of one plan."""

    def __init__(self, plan: WidePlan, catalog: Catalog, source: str, currency: str | None) -> None:
        self.plan, self.catalog, self.currency = plan, catalog, currency
        has_rates = currency is not None and daily_rates_of(catalog, source) is not None
        self.converted = plan.converted if has_rates else ()

    def write(self, base: duckdb.DuckDBPyConnection, path: Path) -> WideTable:
        """Write the table, and return what it holds."""
        columns = list(self._columns())
        values = [f"{_column_of(*each)} AS {quote(wide_column(*each))}" for each in columns]
        values += [f"{self._amount(each)} AS {quote(each.name)}" for each in self.converted]
        order = f" ORDER BY {_column_of(*self.plan.day)}" if self.plan.day else ""
        query = f"SELECT {', '.join(values)} FROM {self._from_clause()}{order}"
        base.execute(f"COPY ({query}) TO {text(str(path))} (FORMAT parquet, COMPRESSION zstd)")
        os.chmod(path, 0o600)
        names = frozenset(wide_column(*each) for each in columns)
        kept = frozenset(self._complete(base, path))
        return WideTable(path.stem, names, kept, self.currency if kept else None)

    def _columns(self) -> Iterator[tuple[str, str]]:
        tenant = self.plan.entity.tenant
        if tenant:
            yield self.plan.entity.name, tenant
        for entity, columns in self.plan.columns.items():
            yield from ((entity, column) for column in columns)

    def _complete(self, base: duckdb.DuckDBPyConnection, path: Path) -> Iterator[str]:
        """Yield the amounts of which none lacks a rate: who asks for the others must learn which currency it is."""
        if not self.converted:
            return
        lacking = ", ".join(
            f"count(*) FILTER (WHERE {quote(wide_column(*each.amount))} IS NOT NULL AND {quote(each.name)} IS NULL)"
            for each in self.converted
        )
        counts = base.execute(f"SELECT {lacking} FROM read_parquet({text(str(path))})").fetchone()
        assert counts
        yield from (each.name for each, count in zip(self.converted, counts, strict=True) if count == 0)

    def _from_clause(self) -> str:
        parts = [self._table(self.plan.entity.name)]
        parts += [self._join(step) for step in self.plan.joins]
        parts += dict.fromkeys(self._rates(each) for each in self.converted)
        return " LEFT JOIN ".join(parts)

    def _join(self, step: Relation) -> str:
        on = f"{_column_of(step.many, step.many_column)} = {_column_of(step.one, step.one_column)}"
        return f"{self._table(step.one)} ON {on}"

    def _table(self, entity: str) -> str:
        known = self.catalog.entity(entity)
        schema = self.catalog.source(known.source).schema
        place = ".".join(quote(part) for part in (schema, known.table) if part)
        return f"{place} AS {quote(entity)}"

    def _rates(self, each: ConvertedAmount) -> str:
        """Return the rates by which an amount is converted, with their condition, as in ``compiler/rates.py``."""
        into = f"to_currency = {text(self.currency or '')} AND kind = {text(each.rate)}"
        last = f"(SELECT max(valid_from) FROM {quote(self.catalog.entity(RATES).table)} WHERE {into})"
        name = quote(_rate_name(each))
        return (
            f"(SELECT from_currency, day, rate FROM {quote(VIEW)} WHERE {into}) AS {name}"
            f" ON {name}.from_currency = {_column_of(*each.currency)}"
            f" AND {name}.day = least({_column_of(*each.day)}, {last})"
        )

    def _amount(self, each: ConvertedAmount) -> str:
        amount = _column_of(*each.amount)
        converted = _DUCKDB.spell("convert_currency", amount, f"{quote(_rate_name(each))}.rate")
        own = f"{_column_of(*each.currency)} = {text(self.currency or '')}"
        return f"CASE WHEN {own} THEN {amount} ELSE {converted} END"


def _rate_name(each: ConvertedAmount) -> str:
    return f"{each.rate}@{'.'.join(each.day)}@{'.'.join(each.currency)}"


def _column_of(entity: str, column: str) -> str:
    return f"{quote(entity)}.{quote(column)}"
