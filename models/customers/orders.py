"""Products, orders, and stock levels."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Currency, Money, Owned, Reference, db, points_at

if TYPE_CHECKING:
    from models.customers.clients import Client


class Product(Owned, db.Model):
    """A product. Each version of its price and cost is a separate row."""

    __tablename__ = "products"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "key"),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Number of this version of the product")
    code: Mapped[str] = mapped_column(String(64), comment="Product code, which is the same for all versions")
    name: Mapped[str] = mapped_column(String(200), comment="Product name")
    category: Mapped[str | None] = mapped_column(String(80), comment="Product category")
    subcategory: Mapped[str | None] = mapped_column(String(80), comment="Product subcategory")
    list_price: Mapped[Money | None] = mapped_column(comment="List price, in the organisation's currency")
    standard_cost: Mapped[Money | None] = mapped_column(
        comment="Standard cost of a unit, in the organisation's currency"
    )
    valid_from: Mapped[date | None] = mapped_column(comment="First day on which this version is valid")
    valid_to: Mapped[date | None] = mapped_column(
        comment="Last day on which this version is valid; empty for the current version"
    )


class Order(Owned, db.Model):
    """A customer order. Its value is the sum of its lines."""

    __tablename__ = "orders"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "number"),
        points_at("clients", "client_id", part_of=True),
        Index(None, "organization_id", "ordered_on"),
        Index(None, "organization_id", "client_id"),
    )

    number: Mapped[str] = mapped_column(String(64), comment="Number of the order")
    client_id: Mapped[Reference] = mapped_column(comment="Customer who placed the order")
    channel: Mapped[str | None] = mapped_column(String(40), comment="Sales channel")
    region: Mapped[str | None] = mapped_column(String(80), comment="Sales territory that the order counts towards")
    currency: Mapped[Currency] = mapped_column(comment="ISO 4217 code of all amounts on its lines")
    ordered_on: Mapped[date] = mapped_column(comment="Order date")
    due_on: Mapped[date | None] = mapped_column(comment="Promised delivery date")
    shipped_on: Mapped[date | None] = mapped_column(comment="Shipping date; empty while open")
    cancelled_on: Mapped[date | None] = mapped_column(comment="Cancellation date; empty if it was not cancelled")

    client: Mapped["Client"] = relationship(back_populates="orders", foreign_keys=[client_id])
    lines: Mapped[list["OrderLine"]] = relationship(back_populates="order", foreign_keys="OrderLine.order_id")


class OrderLine(Owned, db.Model):
    """One product on an order, with its amount and cost."""

    __tablename__ = "order_lines"
    __table_args__ = (
        UniqueConstraint("organization_id", "order_id", "number"),
        points_at("orders", "order_id", part_of=True),
        points_at("products", "product_id", part_of=True),
        Index(None, "organization_id", "product_id"),
    )

    order_id: Mapped[Reference] = mapped_column(comment="Order that the line belongs to")
    number: Mapped[int] = mapped_column(Integer, comment="Line number on the order")
    product_id: Mapped[Reference] = mapped_column(comment="Product version that was sold")
    quantity: Mapped[int] = mapped_column(comment="Quantity in units; negative for a return")
    unit_price: Mapped[Money] = mapped_column(comment="Unit price before discount, in the order's currency")
    amount: Mapped[Money] = mapped_column(comment="Line total after discount, before tax and freight")
    cost: Mapped[Money] = mapped_column(comment="Cost of the goods on the line, in the order's currency")

    order: Mapped[Order] = relationship(back_populates="lines", foreign_keys=[order_id])
    product: Mapped[Product] = relationship(foreign_keys=[product_id])


class InventoryLevel(Owned, db.Model):
    """The stock level of a product at the end of a day."""

    __tablename__ = "inventory_levels"
    __table_args__ = (
        UniqueConstraint("organization_id", "product_id", "counted_on"),
        points_at("products", "product_id", part_of=True),
        Index(None, "organization_id", "counted_on"),
    )

    product_id: Mapped[Reference] = mapped_column(comment="Product that was counted")
    counted_on: Mapped[date] = mapped_column(comment="Date of the count, at the end of the day")
    quantity: Mapped[int] = mapped_column(comment="Units in stock")
    value: Mapped[Money | None] = mapped_column(comment="Value of the stock at cost")
    currency: Mapped[Currency] = mapped_column(comment="ISO 4217 code of the value")
