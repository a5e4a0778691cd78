"""What comes back: rows, and everything a reader needs to trust them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

import pandas as pd
from sqlalchemy.engine import Dialect as EngineDialect

from services.semantic.catalog import Catalog, Entity, Type
from services.semantic.compiler.additive import is_additive, is_additive_over_time
from services.semantic.compiler.measures import type_of
from services.semantic.narrow import Permitted
from services.semantic.periods import Bucket, Span
from services.semantic.query import Query
from services.semantic.table_layout import PLAIN, TableLayout

_TRANSFORM_LABELS = {
    "share": "share of {}",
    "running": "{}, running total",
    "moving": "{}, moving mean",
    "rank": "rank by {}",
    "change": "change of {}",
}


@dataclass(frozen=True)
class Column:
    """A column of an answer: its name in the frame, and how it reads.

    Only an additive one may be summed up again: over the groups of the answer, or over its days.

    ``values`` are in the order in which they are read, where that has a meaning; ``missing`` says why there may be no
    value; ``sample`` names the metric that counts what it is taken from; ``nouns`` are what one and several rows of a
    field's entity are called.
    """

    name: str
    label: str
    type: Type
    unit: str = ""
    better: Literal["up", "down", "neither"] = "neither"
    additive: bool = False
    additive_over_time: bool = False
    values: tuple[str, ...] = ()
    missing: str = ""
    sample: str | None = None
    nouns: tuple[str, str] = ("row", "rows")


@dataclass(frozen=True)
class Note:
    """Something a reader must know. ``kind``: incomplete, limit, data, suppressed, or unknown, which is ``about`` one
    metric."""

    kind: Literal["incomplete", "limit", "data", "suppressed", "unknown"]
    words: str
    about: str | None = None


@dataclass(frozen=True)
class Answer:
    """Rows in the order asked for, one pandas column for each of ``columns``.

    Money is Decimal in units of ``currency``; ratios are floats (0.5 is 50 %); instants are aware, in UTC; empty is
    None; ``time`` is the first day of the bucket, and ``name@before`` what a metric was in the days it is compared
    with. ``total`` counts the rows there would be without the limit. ``as_of`` is when the data was copied,
    ``permitted`` what ran on ``engine``, in the ``layout``. ``zone`` is where the organisation keeps its clock.
    """

    query: Query
    frame: pd.DataFrame
    columns: tuple[Column, ...]
    permitted: Permitted
    engine: str
    engine_dialect: type[EngineDialect]
    as_of: datetime
    notes: tuple[Note, ...]
    total: int
    currency: str
    span: Span | None
    buckets: tuple[Bucket, ...]
    zone: ZoneInfo
    layout: TableLayout = PLAIN


def columns_of(query: Query, catalog: Catalog) -> tuple[Column, ...]:
    """Return the columns that an answer to the query has, without ``time`` and ``@before``."""
    names = query.fields or query.dimensions
    specs = {name: catalog.field(name) for name in names}
    fields = [
        Column(name, spec.label, spec.type, values=spec.values, nouns=_nouns(catalog.entity_of(name)))
        for name, spec in specs.items()
    ]
    metrics = [catalog.metric(name) for name in query.metrics]
    measured = [
        Column(
            each.name,
            each.label,
            each.type,
            each.unit,
            each.better,
            additive=is_additive(each, query, catalog),
            additive_over_time=is_additive_over_time(each, query, catalog),
            missing=each.missing,
            sample=each.sample,
        )
        for each in metrics
    ]
    return (*fields, *measured, *(_transform_columns(query, catalog)))


def _nouns(entity: Entity) -> tuple[str, str]:
    return entity.noun, entity.nouns


def _transform_columns(query: Query, catalog: Catalog) -> list[Column]:
    made = []
    for transform in query.transforms:
        metric = catalog.metric(transform.metric)
        label = _TRANSFORM_LABELS[transform.kind].format(metric.label)
        made.append(Column(transform.column, label, type_of(transform.kind, metric.type)))
    return made
