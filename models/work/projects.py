"""What is worked on, how far it has come, and where the hours went."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Currency, Instant, Money, Owned, Reference, db, one_of, points_at

if TYPE_CHECKING:
    from models.customers.clients import Client
    from models.work.employees import Employee

PROJECT_STATUSES = ("planned", "active", "on_hold", "done", "cancelled")
TASK_STATES = ("backlog", "active", "waiting", "done", "cancelled")


class Project(Owned, db.Model):
    """Work with an end: what was planned for it at first (its baseline), and what came of that."""

    __tablename__ = "projects"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "key"),
        points_at("clients", "client_id", part_of=True),
        points_at("employees", "manager_id"),
        Index(None, "organization_id", "client_id"),
        Index(None, "organization_id", "manager_id"),
        one_of("status", PROJECT_STATUSES),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Number of the project")
    name: Mapped[str] = mapped_column(String(200), comment="Name that people see")
    client_id: Mapped[Reference | None] = mapped_column(comment="Client who pays; empty for work of the house's own")
    manager_id: Mapped[Reference | None] = mapped_column(comment="Employee who answers for it")
    status: Mapped[str] = mapped_column(String(16), comment="How far it has come")
    baseline_start_on: Mapped[date | None] = mapped_column(comment="First day, as first planned")
    baseline_end_on: Mapped[date | None] = mapped_column(comment="Last day, as first planned")
    started_on: Mapped[date | None] = mapped_column(comment="First day of work")
    ended_on: Mapped[date | None] = mapped_column(comment="Last day of work; empty while it goes on")
    baseline_minutes: Mapped[int | None] = mapped_column(Integer, comment="Minutes of work, as first planned")
    budget: Mapped[Money | None] = mapped_column(comment="What the work may cost, as first planned")
    currency: Mapped[Currency] = mapped_column(comment="ISO 4217 code of the budget")

    client: Mapped["Client | None"] = relationship(foreign_keys=[client_id])
    tasks: Mapped[list["Task"]] = relationship(back_populates="project", foreign_keys="Task.project_id")


class Task(Owned, db.Model):
    """A piece of work that one person can finish."""

    __tablename__ = "tasks"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "key"),
        points_at("projects", "project_id", part_of=True),
        points_at("employees", "assignee_id"),
        Index(None, "organization_id", "project_id"),
        Index(None, "organization_id", "assignee_id"),
        Index(None, "organization_id", "done_at"),
        one_of("state", TASK_STATES),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Number of the task")
    name: Mapped[str] = mapped_column(String(200), comment="What is to be done, in a line")
    kind: Mapped[str | None] = mapped_column(String(80), comment="Kind of work, such as design or assembly")
    project_id: Mapped[Reference | None] = mapped_column(comment="Project that it is a part of, if of one")
    assignee_id: Mapped[Reference | None] = mapped_column(comment="Employee who does it")
    state: Mapped[str] = mapped_column(String(16), comment="Where it stands after its last change")
    added_at: Mapped[Instant] = mapped_column(comment="When it was entered")
    started_at: Mapped[Instant | None] = mapped_column(comment="When work on it first began")
    done_at: Mapped[Instant | None] = mapped_column(comment="When it was finished; empty while it is not")
    committed_on: Mapped[date | None] = mapped_column(
        comment="Day that was promised first; later promises do not move it"
    )
    due_on: Mapped[date | None] = mapped_column(comment="Day that is promised now")
    estimate_minutes: Mapped[int | None] = mapped_column(Integer, comment="How long it should take, as first estimated")

    project: Mapped[Project | None] = relationship(back_populates="tasks", foreign_keys=[project_id])
    changes: Mapped[list["TaskChange"]] = relationship(
        back_populates="task", foreign_keys="TaskChange.task_id", order_by="TaskChange.number"
    )


class TaskChange(Owned, db.Model):
    """A task's step into another state."""

    __tablename__ = "task_changes"
    __table_args__ = (
        UniqueConstraint("organization_id", "task_id", "number"),
        points_at("tasks", "task_id", part_of=True),
        one_of("state", TASK_STATES),
    )

    task_id: Mapped[Reference] = mapped_column(comment="Task that was changed")
    number: Mapped[int] = mapped_column(Integer, comment="Place among its changes, from 1")
    changed_at: Mapped[Instant] = mapped_column(comment="When it was changed")
    state: Mapped[str] = mapped_column(String(16), comment="State from then on")

    task: Mapped[Task] = relationship(back_populates="changes", foreign_keys=[task_id])


class WorkLog(Owned, db.Model):
    """Time that somebody spent on something, as they noted it."""

    __tablename__ = "work_logs"
    __table_args__ = (
        UniqueConstraint("organization_id", "key"),
        points_at("employees", "employee_id", part_of=True),
        points_at("clients", "client_id"),
        points_at("projects", "project_id", part_of=True),
        points_at("tasks", "task_id", part_of=True),
        Index(None, "organization_id", "employee_id", "worked_on"),
        Index(None, "organization_id", "client_id"),
        Index(None, "organization_id", "project_id"),
        Index(None, "organization_id", "task_id"),
        Index(None, "organization_id", "worked_on"),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Number of the note")
    employee_id: Mapped[Reference] = mapped_column(comment="Employee who worked")
    client_id: Mapped[Reference | None] = mapped_column(comment="Client it was for, if for one")
    project_id: Mapped[Reference | None] = mapped_column(comment="Project it was for, if for one")
    task_id: Mapped[Reference | None] = mapped_column(comment="Task it was for, if for one")
    worked_on: Mapped[date] = mapped_column(comment="Day of the work")
    minutes: Mapped[int] = mapped_column(Integer, comment="Minutes worked")
    billable: Mapped[bool] = mapped_column(comment="Whether the client may be charged for it")
    billed_minutes: Mapped[int | None] = mapped_column(
        Integer, comment="Minutes charged to the client; empty until that is decided"
    )
    rate: Mapped[Money | None] = mapped_column(comment="Price of an hour to the client, without tax")
    currency: Mapped[Currency | None] = mapped_column(comment="ISO 4217 code of the rate")

    employee: Mapped["Employee"] = relationship(foreign_keys=[employee_id])
    client: Mapped["Client | None"] = relationship(back_populates="work_logs", foreign_keys=[client_id])
