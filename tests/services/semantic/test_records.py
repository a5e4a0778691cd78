"""Records: rows as they stand, with what their relations tell about them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from services.catalogs import BUSINESS
from services.errors import BadQuery, UnknownName, Unreachable
from services.semantic.catalog import Catalog, Layer, Relation
from services.semantic.conditions import And, Compare, Exists, In, Not
from services.semantic.query import Last, Query
from tests.services.shop import Shop, day, days


def five_orders(shop: Shop) -> None:
    shop.product("lamp", category="Home")
    shop.product("bike", category="Sport")
    shop.client("Ada", segment="Private")
    shop.client("Bo", segment="Trade")
    shop.client("Cy")
    shop.sells(("lamp", "10", "4"), ("bike", "90", "50"), to="Ada", on="2025-01-31", shipped="2025-02-02")
    shop.sells(("lamp", "20", "9"), to="Bo", on="2025-02-01", region="South")
    shop.sells(("bike", "30", "20"), to="Ada", on="2025-02-28", region=None)
    shop.sells(("bike", "30", "20"), to="Bo", on="2025-02-28", region="South")
    shop.sells(to="Ada", on="2025-03-01")


ORDERS = Query(fields=("order.ordered_on", "client.name", "order.value"))


def test_records_show_the_fields_in_the_order_asked_for(town_of):
    assert town_of(five_orders).rows(ORDERS) == [
        (day("2025-01-31"), "Ada", Decimal("100")),
        (day("2025-02-01"), "Bo", Decimal("20")),
        (day("2025-02-28"), "Ada", Decimal("30")),
        (day("2025-02-28"), "Bo", Decimal("30")),
        (day("2025-03-01"), "Ada", Decimal("0")),
    ]


def test_an_order_is_one_record_however_many_lines_it_has(town_of):
    assert len(town_of(five_orders).rows(Query(fields=("order.number",), where=Compare("order.value", ">=", 0)))) == 5


def test_records_of_lines_stand_beside_what_their_order_client_and_product_show(town_of):
    lines = Query(
        fields=("order_line.amount", "product.category", "client.segment"), order=("-order_line.amount",), limit=2
    )
    assert town_of(five_orders).rows(lines) == [
        (Decimal("90"), "Sport", "Private"),
        (Decimal("30"), "Sport", "Private"),
    ]


def test_records_follow_the_order_asked_for_with_empty_ones_last(town_of):
    regions = Query(fields=("order.region", "order.value"), order=("-order.region", "order.value"))
    assert town_of(five_orders).rows(regions) == [
        ("South", Decimal("20")),
        ("South", Decimal("30")),
        ("North", Decimal("0")),
        ("North", Decimal("100")),
        (None, Decimal("30")),
    ]


def test_pages_of_records_follow_each_other_where_the_order_leaves_ties(town_of):
    town = town_of(five_orders)
    tied = replace(ORDERS, order=("-order.value",))
    pages = [town.ask(replace(tied, limit=2, offset=offset)) for offset in (0, 2, 4, 6)]
    assert [page.total for page in pages] == [5, 5, 5, 5]
    assert [len(page.frame) for page in pages] == [2, 2, 1, 0]
    rows = [tuple(row) for page in pages for row in page.frame.itertuples(index=False)]
    assert rows == town.rows(tied)


def test_records_of_a_period_are_those_of_its_days(town_of):
    town = town_of(five_orders)
    february = replace(ORDERS, period=days("2025-02-01", "2025-02-28"))
    assert [row[1] for row in town.rows(february)] == ["Bo", "Ada", "Bo"]
    shipped = replace(february, time="order.shipped_on")
    assert [row[0] for row in town.rows(shipped)] == [day("2025-01-31")]
    assert [row[0] for row in town.rows(replace(ORDERS, period=Last(1, "month", until="data")))] == [day("2025-03-01")]


def test_records_of_what_has_no_date_cannot_be_of_a_period(town_of):
    with pytest.raises(BadQuery, match="Customer has no date to pick a period by"):
        town_of(five_orders).ask(Query(fields=("client.name",), period=days("2025-01-01", "2025-12-31")))


CONDITIONS = {
    "a field of a joined entity": (Compare("client.segment", "=", "Trade"), ["2025-02-01", "2025-02-28"]),
    "that a related row exists": (
        Exists("order_line.order", Compare("product.category", "=", "Sport")),
        ["2025-01-31", "2025-02-28", "2025-02-28"],
    ),
    "that no related row exists": (Not(Exists("order_line.order", And(()))), ["2025-03-01"]),
    "that one related row meets all of it": (
        Exists(
            "order_line.order",
            And((Compare("product.category", "=", "Sport"), Compare("order_line.amount", "=", 10))),
        ),
        [],
    ),
    "that the client bought something else too": (
        And(
            (
                Compare("order.value", "=", 30),
                Exists(
                    "order.client",
                    Exists("order.client", Exists("order_line.order", Compare("product.name", "=", "lamp"))),
                ),
            )
        ),
        ["2025-02-28", "2025-02-28"],
    ),
    "a list": (In("order.ordered_on", ("2025-01-31", "2025-03-01")), ["2025-01-31", "2025-03-01"]),
}


@pytest.mark.parametrize(("where", "ordered"), CONDITIONS.values(), ids=CONDITIONS)
def test_a_record_is_kept_where_it_meets(town_of, where, ordered):
    kept = town_of(five_orders).rows(Query(fields=("order.ordered_on",), where=where))
    assert [str(row[0]) for row in kept] == ordered


def test_a_condition_may_ask_for_relations_of_relations(town_of):
    bought_a_bike = Exists("order.client", Exists("order_line.order", Compare("product.name", "=", "bike")))
    town = town_of(five_orders)
    assert [name for (name,) in town.rows(Query(fields=("client.name",), where=bought_a_bike))] == ["Ada", "Bo"]
    assert [name for (name,) in town.rows(Query(fields=("client.name",), where=Not(bought_a_bike)))] == ["Cy"]


def test_a_field_that_is_not_shown_cannot_order_the_records(town_of):
    with pytest.raises(UnknownName, match="Did you mean order.value"):
        town_of(five_orders).ask(replace(ORDERS, order=("order.valu",)))


def test_fields_that_would_repeat_each_other_are_refused(town_of):
    with pytest.raises(Unreachable):
        town_of(five_orders).ask(Query(fields=("client.name", "product.name")))


def test_a_relation_that_leads_nowhere_from_here_is_refused(town_of):
    with pytest.raises(Unreachable, match="order_line.product cannot be combined with client"):
        town_of(five_orders).ask(Query(fields=("client.name",), where=Exists("order_line.product", And(()))))


def test_a_relation_of_an_entity_with_itself_is_refused(town_of):
    recommended = Layer("own", relations=(Relation("client.recommended", "client", "client", "id"),))
    town = town_of(five_orders).read_by(Catalog("test", (*BUSINESS.layers, recommended)))
    with pytest.raises(Unreachable, match="client.recommended"):
        town.ask(Query(fields=("client.name",), where=Exists("client.recommended", And(()))))


def test_a_relation_that_is_not_there_suggests_a_near_one(town_of):
    with pytest.raises(UnknownName, match="relation called order_line.oder. Did you mean order_line.order"):
        town_of(five_orders).ask(replace(ORDERS, where=Exists("order_line.oder", And(()))))
