"""The demo company: the same every time, and without contradictions."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa

from models import db
from services import demo
from services.demo.company import CLIENTS, ORDERS, invent
from services.errors import DemoIsThere
from services.sources import versions

TODAY = date(2025, 11, 21)

TABLES = {name: db.metadata.tables[name] for name in ("clients", "products", "orders", "order_lines", "exchange_rates")}


@pytest.fixture(scope="module")
def company():
    return invent(TODAY, seed=20)


def test_the_same_seed_and_day_invent_the_same_company(company):
    assert invent(TODAY, seed=20) == company
    assert invent(TODAY, seed=21) != company


def test_it_has_the_size_of_a_small_company(company):
    assert (len(company.clients), len(company.products), len(company.orders)) == (CLIENTS, 60, ORDERS)
    assert Counter(product.category for product in company.products) == dict.fromkeys(
        ("Lamps", "Desks", "Seating", "Storage", "Accessories"), 12
    )
    assert {len(order.lines) for order in company.orders} == {1, 2, 3, 4, 5}


def test_keys_and_names_are_unique(company):
    for keys in (
        [client.key for client in company.clients],
        [client.name for client in company.clients],
        [client.email for client in company.clients],
        [product.key for product in company.products],
        [product.name for product in company.products],
        [order.number for order in company.orders],
    ):
        assert len(set(keys)) == len(keys)


def test_nothing_happens_after_today_and_nothing_before_the_order(company):
    for order in company.orders:
        for day in (order.shipped_on, order.cancelled_on):
            assert day is None or order.ordered_on <= day <= TODAY
        assert order.shipped_on is None or order.cancelled_on is None
        assert order.client.joins <= order.ordered_on <= order.client.leaves


def test_the_last_orders_are_open_and_old_ones_are_not(company):
    still_open = [order for order in company.orders if order.shipped_on is None and order.cancelled_on is None]
    assert 20 < len(still_open) < 200
    assert min(order.ordered_on for order in still_open) > TODAY - timedelta(30)
    assert 100 < sum(order.cancelled_on is not None for order in company.orders) < 400


def test_sales_grow_and_follow_the_year_and_the_week(company):
    by_year, by_month, by_weekday = Counter(), Counter(), Counter()
    for order in company.orders:
        by_year[(TODAY - order.ordered_on).days // 365] += 1
        by_month[order.ordered_on.month] += 1
        by_weekday[order.ordered_on.weekday()] += 1
    assert by_year[0] > by_year[1] > by_year[2]
    assert by_month[11] > 1.4 * by_month[8]
    assert by_weekday[1] > 3 * by_weekday[6]


def test_a_few_clients_are_large_and_the_tail_is_long(company):
    value = defaultdict(Decimal)
    for order in company.orders:
        value[order.client.key] += sum(line.amount for line in order.lines)
    largest = sorted(value.values(), reverse=True)
    assert sum(largest[:60]) > sum(largest) / 2
    assert largest[0] < sum(largest) / 8


def test_every_line_earns_something_and_adds_up(company):
    for order in company.orders:
        kept = 1 - Decimal(order.client.segment.discount)
        for line in order.lines:
            assert abs(line.amount - line.quantity * line.unit_price * kept) <= Decimal("0.005")
            assert 0 < line.cost < line.amount


def test_every_order_has_an_exchange_rate_on_its_day(company):
    assert {order.currency for order in company.orders} == {"EUR", "USD"}
    assert min(company.rates) <= min(order.ordered_on for order in company.orders)


@pytest.fixture
def filled(record):
    with record.begin() as connection:
        organization_id = demo.fill(connection, today=TODAY, seed=20)
    return organization_id


def test_what_is_invented_is_what_is_written(filled, record, company):
    invented = [line for order in company.orders for line in order.lines]
    clients, orders, lines, rates = (TABLES[name].c for name in ("clients", "orders", "order_lines", "exchange_rates"))
    first = sa.select(clients.acquired_on, sa.func.min(orders.ordered_on)).group_by(clients.id, clients.acquired_on)
    first = first.join_from(TABLES["clients"], TABLES["orders"], clients.id == orders.client_id, isouter=True)
    with record.connect() as connection:
        assert {name: rows_of(connection, table, filled) for name, table in TABLES.items()} == {
            "clients": len(company.clients),
            "products": len(company.products),
            "orders": len(company.orders),
            "order_lines": len(invented),
            "exchange_rates": 2 * len(company.rates),
        }
        sums = connection.execute(sa.select(sa.func.sum(lines.amount), sa.func.sum(lines.cost))).one()
        assert sums == (sum(line.amount for line in invented), sum(line.cost for line in invented))
        assert all(acquired_on == ordered_on for acquired_on, ordered_on in connection.execute(first))
        directions = connection.execute(sa.select(rates.kind, rates.from_currency, rates.to_currency).distinct())
        assert set(directions) == {("date", "EUR", "USD"), ("date", "USD", "EUR")}
        assert versions.current(connection, filled) == 1


def rows_of(connection, table, organization_id):
    mine = sa.select(sa.func.count()).select_from(table).where(table.c.organization_id == organization_id)
    return connection.execute(mine).scalar()


def test_the_owner_has_a_seat_and_no_password(filled, record):
    seats = (
        "SELECT users.name, users.email, users.password_hash, memberships.role FROM memberships"
        " JOIN users ON users.id = memberships.user_id WHERE memberships.organization_id = :organization_id"
    )
    with record.connect() as connection:
        rows = connection.execute(sa.text(seats), {"organization_id": filled}).all()
    assert rows == [(demo.OWNER_NAME, demo.OWNER_EMAIL, None, "owner")]


def test_a_second_filling_is_refused_and_writes_nothing(filled, record):
    with record.connect() as connection:
        assert demo.is_there(connection)
        with pytest.raises(DemoIsThere):
            demo.fill(connection, today=TODAY, seed=21)
        assert versions.current(connection, filled) == 1
