"""What is sold, what was ordered, and what lies in stock."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Currency, Money, Owned, Reference, db, points_at

if TYPE_CHECKING:
    from models.customers.clients import Client


class Product(Owned, db.Model):
    """A thing that is sold; each version of its price and cost is a row of its own."""

    __tablename__ = "products"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "key"),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Number of this version of the product")
    code: Mapped[str] = mapped_column(String(64), comment="Code that stays the same over all versions")
    name: Mapped[str] = mapped_column(String(200), comment="Name on the price list")
    category: Mapped[str | None] = mapped_column(String(80), comment="Product group, the wider one")
    subcategory: Mapped[str | None] = mapped_column(String(80), comment="Product group, the narrower one")
    list_price: Mapped[Money | None] = mapped_column(comment="Price on the list, in the organisation's currency")
    standard_cost: Mapped[Money | None] = mapped_column(
        comment="Cost of a unit as planned, in the organisation's currency"
    )
    valid_from: Mapped[date | None] = mapped_column(comment="First day of this version")
    valid_to: Mapped[date | None] = mapped_column(comment="Last day of this version; empty while it holds")


class Order(Owned, db.Model):
    """What a client ordered on one day; its value is the sum of its lines."""

    __tablename__ = "orders"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "number"),
        points_at("clients", "client_id", part_of=True),
        Index(None, "organization_id", "ordered_on"),
        Index(None, "organization_id", "client_id"),
    )

    number: Mapped[str] = mapped_column(String(64), comment="Order number")
    client_id: Mapped[Reference] = mapped_column(comment="Client who ordered")
    channel: Mapped[str | None] = mapped_column(String(40), comment="Way in which it was sold")
    region: Mapped[str | None] = mapped_column(String(80), comment="Sales territory that gets the sale")
    currency: Mapped[Currency] = mapped_column(comment="ISO 4217 code of every amount on its lines")
    ordered_on: Mapped[date] = mapped_column(comment="Day of the order")
    due_on: Mapped[date | None] = mapped_column(comment="Day for which delivery was promised")
    shipped_on: Mapped[date | None] = mapped_column(comment="Day it left the house; empty while open")
    cancelled_on: Mapped[date | None] = mapped_column(comment="Day it was called off; empty if it was not")

    client: Mapped["Client"] = relationship(back_populates="orders", foreign_keys=[client_id])
    lines: Mapped[list["OrderLine"]] = relationship(back_populates="order", foreign_keys="OrderLine.order_id")


class OrderLine(Owned, db.Model):
    """One product on an order, with what it brought in and what it cost."""

    __tablename__ = "order_lines"
    __table_args__ = (
        UniqueConstraint("organization_id", "order_id", "number"),
        points_at("orders", "order_id", part_of=True),
        points_at("products", "product_id", part_of=True),
        Index(None, "organization_id", "product_id"),
    )

    order_id: Mapped[Reference] = mapped_column(comment="Order it stands on")
    number: Mapped[int] = mapped_column(Integer, comment="Position on the order")
    product_id: Mapped[Reference] = mapped_column(comment="Product version that was sold")
    quantity: Mapped[int] = mapped_column(comment="Units")
    unit_price: Mapped[Money] = mapped_column(comment="Price of a unit before discount, in the order's currency")
    amount: Mapped[Money] = mapped_column(comment="Line total after discount, before tax and freight")
    cost: Mapped[Money] = mapped_column(comment="Cost of the goods on the line, in the order's currency")

    order: Mapped[Order] = relationship(back_populates="lines", foreign_keys=[order_id])
    product: Mapped[Product] = relationship(foreign_keys=[product_id])


class InventoryLevel(Owned, db.Model):
    """How much of a product lay in stock at the end of a day."""

    __tablename__ = "inventory_levels"
    __table_args__ = (
        UniqueConstraint("organization_id", "product_id", "counted_on"),
        points_at("products", "product_id", part_of=True),
        Index(None, "organization_id", "counted_on"),
    )

    product_id: Mapped[Reference] = mapped_column(comment="Product that was counted")
    counted_on: Mapped[date] = mapped_column(comment="Day at whose end it was counted")
    quantity: Mapped[int] = mapped_column(comment="Units in stock")
    value: Mapped[Money | None] = mapped_column(comment="What the stock cost")
    currency: Mapped[Currency] = mapped_column(comment="ISO 4217 code of the value")
