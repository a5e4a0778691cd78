"""Subscriptions, and the movements of their recurring revenue."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Currency, Money, Owned, Reference, db, one_of, points_at

if TYPE_CHECKING:
    from models.customers.clients import Client

MOVEMENT_KINDS = ("new", "expansion", "contraction", "churn", "reactivation")


class Subscription(Owned, db.Model):
    """A contract that renews until it ends. Its MRR is the sum of its movements to date."""

    __tablename__ = "subscriptions"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "key"),
        points_at("clients", "client_id", part_of=True),
        Index(None, "organization_id", "client_id"),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Number of the contract")
    client_id: Mapped[Reference] = mapped_column(comment="Customer who pays")
    plan: Mapped[str | None] = mapped_column(String(80), comment="Name of the plan")
    currency: Mapped[Currency] = mapped_column(comment="ISO 4217 code of the amounts of its movements")
    trial_started_on: Mapped[date | None] = mapped_column(comment="First day of the free trial, if any")
    started_on: Mapped[date | None] = mapped_column(comment="First paid day; empty during the trial")
    ended_on: Mapped[date | None] = mapped_column(comment="Day after the last paid day; empty while active")

    client: Mapped["Client"] = relationship(back_populates="subscriptions", foreign_keys=[client_id])
    movements: Mapped[list["SubscriptionMovement"]] = relationship(
        back_populates="subscription",
        foreign_keys="SubscriptionMovement.subscription_id",
        order_by="SubscriptionMovement.number",
    )


class SubscriptionMovement(Owned, db.Model):
    """A change of the monthly recurring revenue (MRR) of a subscription."""

    __tablename__ = "subscription_movements"
    __table_args__ = (
        UniqueConstraint("organization_id", "subscription_id", "number"),
        points_at("subscriptions", "subscription_id", part_of=True),
        Index(None, "organization_id", "moved_on"),
        one_of("kind", MOVEMENT_KINDS),
    )

    subscription_id: Mapped[Reference] = mapped_column(comment="Subscription that changed")
    number: Mapped[int] = mapped_column(Integer, comment="Position among its movements, from 1")
    kind: Mapped[str] = mapped_column(String(16), comment="Kind of movement")
    moved_on: Mapped[date] = mapped_column(comment="First day of the new amount")
    amount: Mapped[Money] = mapped_column(
        comment="Change in MRR, before tax: positive for an increase, negative for a decrease"
    )

    subscription: Mapped[Subscription] = relationship(back_populates="movements", foreign_keys=[subscription_id])
