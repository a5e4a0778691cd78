"""Promises of the service desk, held by ourselves against the hours for which it is open: nine to five in Berlin."""

from zoneinfo import ZoneInfo

import pytest

from services.semantic.context import Calendar
from services.semantic.query import Query
from tests.services.desk import Desk
from tests.services.shop import Shop, Town, context, days

JANUARY = days("2025-01-01", "2025-01-31")
BERLIN = Calendar(ZoneInfo("Europe/Berlin"))


def four_tickets(shop: Shop) -> None:
    """An hour is promised to the answer, a day of eight to the solution. In Berlin it is an hour later than written.

    Answered after 1, 1, 2 and 1 hours for which the desk was open; resolved after 8, 9 and 16; one goes on.
    """
    desk = Desk(shop)
    promise = {"response_minutes": 60, "resolution_minutes": 480}
    # Tuesday nine to ten and to five.
    desk.ticket(opened="2025-01-07 08:00", answered="2025-01-07 09:00", resolved="2025-01-07 16:00", **promise)
    # Friday half past four: half an hour more on Monday, and then until half past nine on Tuesday.
    desk.ticket(opened="2025-01-10 15:30", answered="2025-01-13 08:30", resolved="2025-01-14 08:30", **promise)
    # A Saturday counts for nothing; two days until Tuesday evening.
    desk.ticket(opened="2025-01-11 10:00", answered="2025-01-13 10:00", resolved="2025-01-14 20:00", **promise)
    desk.ticket(opened="2025-01-20 06:00", answered="2025-01-20 09:00", **promise)
    # Nothing was promised.
    desk.ticket(opened="2025-01-21 08:00", answered="2025-01-21 16:00", resolved="2025-01-21 16:00")


@pytest.fixture
def town(town_of) -> Town:
    return town_of(four_tickets, four_tickets)


def outcome(town: Town, *metrics: str) -> tuple:
    [row] = town.rows(Query(metrics=metrics, period=JANUARY), context(town.ours, calendar=BERLIN))
    return row


def test_a_promise_is_kept_where_no_more_business_hours_passed_than_were_promised(town: Town):
    """Three of four were answered in time, one of three was resolved in time, and that one was answered in time too."""
    assert outcome(town, "ticket.response_sla", "ticket.resolution_sla", "ticket.sla_counted") == (
        pytest.approx(3 / 4),
        pytest.approx(1 / 3),
        pytest.approx(1 / 3),
    )


def test_both_promises_must_be_kept(town_of):
    def answered_late(shop: Shop) -> None:
        promise = {"response_minutes": 60, "resolution_minutes": 480}
        desk = Desk(shop)
        desk.ticket(opened="2025-01-07 08:00", answered="2025-01-07 11:00", resolved="2025-01-07 12:00", **promise)
        desk.ticket(opened="2025-01-07 08:00", answered="2025-01-07 08:00", resolved="2025-01-07 12:00", **promise)

    town = town_of(answered_late)
    assert outcome(town, "ticket.resolution_sla", "ticket.sla_counted") == (1, pytest.approx(1 / 2))


def test_the_clock_stops_while_a_ticket_waits_for_the_customer_or_lies_resolved(town_of):
    """Each took ten business hours, of which four were spent waiting, or between a resolution and the reopening."""

    def tickets_with_history(shop: Shop) -> None:
        promise = {"response_minutes": 60, "resolution_minutes": 360, "answered": "2025-01-07 08:00"}
        until = {"opened": "2025-01-07 08:00", "resolved": "2025-01-08 10:00", **promise}
        desk = Desk(shop)
        begins = ("new", "2025-01-07 08:00")
        ends = ("resolved", "2025-01-08 10:00"), ("closed", "2025-01-20 10:00")
        waiting, back = ("waiting", "2025-01-07 10:00"), ("open", "2025-01-07 14:00")
        desk.ticket(changes=(begins, waiting, back, *ends), **until)
        desk.ticket(changes=(begins, ("resolved", "2025-01-07 10:00"), back, *ends), reopened=1, **until)
        desk.ticket(changes=(begins, ("open", "2025-01-07 10:00"), *ends), **until)

    town = town_of(tickets_with_history)
    assert outcome(town, "ticket.resolution_sla", "ticket.resolution_open", "ticket.resolution_open_p90") == (
        pytest.approx(2 / 3),
        6,
        pytest.approx(6 + 0.8 * 4),
    )


def test_waits_are_shown_in_business_hours_by_the_middle_one_and_the_slowest_tenth(town: Town):
    """Answered after 1, 1, 2, 1 and 8 hours; resolved after 8, 9, 16 and 8."""
    assert outcome(town, "ticket.response_open", "ticket.response_open_p90") == (1, pytest.approx(2 + 0.6 * 6))
    assert outcome(town, "ticket.resolution_open", "ticket.resolution_open_p90") == (
        pytest.approx(8.5),
        pytest.approx(9 + 0.7 * 7),
    )
