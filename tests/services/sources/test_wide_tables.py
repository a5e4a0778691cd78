"""Wide tables: what a copy joins and converts in advance, and what it leaves to questions."""

from dataclasses import replace

import pytest

from services.catalogs import BUSINESS
from services.semantic.catalog import Catalog, Layer
from services.semantic.table_layout import TableLayout
from services.sources.copy import Copies
from services.sources.opening import Limits
from tests.services.shop import Shop
from tests.services.sources.town_copies import TownCopies

AMOUNT = "order_line.amount@date@order.ordered_on"


def layout_of(tenant: TownCopies, catalog: Catalog = BUSINESS, wide_from: int = 1) -> TableLayout:
    copies = Copies(tenant.record, tenant.folder, catalog, Limits(wide_from=wide_from))
    return copies.open(tenant.number).layout


def test_a_table_is_wide_from_so_many_rows_on(tenant: TownCopies):
    tenant.sells("10")
    tenant.sells("10")
    assert "order_line" in layout_of(tenant, wide_from=2).wide
    tenant.sells("10")
    assert "order_line" not in layout_of(tenant, wide_from=20).wide


def test_amounts_are_converted_into_the_reporting_currency(tenant: TownCopies):
    tenant.write(lambda shop: shop.rate("USD", "EUR", "0.5", on="2024-01-01"))
    tenant.sells("10", currency="USD")
    wide = layout_of(tenant).wide["order_line"]
    assert (wide.currency, AMOUNT in wide.converted) == ("EUR", True)


def test_amounts_are_left_to_questions_where_one_lacks_a_rate(tenant: TownCopies):
    tenant.write(lambda shop: shop.rate("USD", "EUR", "0.5", on="2024-01-01"))
    tenant.sells("10", currency="USD")
    tenant.sells("10", currency="JPY")
    assert AMOUNT not in layout_of(tenant).wide["order_line"].converted


def test_a_copy_after_another_is_laid_out_by_its_own_rows(tenant: TownCopies):
    tenant.sells("10", currency="JPY")
    assert AMOUNT not in layout_of(tenant).wide["order_line"].converted
    tenant.write(lambda shop: shop.rate("JPY", "EUR", "0.5", on="2024-01-01"))
    assert AMOUNT in layout_of(tenant).wide["order_line"].converted


@pytest.fixture
def doubling() -> Catalog:
    """A catalog that takes customers of one region for the region itself, so that a join finds several rows for one."""
    relations = tuple(
        replace(each, many_column="region", one_column="region", column_type="text")
        if each.name == "order.client"
        else each
        for layer in BUSINESS.layers
        for each in layer.relations
    )
    return Catalog("business", (*BUSINESS.layers, Layer("doubling", relations=relations)))


def test_a_table_whose_joins_would_count_a_row_twice_is_not_wide(tenant: TownCopies, doubling: Catalog):
    def two_customers_of_a_region(shop: Shop) -> None:
        shop.client("Ada", region="North")
        shop.client("Bo", region="North")
        shop.sells(("lamp", "1", "1"), to="Ada", on="2025-03-01", region="North")

    tenant.write(two_customers_of_a_region)
    assert "order_line" in layout_of(tenant).wide
    assert "order_line" not in layout_of(tenant, doubling).wide
