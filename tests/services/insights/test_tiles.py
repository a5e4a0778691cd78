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
    """Ada and Bo (North) order in both half-years, Cy (South) only in the first; Ada has a resolved ticket."""
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
    assert "Champions, who ordered recently, often and at high value: 1 customer, €100.00" in drawn[0].summary


def test_migration_compares_two_periods_regardless_of_the_chosen_comparison(reader: DashboardReader):
    alone = reader.sees(MIGRATION, f"{WHOLE}&compare=none")
    assert alone == sees(reader, MIGRATION)


def test_a_chart_can_be_shown_as_a_table(reader: DashboardReader):
    """Ada ordered first and later last; Bo has the highest revenue; Cy ordered last, at low value, and then stopped."""
    table = sees(reader, MIGRATION, as_table=True)
    assert isinstance(table, Table)
    assert sorted(table.rows) == [
        ["At risk", "Champions", "1"],
        ["Loyal", "At risk", "1"],
        ["Potential", "No order", "1"],
    ]


def test_customers_are_listed_with_links_to_their_pages(reader: DashboardReader):
    head = sees(reader, CLIENTS)
    assert isinstance(head, Records)
    assert head.total_words == "3 rows"
    assert [column.name for column in head.columns][:2] == ["client.name", health.HEALTH]
    assert "client.id" in [column.name for column in head.columns]


def test_the_lowest_scores_are_on_the_first_page_and_the_grid_can_sort(reader: DashboardReader):
    assert pages(reader) == ["Cy", "Bo", "Ada"]
    assert pages(reader, sortModel=[{"colId": "client.name", "sort": "asc"}]) == ["Ada", "Bo", "Cy"]
    assert pages(reader, sortModel=[{"colId": health.HEALTH, "sort": "desc"}]) == ["Ada", "Bo", "Cy"]
    assert pages(reader, startRow=1, endRow=2) == ["Bo"]
    with pytest.raises(UnknownName):
        pages(reader, sortModel=[{"colId": "client.secret"}])


def test_missing_scores_are_last_in_both_sort_directions(town_of):
    """Di is a new customer and has no trend."""

    def with_a_newcomer(shop: Shop) -> None:
        two_regions(shop)
        shop.sells(("lamp", "10", "1"), to="Di", on="2025-06-01")

    town = town_of(with_a_newcomer)
    reader = DashboardReader(town, context(town.ours))
    assert pages(reader, sortModel=[{"colId": "health.orders", "sort": "asc"}]) == ["Cy", "Bo", "Ada", "Di"]
    assert pages(reader, sortModel=[{"colId": "health.orders", "sort": "desc"}]) == ["Ada", "Bo", "Cy", "Di"]


def test_row_rules_apply_to_lists_and_scores(reader: DashboardReader):
    """A row rule on customers also restricts their orders, and so the ranks behind the scores."""
    everything = policy_of(reader.town.ours, BUSINESS)
    northern = replace(everything, rows={**everything.rows, "client": Compare("client.region", "=", "North")})
    seller = DashboardReader(reader.town, context(reader.town.ours, policy=northern))
    assert pages(seller) == ["Bo", "Ada"]
    table = sees(seller, MIGRATION, as_table=True)
    # Two customers swap segments: in each period, the one with the latest and highest orders is the champion.
    assert sorted(table.rows) == [["At risk", "Champions", "1"], ["Champions", "At risk", "1"]]


def test_without_access_to_tickets_health_is_shown_without_them(reader: DashboardReader):
    everything = policy_of(reader.town.ours, BUSINESS)
    rows = {name: rule for name, rule in everything.rows.items() if name != "ticket"}
    blind = DashboardReader(reader.town, context(reader.town.ours, policy=replace(everything, rows=rows)))
    scores = [
        {row["health.tickets"] for row in record_page(CLIENTS, each.view(WHOLE), ROWS).rows} for each in (reader, blind)
    ]
    assert scores == [{"100", "n/a"}, {"n/a"}]
    assert pages(blind) == ["Cy", "Bo", "Ada"]


def test_without_access_to_orders_there_are_no_segments(reader: DashboardReader):
    everything = policy_of(reader.town.ours, BUSINESS)
    rows = {name: rule for name, rule in everything.rows.items() if name != "order"}
    blind = DashboardReader(reader.town, context(reader.town.ours, policy=replace(everything, rows=rows)))
    drawn = sees(blind, SEGMENTS)
    assert isinstance(drawn, Refused)
    assert not drawn.allowed


def test_an_explanation_describes_the_method_and_its_metrics(reader: DashboardReader):
    explained = explain(CLIENTS, reader.view(WHOLE))
    assert [term for term, _ in explained.explanation.definition][:2] == ["Health", "Recency score"]
    assert "Days since last order" in dict(explained.explanation.definition)
    assert len(explained.rows) == 3


def test_a_card_says_if_nothing_matches_or_no_data_exists(reader: DashboardReader, town_of):
    early = reader.sees(SEGMENTS, "?period=dates&from=2020-01-01&to=2020-06-30")
    assert early == NO_MATCH
    empty = DashboardReader(replace(reader.town, ours=reader.town.theirs), context(reader.town.theirs))
    assert isinstance(sees(empty, SEGMENTS), Picture)


def test_an_empty_organisation_has_no_customers(town_of):
    town = town_of(lambda shop: None)
    reader = DashboardReader(town, context(town.ours))
    assert sees(reader, CLIENTS) == Nothing("No customers recorded yet")
    assert sees(reader, SEGMENTS) == Nothing("No order lines recorded yet")
