"""Organisations with people and rows in them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from flask import Flask

from models import Client, Dashboard, ExchangeRate, Membership, Order, OrderLine, Organization, Product, Tile, User, db
from models.identity import ROLES
from services.access import members, tenants
from services.access.members import Member
from services.dashboards.storage.boards import seed_everywhere

SOLD_ON = date(2025, 3, 14)
PRICES = {"unit_price": Decimal(40), "amount": Decimal(40), "cost": Decimal(25)}
QUESTION = {"version": 1, "metrics": ["order.revenue"]}


@dataclass(frozen=True)
class SeededOrganization:
    """An organisation, its members by role, and the numbers of its rows by kind.

    ``marker`` is in every text that only its own members may read. ``key`` is what others may know: its region, and
    the names in its addresses.
    """

    id: int
    name: str
    marker: str
    key: str
    members: dict[str, Member]
    rows: dict[str, int]

    def identifiers(self) -> list[Any]:
        """Return all values that a stranger could send to reach this organisation's rows."""
        return [self.key, self.id, *set(self.rows.values()) - {self.id}]


def build(app: Flask, name: str, marker: str, *, with_rows: bool = True) -> SeededOrganization:
    """Create an organisation with a member of every role, the built-in dashboards and, on request, rows."""
    with app.app_context():
        tenant = Organization(name=f"{name} {marker}", currency="EUR", zone="UTC")
        db.session.add(tenant)
        db.session.flush()
        numbers = {role: add_member(tenant, role, marker) for role in ROLES}
        seed_everywhere(db.session())
        by_role = {role: members.first_membership(db.session(), user_id) for role, user_id in numbers.items()}
        key = f"k{tenant.id}-of-{name.lower()}"
        tenants.bind(db.session(), tenant.id)
        rows = _rows(marker, key) if with_rows else {}
        db.session.add_all(rows.values())
        db.session.commit()
        return SeededOrganization(
            tenant.id, tenant.name, marker, key, by_role, {kind: row.id for kind, row in rows.items()}
        )


def add_member(tenant: Organization, role: str, marker: str) -> int:
    """Add a person with a role to an organisation, and return the person's number."""
    person = User(email=f"{role}@{marker.lower()}.example", name=f"{role.title()} {marker}")
    db.session.add(person)
    db.session.flush()
    db.session.add(Membership(organization_id=tenant.id, user_id=person.id, role=role))
    return person.id


def _rows(marker: str, key: str) -> dict[str, Any]:
    client = Client(key=key, kind="company", name=f"{marker} Ltd", region=key, segment=marker, country=marker)
    product = Product(key=key, code=key, name=f"{marker} lamp", category=key, subcategory=marker, list_price=40)
    order = Order(number=f"O-{marker}", client=client, channel=marker, region=key, currency="EUR", ordered_on=SOLD_ON)
    line = OrderLine(order=order, number=1, product=product, quantity=1, **PRICES)
    rate = ExchangeRate(kind="date", from_currency="USD", to_currency="EUR", valid_from=SOLD_ON, rate=Decimal("0.9"))
    board = Dashboard(slug=key, title=f"Board of {marker}")
    tile = Tile(dashboard=board, slug=key, position=1, kind="number", title=f"Tile of {marker}", query=QUESTION)
    rows = (client, product, order, line, rate, board, tile)
    return dict(zip(("client", "product", "order", "line", "rate", "dashboard", "tile"), rows, strict=True))
