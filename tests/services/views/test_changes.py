"""The changes since a reader's last visit, in sentences."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from services.access.context import policy_of
from services.catalogs import BUSINESS
from services.semantic.context import Calendar
from services.semantic.query import Dates
from services.views.changes import ChangeEntry, ChangeWindow, recent_changes, window_words
from tests.services.funnel import has_stages, passes
from tests.services.shop import NOW, Shop, context

VISIT = datetime(2025, 6, 10, 8, tzinfo=UTC)


def a_week(shop: Shop) -> None:
    """Between 10 and 15 June one deal is won and Bo orders once; in the days before, Ada ordered twice."""
    has_stages(shop)
    passes(shop, "D1", "90", ("Talks", "2025-06-01"), ("Won", "2025-06-12"))
    shop.client("Ada", segment="Small")
    shop.client("Bo", segment="Large")
    shop.sells(("lamp", "100", "50"), to="Ada", on="2025-06-05")
    shop.sells(("lamp", "100", "50"), to="Ada", on="2025-06-06")
    shop.sells(("lamp", "50", "20"), to="Bo", on="2025-06-12")


@pytest.fixture
def window_of(reader_of):
    def build(story, visited: datetime | None = VISIT, **options) -> ChangeWindow:
        reader = reader_of(story, **options)
        return ChangeWindow(reader.context, visited)

    return build


def entries(window: ChangeWindow) -> dict[str, ChangeEntry]:
    return {each.words: each for each in recent_changes(window).changes}


def test_events_of_the_window_are_listed_and_others_are_left_out(window_of):
    shown = entries(window_of(a_week))
    assert "1 deal won, worth €90.00" in shown
    assert "1 order received, worth €50.00" in shown
    assert not any("lost" in words or "ticket" in words for words in shown)


def test_a_count_is_compared_with_as_many_days_before(window_of):
    shown = entries(window_of(a_week))
    assert shown["1 order received, worth €50.00"].detail == "50.0% fewer than the previous 6 days"
    assert shown["1 deal won, worth €90.00"].detail == "None in the previous 6 days"


@pytest.mark.parametrize(
    ("before", "now", "detail"),
    [
        (2, 3, "50.0% more than the previous 6 days"),
        (2, 2, "Same as the previous 6 days"),
        (0, 2, "None in the previous 6 days"),
    ],
)
def test_a_count_says_whether_it_grew(window_of, before, now, detail):
    def orders(shop: Shop) -> None:
        for _ in range(before):
            shop.sells(("lamp", "10", "5"), on="2025-06-05")
        for _ in range(now):
            shop.sells(("lamp", "10", "5"), on="2025-06-12")

    [count] = [each for words, each in entries(window_of(orders)).items() if "orders received" in words]
    assert count.detail == detail


def test_a_window_of_one_day_is_compared_with_the_day_before(window_of):
    window = window_of(a_week, NOW)
    assert (window.days, window.previous) == (Dates(date(2025, 6, 15), date(2025, 6, 15)), "previous day")


def test_a_level_says_where_it_is_now_and_how_far_it_moved(window_of):
    def subscriptions(shop: Shop) -> None:
        shop.subscribes("S1", ("2025-02-01", "new", "10"), ("2025-06-12", "expansion", "5"), client="Ada")

    shown = entries(window_of(subscriptions))
    assert shown["MRR: up €5.00 to €15.00"].detail == "50.0% vs previous 6 days"
    assert "Net new MRR, Ada: €5.00" in shown


def test_a_level_that_was_zero_names_it_rather_than_a_share(window_of):
    def first(shop: Shop) -> None:
        shop.subscribes("S1", ("2025-06-12", "new", "10"), client="Ada")
        shop.subscribes("S2", ("2025-02-01", "new", "10"), ("2025-03-01", "churn", "-10"), client="Bo")

    assert entries(window_of(first))["MRR: up €10.00 to €10.00"].detail == "€0.00 in the previous 6 days"


def test_the_group_that_moved_most_is_named_and_links_to_its_own_numbers(window_of):
    [mover] = [each for words, each in entries(window_of(a_week)).items() if "Small" in words or "Large" in words]
    assert mover.words == "Revenue, Small: down €200.00 to €0.00"
    assert mover.detail == "Largest change by segment vs previous 6 days"
    assert mover.address.startswith("/metrics/order.revenue?")
    assert "client.segment=Small" in mover.address
    assert "from=2025-06-10" in mover.address and "to=2025-06-15" in mover.address


def test_without_data_nothing_is_listed(window_of):
    assert entries(window_of(lambda shop: None)) == {}


def test_the_window_runs_from_the_day_of_the_visit_to_today(window_of):
    assert window_of(a_week).days == Dates(date(2025, 6, 10), date(2025, 6, 15))


def test_a_late_visit_falls_on_the_day_in_the_organisation_s_time_zone(window_of):
    visited = datetime(2025, 6, 10, 23, 30, tzinfo=UTC)
    late = window_of(a_week, visited, calendar=Calendar(ZoneInfo("Europe/Berlin")))
    assert late.days.first == date(2025, 6, 11)
    assert window_words(late) == "Since your last visit on 11 June"


def test_a_first_visit_shows_the_last_seven_days(window_of):
    first = window_of(a_week, None)
    assert first.days == Dates(date(2025, 6, 9), date(2025, 6, 15))
    assert window_words(first) == "In the last 7 days"
    assert window_words(replace(first, visited=VISIT)) == "Since your last visit on 10 June"


def test_a_visit_in_the_future_leaves_today(window_of):
    assert window_of(a_week, NOW + timedelta(days=3)).days == Dates(date(2025, 6, 15), date(2025, 6, 15))


def test_after_a_long_absence_the_trend_is_by_week(window_of):
    addresses = [each.address for each in entries(window_of(a_week, datetime(2025, 2, 1, tzinfo=UTC))).values()]
    assert addresses and all("grain=week" in address for address in addresses)


def test_a_change_that_fails_hides_no_other(window_of):
    def dollars(shop: Shop) -> None:
        a_week(shop)
        shop.sells(("lamp", "10", "5"), on="2025-06-12", currency="USD")

    shown = recent_changes(window_of(dollars))
    assert any("deal won" in each.words for each in shown.changes)
    assert len(shown.left_out) == 1 and "no exchange rate to EUR" in shown.left_out[0]


def test_changes_that_the_reader_may_not_see_are_left_out_with_the_reason(window_of):
    window = window_of(a_week)
    tenant = window.reader.context.organization
    rows = {name: rule for name, rule in policy_of(tenant, BUSINESS).rows.items() if name not in ("deal", "order")}
    restricted = replace(
        window,
        reader=replace(window.reader, context=context(tenant, policy=replace(policy_of(tenant, BUSINESS), rows=rows))),
    )
    shown = recent_changes(restricted)
    assert shown.changes == ()
    assert any("You do not have access to" in words for words in shown.left_out)
