"""What teams get done where work is counted by the team and not by the person."""

from datetime import date

from sqlalchemy import Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Owned, Quantity, Share, db


class TeamDay(Owned, db.Model):
    """What a production team was to do on a day, and what it did."""

    __tablename__ = "team_days"
    __table_args__ = (
        UniqueConstraint("organization_id", "day", "department", "team"),
        Index(None, "organization_id", "day"),
    )

    day: Mapped[date] = mapped_column(comment="Day of the work")
    department: Mapped[str] = mapped_column(String(80), comment="Department that the team is in")
    team: Mapped[str] = mapped_column(String(80), comment="Name or number of the team")
    # Half a person is one who was there for half of the day.
    workers: Mapped[Quantity] = mapped_column(comment="People in the team, in whole days of theirs")
    target_productivity: Mapped[Share] = mapped_column(comment="Share of the standard time's work that was expected")
    actual_productivity: Mapped[Share] = mapped_column(comment="Share of the standard time's work that was done")
    standard_minutes: Mapped[Quantity | None] = mapped_column(comment="Minutes that a piece is meant to take")
    unfinished: Mapped[int | None] = mapped_column(Integer, comment="Pieces that were begun and not finished")
    overtime_minutes: Mapped[int | None] = mapped_column(Integer, comment="Minutes over the usual day, of all workers")
    idle_minutes: Mapped[Quantity | None] = mapped_column(comment="Minutes for which work stood still")
    idle_workers: Mapped[int | None] = mapped_column(Integer, comment="People who had nothing to do meanwhile")


class CallShift(Owned, db.Model):
    """A shift of a call centre: who sat there, and what came in."""

    __tablename__ = "call_shifts"
    __table_args__ = (UniqueConstraint("organization_id", "day", "shift"),)

    day: Mapped[date] = mapped_column(comment="Day on which it began")
    shift: Mapped[str] = mapped_column(String(40), comment="Name of the shift")
    operators: Mapped[int] = mapped_column(Integer, comment="People who answered calls")
    calls: Mapped[int] = mapped_column(Integer, comment="Calls that came in")
    automatic: Mapped[int | None] = mapped_column(Integer, comment="Calls that a machine answered")
    orders: Mapped[int | None] = mapped_column(Integer, comment="Orders that were taken")
    issues: Mapped[int | None] = mapped_column(Integer, comment="Issues that were raised")
    seconds_per_issue: Mapped[int | None] = mapped_column(Integer, comment="Mean time that an issue took, in seconds")
    unanswered_share: Mapped[Share | None] = mapped_column(comment="Share of the calls that were not answered in time")
