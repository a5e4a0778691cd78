"""The demo company into the tables, by bulk inserts."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from models import Client, ExchangeRate, Membership, Order, OrderLine, Organization, Product, User
from services.demo import company
from services.demo.company import Company, invent
from services.errors import DemoIsThere
from services.sources import versions

Row = dict[str, Any]


def is_there(connection: sa.Connection) -> bool:
    """Whether the demo organisation exists."""
    return _organization(connection) is not None


def fill(connection: sa.Connection, *, today: date, seed: int) -> int:
    """Write the demo company in the caller's transaction and return its organisation's number.

    The same day and seed write the same rows. Raises DemoIsThere if the organisation has rows already.
    """
    at = datetime.combine(today, time.min, UTC)
    organization_id = _organization(connection) or _make_organization(connection, at)
    if _numbers(connection, Client, "key", organization_id):
        raise DemoIsThere(company.NAME)
    _seat_owner(connection, organization_id, at)
    _write(connection, invent(today, seed), {"organization_id": organization_id, "created_at": at, "updated_at": at})
    versions.advance(connection, organization_id, at)
    return organization_id


def _organization(connection: sa.Connection) -> int | None:
    return connection.execute(sa.select(Organization.id).where(Organization.name == company.NAME)).scalar()


def _make_organization(connection: sa.Connection, at: datetime) -> int:
    values = {"name": company.NAME, "currency": company.CURRENCY, "zone": company.ZONE}
    return _insert_one(connection, Organization, values, at)


def _seat_owner(connection: sa.Connection, organization_id: int, at: datetime) -> None:
    user_id = connection.execute(sa.select(User.id).where(User.email == company.OWNER_EMAIL)).scalar()
    if user_id is None:
        owner = {"email": company.OWNER_EMAIL, "name": company.OWNER_NAME, "password_hash": None}
        user_id = _insert_one(connection, User, owner, at)
    seat = {"organization_id": organization_id, "user_id": user_id}
    if not connection.execute(sa.select(Membership.id).filter_by(**seat)).scalar():
        _insert_one(connection, Membership, seat | {"role": "owner"}, at)


def _insert_one(connection: sa.Connection, model: Any, values: Row, at: datetime) -> int:
    insert = sa.insert(model.__table__).values(**values, created_at=at, updated_at=at)
    return connection.execute(insert.returning(model.__table__.c.id)).scalar_one()


def _write(connection: sa.Connection, invented: Company, mine: Row) -> None:
    organization_id = mine["organization_id"]
    _insert(connection, ExchangeRate, mine, _rate_rows(invented))
    _insert(connection, Product, mine, _product_rows(invented))
    _insert(connection, Client, mine, _client_rows(invented))
    clients = _numbers(connection, Client, "key", organization_id)
    _insert(connection, Order, mine, _order_rows(invented, clients))
    orders = _numbers(connection, Order, "number", organization_id)
    products = _numbers(connection, Product, "key", organization_id)
    _insert(connection, OrderLine, mine, _line_rows(invented, orders, products))


def _insert(connection: sa.Connection, model: Any, mine: Row, rows: Iterable[Row]) -> None:
    connection.execute(sa.insert(model.__table__), [mine | row for row in rows])


def _numbers(connection: sa.Connection, model: Any, key: str, organization_id: int) -> dict[str, int]:
    table = model.__table__
    found = sa.select(table.c[key], table.c.id).where(table.c.organization_id == organization_id)
    return {key: number for key, number in connection.execute(found)}


def _rate_rows(invented: Company) -> Iterable[Row]:
    for day, rate in invented.rates.items():
        inverse = (1 / rate).quantize(Decimal("1e-12"))
        yield {"kind": "date", "from_currency": "USD", "to_currency": "EUR", "valid_from": day, "rate": rate}
        yield {"kind": "date", "from_currency": "EUR", "to_currency": "USD", "valid_from": day, "rate": inverse}


def _product_rows(invented: Company) -> Iterable[Row]:
    for product in invented.products:
        yield {
            "key": product.key,
            "code": product.key,
            "name": product.name,
            "category": product.category,
            "subcategory": product.subcategory,
            "list_price": product.price,
        }


def _client_rows(invented: Company) -> Iterable[Row]:
    first_order = {order.client.key: order.ordered_on for order in reversed(invented.orders)}
    for client in invented.clients:
        yield {
            "key": client.key,
            "kind": client.segment.kind,
            "name": client.name,
            "email": client.email,
            "segment": client.segment.name,
            "region": client.region,
            "country": client.country,
            "acquired_on": first_order.get(client.key),
        }


def _order_rows(invented: Company, clients: dict[str, int]) -> Iterable[Row]:
    for order in invented.orders:
        yield {
            "number": order.number,
            "client_id": clients[order.client.key],
            "channel": order.channel,
            "region": order.client.region,
            "currency": order.currency,
            "ordered_on": order.ordered_on,
            "due_on": order.due_on,
            "shipped_on": order.shipped_on,
            "cancelled_on": order.cancelled_on,
        }


def _line_rows(invented: Company, orders: dict[str, int], products: dict[str, int]) -> Iterable[Row]:
    for order in invented.orders:
        for number, line in enumerate(order.lines, start=1):
            yield {
                "order_id": orders[order.number],
                "number": number,
                "product_id": products[line.product],
                "quantity": line.quantity,
                "unit_price": line.unit_price,
                "amount": line.amount,
                "cost": line.cost,
            }
