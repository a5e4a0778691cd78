"""Output of teams, for work that is measured by team and not by person."""

from datetime import date

from sqlalchemy import Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Owned, Quantity, Share, db


class TeamDay(Owned, db.Model):
    """Target and actual output of a production team on a day."""

    __tablename__ = "team_days"
    __table_args__ = (
        UniqueConstraint("organization_id", "day", "department", "team"),
        Index(None, "organization_id", "day"),
    )

    day: Mapped[date] = mapped_column(comment="Date of the work")
    department: Mapped[str] = mapped_column(String(80), comment="Department of the team")
    team: Mapped[str] = mapped_column(String(80), comment="Name or number of the team")
    # A person who was present for half of the day counts as half.
    workers: Mapped[Quantity] = mapped_column(comment="Number of workers, in full-time equivalents of the day")
    target_productivity: Mapped[Share] = mapped_column(comment="Target productivity, as a share of standard output")
    actual_productivity: Mapped[Share] = mapped_column(comment="Actual productivity, as a share of standard output")
    standard_minutes: Mapped[Quantity | None] = mapped_column(comment="Standard minutes for one piece")
    unfinished: Mapped[int | None] = mapped_column(Integer, comment="Pieces in progress at the end of the day")
    overtime_minutes: Mapped[int | None] = mapped_column(Integer, comment="Overtime of all workers, in minutes")
    idle_minutes: Mapped[Quantity | None] = mapped_column(comment="Idle time, in minutes")
    idle_workers: Mapped[int | None] = mapped_column(Integer, comment="Number of workers who were idle")


class CallShift(Owned, db.Model):
    """A shift of a call centre, with its staff and calls."""

    __tablename__ = "call_shifts"
    __table_args__ = (UniqueConstraint("organization_id", "day", "shift"),)

    day: Mapped[date] = mapped_column(comment="Date on which it started")
    shift: Mapped[str] = mapped_column(String(40), comment="Name of the shift")
    operators: Mapped[int] = mapped_column(Integer, comment="Number of operators")
    calls: Mapped[int] = mapped_column(Integer, comment="Number of incoming calls")
    automatic: Mapped[int | None] = mapped_column(Integer, comment="Calls that were answered automatically")
    orders: Mapped[int | None] = mapped_column(Integer, comment="Number of orders taken")
    issues: Mapped[int | None] = mapped_column(Integer, comment="Number of issues raised")
    seconds_per_issue: Mapped[int | None] = mapped_column(
        Integer, comment="Average handling time per issue, in seconds"
    )
    unanswered_share: Mapped[Share | None] = mapped_column(comment="Share of calls that were not answered in time")
