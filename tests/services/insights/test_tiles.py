"""Tiles that an insight fills: what is drawn, listed, explained and taken along."""

from dataclasses import replace

import pytest

from services.access.context import policy_of
from services.catalogs import BUSINESS
from services.charts import Picture
from services.dashboards.drawing.draw import NO_MATCH, Nothing, Records, Refused
from services.dashboards.drawing.explain import explain
from services.dashboards.drawing.paging import record_page
from services.dashboards.spec import TileSpec
from services.errors import UnknownName
from services.insights import health, rfm
from services.present.table import Table
from services.semantic.conditions import Compare
from services.semantic.query import Query
from tests.services.dashboards.conftest import DashboardReader
from tests.services.desk import Desk
from tests.services.shop import Shop, context, days

HALF = days("2025-01-01", "2025-06-30")
SEGMENTS = TileSpec("a", "segments", "Segments", Query(metrics=rfm.METRICS, dimensions=(rfm.CLIENT,), period=HALF))
MIGRATION = replace(SEGMENTS, kind="migration")
CLIENTS = TileSpec("a", "clients", "Clients", Query(metrics=health.METRICS, dimensions=(health.CLIENT,), period=HALF))
WHOLE = "?period=dates&from=2025-01-01&to=2025-06-30"
ROWS = {"startRow": 0, "endRow": 10}


def two_regions(shop: Shop) -> None:
    """Ada and Bo of the North buy in both halves of a year, Cy of the South in the first alone; Ada was helped."""
    for name, region in (("Ada", "North"), ("Bo", "North"), ("Cy", "South")):
        shop.client(name, region=region)
    for name, amount, on in (
        ("Ada", "100", "2024-08-01"),
        ("Ada", "100", "2025-06-01"),
        ("Bo", "900", "2024-09-01"),
        ("Bo", "90", "2025-02-01"),
        ("Cy", "50", "2024-10-01"),
    ):
        shop.sells(("lamp", amount, "1"), to=name, on=on)
    Desk(shop).ticket(opened="2025-06-01 08:00", resolved="2025-06-02 08:00", client="Ada")


@pytest.fixture
def reader(town_of) -> DashboardReader:
    town = town_of(two_regions)
    return DashboardReader(town, context(town.ours))


def sees(reader: DashboardReader, tile: TileSpec, **asked):
    return reader.sees(tile, WHOLE, **asked)


def pages(reader: DashboardReader, **request) -> list[str]:
    page = record_page(CLIENTS, reader.view(WHOLE), ROWS | request)
    return [row["client.name"] for row in page.rows]


def test_segments_and_migration_become_pictures(reader: DashboardReader):
    drawn = [sees(reader, tile) for tile in (SEGMENTS, MIGRATION)]
    assert [type(each) for each in drawn] == [Picture, Picture]
    assert "Champions, who bought lately, often and for much: 1 client, €100.00" in drawn[0].summary


def test_migration_holds_two_periods_against_each_other_whatever_the_reader_compares(reader: DashboardReader):
    alone = reader.sees(MIGRATION, f"{WHOLE}&compare=none")
    assert alone == sees(reader, MIGRATION)


def test_a_picture_can_be_read_as_rows(reader: DashboardReader):
    """Ada bought longest ago and then last; Bo spent most; Cy bought last, for little, and then no more."""
    told = sees(reader, MIGRATION, as_table=True)
    assert isinstance(told, Table)
    assert sorted(told.rows) == [
        ["At risk", "Champions", "1"],
        ["Loyal", "At risk", "1"],
        ["Potential", "No order", "1"],
    ]


def test_clients_become_a_list_that_leads_to_each_of_them(reader: DashboardReader):
    head = sees(reader, CLIENTS)
    assert isinstance(head, Records)
    assert head.total_words == "3 rows"
    assert [column.name for column in head.columns][:2] == ["client.name", health.HEALTH]
    assert "client.id" in [column.name for column in head.columns]


def test_the_poorest_stand_on_the_first_page_and_a_grid_may_ask_for_another_order(reader: DashboardReader):
    assert pages(reader) == ["Cy", "Bo", "Ada"]
    assert pages(reader, sortModel=[{"colId": "client.name", "sort": "asc"}]) == ["Ada", "Bo", "Cy"]
    assert pages(reader, sortModel=[{"colId": health.HEALTH, "sort": "desc"}]) == ["Ada", "Bo", "Cy"]
    assert pages(reader, startRow=1, endRow=2) == ["Bo"]
    with pytest.raises(UnknownName):
        pages(reader, sortModel=[{"colId": "client.secret"}])


def test_a_score_that_is_not_known_comes_last_in_either_direction(town_of):
    """Of Di, who has only come, there is no trend."""

    def with_a_newcomer(shop: Shop) -> None:
        two_regions(shop)
        shop.sells(("lamp", "10", "1"), to="Di", on="2025-06-01")

    town = town_of(with_a_newcomer)
    reader = DashboardReader(town, context(town.ours))
    assert pages(reader, sortModel=[{"colId": "health.orders", "sort": "asc"}]) == ["Cy", "Bo", "Ada", "Di"]
    assert pages(reader, sortModel=[{"colId": "health.orders", "sort": "desc"}]) == ["Ada", "Bo", "Cy", "Di"]


def test_nobody_is_listed_or_counted_whom_the_reader_may_not_see(reader: DashboardReader):
    """A rule on clients holds for their orders too, and so for the scores that rank them."""
    everything = policy_of(reader.town.ours, BUSINESS)
    northern = replace(everything, rows={**everything.rows, "client": Compare("client.region", "=", "North")})
    seller = DashboardReader(reader.town, context(reader.town.ours, policy=northern))
    assert pages(seller) == ["Bo", "Ada"]
    told = sees(seller, MIGRATION, as_table=True)
    # Two alone change places: in each period the champion is who bought last and for most.
    assert sorted(told.rows) == [["At risk", "Champions", "1"], ["Champions", "At risk", "1"]]


def test_who_may_not_read_tickets_still_sees_health_without_them(reader: DashboardReader):
    everything = policy_of(reader.town.ours, BUSINESS)
    rows = {name: rule for name, rule in everything.rows.items() if name != "ticket"}
    blind = DashboardReader(reader.town, context(reader.town.ours, policy=replace(everything, rows=rows)))
    told = [
        {row["health.tickets"] for row in record_page(CLIENTS, each.view(WHOLE), ROWS).rows} for each in (reader, blind)
    ]
    assert told == [{"100", "n/a"}, {"n/a"}]
    assert pages(blind) == ["Cy", "Bo", "Ada"]


def test_who_may_not_read_orders_sees_no_segments(reader: DashboardReader):
    everything = policy_of(reader.town.ours, BUSINESS)
    rows = {name: rule for name, rule in everything.rows.items() if name != "order"}
    blind = DashboardReader(reader.town, context(reader.town.ours, policy=replace(everything, rows=rows)))
    drawn = sees(blind, SEGMENTS)
    assert isinstance(drawn, Refused)
    assert not drawn.allowed


def test_an_explanation_says_how_the_insight_works_and_shows_what_it_is_made_of(reader: DashboardReader):
    told = explain(CLIENTS, reader.view(WHOLE))
    assert [term for term, _ in told.explanation.definition][:2] == ["Health", "Recency score"]
    assert "Days since last order" in dict(told.explanation.definition)
    assert len(told.rows) == 3


def test_where_nothing_matches_or_is_on_record_the_card_says_so(reader: DashboardReader, town_of):
    early = reader.sees(SEGMENTS, "?period=dates&from=2020-01-01&to=2020-06-30")
    assert early == NO_MATCH
    empty = DashboardReader(replace(reader.town, ours=reader.town.theirs), context(reader.town.theirs))
    assert isinstance(sees(empty, SEGMENTS), Picture)


def test_an_empty_house_has_no_clients(town_of):
    town = town_of(lambda shop: None)
    reader = DashboardReader(town, context(town.ours))
    assert sees(reader, CLIENTS) == Nothing("No clients recorded yet")
    assert sees(reader, SEGMENTS) == Nothing("No order lines recorded yet")
