"""Who may come in: organisations, people and the roles they hold."""

from secrets import randbelow, token_hex
from typing import TYPE_CHECKING

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import PERSONAL, Currency, Identified, Instant, Owned, Reference, db, one_of, points_at

if TYPE_CHECKING:
    from models.work.employees import Employee

ROLES = ("owner", "admin", "editor", "viewer")

Hours = tuple[str, str]


def office_hours() -> list[Hours | None]:
    """Return nine to five from Monday to Friday, the hours of an organisation that has said nothing else."""
    return [("09:00", "17:00")] * 5 + [None, None]


class Organization(Identified, db.Model):
    """A company that keeps its data here, and the calendar and currency in which it counts."""

    __tablename__ = "organizations"
    __table_args__ = (
        CheckConstraint("week_start BETWEEN 0 AND 6", name="week_start"),
        CheckConstraint("fiscal_year_start BETWEEN 1 AND 12", name="fiscal_year_start"),
    )

    name: Mapped[str] = mapped_column(String(200), unique=True, comment="Name that people see")
    zone: Mapped[str] = mapped_column(String(64), default="UTC", comment="IANA time zone in which its days begin")
    week_start: Mapped[int] = mapped_column(default=0, comment="First day of the week, 0 is Monday")
    fiscal_year_start: Mapped[int] = mapped_column(default=1, comment="First month of the fiscal year, 1 to 12")
    currency: Mapped[Currency] = mapped_column(default="EUR", comment="ISO 4217 code in which sums are shown")
    business_hours: Mapped[list[Hours | None]] = mapped_column(
        JSON,
        default=office_hours,
        comment="When it opens and closes in its zone, from Monday to Sunday; null: all day closed",
    )
    locale: Mapped[str] = mapped_column(String(16), default="en", comment="How numbers and dates are written")
    shows_people: Mapped[bool] = mapped_column(
        default=False, comment="Whether numbers about single people and small groups at work are shown"
    )

    memberships: Mapped[list["Membership"]] = relationship(back_populates="organization")


def first_epoch() -> int:
    """Return where a person's epoch starts: a number that a removed person of the same id will not have had."""
    return randbelow(2**30)


class User(Identified, db.Model):
    """A person who signs in, whatever organisations they belong to."""

    __tablename__ = "users"

    email: Mapped[str] = mapped_column(
        String(320), unique=True, info=PERSONAL, comment="Address they sign in with, lower case"
    )
    name: Mapped[str] = mapped_column(String(200), info=PERSONAL, comment="Name that others see")
    password_hash: Mapped[str | None] = mapped_column(
        String(255), comment="Argon2id hash; empty while only links let them in"
    )
    epoch: Mapped[int] = mapped_column(
        Integer, default=first_epoch, comment="Starts at random, and counts up to end every session of this person"
    )

    memberships: Mapped[list["Membership"]] = relationship(back_populates="user")


class Membership(Identified, db.Model):
    """A person's seat in an organisation. It is read before a session is bound, so it is not an Owned row."""

    __tablename__ = "memberships"
    __table_args__ = (
        UniqueConstraint("organization_id", "user_id"),
        points_at("teams", "team_id"),
        Index(None, "organization_id", "team_id"),
        one_of("role", ROLES),
    )

    organization_id: Mapped[Reference] = mapped_column(
        ForeignKey("organizations.id", ondelete="CASCADE"), comment="Organisation they belong to"
    )
    user_id: Mapped[Reference] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True, comment="Person who belongs"
    )
    role: Mapped[str] = mapped_column(String(16), comment="What they may do")
    team_id: Mapped[Reference | None] = mapped_column(comment="Team they belong to, if to one")
    seen_at: Mapped[Instant | None] = mapped_column(comment="When they last opened the first page")
    last_visit_at: Mapped[Instant | None] = mapped_column(
        comment="When they last did in the visit before this one; empty in their first"
    )

    organization: Mapped[Organization] = relationship(back_populates="memberships")
    user: Mapped[User] = relationship(back_populates="memberships")


class Team(Owned, db.Model):
    """People who work together, whether or not they sign in."""

    __tablename__ = "teams"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "key"),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Number or code of the team")
    name: Mapped[str] = mapped_column(String(120), comment="Name that people see")

    employees: Mapped[list["Employee"]] = relationship(back_populates="team", foreign_keys="Employee.team_id")


class SignInLink(Identified, db.Model):
    """A link that signs one person in once. Only the digest of its secret is kept."""

    __tablename__ = "sign_in_links"

    user_id: Mapped[Reference] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True, comment="Person whom it lets in"
    )
    secret_sha256: Mapped[str] = mapped_column(String(64), unique=True, comment="SHA-256 of the secret, hex")
    expires_at: Mapped[Instant] = mapped_column(comment="Refused from this instant on")
    used_at: Mapped[Instant | None] = mapped_column(comment="When it let them in; empty while unused")

    user: Mapped[User] = relationship()


def fresh_token() -> str:
    """Return 128 random bits, as hex."""
    return token_hex(16)


class DataVersion(db.Model):
    """Counts the writes to an organisation's business rows, so that a copy knows when it has aged."""

    __tablename__ = "data_versions"

    organization_id: Mapped[Reference] = mapped_column(
        ForeignKey("organizations.id", ondelete="CASCADE"), primary_key=True, comment="Organisation counted for"
    )
    number: Mapped[int] = mapped_column(default=0, comment="Advanced in the transaction of each write")
    token: Mapped[str] = mapped_column(
        String(32), default=fresh_token, comment="Drawn anew with each write, so that no two databases share one"
    )
    changed_at: Mapped[Instant] = mapped_column(comment="When it was last advanced")
