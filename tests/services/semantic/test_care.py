"""How clients feel, with how many said so, and how long they wait."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from services.semantic.context import Calendar
from services.semantic.query import Query
from tests.services.desk import Desk, instant
from tests.services.shop import Shop, Town, context, day, days

QUARTER = days("2025-01-01", "2025-03-31")
JANUARY, FEBRUARY, MARCH = (day(f"2025-0{month}-01") for month in range(1, 4))


def what_clients_say(shop: Shop) -> None:
    """January: two promoters, one passive, one detractor. February: a detractor, and a survey that nobody
    answered. March: a call."""
    desk = Desk(shop)
    for score in (10, 9, 8, 3):
        desk.hears("Ada", at="2025-01-10 09:00", nps_score=score)
    desk.hears("Bo", at="2025-02-10 09:00", nps_score=6, csat_score=5)
    desk.hears("Bo", at="2025-02-11 09:00", csat_score=3)
    desk.hears("Bo", at="2025-02-12 09:00", csat_score=4)
    desk.hears("Bo", at="2025-02-13 09:00")
    desk.hears("Cy", at="2025-03-12 09:00", kind="call")


@pytest.fixture
def heard(town_of) -> Town:
    def neighbours(shop: Shop) -> None:
        desk = Desk(shop)
        for _ in range(50):
            desk.hears("Ada", at="2025-01-10 09:00", nps_score=0, csat_score=1)

    return town_of(what_clients_say, neighbours)


def by_month(*metrics: str) -> Query:
    return Query(metrics=metrics, period=QUARTER, grain="month")


def test_nps_is_the_share_of_promoters_less_that_of_detractors_of_all_who_answered(heard: Town):
    asked = by_month("interaction.nps", "interaction.nps_answers", "interaction.promoters", "interaction.detractors")
    assert heard.rows(asked) == [(JANUARY, 25.0, 4, 2, 1), (FEBRUARY, -100.0, 1, 0, 1), (MARCH, None, 0, 0, 0)]
    assert heard.rows(Query(metrics=("interaction.nps",), period=QUARTER)) == [(0.0,)]


def test_satisfaction_is_the_share_of_fours_and_fives(heard: Town):
    asked = by_month("interaction.csat", "interaction.csat_answers")
    assert heard.rows(asked) == [(JANUARY, None, 0), (FEBRUARY, pytest.approx(2 / 3), 3), (MARCH, None, 0)]


def test_surveys_that_come_back_with_a_score_are_compared_with_all_that_were_sent(heard: Town):
    """The call was no survey, and the neighbours' do not count."""
    asked = by_month("interaction.count", "interaction.surveys", "interaction.response_rate")
    assert heard.rows(asked) == [(JANUARY, 4, 4, 1.0), (FEBRUARY, 4, 4, 0.75), (MARCH, 1, 0, None)]


def some_tickets(shop: Shop) -> None:
    """Three are resolved after 2, 10 and 30 hours; one is open; one was a colleague's and took a second too long."""
    desk = Desk(shop)
    desk.ticket(opened="2025-01-10 08:00", answered="2025-01-10 08:30", resolved="2025-01-10 10:00", met_sla=True)
    desk.ticket(
        opened="2025-01-31 20:00",
        answered="2025-01-31 21:00",
        resolved="2025-02-01 06:00",
        met_sla=True,
        client="Ada",
        reopened=2,
    )
    desk.ticket(opened="2025-02-03 08:00", answered="2025-02-03 10:00", resolved="2025-02-04 14:00", met_sla=False)
    desk.ticket(opened="2025-02-20 08:00", client="Ada")
    desk.ticket(opened="2025-02-20 08:00", resolved="2025-02-20 08:00:01.5", priority="low", reopened=0)


@pytest.fixture
def helped(town_of) -> Town:
    return town_of(some_tickets, lambda shop: Desk(shop).ticket(opened="2025-01-10 08:00", resolved="2025-01-11 08:00"))


def test_tickets_come_in_and_are_resolved_and_the_rest_is_open(helped: Town):
    asked = by_month("ticket.opened", "ticket.resolved", "ticket.open", "ticket.reopens")
    assert helped.rows(asked) == [(JANUARY, 2, 1, 1, 0), (FEBRUARY, 3, 3, 1, 1), (MARCH, 0, 0, 1, 0)]


def test_a_ticket_that_was_closed_is_open_no_more_whether_it_was_resolved_or_not(town_of):
    def closes(shop: Shop) -> None:
        desk = Desk(shop)
        desk.ticket(opened="2025-01-10 08:00", closed_at=instant("2025-02-10 08:00"))
        desk.ticket(opened="2025-01-10 08:00", resolved="2025-01-12 08:00", closed_at=instant("2025-02-10 08:00"))
        desk.ticket(opened="2025-01-10 08:00")

    assert [row[1] for row in town_of(closes).rows(by_month("ticket.open"))] == [2, 1, 1]


def test_the_backlog_is_as_old_as_its_middle_ticket_and_a_reopen_rate_knows_its_tickets(helped: Town):
    """At the end of January the ticket of that evening is four hours old; in March that of 20 February 39.7 days."""
    asked = by_month("ticket.backlog_age", "ticket.reopen_rate")
    assert [row[1:] for row in helped.rows(asked)] == [
        (pytest.approx(4 / 24), None),
        (pytest.approx(8 + 16 / 24), pytest.approx(1 / 2)),
        (pytest.approx(39 + 16 / 24), None),
    ]


def test_a_ticket_falls_into_the_month_of_the_organisation_s_own_zone(helped: Town):
    """In Tokyo it was the first of February when the second ticket came in."""
    reader_context = context(helped.ours, calendar=Calendar(zone=ZoneInfo("Asia/Tokyo")))
    assert [row[1] for row in helped.rows(by_month("ticket.opened"), reader_context)] == [1, 4, 0]


def test_the_promise_is_compared_with_tickets_of_which_it_is_known(helped: Town):
    assert helped.rows(Query(metrics=("ticket.sla", "ticket.judged", "ticket.kept"), period=QUARTER)) == [
        (pytest.approx(2 / 3), 3, 2)
    ]


def test_how_long_they_waited_is_shown_by_the_middle_one_and_the_slowest_tenth(helped: Town):
    """Resolved after 1 second, 2, 10 and 30 hours; answered after half an hour, one and two."""
    asked = Query(metrics=("ticket.first_response", "ticket.resolution", "ticket.resolution_p90"), period=QUARTER)
    [(response, resolution, slowest)] = helped.rows(asked)
    assert response == pytest.approx(1)
    assert resolution == pytest.approx(6)
    assert slowest == pytest.approx(10 + 0.7 * 20)


def test_seconds_are_cut_down_alike_on_every_engine(helped: Town):
    asked = Query(fields=("ticket.hours_to_resolution", "ticket.priority"), order=("ticket.hours_to_resolution",))
    assert helped.rows(asked)[0] == (pytest.approx(1 / 3600), "low")


def test_a_colleague_s_ticket_is_of_no_client(helped: Town):
    asked = Query(metrics=("ticket.opened",), dimensions=("client.name",), period=QUARTER)
    assert dict(helped.rows(replace(asked, order=("client.name",)))) == {"Ada": 2, None: 3}
