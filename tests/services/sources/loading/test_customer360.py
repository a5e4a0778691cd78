"""The real tables: the loaded rows equal those of the files, which are counted here without the loader."""

import csv
from collections import Counter
from decimal import Decimal

import pytest
import sqlalchemy as sa

from models import db
from services.sources.loading import NewOrganization, load, read_map
from tests.services.sources.loading.conftest import EVENING, MORNING
from tests.services.sources.loading.test_maps import ROOT


class Files:
    """Return a function that reads a CSV file without the loader."""

    def __init__(self, folder):
        self.folder = folder

    def __call__(self, name):
        with (self.folder / name).open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))


@pytest.fixture
def folder(shared):
    return shared / "data/business/customer360"


@pytest.fixture
def run(record, folder):
    """Return a function that loads everything and returns the result."""

    def run(organization, at):
        load_map = read_map(ROOT / "maps/customer360.yaml")
        refusals = []
        loaded = load(
            folder, load_map, record, organization, at=at, refuse=refusals.append, report=lambda progress: None
        )
        assert refusals == []
        return loaded

    return run


def test_the_real_load_equals_the_files_and_a_second_one_changes_nothing(run, record, folder):
    read = Files(folder)
    first = run(NewOrganization("AdventureWorks"), MORNING)
    with record.connect() as connection:
        assert count_rows(connection) == counted_by_hand(read)
        assert sums_by_year_and_channel(connection) == sums_by_hand(read)
        assert orders_by_region(connection) == orders_by_region_by_hand(read)
        assert first_purchases(connection) == first_purchases_by_hand(read)
        assert clients_by_segment(connection) == Counter(row["business_type"] for row in read("resellers.csv"))
        assert sizes_of_companies(connection) == sizes_by_hand(read)
        assert costs_of_products(connection) == costs_by_hand(read)
    again = run(1, EVENING)
    assert again.nothing_changed and (first.version, again.version) == (1, 1)
    with record.connect() as connection:
        assert count_rows(connection) == counted_by_hand(read)
        assert connection.execute(sa.text("SELECT count(DISTINCT updated_at) FROM order_lines")).scalar() == 1


def count_rows(connection):
    tables = ("clients", "products", "orders", "order_lines")
    return {name: connection.execute(sa.text(f"SELECT count(*) FROM {name}")).scalar() for name in tables}


def counted_by_hand(read):
    lines = read("order_lines.csv") + read("reseller_order_lines.csv")
    return {
        "clients": len(read("customers.csv")) + len(read("resellers.csv")),
        "products": len(read("products.csv")),
        "orders": len({line["order_number"] for line in lines}),
        "order_lines": len(lines),
    }


MEASURES = ("quantity", "amount", "cost", "unit_price")


def sums_by_year_and_channel(connection):
    orders, lines = db.metadata.tables["orders"], db.metadata.tables["order_lines"]
    year = sa.extract("year", orders.c.ordered_on)
    summed = sa.select(year, orders.c.channel, *(sa.func.sum(lines.c[name]) for name in MEASURES))
    summed = summed.select_from(lines.join(orders, orders.c.id == lines.c.order_id)).group_by(year, orders.c.channel)
    return {(int(row[0]), row[1]): tuple(row[2:]) for row in connection.execute(summed)}


def sums_by_hand(read):
    sums = {}
    for channel, file in (("Internet", "order_lines.csv"), ("Reseller", "reseller_order_lines.csv")):
        for line in read(file):
            values = (line["quantity"], line["sales_amount"], line["product_cost"], line["unit_price"])
            key = (int(line["order_date"][:4]), channel)
            sums[key] = tuple(map(sum, zip(sums.get(key, (0, 0, 0, 0)), map(Decimal, values), strict=True)))
    return sums


def orders_by_region(connection):
    return Counter(dict(connection.execute(sa.text("SELECT region, count(*) FROM orders GROUP BY region")).all()))


def orders_by_region_by_hand(read):
    regions = {row["territory_id"]: row["region"] for row in read("sales_territories.csv")}
    lines = read("order_lines.csv") + read("reseller_order_lines.csv")
    return Counter({line["order_number"]: regions[line["territory_id"]] for line in lines}.values())


def first_purchases(connection):
    clients, orders = db.metadata.tables["clients"], db.metadata.tables["orders"]
    first = sa.select(clients.c.key, clients.c.acquired_on, sa.func.min(orders.c.ordered_on))
    first = first.join_from(clients, orders, clients.c.id == orders.c.client_id).where(clients.c.kind == "person")
    rows = connection.execute(first.group_by(clients.c.key, clients.c.acquired_on)).all()
    assert all(acquired_on == ordered_on for _, acquired_on, ordered_on in rows)
    return {key: str(acquired_on) for key, acquired_on, _ in rows}


def first_purchases_by_hand(read):
    return {row["account_number"]: row["first_purchase_date"] for row in read("customers.csv")}


def clients_by_segment(connection):
    counts = "SELECT segment, count(*) FROM clients WHERE kind = 'company' GROUP BY segment"
    return Counter(dict(connection.execute(sa.text(counts)).all()))


def sizes_of_companies(connection):
    clients = db.metadata.tables["clients"]
    found = sa.select(clients.c.key, clients.c.headcount, clients.c.annual_revenue)
    return {row[0]: tuple(row[1:]) for row in connection.execute(found.where(clients.c.headcount.is_not(None)))}


def sizes_by_hand(read):
    sizes = ((row["account_number"], row["employees"], row["annual_sales"]) for row in read("resellers.csv"))
    return {key: (int(people), Decimal(sales)) for key, people, sales in sizes}


def costs_of_products(connection):
    products = db.metadata.tables["products"]
    asked = (
        products.c.key,
        products.c.list_price,
        products.c.standard_cost,
        products.c.valid_from,
        products.c.valid_to,
    )
    return {row[0]: tuple(row[1:]) for row in connection.execute(sa.select(*asked))}


def costs_by_hand(read):
    def money(text):
        return Decimal(text) if text else None

    rows = read("products.csv")
    return {row["product_id"]: (money(row["list_price"]), money(row["standard_cost"]), None, None) for row in rows}


def test_the_dates_of_a_product_version_contradict_themselves_and_its_orders(folder):
    """The map omits them. If a later export is correct, this test fails, and they can be loaded."""
    read = Files(folder)
    versions = {row["product_id"]: row for row in read("products.csv")}
    ended = [row for row in versions.values() if row["valid_to"]]
    assert ended and all(row["valid_to"] < row["valid_from"] for row in ended)
    sold = {}
    for line in read("order_lines.csv") + read("reseller_order_lines.csv"):
        sold[line["product_id"]] = min(line["order_date"], sold.get(line["product_id"], line["order_date"]))
    assert all(first < versions[product]["valid_from"] for product, first in sold.items())


def test_the_cost_of_a_line_is_that_of_all_its_units(folder):
    read = Files(folder)
    pieces = {}
    for line in read("order_lines.csv") + read("reseller_order_lines.csv"):
        cost = Decimal(line["product_cost"]) / int(line["quantity"])
        pieces.setdefault(line["product_id"], set()).add(cost)
    assert all(len(costs) == 1 for costs in pieces.values())
