"""The timeline of a customer: events of every kind, newest first."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from services.access.context import policy_of
from services.catalogs import BUSINESS
from services.errors import BadQuery
from services.profiles import deal
from services.profiles.client import client_profile
from services.profiles.events import KINDS, OF_DEALS, SOURCES, Event
from services.profiles.timeline import (
    MOST,
    OF_CLIENTS,
    STEP,
    Timeline,
    TimelineScope,
    count_after,
    count_words,
    format_when,
    load_timeline,
)
from services.semantic.conditions import Compare
from services.semantic.context import Calendar
from services.semantic.query import Query
from services.view_context import ViewContext
from tests.services.books import Books
from tests.services.desk import Desk
from tests.services.funnel import has_stages
from tests.services.shop import Shop, context

ADA = Query(fields=("client.id",), where=Compare("client.name", "=", "Ada"))


def busy(shop: Shop) -> None:
    """Ada orders, pays, subscribes and asks for help; Bo orders too."""
    has_stages(shop)
    shop.sells(("lamp", "100", "60"), to="Ada", on="2025-03-10", channel="Web")
    shop.sells(("lamp", "40", "30"), to="Bo", on="2025-03-11")
    Books(shop).invoices("100", ("2025-04-20", "100"), on="2025-03-12", due="2025-04-12", to="Ada")
    shop.subscribes("S1", ("2025-02-01", "new", "10"), ("2025-05-01", "churn", "-10"), client="Ada")
    Desk(shop).ticket(opened="2025-03-10 23:30", resolved="2025-03-12 09:00", client="Ada")


def read_timeline(reader: ViewContext, kind: str = "everything", count: int = MOST, notes=()) -> Timeline:
    number = reader.road.answer(ADA, reader.context).frame["client.id"][0]
    scope = TimelineScope(client_profile(str(number), reader), reader, count)
    return load_timeline(scope, OF_CLIENTS, kind, notes)


def lines(found: Timeline) -> list[str]:
    return [f"{when}: {each.title}" for month in found.months for when, each in month.events]


@pytest.fixture
def reader(reader_of) -> ViewContext:
    return reader_of(busy)


def test_a_timeline_has_all_events_of_one_customer_newest_first(reader: ViewContext):
    found = read_timeline(reader)
    assert lines(found) == [
        "1 May: Subscription ended",
        "20 Apr: Payment for invoice I1",
        "12 Mar, 09:00: Ticket 1 resolved",
        "12 Mar: Invoice I1",
        "10 Mar, 23:30: Ticket 1",
        f"10 Mar: Order {first_order(reader)}",
        "1 Feb: Subscription started",
    ]
    assert [month.title for month in found.months] == ["May 2025", "April 2025", "March 2025", "February 2025"]
    assert (found.shown, found.total, found.is_whole, found.left_out) == (7, 7, True, ())
    assert count_words(found, "en") == "7 events"


def first_order(reader: ViewContext) -> str:
    listed = Query(fields=("order.number",), where=Compare("client.name", "=", "Ada"))
    return reader.road.answer(listed, reader.context).frame["order.number"][0]


def test_one_kind_alone_is_shown_with_its_details(reader: ViewContext):
    found = read_timeline(reader, "money")
    assert lines(found) == ["20 Apr: Payment for invoice I1", "12 Mar: Invoice I1"]
    [(_, payment)], [(_, invoice)] = (month.events for month in found.months)
    assert payment.detail == "€100.00"
    assert "due" in invoice.detail and "€100.00" in invoice.detail


def test_no_more_are_shown_than_requested_and_all_are_counted(reader: ViewContext):
    found = read_timeline(reader, count=2)
    assert lines(found) == ["1 May: Subscription ended", "20 Apr: Payment for invoice I1"]
    assert (found.shown, found.total, found.is_whole) == (2, 7, False)
    assert count_words(found, "en") == "Latest 2 of 7 events"
    assert count_words(replace(found, shown=1, total=1), "en") == "1 event"


def test_notes_are_sorted_among_the_events_by_their_time(reader: ViewContext):
    note = Event("note", datetime(2025, 4, 20, 8, tzinfo=UTC), "Note by Eve")
    assert lines(read_timeline(reader, notes=[note]))[:3] == [
        "1 May: Subscription ended",
        "20 Apr, 08:00: Note by Eve",
        "20 Apr: Payment for invoice I1",
    ]
    assert lines(read_timeline(reader, "note", notes=[note])) == ["20 Apr, 08:00: Note by Eve"]
    assert "20 Apr, 08:00: Note by Eve" not in lines(read_timeline(reader, "money", notes=[note]))


def test_an_instant_falls_on_the_day_in_the_organisation_s_time_zone(reader_of):
    reader = reader_of(busy, calendar=Calendar(ZoneInfo("Europe/Berlin")))
    assert "11 Mar, 00:30: Ticket 1" in lines(read_timeline(reader))


def test_kinds_that_the_reader_may_not_see_are_named_with_the_reason(reader: ViewContext):
    tenant = reader.context.organization
    allowed = policy_of(tenant, BUSINESS).rows
    rows = {entity: rule for entity, rule in allowed.items() if entity not in ("ticket", "invoice")}
    restricted = replace(reader, context=context(tenant, policy=replace(policy_of(tenant, BUSINESS), rows=rows)))
    found = read_timeline(restricted)
    assert all("Ticket" not in line and "nvoice" not in line for line in lines(found))
    assert {words.split(" are not shown")[0] for words in found.left_out} >= {"Invoices and payments", "Tickets"}
    assert "Subscription ended" in " ".join(lines(found))


@pytest.mark.parametrize("kind", ["nots", "", None, 7, ["note"], {"a": 1}], ids=str)
def test_an_unknown_kind_is_refused(reader: ViewContext, kind):
    with pytest.raises(BadQuery, match="There is no kind of event called"):
        read_timeline(reader, kind)


@pytest.mark.parametrize(
    ("presses", "count"), [(None, STEP), (0, STEP), (2, 3 * STEP), (-5, STEP), (10**30, MOST), ("2", STEP), ([], STEP)]
)
def test_each_press_of_show_more_adds_a_step_up_to_the_limit(presses, count):
    assert count_after(presses) == count


def test_a_day_has_no_time():
    assert format_when(date(2025, 3, 1), context(1), "en") == "1 Mar 2025"


def test_every_kind_has_a_name_and_every_source_names_known_fields():
    for kind, _ in (*OF_CLIENTS, *deal.READERS):
        assert kind in KINDS
    for source in SOURCES:
        assert source.day in BUSINESS.fields, source.day
        assert BUSINESS.reaches(source.entity, "client"), source.entity
        assert set(source.fields) <= set(BUSINESS.fields), source.entity
    assert {source.entity for source in OF_DEALS} >= {"deal", "stage_change"}
