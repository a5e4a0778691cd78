"""Runs queries: the only module that uses a connection for analytics."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine

from services.errors import NoData, NoExchangeRate
from services.semantic.answer import Answer, Column, Note, columns_of
from services.semantic.catalog import Catalog, Entity, Field, Type
from services.semantic.compiler import (
    compile,
    compile_extent,
    compile_has_rows,
    compile_row_count,
    compile_total,
    required_entity_days,
)
from services.semantic.compiler.facts import MISSING_RATE_CURRENCY
from services.semantic.compiler.measures import BEFORE_MARK
from services.semantic.compiler.records import TOTAL
from services.semantic.compiler.suppression import SUPPRESSED
from services.semantic.compiler.time_ahead import with_time_ahead
from services.semantic.compiler.where import MONEY_SCALE
from services.semantic.dialects import find_dialect
from services.semantic.limits import within
from services.semantic.narrow import Permitted
from services.semantic.table_layout import PLAIN, TableLayout

__all__ = ["BEFORE_MARK", "SourceConnection", "run"]


@dataclass(frozen=True)
class SourceConnection:
    """A source, ready to be asked: its engine, the version of its data, and when it was copied (or now, if live).

    Without a version, changes of its data cannot be detected, so answers are not cached. ``seconds`` is the time limit
    of a query, ``layout`` what the tables offer to it.
    """

    engine: Engine
    version: str | None
    as_of: datetime
    seconds: float = 20
    layout: TableLayout = PLAIN


def run(permitted: Permitted, catalog: Catalog, opened: SourceConnection) -> Answer:
    """Run the query.

    Raises NoData where its period depends on data and there is none, NotBegun where it lies ahead, NoExchangeRate,
    TookTooLong and TooLarge.
    """
    permitted = with_time_ahead(permitted, catalog)
    with opened.engine.connect() as connection, within(connection, opened.seconds):
        if permitted.depends_on_data:
            permitted = permitted.with_data(_extent(connection, permitted, catalog, opened.layout))
        rows = connection.execute(compile(permitted, catalog, opened.layout)).all()
        whole = rows[0] if rows else connection.execute(compile_total(permitted, catalog, opened.layout)).one()
        unknown = list(_unknown(connection, permitted, catalog, opened.layout, rows))
    if whole._mapping[MISSING_RATE_CURRENCY] is not None:
        raise NoExchangeRate(whole._mapping[MISSING_RATE_CURRENCY], permitted.currency)
    columns = columns_of(permitted.query, catalog)
    total = int(whole._mapping[TOTAL])
    return answer_of(
        permitted,
        columns,
        opened,
        frame=_frame(rows, columns, permitted, {note.about for note in unknown}),
        notes=(*_notes(permitted, len(rows), total), *_suppression_notes(permitted, catalog, rows), *unknown),
        total=total,
        as_of=opened.as_of,
    )


def answer_of(
    permitted: Permitted,
    columns: tuple[Column, ...],
    opened: SourceConnection,
    *,
    frame: pd.DataFrame,
    notes: tuple[Note, ...],
    total: int,
    as_of: datetime,
) -> Answer:
    """Return rows with all that follows from the question about them."""
    return Answer(
        query=permitted.query,
        frame=frame,
        columns=columns,
        permitted=permitted,
        engine=opened.engine.dialect.name,
        engine_dialect=type(opened.engine.dialect),
        layout=opened.layout,
        as_of=as_of,
        notes=notes,
        total=total,
        currency=permitted.currency,
        span=permitted.span,
        buckets=permitted.buckets,
        zone=permitted.calendar.zone,
    )


def sql_of(answer: Answer, catalog: Catalog) -> str:
    """Return the SQL of an answer, with its values in it; ``catalog`` is the one that it was asked by.

    To write it takes about as long as to ask the question, and few readers look at it.
    """
    return find_dialect(answer.engine).text(compile(answer.permitted, catalog, answer.layout), answer.engine_dialect())


def _extent(connection: Connection, permitted: Permitted, catalog: Catalog, layout: TableLayout) -> tuple[date, date]:
    first, last = connection.execute(compile_extent(permitted, catalog, layout)).one()
    if first is None and permitted.names_data_metric:
        # Who has tickets and no orders yet shall see the tickets.
        return _extent(connection, permitted.without_data_metric(), catalog, layout)
    if first is None:
        raise NoData
    return _day(first, permitted), _day(last, permitted)


def _day(value: date | datetime, permitted: Permitted) -> date:
    if not isinstance(value, datetime):
        return value
    return value.replace(tzinfo=UTC).astimezone(permitted.calendar.zone).date()


_VALUES: dict[Type, Callable[[Any], Any]] = {
    "text": str,
    "integer": int,
    "number": float,
    "ratio": float,
    # A percentile may lie between two amounts, so half of the smallest unit is kept.
    "money": lambda value: Decimal(str(round(value, 4)) if isinstance(value, float) else int(value)) / MONEY_SCALE,
    "date": lambda value: value,
    "instant": lambda value: value.replace(tzinfo=UTC),
    "boolean": bool,
}


def _unknown(
    connection: Connection, permitted: Permitted, catalog: Catalog, layout: TableLayout, rows: Any
) -> Iterator[Note]:
    """Yield a note for each metric that lacks rows of a part: who keeps no time sheets has not worked 0 hours, and who
    records no deals has not won 0% of the quota."""
    recorded: dict[tuple[str, str], bool] = {}
    for name in permitted.query.metrics:
        needed = required_entity_days(name, catalog)
        if len(needed) == 1 and any(row._mapping[name] for row in rows):
            continue
        for each in needed:
            if each not in recorded:
                found = connection.execute(compile_has_rows(permitted, catalog, *each, layout)).first()
                recorded[each] = found is not None
        missing = next((each for each in needed if not recorded[each]), None)
        if missing:
            entity, day = missing
            count = connection.execute(compile_row_count(permitted, catalog, entity, layout)).scalar_one()
            yield Note("unknown", _missing_words(count, catalog.entity(entity), catalog.field(day)), name)


def _missing_words(count: int, entity: Entity, day: Field) -> str:
    """Say that there are no rows, or that none of them has the date by which they count."""
    if not count:
        return f"No data recorded yet: {entity.label.lower()}. This value is unknown."
    return f"{count:,} {entity.noun if count == 1 else entity.nouns}, none with “{day.label}”. This value is unknown."


def _frame(rows: Any, columns: tuple[Column, ...], permitted: Permitted, unknown: set[str | None]) -> pd.DataFrame:
    data: dict[str, list[Any]] = {}
    if permitted.query.grain:
        starts = {bucket.number: bucket.start for bucket in permitted.buckets}
        data["time"] = [starts[row._mapping["bucket"]] for row in rows]
    for column in columns:
        data[column.name] = [None] * len(rows) if column.name in unknown else _cells(rows, column.name, column.type)
        if permitted.query.compare and column.name in permitted.query.metrics:
            known = column.name not in unknown
            data[column.name + BEFORE_MARK] = _before(rows, column, permitted) if known else [None] * len(rows)
    # Object columns keep Decimals exact and whole numbers whole beside empty cells.
    return pd.DataFrame(data, dtype=object)


def _cells(rows: Any, name: str, kind: Type) -> list[Any]:
    value = _VALUES[kind]
    cells = (row._mapping[name] for row in rows)
    return [None if cell is None else value(cell) for cell in cells]


def _before(rows: Any, column: Column, permitted: Permitted) -> list[Any]:
    """Return the compared values; a bucket that is compared with no days has none, rather than a zero."""
    if not permitted.query.looks_back:
        return _cells(rows, column.name + BEFORE_MARK, column.type)
    paired = {bucket.number for bucket in permitted.buckets if bucket.before}
    cells = _cells(rows, column.name + BEFORE_MARK, column.type)
    return [cell if row._mapping["bucket"] in paired else None for row, cell in zip(rows, cells, strict=True)]


def _notes(permitted: Permitted, shown: int, total: int) -> list[Note]:
    notes = []
    if permitted.data and permitted.span and permitted.span.until < permitted.today:
        notes.append(Note("data", f"Data until {permitted.span.until:%-d %B %Y}"))
    if permitted.buckets and permitted.buckets[-1].running:
        notes.append(Note("incomplete", "The last period is in progress, so its values are partial."))
    if permitted.query.limit is not None and permitted.query.metrics and shown < total:
        notes.append(Note("limit", f"{shown:,} of {total:,} rows are shown."))
    return notes


def _suppression_notes(permitted: Permitted, catalog: Catalog, rows: Any) -> Iterator[Note]:
    """Tell that something is not shown, since too few people stand behind it."""
    if rows and rows[0]._mapping.get(SUPPRESSED):
        metrics = (catalog.metric(name) for name in permitted.query.metrics)
        least = max(each.least_people for each in metrics if each.people)
        yield Note("suppressed", f"Groups of fewer than {least} people are not shown.")
