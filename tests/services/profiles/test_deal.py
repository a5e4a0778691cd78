"""A deal's page: its facts, and the changes of its forecast."""

from datetime import date

import pytest
from cachelib import SimpleCache

from services.catalogs import BUSINESS
from services.errors import NotFound
from services.profiles.deal import READERS, board_of, deal_profile, filters_of
from services.profiles.record_profile import RecordProfile
from services.profiles.timeline import Timeline, TimelineScope, load_timeline
from services.road import Road
from services.semantic.conditions import Compare
from services.semantic.query import Query
from services.view_context import ViewContext
from tests.services.funnel import has_stages, passes, take_snapshot
from tests.services.shop import Shop, context


def two_deals(shop: Shop) -> None:
    """D1 went from Talks to Offer and was lost; its forecast changed on two days. D2 is open and in dollars, for which
    there is no exchange rate."""
    has_stages(shop)
    passes(shop, "D1", "90", ("Talks", "2025-01-10"), ("Offer", "2025-02-10"), ("Lost", "2025-03-10"), why="Price")
    take_snapshot(shop, "D1", "100", on="2025-01-10", due="2025-03-01", category="pipeline")
    take_snapshot(shop, "D1", "100", on="2025-01-20", due="2025-03-01", category="pipeline")
    take_snapshot(shop, "D1", "90", on="2025-02-01", due="2025-04-01", category="pipeline")
    take_snapshot(shop, "D1", "120", on="2025-02-10", due="2025-03-15", category="best_case")
    shop.deal("D2", "50", opened="2025-05-01", currency="USD")


@pytest.fixture
def reader(reader_of) -> ViewContext:
    return reader_of(two_deals)


def deal_with(key: str, reader: ViewContext) -> RecordProfile:
    listed = Query(fields=("deal.id",), where=Compare("deal.key", "=", key))
    found = reader.road.answer(listed, reader.context)
    return deal_profile(str(found.frame["deal.id"][0]), reader)


def read_timeline(deal: RecordProfile, reader: ViewContext, kind: str = "everything") -> Timeline:
    return load_timeline(TimelineScope(deal, reader, 400), READERS, kind)


def lines(found: Timeline) -> list[str]:
    return [f"{when}: {each.title}" for month in found.months for when, each in month.events]


def test_a_deal_has_facts_and_empty_ones_are_left_out(reader: ViewContext):
    facts = dict(deal_with("D1", reader).facts)
    assert facts["Stage"] == "Lost" and facts["Amount"] == "€90.00" and facts["Loss reason"] == "Price"
    assert "Product" not in facts and "Customer" not in facts


def test_its_amounts_are_in_its_own_currency_so_no_rate_is_needed(reader: ViewContext):
    deal = deal_with("D2", reader)
    assert dict(deal.facts)["Amount"] == "$50.00"
    assert {tile.query.currency for tile in board_of(deal, reader.road.catalog).tiles} == {"USD"}


def test_a_change_of_the_forecast_is_an_event_on_its_day(reader: ViewContext):
    assert lines(read_timeline(deal_with("D1", reader), reader, "forecast")) == [
        "10 Feb: Amount increased from €90.00 to €120.00",
        "10 Feb: Expected close date moved up from 1 Apr 2025 to 15 Mar 2025",
        "10 Feb: Forecast category changed from Pipeline to Best case",
        "1 Feb: Amount decreased from €100.00 to €90.00",
        "1 Feb: Expected close date slipped from 1 Mar 2025 to 1 Apr 2025",
    ]


def test_a_stage_change_names_the_stage_that_was_left(reader: ViewContext):
    found = read_timeline(deal_with("D1", reader), reader, "stage")
    shown = [(each.title, each.detail) for month in found.months for _, each in month.events]
    assert shown == [("Moved to Lost", "from Offer"), ("Moved to Offer", "from Talks"), ("Moved to Talks", "")]


def test_it_is_created_and_closed_once(reader: ViewContext):
    assert lines(read_timeline(deal_with("D1", reader), reader, "deal")) == [
        "10 Mar: Closed as Lost",
        "10 Jan: Deal created",
    ]
    assert lines(read_timeline(deal_with("D2", reader), reader)) == ["1 May: Deal created"]


def test_its_trend_covers_the_days_on_which_it_was_open(reader: ViewContext):
    today = date(2025, 6, 15)
    lost, still_open = (filters_of(deal_with(key, reader), today) for key in ("D1", "D2"))
    assert (lost.first, lost.last, lost.grain) == (date(2025, 1, 10), date(2025, 3, 9), "week")
    assert (still_open.first, still_open.last) == (date(2025, 5, 1), today)
    long = filters_of(deal_with("D2", reader), date(2026, 6, 15))
    assert long.grain == "month"


@pytest.mark.parametrize("number", ["0", "999999", "-1", "1.5", "", "x", "9" * 19, "²", "1\0", " 1"])
def test_a_number_of_no_deal_is_not_found(reader: ViewContext, number: str):
    with pytest.raises(NotFound, match="There is no such deal"):
        deal_profile(number, reader)


def test_a_deal_of_another_organisation_is_not_found(town_of):
    theirs: list[int] = []

    def neighbours(shop: Shop) -> None:
        theirs.append(shop.deal("D9", "10"))

    town = town_of(lambda shop: None, neighbours)
    road = Road(BUSINESS, town, SimpleCache())
    assert deal_profile(str(theirs[0]), ViewContext(context(town.theirs), "en", road)).key == "D9"
    with pytest.raises(NotFound):
        deal_profile(str(theirs[0]), ViewContext(context(town.ours), "en", road))
