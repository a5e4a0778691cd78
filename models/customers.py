"""Who buys, what they buy, and for how much."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Currency, Money, Owned, Rate, Reference, db


class Client(Owned, db.Model):
    """A person or a company that buys."""

    __tablename__ = "clients"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "key"),
        CheckConstraint("kind IN ('person', 'company')", name="kind"),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Number by which the business knows the client")
    kind: Mapped[str] = mapped_column(String(16), comment="person or company")
    name: Mapped[str] = mapped_column(String(200), comment="Full name, or the company's")
    email: Mapped[str | None] = mapped_column(String(320), comment="Address to write to")
    segment: Mapped[str | None] = mapped_column(String(80), comment="Group in which sales counts the client")
    region: Mapped[str | None] = mapped_column(String(80), comment="Sales territory in which the client sits")
    country: Mapped[str | None] = mapped_column(String(80), comment="Country in which the client sits")
    acquired_on: Mapped[date | None] = mapped_column(comment="Day of the first purchase")

    orders: Mapped[list["Order"]] = relationship(back_populates="client")


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


class Order(Owned, db.Model):
    """What a client ordered on one day; its value is the sum of its lines."""

    __tablename__ = "orders"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "number"),
        ForeignKeyConstraint(
            ["organization_id", "client_id"], ["clients.organization_id", "clients.id"], ondelete="CASCADE"
        ),
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

    client: Mapped[Client] = relationship(back_populates="orders")
    lines: Mapped[list["OrderLine"]] = relationship(back_populates="order")


class OrderLine(Owned, db.Model):
    """One product on an order, with what it brought in and what it cost."""

    __tablename__ = "order_lines"
    __table_args__ = (
        UniqueConstraint("organization_id", "order_id", "number"),
        ForeignKeyConstraint(
            ["organization_id", "order_id"], ["orders.organization_id", "orders.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["organization_id", "product_id"], ["products.organization_id", "products.id"], ondelete="CASCADE"
        ),
        Index(None, "organization_id", "product_id"),
    )

    order_id: Mapped[Reference] = mapped_column(comment="Order it stands on")
    number: Mapped[int] = mapped_column(Integer, comment="Position on the order")
    product_id: Mapped[Reference] = mapped_column(comment="Product version that was sold")
    quantity: Mapped[int] = mapped_column(comment="Units")
    unit_price: Mapped[Money] = mapped_column(comment="Price of a unit before discount, in the order's currency")
    amount: Mapped[Money] = mapped_column(comment="Line total after discount, before tax and freight")
    cost: Mapped[Money] = mapped_column(comment="Cost of the goods on the line, in the order's currency")

    order: Mapped[Order] = relationship(back_populates="lines", overlaps="product")
    product: Mapped[Product] = relationship(overlaps="order,lines")


class ExchangeRate(Owned, db.Model):
    """What one unit of a currency is worth in another, from a day on until the next such row."""

    __tablename__ = "exchange_rates"
    __table_args__ = (
        UniqueConstraint("organization_id", "kind", "from_currency", "to_currency", "valid_from"),
        CheckConstraint("kind IN ('date', 'average', 'closing')", name="kind"),
        CheckConstraint("rate > 0", name="rate"),
    )

    kind: Mapped[str] = mapped_column(
        String(16), comment="date: rate of the day; average: of the month; closing: at the month's end"
    )
    from_currency: Mapped[Currency] = mapped_column(comment="Currency that is converted")
    to_currency: Mapped[Currency] = mapped_column(comment="Currency it is converted to")
    valid_from: Mapped[date] = mapped_column(comment="First day on which the rate holds")
    rate: Mapped[Rate] = mapped_column(comment="Units of to_currency for one of from_currency")
