"""Projects, tasks, and time entries."""

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
    """A project, with its original plan (baseline) and its actual dates."""

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
    name: Mapped[str] = mapped_column(String(200), comment="Name of the project")
    client_id: Mapped[Reference | None] = mapped_column(comment="Customer who pays; empty for an internal project")
    manager_id: Mapped[Reference | None] = mapped_column(comment="Project manager")
    status: Mapped[str] = mapped_column(String(16), comment="Project status")
    baseline_start_on: Mapped[date | None] = mapped_column(comment="Start date in the baseline")
    baseline_end_on: Mapped[date | None] = mapped_column(comment="End date in the baseline")
    started_on: Mapped[date | None] = mapped_column(comment="Actual start date")
    ended_on: Mapped[date | None] = mapped_column(comment="Actual end date; empty while in progress")
    baseline_minutes: Mapped[int | None] = mapped_column(Integer, comment="Planned work in the baseline, in minutes")
    budget: Mapped[Money | None] = mapped_column(comment="Budget for the cost of the work, in the baseline")
    currency: Mapped[Currency] = mapped_column(comment="ISO 4217 code of the budget")

    client: Mapped["Client | None"] = relationship(foreign_keys=[client_id])
    tasks: Mapped[list["Task"]] = relationship(back_populates="project", foreign_keys="Task.project_id")


class Task(Owned, db.Model):
    """A task that one person can complete."""

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
    name: Mapped[str] = mapped_column(String(200), comment="Short description")
    kind: Mapped[str | None] = mapped_column(String(80), comment="Kind of work, such as design or assembly")
    project_id: Mapped[Reference | None] = mapped_column(comment="Project that it belongs to, if any")
    assignee_id: Mapped[Reference | None] = mapped_column(comment="Employee that it is assigned to")
    state: Mapped[str] = mapped_column(String(16), comment="State after the last change")
    added_at: Mapped[Instant] = mapped_column(comment="When it was created")
    started_at: Mapped[Instant | None] = mapped_column(comment="When work on it first started")
    done_at: Mapped[Instant | None] = mapped_column(comment="When it was completed; empty while open")
    committed_on: Mapped[date | None] = mapped_column(
        comment="Due date that was first committed to; it does not change later"
    )
    due_on: Mapped[date | None] = mapped_column(comment="Current due date")
    estimate_minutes: Mapped[int | None] = mapped_column(Integer, comment="First estimate of the work, in minutes")

    project: Mapped[Project | None] = relationship(back_populates="tasks", foreign_keys=[project_id])
    changes: Mapped[list["TaskChange"]] = relationship(
        back_populates="task", foreign_keys="TaskChange.task_id", order_by="TaskChange.number"
    )


class TaskChange(Owned, db.Model):
    """A change of the state of a task."""

    __tablename__ = "task_changes"
    __table_args__ = (
        UniqueConstraint("organization_id", "task_id", "number"),
        points_at("tasks", "task_id", part_of=True),
        one_of("state", TASK_STATES),
    )

    task_id: Mapped[Reference] = mapped_column(comment="Task that was changed")
    number: Mapped[int] = mapped_column(Integer, comment="Position among its changes, from 1")
    changed_at: Mapped[Instant] = mapped_column(comment="When it was changed")
    state: Mapped[str] = mapped_column(String(16), comment="New state")

    task: Mapped[Task] = relationship(back_populates="changes", foreign_keys=[task_id])


class WorkLog(Owned, db.Model):
    """A time entry of an employee."""

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

    key: Mapped[str] = mapped_column(String(64), comment="Number of the time entry")
    employee_id: Mapped[Reference] = mapped_column(comment="Employee who worked")
    client_id: Mapped[Reference | None] = mapped_column(comment="Customer that it was for, if any")
    project_id: Mapped[Reference | None] = mapped_column(comment="Project that it was for, if any")
    task_id: Mapped[Reference | None] = mapped_column(comment="Task that it was for, if any")
    worked_on: Mapped[date] = mapped_column(comment="Date of the work")
    minutes: Mapped[int] = mapped_column(Integer, comment="Time worked, in minutes")
    billable: Mapped[bool] = mapped_column(comment="Whether it can be charged to the customer")
    billed_minutes: Mapped[int | None] = mapped_column(
        Integer, comment="Time charged to the customer, in minutes; empty until it is billed"
    )
    rate: Mapped[Money | None] = mapped_column(comment="Hourly rate charged to the customer, before tax")
    currency: Mapped[Currency | None] = mapped_column(comment="ISO 4217 code of the rate")

    employee: Mapped["Employee"] = relationship(foreign_keys=[employee_id])
    client: Mapped["Client | None"] = relationship(back_populates="work_logs", foreign_keys=[client_id])
