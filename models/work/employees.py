"""Employees and their schedules."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import PERSONAL, Currency, Money, Owned, Reference, db, one_of, points_at

if TYPE_CHECKING:
    from models.identity import Team

SCHEDULE_KINDS = ("shift", "allocation", "leave", "holiday")


class Employee(Owned, db.Model):
    """An employee of the organisation, whether or not they sign in."""

    __tablename__ = "employees"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "key"),
        points_at("teams", "team_id"),
        points_at("employees", "manager_id"),
        Index(None, "organization_id", "team_id"),
        Index(None, "organization_id", "manager_id"),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Personnel number")
    name: Mapped[str] = mapped_column(String(200), info=PERSONAL, comment="Full name of the employee")
    email: Mapped[str | None] = mapped_column(String(320), info=PERSONAL, comment="Work email address")
    user_id: Mapped[Reference | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), index=True, comment="User account, if they sign in"
    )
    team_id: Mapped[Reference | None] = mapped_column(comment="Team that they belong to")
    manager_id: Mapped[Reference | None] = mapped_column(comment="Manager; empty at the top")
    job_title: Mapped[str | None] = mapped_column(String(120), comment="Title of their position")
    department: Mapped[str | None] = mapped_column(String(80), comment="Department that they work in")
    region: Mapped[str | None] = mapped_column(String(80), comment="Sales territory that they work in")
    hired_on: Mapped[date | None] = mapped_column(comment="First day of work")
    left_on: Mapped[date | None] = mapped_column(comment="Last day of work; empty while employed")
    weekly_minutes: Mapped[int | None] = mapped_column(Integer, comment="Contractual working time per week, in minutes")
    cost_rate: Mapped[Money | None] = mapped_column(
        info=PERSONAL, comment="Full cost per hour, including wage and overheads"
    )
    currency: Mapped[Currency | None] = mapped_column(comment="ISO 4217 code of the cost rate")

    team: Mapped["Team | None"] = relationship(back_populates="employees", foreign_keys=[team_id])
    manager: Mapped["Employee | None"] = relationship(foreign_keys=[manager_id], remote_side="Employee.id")


class ScheduleEntry(Owned, db.Model):
    """Planned time on a day: a shift, project work, leave, or a public holiday."""

    __tablename__ = "schedule_entries"
    __table_args__ = (
        UniqueConstraint("organization_id", "key"),
        points_at("employees", "employee_id", part_of=True),
        points_at("projects", "project_id", part_of=True),
        Index(None, "organization_id", "employee_id", "day"),
        Index(None, "organization_id", "project_id"),
        Index(None, "organization_id", "day"),
        one_of("kind", SCHEDULE_KINDS),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Number of the entry")
    employee_id: Mapped[Reference | None] = mapped_column(
        comment="Employee; empty for a public holiday of all employees"
    )
    project_id: Mapped[Reference | None] = mapped_column(
        comment="Project that the employee is allocated to (allocation)"
    )
    kind: Mapped[str] = mapped_column(String(16), comment="Kind of planned time")
    day: Mapped[date] = mapped_column(comment="Date of the entry")
    minutes: Mapped[int] = mapped_column(Integer, comment="Duration in minutes")
