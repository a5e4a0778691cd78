"""What lies in the bank, and what one currency is worth in another."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Currency, Money, Owned, Rate, Reference, db, one_of, points_at

RATE_KINDS = ("date", "average", "closing")


class BankBalance(Owned, db.Model):
    """What lay on a bank account at the end of a day."""

    __tablename__ = "bank_balances"
    __table_args__ = (
        UniqueConstraint("organization_id", "bank_account", "day"),
        points_at("legal_entities", "entity_id"),
        Index(None, "organization_id", "entity_id"),
        Index(None, "organization_id", "day"),
    )

    bank_account: Mapped[str] = mapped_column(String(80), comment="Name of the account; never its number")
    entity_id: Mapped[Reference | None] = mapped_column(comment="Entity to which it belongs")
    day: Mapped[date] = mapped_column(comment="Day at whose end it was so")
    balance: Mapped[Money] = mapped_column(comment="Money on the account; below zero if overdrawn")
    currency: Mapped[Currency] = mapped_column(comment="ISO 4217 code of the balance")


class ExchangeRate(Owned, db.Model):
    """What one unit of a currency is worth in another, from a day on until the next such row."""

    __tablename__ = "exchange_rates"
    __table_args__ = (
        UniqueConstraint("organization_id", "kind", "from_currency", "to_currency", "valid_from"),
        one_of("kind", RATE_KINDS),
        CheckConstraint("rate > 0", name="rate"),
    )

    kind: Mapped[str] = mapped_column(
        String(16), comment="date: as quoted; average: mean until the next row; closing: at the end of that time"
    )
    from_currency: Mapped[Currency] = mapped_column(comment="Currency that is converted")
    to_currency: Mapped[Currency] = mapped_column(comment="Currency it is converted to")
    valid_from: Mapped[date] = mapped_column(comment="First day on which the rate holds")
    rate: Mapped[Rate] = mapped_column(comment="Units of to_currency for one of from_currency")
