"""A deal's page: its facts, its stage changes, the changes of its forecast, and its activities."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from services.dashboards.drill.record_columns import columns_for
from services.dashboards.filters.state import DATES, FilterState
from services.dashboards.spec import Board, TileSpec
from services.present import words
from services.profiles.events import OF_DEALS, Event
from services.profiles.record_profile import RecordProfile, load_profile
from services.profiles.timeline import EventReaders, TimelineScope, readers_of
from services.semantic.answer import Answer
from services.semantic.catalog import Catalog
from services.semantic.periods import DAY
from services.semantic.query import Last, Query
from services.view_context import ViewContext

OPENED, CLOSED, CURRENCY = "deal.opened_on", "deal.closed_on", "deal.currency"
FACTS = (
    ("stage.name", "Stage"),
    ("deal.amount", "Amount"),
    ("client.name", "Customer"),
    ("employee.name", "Owner"),
    ("product.name", "Product"),
    ("deal.source", "Source"),
    (OPENED, "Created"),
    ("deal.expected_close_on", "Expected close date"),
    (CLOSED, "Closed"),
    ("deal.lost_reason", "Loss reason"),
    ("deal.key", "Number"),
)
TREND = "deal.open_amount"
LISTS = (("deal_snapshot", "Daily snapshots", ("deal_snapshot.amount",)), ("activity", "Activities", ()))
# The most days for which a trend by week is readable.
MOST_DAYS_BY_WEEK = 200

SNAPSHOT = "deal_snapshot"
TAKEN = f"{SNAPSHOT}.taken_on"
# The fields of the daily snapshots that make up a forecast, and the sentence for a change.
FORECAST_FIELDS = (
    (f"{SNAPSHOT}.amount", "Amount {way} from {before} to {now}"),
    (f"{SNAPSHOT}.expected_close_on", "Expected close date {way} from {before} to {now}"),
    (f"{SNAPSHOT}.forecast_category", "Forecast category {way} from {before} to {now}"),
)
WAYS = {"money": ("increased", "decreased"), "date": ("slipped", "moved up")}


def deal_profile(number: str, reader: ViewContext) -> RecordProfile:
    """Return the deal with this number that the reader may see; raises NotFound for every other number.

    Its amounts are in its own currency: otherwise each new exchange rate would look like a change of the forecast.
    """
    currency = load_profile("deal", number, (), reader, (CURRENCY,)).values[CURRENCY]
    return load_profile("deal", number, FACTS, reader, (CURRENCY, "client.id"), currency)


def filters_of(deal: RecordProfile, today: date) -> FilterState:
    """Return filters for the days on which the deal was open, up to the day before its close, or today."""
    closed = deal.values.get(CLOSED)
    last = closed - DAY if closed else today
    first = min(deal.values.get(OPENED) or last, last)
    return FilterState(DATES, first, last, "week" if (last - first).days <= MOST_DAYS_BY_WEEK else "month", "none")


def board_of(deal: RecordProfile, catalog: Catalog) -> Board:
    """Return the page's board: the amount over time, and lists of records that no period limits."""
    currency = deal.values[CURRENCY]
    trend = Query(metrics=(TREND,), period=Last(12, "month", "data"), grain="month", where=deal.rows, currency=currency)
    tiles = [TileSpec("trend", "line", "Amount over time", trend, width=12)]
    for entity, title, measured in LISTS:
        if entity in catalog.entities and catalog.reaches(entity, "deal"):
            day = catalog.entity(entity).time
            fields = columns_for(entity, day, measured, catalog, but=("deal", "client"))
            query = Query(fields=fields, where=deal.rows, order=(f"-{day}",) if day else (), currency=currency)
            tiles.append(TileSpec(entity, "records", title, query, width=12))
    return Board(deal.slug, deal.name, tuple(tiles))


def _forecast_changes(scope: TimelineScope) -> tuple[list[Event], int]:
    """Return the changes of the forecast from one daily snapshot to the next, and their number."""
    fields = (TAKEN, *(name for name, _ in FORECAST_FIELDS))
    query = Query(fields=fields, where=scope.profile.rows, order=(TAKEN,), currency=scope.profile.currency)
    answer = scope.reader.answer(query)
    days = answer.frame.to_dict("records")
    pairs = zip(days, days[1:], strict=False)
    found = [each for before, now in pairs for each in _changes(before, now, answer, scope)]
    return found, len(found)


def _changes(
    before: Mapping[Any, Any], now: Mapping[Any, Any], answer: Answer, scope: TimelineScope
) -> Iterator[Event]:
    kinds = {column.name: column.type for column in answer.columns}
    for name, form in FORECAST_FIELDS:
        if before[name] == now[name] or before[name] is None or now[name] is None:
            continue
        more, less = WAYS.get(kinds[name], ("changed", "changed"))
        way = more if kinds[name] in WAYS and now[name] > before[name] else less
        old, new = (words.exact(row[name], kinds[name], answer.currency, scope.reader.locale) for row in (before, now))
        yield Event("forecast", now[TAKEN], form.format(way=way, before=old, now=new))


READERS: EventReaders = (*readers_of(OF_DEALS), ("forecast", _forecast_changes))
