"""A deal's page: where it stands, how what was expected of it moved, and what was done about it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from services.dashboards.drill.record_columns import columns_for
from services.dashboards.filters.state import DATES, FilterState
from services.dashboards.spec import Board, TileSpec
from services.present import words
from services.profiles.events import OF_DEALS, Event
from services.profiles.record_profile import Asking, RecordProfile, load_profile
from services.profiles.timeline import Looking, Readers, readers_of
from services.semantic.answer import Answer
from services.semantic.catalog import Catalog
from services.semantic.periods import DAY
from services.semantic.query import Last, Query

OPENED, CLOSED, CURRENCY = "deal.opened_on", "deal.closed_on", "deal.currency"
FACTS = (
    ("stage.name", "Stage"),
    ("deal.amount", "Amount"),
    ("client.name", "Client"),
    ("employee.name", "Owner"),
    ("product.name", "Product"),
    ("deal.source", "Source"),
    (OPENED, "Entered"),
    ("deal.expected_close_on", "Expected close"),
    (CLOSED, "Closed"),
    ("deal.lost_reason", "Reason for loss"),
    ("deal.key", "Number"),
)
COURSE = "deal.open_amount"
LISTS = (("deal_snapshot", "Day by day", ("deal_snapshot.amount",)), ("activity", "Activities", ()))
# Days for which single weeks can be told apart.
MANY_DAYS = 200

SNAPSHOT = "deal_snapshot"
TAKEN = f"{SNAPSHOT}.taken_on"
# What is expected of a deal from day to day, and how a change of it is told.
EXPECTED = (
    (f"{SNAPSHOT}.amount", "Expected value {way} from {before} to {now}"),
    (f"{SNAPSHOT}.expected_close_on", "Expected close {way} from {before} to {now}"),
    (f"{SNAPSHOT}.forecast_category", "Forecast {way} from {before} to {now}"),
)
WAYS = {"money": ("raised", "lowered"), "date": ("put off", "brought forward")}


def deal_of(number: str, asking: Asking) -> RecordProfile:
    """Return the deal of this number that the asker may see; raises NotFound for any other number, all alike.

    Its money is told in its own currency: else every day's exchange rate would look like a change of mind.
    """
    currency = load_profile("deal", number, (), asking, (CURRENCY,)).values[CURRENCY]
    return load_profile("deal", number, FACTS, asking, (CURRENCY, "client.id"), currency)


def choices_of(deal: RecordProfile, today: date) -> FilterState:
    """Return the days on which the deal was open: from its entry to the last before its close, or to today."""
    closed = deal.values.get(CLOSED)
    last = closed - DAY if closed else today
    first = min(deal.values.get(OPENED) or last, last)
    return FilterState(DATES, first, last, "week" if (last - first).days <= MANY_DAYS else "month", "none")


def board_of(deal: RecordProfile, catalog: Catalog) -> Board:
    """Return the page's board: the value over time as it was expected, and lists of all days."""
    currency = deal.values[CURRENCY]
    course = Query(
        metrics=(COURSE,), period=Last(12, "month", "data"), grain="month", where=deal.rows, currency=currency
    )
    tiles = [TileSpec("course", "line", "Expected value over time", course, width=12)]
    for entity, title, measured in LISTS:
        if entity in catalog.entities and catalog.reaches(entity, "deal"):
            day = catalog.entity(entity).time
            fields = columns_for(entity, day, measured, catalog, but=("deal", "client"))
            query = Query(fields=fields, where=deal.rows, order=(f"-{day}",) if day else (), currency=currency)
            tiles.append(TileSpec(entity, "records", title, query, width=12))
    return Board(deal.slug, deal.name, tuple(tiles))


def _revisions(looking: Looking) -> tuple[list[Event], int]:
    """Return what was expected otherwise from one day to the next, as the daily record of open deals tells it."""
    fields = (TAKEN, *(name for name, _ in EXPECTED))
    query = Query(fields=fields, where=looking.rows, order=(TAKEN,), currency=looking.currency)
    answer = looking.road.answer(query, looking.context)
    days = answer.frame.to_dict("records")
    pairs = zip(days, days[1:], strict=False)
    found = [each for before, now in pairs for each in _changed(before, now, answer, looking)]
    return found, len(found)


def _changed(before: Mapping[Any, Any], now: Mapping[Any, Any], answer: Answer, looking: Looking) -> Iterator[Event]:
    kinds = {column.name: column.type for column in answer.columns}
    for name, form in EXPECTED:
        if before[name] == now[name] or before[name] is None or now[name] is None:
            continue
        more, less = WAYS.get(kinds[name], ("changed", "changed"))
        way = more if kinds[name] in WAYS and now[name] > before[name] else less
        old, new = (words.exact(row[name], kinds[name], answer.currency, looking.locale) for row in (before, now))
        yield Event("forecast", now[TAKEN], form.format(way=way, before=old, now=new))


READERS: Readers = (*readers_of(OF_DEALS), ("forecast", _revisions))
