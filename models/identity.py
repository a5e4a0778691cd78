"""Organisations, people, and their roles."""

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
    """Return the default business hours: nine to five from Monday to Friday."""
    return [("09:00", "17:00")] * 5 + [None, None]


class Organization(Identified, db.Model):
    """A company that uses Panorama, with its calendar and reporting currency."""

    __tablename__ = "organizations"
    __table_args__ = (
        CheckConstraint("week_start BETWEEN 0 AND 6", name="week_start"),
        CheckConstraint("fiscal_year_start BETWEEN 1 AND 12", name="fiscal_year_start"),
    )

    name: Mapped[str] = mapped_column(String(200), unique=True, comment="Name shown to people")
    zone: Mapped[str] = mapped_column(String(64), default="UTC", comment="IANA time zone that its days start in")
    week_start: Mapped[int] = mapped_column(default=0, comment="First day of the week, where 0 is Monday")
    fiscal_year_start: Mapped[int] = mapped_column(default=1, comment="First month of the fiscal year, 1 to 12")
    currency: Mapped[Currency] = mapped_column(default="EUR", comment="ISO 4217 code of the reporting currency")
    business_hours: Mapped[list[Hours | None]] = mapped_column(
        JSON,
        default=office_hours,
        comment="Opening and closing times in its time zone, from Monday to Sunday; null for a closed day",
    )
    locale: Mapped[str] = mapped_column(
        String(16), default="en", comment="Locale that numbers and dates are formatted for"
    )
    shows_people: Mapped[bool] = mapped_column(
        default=False, comment="Whether numbers about individual employees and small groups are shown"
    )

    memberships: Mapped[list["Membership"]] = relationship(back_populates="organization")


def first_epoch() -> int:
    """Return a random start for an epoch, so that a reused id does not match the sessions of a deleted person."""
    return randbelow(2**30)


class User(Identified, db.Model):
    """A person who signs in. A person can belong to several organisations."""

    __tablename__ = "users"

    email: Mapped[str] = mapped_column(
        String(320), unique=True, info=PERSONAL, comment="Email address that they sign in with, in lower case"
    )
    name: Mapped[str] = mapped_column(String(200), info=PERSONAL, comment="Name shown to other members")
    password_hash: Mapped[str | None] = mapped_column(
        String(255), comment="Argon2id hash; empty if they sign in with links only"
    )
    epoch: Mapped[int] = mapped_column(
        Integer,
        default=first_epoch,
        comment="Session counter with a random start; increasing it ends every session of this person",
    )

    memberships: Mapped[list["Membership"]] = relationship(back_populates="user")


class Membership(Identified, db.Model):
    """A person's membership of an organisation.

    It is not an Owned row, because it is read before a session is bound to an organisation.
    """

    __tablename__ = "memberships"
    __table_args__ = (
        UniqueConstraint("organization_id", "user_id"),
        points_at("teams", "team_id"),
        Index(None, "organization_id", "team_id"),
        one_of("role", ROLES),
    )

    organization_id: Mapped[Reference] = mapped_column(
        ForeignKey("organizations.id", ondelete="CASCADE"), comment="Organisation that they belong to"
    )
    user_id: Mapped[Reference] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True, comment="Person who belongs to the organisation"
    )
    role: Mapped[str] = mapped_column(String(16), comment="Role, which determines what they can do")
    team_id: Mapped[Reference | None] = mapped_column(comment="Team that they belong to, if any")
    seen_at: Mapped[Instant | None] = mapped_column(comment="When they last opened the home page")
    last_visit_at: Mapped[Instant | None] = mapped_column(
        comment="When they last opened it during the previous visit; empty during the first visit"
    )

    organization: Mapped[Organization] = relationship(back_populates="memberships")
    user: Mapped[User] = relationship(back_populates="memberships")


class Team(Owned, db.Model):
    """A group of employees, whether or not they sign in."""

    __tablename__ = "teams"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "key"),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Number or code of the team")
    name: Mapped[str] = mapped_column(String(120), comment="Name shown to people")

    employees: Mapped[list["Employee"]] = relationship(back_populates="team", foreign_keys="Employee.team_id")


class SignInLink(Identified, db.Model):
    """A link that signs one person in once. Only the digest of its secret is stored."""

    __tablename__ = "sign_in_links"

    user_id: Mapped[Reference] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True, comment="Person who signs in with it"
    )
    secret_sha256: Mapped[str] = mapped_column(
        String(64), unique=True, comment="SHA-256 digest of the secret, in hexadecimal"
    )
    expires_at: Mapped[Instant] = mapped_column(comment="When it expires")
    used_at: Mapped[Instant | None] = mapped_column(comment="When it was used; empty until then")

    user: Mapped[User] = relationship()


def fresh_token() -> str:
    """Return 128 random bits in hexadecimal."""
    return token_hex(16)


class DataVersion(db.Model):
    """Counts the writes to an organisation's business rows, so that stale copies and caches are detected."""

    __tablename__ = "data_versions"

    organization_id: Mapped[Reference] = mapped_column(
        ForeignKey("organizations.id", ondelete="CASCADE"),
        primary_key=True,
        comment="Organisation whose writes are counted",
    )
    number: Mapped[int] = mapped_column(default=0, comment="Version number, increased in the transaction of each write")
    token: Mapped[str] = mapped_column(
        String(32),
        default=fresh_token,
        comment="Random value that changes with each write, so that no two databases share one",
    )
    changed_at: Mapped[Instant] = mapped_column(comment="When the version last changed")
