"""Long lists of values are stored for an organisation, and open with what their reader may see."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask

from models import ValueList, db
from services.access import tenants
from services.access.context import policy_of
from services.catalogs import BUSINESS
from services.dashboards.filters.saved import save_filters, saved_filters
from services.dashboards.filters.state import EMPTY, from_search
from services.dashboards.filters.value_lists import (
    KEPT_FOR,
    MOST_VALUES,
    find_values,
    store_values,
    visible_values,
)
from services.dashboards.storage.boards import load_board
from services.errors import BadQuery, UnknownName
from services.semantic.conditions import Compare
from services.semantic.context import Policy
from services.semantic.query import Query
from services.sources import versions
from tests.organizations import SeededOrganization
from tests.services.shop import Shop, context

TODAY = date(2026, 12, 1)
REGION = "order.region"


@pytest.fixture
def ours_bound(app: Flask, ours: SeededOrganization):
    with app.app_context():
        tenants.bind(db.session(), ours.id)
        yield db.session()


def list_keys(session) -> list[str]:
    return sorted(session.scalars(db.select(ValueList.key)))


def test_a_list_is_found_again_by_its_key_and_stored_once(ours_bound):
    key = store_values(ours_bound, BUSINESS, REGION, ["North", "South", "North"], TODAY)
    assert find_values(ours_bound, REGION, key, TODAY) == ("North", "South")
    before = len(list_keys(ours_bound))
    assert store_values(ours_bound, BUSINESS, REGION, ["North", "South"], TODAY) == key
    assert store_values(ours_bound, BUSINESS, "client.region", ["North", "South"], TODAY) != key
    assert len(list_keys(ours_bound)) == before + 1


@pytest.mark.parametrize(("dimension", "key"), [(REGION, "none"), ("client.name", None)])
def test_a_list_that_is_not_stored_for_the_dimension_says_what_to_do(ours_bound, dimension, key):
    key = key or store_values(ours_bound, BUSINESS, REGION, ["North"], TODAY)
    with pytest.raises(BadQuery, match="no longer stored. Select them again"):
        find_values(ours_bound, dimension, key, TODAY)


def test_a_key_of_another_organisation_opens_nothing(app: Flask, ours: SeededOrganization, theirs: SeededOrganization):
    with app.app_context():
        tenants.bind(db.session(), theirs.id)
        key = store_values(db.session(), BUSINESS, REGION, ["North"], TODAY)
    with app.app_context():
        tenants.bind(db.session(), ours.id)
        with pytest.raises(BadQuery, match="no longer stored"):
            find_values(db.session(), REGION, key, TODAY)


@pytest.mark.parametrize(
    "values", [None, "North", [], [1], ["a\0b"], ["x"] * 0, ["x" * 3_000_000], list(map(str, range(MOST_VALUES + 1)))]
)
def test_what_no_filter_could_take_is_refused(ours_bound, values):
    with pytest.raises(BadQuery):
        store_values(ours_bound, BUSINESS, REGION, values, TODAY)


def test_an_unknown_dimension_has_no_lists(ours_bound):
    for dimension in ("order.regoin", None, 7, ["x"]):
        with pytest.raises(UnknownName):
            store_values(ours_bound, BUSINESS, dimension, ["North"], TODAY)


def test_lists_that_nobody_has_used_for_long_are_deleted_and_used_ones_stay(ours_bound):
    old = TODAY - KEPT_FOR
    unused = store_values(ours_bound, BUSINESS, REGION, ["Unused"], old)
    used = store_values(ours_bound, BUSINESS, REGION, ["Used"], old)
    find_values(ours_bound, REGION, used, TODAY - timedelta(days=40))
    store_values(ours_bound, BUSINESS, REGION, ["New"], TODAY + timedelta(days=1))
    keys = list_keys(ours_bound)
    assert (used in keys, unused in keys) == (True, False)


def test_a_list_does_not_age_the_data(ours_bound, ours: SeededOrganization):
    before = versions.current(ours_bound.connection(), ours.id)
    store_values(ours_bound, BUSINESS, REGION, ["North"], TODAY)
    assert versions.current(ours_bound.connection(), ours.id) == before


def test_filters_with_a_list_are_saved_and_open_again(ours_bound, ours: SeededOrganization):
    viewer, board = ours.members["viewer"].principal, load_board(ours_bound, "orders")
    search = f"?{REGION}.not.list={store_values(ours_bound, BUSINESS, REGION, ['North'], TODAY)}"
    filters = from_search(search, board.filters, lambda dimension, key: ("North",))
    save_filters(ours_bound, viewer, board, filters)
    assert saved_filters(ours_bound, viewer, board) == search


def regions(shop: Shop) -> None:
    shop.sells(("lamp", "10", "1"), on="2025-01-10", region="North")
    shop.sells(("lamp", "200", "1"), on="2025-01-10", region="South")
    shop.sells(("lamp", "3000", "1"), on="2025-01-10", region="West")
    shop.sells(("lamp", "40000", "1"), on="2025-01-10", region=None)


ALL = ("North", "South", "West", EMPTY)


def reader_without_south(reader):
    rows = {**policy_of(reader.town.ours, BUSINESS).rows, "order": Compare(REGION, "!=", "South")}
    return replace(reader, reader_context=context(reader.town.ours, policy=Policy(reader.town.ours, rows)))


def revenue(reader, parameter: str) -> list[int]:
    """What a link with a list of the north and the south shows to a reader."""
    filters = from_search(f"?period=everything&{parameter}=k", (REGION,), lambda dimension, key: ("North", "South"))
    query = filters.apply_to(Query(metrics=("order.revenue",), period=None), BUSINESS, "order.revenue")
    return [int(value) for value in reader.context.answer(query).frame["order.revenue"]]


def test_of_a_list_a_reader_gets_the_values_that_their_rows_have(reader_of):
    reader = reader_of(regions)
    assert visible_values((*ALL, "Gone"), REGION, reader.context) == ALL
    assert visible_values(ALL, REGION, reader_without_south(reader).context) == ("North", "West", EMPTY)


def test_values_of_rows_without_a_day_or_with_no_days_at_all_are_there_too(reader_of):
    reader = reader_of(regions)
    assert visible_values(("Ada", "Bo"), "client.name", reader.context) == ("Ada",)
    assert visible_values(("lamp", "bike"), "product.name", reader.context) == ("lamp",)


def test_a_link_gives_its_reader_no_rows_that_they_may_not_see(reader_of):
    reader = reader_of(regions)
    assert (revenue(reader, f"{REGION}.list"), revenue(reader, f"{REGION}.not.list")) == ([210], [43_000])
    ruled = reader_without_south(reader)
    assert (revenue(ruled, f"{REGION}.list"), revenue(ruled, f"{REGION}.not.list")) == ([10], [43_000])
