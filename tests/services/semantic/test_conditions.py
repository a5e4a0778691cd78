"""Conditions as a reader would write them."""

import pytest

from services.semantic.conditions import And, Between, Compare, Exists, In, Not, Null, Or, format_condition

NORTH, BIKES = Compare("order.region", "=", "North"), In("product.category", ("Bikes", "Lamps"))


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (NORTH, "order.region = North"),
        (BIKES, "product.category is one of Bikes, Lamps"),
        (Null("order.shipped_on"), "order.shipped_on is empty"),
        (Between("order.value", 1, 2), "order.value is from 1 to 2"),
        (And((NORTH, BIKES)), "order.region = North and product.category is one of Bikes, Lamps"),
        (
            And((Or((NORTH, BIKES)), NORTH)),
            "(order.region = North or product.category is one of Bikes, Lamps) and order.region = North",
        ),
        (Not(NORTH), "not (order.region = North)"),
        (Exists("order.client", NORTH), "order.client has a row where order.region = North"),
    ],
)
def test_a_condition_is_written_so_that_it_means_one_thing(condition, words):
    assert format_condition(condition) == words
