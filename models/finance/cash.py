"""Bank balances and exchange rates."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Currency, Money, Owned, Rate, Reference, db, one_of, points_at

RATE_KINDS = ("date", "average", "closing")


class BankBalance(Owned, db.Model):
    """The balance of a bank account at the end of a day."""

    __tablename__ = "bank_balances"
    __table_args__ = (
        UniqueConstraint("organization_id", "bank_account", "day"),
        points_at("legal_entities", "entity_id"),
        Index(None, "organization_id", "entity_id"),
        Index(None, "organization_id", "day"),
    )

    bank_account: Mapped[str] = mapped_column(String(80), comment="Name of the bank account; never its number")
    entity_id: Mapped[Reference | None] = mapped_column(comment="Legal entity that owns the bank account")
    day: Mapped[date] = mapped_column(comment="Date of the balance, at the end of the day")
    balance: Mapped[Money] = mapped_column(comment="Balance; negative if overdrawn")
    currency: Mapped[Currency] = mapped_column(comment="ISO 4217 code of the balance")


class ExchangeRate(Owned, db.Model):
    """The exchange rate between two currencies, valid from a day until the next row of the same kind."""

    __tablename__ = "exchange_rates"
    __table_args__ = (
        UniqueConstraint("organization_id", "kind", "from_currency", "to_currency", "valid_from"),
        one_of("kind", RATE_KINDS),
        CheckConstraint("rate > 0", name="rate"),
    )

    kind: Mapped[str] = mapped_column(
        String(16),
        comment="date: daily rate; average: average until the next row; closing: rate at the end of that period",
    )
    from_currency: Mapped[Currency] = mapped_column(comment="Currency to convert from")
    to_currency: Mapped[Currency] = mapped_column(comment="Currency to convert to")
    valid_from: Mapped[date] = mapped_column(comment="First day on which the rate is valid")
    rate: Mapped[Rate] = mapped_column(comment="Units of to_currency for one unit of from_currency")
