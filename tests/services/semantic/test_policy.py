"""Who may see which rows: nobody sees what they may not, by whatever road they ask."""

from dataclasses import replace
from decimal import Decimal

import pytest

from services.access.context import policy_of
from services.catalogs import BUSINESS
from services.errors import BadQuery, NoExchangeRate, NotNarrowed, Unreachable
from services.semantic.catalog import Catalog, Entity, Layer, Relation, column_field
from services.semantic.conditions import And, Attribute, Compare, Exists, In, Not, Or
from services.semantic.context import Policy
from services.semantic.query import Everything, Last, Query
from tests.services.shop import Shop, Town, context, day, days

YEAR = days("2025-01-01", "2025-12-31")
REVENUE = Query(metrics=("order.revenue",), period=YEAR)


def three_orders(shop: Shop) -> None:
    shop.product("lamp", category="Home")
    shop.product("bike", category="Sport")
    shop.client("Ada", region="North", segment="Private")
    shop.client("Bo", region="South", segment="Trade")
    shop.sells(("lamp", "1", "1"), to="Ada", on="2025-03-01", region="North")
    shop.sells(("lamp", "2", "1"), ("bike", "4", "1"), to="Bo", on="2025-03-02", region="South")
    shop.sells(("bike", "8", "1"), to="Bo", on="2025-03-03", region="North")


def nothing(shop: Shop) -> None:
    """A shop without rows."""


def with_rule(town: Town, attributes: dict | None = None, **rules):
    """Return an asker for whom some entities are ruled, and of all others every row is readable."""
    rows = {**policy_of(town.ours, BUSINESS).rows, **rules}
    return context(town.ours, policy=Policy(town.ours, rows), attributes=attributes or {})


ROADS = {
    "total": (REVENUE, [(Decimal("15"),)]),
    "dimension": (
        replace(REVENUE, dimensions=("client.name",)),
        [("Bo", Decimal("14")), ("Ada", Decimal("1"))],
    ),
    "filter": (replace(REVENUE, where=Compare("client.name", "=", "Ada")), [(Decimal("1"),)]),
    "records": (
        Query(fields=("client.name", "order.value"), order=("order.value",)),
        [("Ada", 1), ("Bo", 6), ("Bo", 8)],
    ),
    "clients that ordered for more than anyone": (
        Query(
            fields=("client.name",),
            where=Exists("order.client", Exists("order_line.order", Compare("order_line.amount", ">", 100))),
        ),
        [],
    ),
    "first and last day": (
        Query(metrics=("order.revenue",), period=Everything(), grain="month"),
        [(day("2025-03-01"), Decimal("15"))],
    ),
    "last months that have data": (
        Query(metrics=("order.open",), period=Last(1, "month", until="data"), grain="month"),
        [(day("2025-03-01"), 3)],
    ),
    "median": (Query(metrics=("order.median_value",), period=YEAR), [(Decimal("6"),)]),
    "distinct": (Query(metrics=("client.active",), period=days("2025-03-01", "2025-03-31")), [(2,)]),
}


@pytest.mark.parametrize(("query", "rows"), ROADS.values(), ids=ROADS)
def test_no_row_of_the_neighbour_is_seen_by(town_of, query, rows):
    assert town_of(three_orders).rows(query) == rows


def test_an_organisation_without_rows_sees_nothing_of_its_neighbour(town_of):
    town = town_of(nothing)
    assert town.rows(REVENUE) == [(None,)]
    assert town.rows(replace(REVENUE, dimensions=("client.name",))) == []
    assert town.rows(Query(fields=("client.name",))) == []


def test_the_neighbour_sees_its_own_and_none_of_ours(town_of):
    town = town_of(three_orders)
    assert town.rows(REVENUE, context(town.theirs)) == [(Decimal("6000000"),)]
    assert town.rows(Query(fields=("client.name",)), context(town.theirs)) == [("Ada",)]


def test_a_rate_of_the_neighbour_converts_nothing_of_ours(town_of):
    def in_dollars(shop: Shop) -> None:
        shop.sells(("lamp", "1", "1"), on="2025-03-01", currency="USD")

    with pytest.raises(NoExchangeRate, match="USD"):
        town_of(in_dollars, lambda neighbour: neighbour.rate("USD", "EUR", "9", on="2025-01-01")).ask(REVENUE)


def test_a_filter_over_a_key_that_both_shops_use_reaches_no_row_of_the_neighbour(town_of):
    # Orders name who recommended them by the client's number, which is unique only within one shop.
    referrer = Entity(
        "referrer",
        "Referrer",
        "clients",
        "The client who recommended the shop.",
        key="key",
        fields=(
            column_field("key", "Referrer", "text", "Number of the client.", dimension=True),
            column_field("segment", "Segment", "text", "Group of the client.", dimension=True),
        ),
    )
    recommended = Relation("order.referrer", "order", "referrer", "channel", "key")
    catalog = Catalog("test", (*BUSINESS.layers, Layer("own", entities=(referrer,), relations=(recommended,))))
    town = town_of(
        lambda shop: [
            shop.client("Eve", segment="Private"),
            shop.sells(("lamp", "5", "1"), to="Bo", on="2025-03-01", channel="Eve"),
        ],
        lambda neighbour: neighbour.client("Eve", segment="Secret"),
    ).read_by(catalog)
    reader_context = context(town.ours, policy=policy_of(town.ours, catalog))
    assert town.rows(replace(REVENUE, dimensions=("referrer.segment",)), reader_context) == [("Private", Decimal("5"))]
    assert town.rows(replace(REVENUE, where=Compare("referrer.segment", "=", "Secret")), reader_context) == [(0,)]
    secret = Exists("order.referrer", Compare("referrer.segment", "=", "Secret"))
    assert town.rows(Query(fields=("order.number",), where=secret), reader_context) == []
    assert town.rows(Query(fields=("referrer.key",), where=secret), reader_context) == []


NORTH = Compare("order.region", "=", "North")
PRIVATE = Compare("client.segment", "=", "Private")

RULED_ROADS = {
    "total": (REVENUE, [(Decimal("9"),)]),
    "dimension": (replace(REVENUE, dimensions=("order.region",)), [("North", Decimal("9"))]),
    "filter for what is forbidden": (replace(REVENUE, where=Compare("order.region", "=", "South")), [(0,)]),
    "either what is forbidden or what is not": (replace(REVENUE, where=Or((Not(NORTH), NORTH))), [(Decimal("9"),)]),
    "records": (Query(fields=("order.region", "order.value")), [("North", 1), ("North", 8)]),
    "lines of forbidden orders": (Query(fields=("order_line.amount",)), [(1,), (8,)]),
    "clients of forbidden orders": (
        Query(fields=("client.name",), where=Exists("order.client", Not(NORTH))),
        [],
    ),
    "other orders of the same client": (
        Query(fields=("order.value",), where=Exists("order.client", Exists("order.client", Not(NORTH)))),
        [],
    ),
    "first and last day": (
        Query(metrics=("order.revenue",), grain="day"),
        [(day("2025-03-01"), 1), (day("2025-03-02"), 0), (day("2025-03-03"), 8)],
    ),
    "open orders": (Query(metrics=("order.open",), period=YEAR), [(2,)]),
}


@pytest.mark.parametrize(("query", "rows"), RULED_ROADS.values(), ids=RULED_ROADS)
def test_a_rule_on_orders_holds_by(town_of, query, rows):
    town = town_of(three_orders)
    assert town.rows(query, with_rule(town, order=NORTH)) == rows
    of_a_manager = In("order.region", Attribute("regions"))
    assert town.rows(query, with_rule(town, {"regions": ("North",)}, order=of_a_manager)) == rows


def test_a_rule_on_lines_holds_inside_the_value_of_an_order(town_of):
    town = town_of(three_orders)
    small = with_rule(town, order_line=Compare("order_line.amount", "<", 4))
    values = Query(fields=("order.value",), order=("order.value",))
    assert town.rows(values, small) == [(0,), (1,), (2,)]
    assert town.rows(replace(values, where=Compare("order.value", ">", 2)), small) == []


def test_a_rule_may_rest_on_related_rows(town_of):
    town = town_of(three_orders)
    of_private_clients = with_rule(town, order=Exists("order.client", PRIVATE))
    assert town.rows(REVENUE, of_private_clients) == [(Decimal("1"),)]
    with_bikes = with_rule(town, order_line=Exists("order_line.product", Compare("product.category", "=", "Sport")))
    assert town.rows(REVENUE, with_bikes) == [(Decimal("12"),)]


def test_the_rows_that_a_rule_rests_on_are_narrowed_themselves(town_of):
    town = town_of(three_orders)
    # Clients who ordered in the South, where only orders of the North may be read.
    nobody = with_rule(town, client=Exists("order.client", Compare("order.region", "=", "South")), order=NORTH)
    assert town.rows(Query(fields=("client.name",)), nobody) == []


def test_two_rules_that_rest_on_each_other_both_hold(town_of):
    town = town_of(three_orders)
    reader_context = with_rule(
        town,
        order=Exists("order.client", Compare("client.segment", "=", "Trade")),
        client=Exists("order.client", NORTH),
    )
    # Bo is of the trade and ordered in the North, so both of Bo's orders are seen; Ada's is not.
    assert town.rows(Query(fields=("order.value",)), reader_context) == [(6,), (8,)]
    assert town.rows(REVENUE, reader_context) == [(Decimal("14"),)]
    # A client is seen where one of their orders is, and that one is of the North.
    assert town.rows(Query(fields=("client.name",)), reader_context) == [("Bo",)]


def test_a_rule_that_no_row_meets_shows_none(town_of):
    town = town_of(three_orders)
    for never in (Or(()), In("order.region", ()), Not(And(()))):
        # Not 0: of what they may read nothing is on record.
        assert town.rows(REVENUE, with_rule(town, order=never)) == [(None,)]


@pytest.mark.parametrize("entity", ["order", "order_line", "client", "product", "exchange_rate"])
def test_what_no_rule_names_cannot_be_read(town_of, entity):
    town = town_of(three_orders)
    rows = {name: rule for name, rule in policy_of(town.ours, BUSINESS).rows.items() if name != entity}
    whole = replace(REVENUE, dimensions=("client.name", "product.name"))
    with pytest.raises(NotNarrowed, match="no rule defines which rows you may see"):
        town.ask(whole, context(town.ours, policy=Policy(town.ours, rows)))


def test_what_no_rule_names_cannot_be_asked_after_either(town_of):
    town = town_of(three_orders)
    rows = {name: rule for name, rule in policy_of(town.ours, BUSINESS).rows.items() if name != "client"}
    reader_context = context(town.ours, policy=Policy(town.ours, rows))
    assert town.rows(REVENUE, reader_context) == [(Decimal("15"),)]
    with pytest.raises(NotNarrowed, match="customer"):
        town.ask(replace(REVENUE, where=Exists("order.client", PRIVATE)), reader_context)
    with pytest.raises(NotNarrowed, match="customer"):
        town.ask(replace(REVENUE, where=PRIVATE), reader_context)


ATTRIBUTES = {
    "compared": Compare("order.region", "=", Attribute("regions")),
    "in": In("order.region", Attribute("regions")),
    "inside not": Not(In("order.region", Attribute("regions"))),
    "inside exists": Exists("order.client", Compare("client.region", "=", Attribute("regions"))),
}


@pytest.mark.parametrize("where", ATTRIBUTES.values(), ids=ATTRIBUTES)
def test_a_users_filter_cannot_name_an_attribute(town_of, where):
    town = town_of(three_orders)
    with pytest.raises(BadQuery, match="an attribute, which only row rules may do"):
        town.ask(replace(REVENUE, where=where), with_rule(town, {"regions": ("North",)}))


def test_a_rule_rests_on_the_entitys_own_fields_or_says_so(town_of):
    town = town_of(three_orders)
    with pytest.raises(Unreachable):
        town.ask(REVENUE, with_rule(town, order=PRIVATE))
    with pytest.raises(BadQuery, match="computed from other rows"):
        town.ask(REVENUE, with_rule(town, order=Compare("order.value", ">", 1)))
