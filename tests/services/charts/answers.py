"""Answers made by hand, for what is drawn of them: the rows are those that the test shows."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from services.semantic.answer import Answer, Column
from services.semantic.context import Calendar
from services.semantic.narrow import narrow
from services.semantic.periods import Bucket, Span, buckets, span_of
from services.semantic.query import Query
from tests.services.shop import context

TODAY = date(2025, 6, 15)


def answer(
    query: Query,
    columns: Sequence[Column],
    rows: Sequence[tuple[Any, ...]],
    *,
    total: int | None = None,
    today: date = TODAY,
    data: tuple[date, date] | None = None,
) -> Answer:
    """Return the rows as an answer: with a grain, each begins with the first day of its bucket.

    ``data`` is the first and the last day that have data, on which a period may hang.
    """
    span: Span | None = None
    cut: tuple[Bucket, ...] = ()
    if query.period:
        span = span_of(query.period, today, data, Calendar())
        cut = buckets(span, query.grain, query.compare, Calendar())
    names = [*(["time"] if query.grain else []), *(column.name for column in columns)]
    return Answer(
        query=query,
        frame=pd.DataFrame(list(rows), columns=names, dtype=object),
        columns=tuple(columns),
        permitted=narrow(query, context(organization=1)),
        engine="sqlite",
        engine_dialect=SQLiteDialect,
        as_of=datetime(today.year, today.month, today.day, 12, tzinfo=UTC),
        notes=(),
        total=len(rows) if total is None else total,
        currency="EUR",
        span=span,
        buckets=cut,
        zone=ZoneInfo("UTC"),
    )
