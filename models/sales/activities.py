"""Sales activities and quotas."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Currency, Instant, Money, Owned, Reference, db, points_at

if TYPE_CHECKING:
    from models.sales.deals import Deal
    from models.work.employees import Employee


class ActivityType(Owned, db.Model):
    """A type of sales activity, such as a demo or a call."""

    __tablename__ = "activity_types"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "key"),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Number or code of the type")
    name: Mapped[str] = mapped_column(String(120), comment="Display name")


class Activity(Owned, db.Model):
    """A sales activity for a deal or a customer."""

    __tablename__ = "activities"
    __table_args__ = (
        UniqueConstraint("organization_id", "key"),
        points_at("activity_types", "type_id"),
        points_at("deals", "deal_id", part_of=True),
        points_at("clients", "client_id", part_of=True),
        points_at("employees", "employee_id"),
        Index(None, "organization_id", "type_id"),
        Index(None, "organization_id", "deal_id"),
        Index(None, "organization_id", "client_id"),
        Index(None, "organization_id", "employee_id"),
        Index(None, "organization_id", "happened_at"),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Number of the activity")
    type_id: Mapped[Reference] = mapped_column(comment="Type of the activity")
    deal_id: Mapped[Reference | None] = mapped_column(comment="Deal that it was for, if any")
    client_id: Mapped[Reference | None] = mapped_column(comment="Customer that it was for, where known")
    employee_id: Mapped[Reference | None] = mapped_column(comment="Employee who carried it out")
    happened_at: Mapped[Instant] = mapped_column(comment="When it started")
    minutes: Mapped[int | None] = mapped_column(Integer, comment="Duration in minutes")
    subject: Mapped[str | None] = mapped_column(String(200), comment="Subject line")

    type: Mapped[ActivityType] = relationship(foreign_keys=[type_id])
    deal: Mapped["Deal | None"] = relationship(back_populates="activities", foreign_keys=[deal_id])


class Quota(Owned, db.Model):
    """The sales target of an employee for a number of months."""

    __tablename__ = "quotas"
    __table_args__ = (
        UniqueConstraint("organization_id", "employee_id", "starts_on"),
        points_at("employees", "employee_id", part_of=True),
        CheckConstraint("months > 0", name="months"),
    )

    employee_id: Mapped[Reference] = mapped_column(comment="Employee who has the quota")
    starts_on: Mapped[date] = mapped_column(comment="First day of the quota period")
    months: Mapped[int] = mapped_column(Integer, comment="Length of the quota period in months")
    amount: Mapped[Money] = mapped_column(comment="Value of deals to win, before tax")
    currency: Mapped[Currency] = mapped_column(comment="ISO 4217 code of the amount")

    employee: Mapped["Employee"] = relationship(foreign_keys=[employee_id])
