"""Boards are drawn for any principal: a person, a job, or a share link that belongs to no person."""

from dataclasses import replace
from typing import Any

import pytest

from services.access.context import policy_of
from services.catalogs import BUSINESS
from services.dashboards.built_in.sales import SALES
from services.dashboards.drawing.csv_file import csv_file
from services.dashboards.drawing.draw import Content, Refused, draw
from services.dashboards.drawing.explain import explain
from services.dashboards.filters.state import FilterState
from services.dashboards.links.urls import drill_url
from services.dashboards.queries.filter_options import filter_options
from services.dashboards.queries.heading import period_words
from services.dashboards.view import BoardView
from services.profiles.deal import deal_profile
from services.semantic.conditions import Attribute, In
from services.semantic.context import Policy, Principal
from services.semantic.query import Query
from services.views.palette import search_records
from tests.services.dashboards.conftest import DashboardReader
from tests.services.funnel import has_stages
from tests.services.shop import context

JOB, SHARE = Principal("job", "nightly"), Principal("share", "k2f9")


def deals(shop):
    has_stages(shop)
    shop.deal("D1", "100", stage="Won", opened="2025-02-01", closed="2025-04-01", source="Fair")
    shop.deal("D2", "300", stage="Won", opened="2025-02-01", closed="2025-05-01", source="Web")
    shop.deal("D3", "50", stage="Offer", opened="2025-03-01", source="Web")


def as_principal(reader: DashboardReader, principal: Principal, **more: Any) -> DashboardReader:
    return replace(reader, reader_context=context(reader.town.ours, principal=principal, **more))


def sales_for(reader: DashboardReader) -> BoardView:
    return BoardView(SALES, FilterState(compare="none"), reader.context)


def contents(view: BoardView) -> dict[str, Content]:
    return {tile.slug: draw(tile, view, "light").content for tile in view.board.tiles}


@pytest.mark.parametrize("principal", [JOB, SHARE], ids=["job", "share"])
def test_the_sales_board_is_the_same_for_a_principal_that_is_no_person(reader_of, principal):
    reader = reader_of(deals)
    person, other = sales_for(reader), sales_for(as_principal(reader, principal))
    assert contents(other) == contents(person)
    assert period_words(other) == period_words(person) != ""
    assert not any(isinstance(each, Refused) for each in contents(other).values())


@pytest.mark.parametrize("principal", [JOB, SHARE], ids=["job", "share"])
def test_drills_files_search_and_profiles_need_no_person_either(reader_of, principal):
    reader = as_principal(reader_of(deals), principal)
    view = sales_for(reader)
    won = next(tile for tile in SALES.tiles if tile.query.metrics[:1] == ("deal.won_amount",))
    assert drill_url(won, view).startswith("/metrics/")
    assert explain(won, view).rows
    assert "".join(csv_file(won, view).parts).count("\n") > 1
    assert [option.value for option in filter_options("deal.source", view).shown] == ["Fair", "Web"]
    assert [entry.detail for group in search_records("D2", reader.context) for entry in group.entries] == ["D2"]
    number = reader.context.answer(Query(fields=("deal.id", "deal.key"), order=("deal.key",))).frame["deal.id"][0]
    assert deal_profile(str(number), reader.context).key == "D1"


@pytest.mark.parametrize("kind", ["job", "share"])
def test_a_row_rule_binds_to_the_attributes_of_any_principal(reader_of, kind):
    reader = reader_of(deals)
    rows = {**policy_of(reader.town.ours, BUSINESS).rows, "deal": In("deal.source", Attribute("sources"))}
    principal = Principal(kind, "k2f9", {"sources": ("Web",)})
    ruled = as_principal(reader, principal, policy=Policy(reader.town.ours, rows))
    keys = ruled.context.answer(Query(fields=("deal.key",), order=("deal.key",))).frame["deal.key"]
    assert list(keys) == ["D2", "D3"]
    assert [group for group in search_records("D1", ruled.context) if group.entries] == []
