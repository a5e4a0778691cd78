"""Rows that belong to nobody: a client without an owner, an owner without a team. They count, as empty."""

from dataclasses import replace
from decimal import Decimal

import pytest

from services.access.context import policy_of
from services.catalogs import BUSINESS
from services.semantic.conditions import Compare, Exists, Not, Null
from services.semantic.context import Policy
from services.semantic.query import Query
from tests.services.desk import Desk
from tests.services.shop import Shop, Town, context, days

REVENUE = Query(metrics=("order.revenue",), period=days("2025-01-01", "2025-12-31"))
BY_OWNER = replace(REVENUE, dimensions=("employee.name",))
BY_TEAM = replace(REVENUE, dimensions=("team.name",))


def three_clients(shop: Shop) -> None:
    """Ada's owner is in a team, Bo's is in none, and Cy has no owner."""
    shop.employee("Eve", team="North")
    shop.employee("Finn")
    shop.client("Ada", owner="Eve")
    shop.client("Bo", owner="Finn")
    shop.sells(("lamp", "1", "1"), to="Ada", on="2025-03-01")
    shop.sells(("lamp", "2", "1"), to="Bo", on="2025-03-02")
    shop.sells(("lamp", "4", "1"), to="Cy", on="2025-03-03")


@pytest.fixture
def town(town_of) -> Town:
    return town_of(three_clients)


def test_a_row_that_leads_nowhere_counts_as_empty(town: Town):
    assert town.rows(BY_OWNER) == [(None, Decimal(4)), ("Finn", Decimal(2)), ("Eve", Decimal(1))]


def test_so_does_one_whose_way_ends_later(town: Town):
    assert town.rows(BY_TEAM) == [(None, Decimal(6)), ("North", Decimal(1))]


def test_a_filter_on_what_is_not_there_finds_only_those_that_are(town: Town):
    assert town.rows(replace(REVENUE, where=Compare("employee.name", "=", "Finn"))) == [(Decimal(2),)]
    assert town.rows(replace(REVENUE, where=Compare("employee.name", "!=", "Finn"))) == [(Decimal(5),)]
    assert town.rows(replace(REVENUE, where=Null("employee.name"))) == [(Decimal(4),)]
    assert town.rows(replace(REVENUE, where=Not(Null("team.name")))) == [(Decimal(1),)]


def test_records_are_listed_with_what_is_known_of_them(town: Town):
    listed = town.rows(Query(fields=("order.value", "client.name", "team.name"), order=("order.value",)))
    assert listed == [(Decimal(1), "Ada", "North"), (Decimal(2), "Bo", None), (Decimal(4), "Cy", None)]


def test_a_median_and_a_distinct_count_keep_them_too(town: Town):
    median = Query(metrics=("order.median_value",), dimensions=("team.name",), period=REVENUE.period)
    assert town.rows(median) == [(None, Decimal(3)), ("North", Decimal(1))]


def test_what_leads_to_a_hidden_row_is_hidden_as_it_is_where_every_row_must_lead_somewhere(town: Town):
    """Else the amount of a hidden owner's clients would stand there as nobody's."""
    rows = {**policy_of(town.ours, BUSINESS).rows, "employee": Compare("employee.name", "!=", "Finn")}
    reader_context = context(town.ours, policy=Policy(town.ours, rows))
    assert town.rows(BY_OWNER, reader_context) == [(None, Decimal(4)), ("Eve", Decimal(1))]
    assert town.rows(BY_TEAM, reader_context) == [(None, Decimal(4)), ("North", Decimal(1))]
    assert town.rows(Query(fields=("client.name", "employee.name"), order=("client.name",)), reader_context) == [
        ("Ada", "Eve"),
        ("Cy", None),
    ]


def test_what_a_filter_on_related_rows_means_does_not_hang_on_what_else_is_asked(town_of):
    """Ada is looked after by Eve and helped by Finn, Bo the other way round."""

    def cross(shop: Shop) -> None:
        desk = Desk(shop)
        for client, owner, helper in (("Ada", "Eve", "Finn"), ("Bo", "Finn", "Eve")):
            shop.client(client, owner=owner)
            desk.ticket(opened="2025-03-01 08:00", client=client, assignee_id=shop.employee(helper))

    town = town_of(cross)
    owned_by_eve = Exists("client.owner", Compare("employee.name", "=", "Eve"))
    asked = Query(metrics=("ticket.opened",), period=REVENUE.period, where=owned_by_eve)
    reader_context = context(town.ours, policy=policy_of(town.ours, BUSINESS, show_individuals=True))
    assert town.rows(replace(asked, dimensions=("client.name",)), reader_context) == [("Ada", 1)]
    assert town.rows(replace(asked, dimensions=("client.name", "employee.name")), reader_context) == [
        ("Ada", "Finn", 1)
    ]


def test_whoever_has_a_related_row_is_found_over_a_way_that_may_end(town: Town):
    owned = Query(fields=("employee.name",), where=Exists("client.owner", Compare("client.name", "=", "Bo")))
    assert town.rows(owned) == [("Finn",)]
