"""Dashboards, their tiles, their versions, and their layouts."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Owned, Reference, Versioned, db, one_of, points_at

BREAKPOINTS = ("wide", "medium", "narrow")


class Dashboard(Versioned, db.Model):
    """A page of tiles. Built-in dashboards are stored in the same way as those that people create."""

    __tablename__ = "dashboards"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "slug"),
    )
    __mapper_args__ = {"version_id_col": Versioned.version}

    slug: Mapped[str] = mapped_column(String(80), comment="Name in the URL")
    title: Mapped[str] = mapped_column(String(200), comment="Title shown on the page")
    filters: Mapped[list[str]] = mapped_column(
        JSON, default=list, comment="Dimensions that its tiles can be filtered by"
    )
    dated_by: Mapped[str | None] = mapped_column(
        String(120), comment="Metric whose last day is the end of the data; empty if each tile uses its own"
    )

    tiles: Mapped[list["Tile"]] = relationship(
        back_populates="dashboard", foreign_keys="Tile.dashboard_id", order_by="Tile.position"
    )


class Tile(Versioned, db.Model):
    """One query on a dashboard, and how its result is shown."""

    __tablename__ = "tiles"
    __table_args__ = (
        UniqueConstraint("organization_id", "dashboard_id", "slug"),
        points_at("dashboards", "dashboard_id", part_of=True),
    )
    __mapper_args__ = {"version_id_col": Versioned.version}

    dashboard_id: Mapped[Reference] = mapped_column(comment="Dashboard that contains it")
    slug: Mapped[str] = mapped_column(String(80), comment="Name of the tile within its dashboard")
    position: Mapped[int] = mapped_column(comment="Position in reading order")
    kind: Mapped[str] = mapped_column(String(16), comment="Chart type, such as number, line or records")
    title: Mapped[str] = mapped_column(String(200), comment="Title shown on the tile")
    query: Mapped[dict[str, Any]] = mapped_column(JSON, comment="Query in JSON")
    section: Mapped[str | None] = mapped_column(String(80), comment="Section heading that it is under")
    width: Mapped[int | None] = mapped_column(
        Integer, comment="Width in columns of a grid of twelve; empty for the default"
    )

    dashboard: Mapped[Dashboard] = relationship(back_populates="tiles", foreign_keys=[dashboard_id])


class DashboardVersion(Owned, db.Model):
    """A saved version of a dashboard and its tiles. It never changes; restoring it saves a new version."""

    is_business = False

    __tablename__ = "dashboard_versions"
    __table_args__ = (
        UniqueConstraint("organization_id", "dashboard_id", "number"),
        points_at("dashboards", "dashboard_id", part_of=True),
    )

    dashboard_id: Mapped[Reference] = mapped_column(comment="Dashboard that was saved")
    number: Mapped[int] = mapped_column(Integer, comment="Version number of the dashboard")
    content: Mapped[dict[str, Any]] = mapped_column(JSON, comment="Title and tiles of this version")
    user_id: Mapped[Reference | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"),
        index=True,
        comment="Person who saved it; empty for a built-in version",
    )


class Layout(Versioned, db.Model):
    """One person's layout of a dashboard for one screen width."""

    __tablename__ = "layouts"
    __table_args__ = (
        UniqueConstraint("organization_id", "user_id", "dashboard_id", "breakpoint"),
        points_at("dashboards", "dashboard_id", part_of=True),
        Index(None, "organization_id", "dashboard_id"),
        one_of("breakpoint", BREAKPOINTS),
    )
    __mapper_args__ = {"version_id_col": Versioned.version}

    user_id: Mapped[Reference] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True, comment="Person whose layout it is"
    )
    dashboard_id: Mapped[Reference] = mapped_column(comment="Dashboard that the layout is for")
    breakpoint: Mapped[str] = mapped_column(String(16), comment="Screen width that it applies to")
    places: Mapped[list[dict[str, Any]]] = mapped_column(
        JSON, comment="Position and size of each tile, in columns and rows of the grid"
    )


class SharedLayout(Versioned, db.Model):
    """An organisation's layout of a dashboard for one screen width, for people without a layout of their own."""

    __tablename__ = "shared_layouts"
    __table_args__ = (
        UniqueConstraint("organization_id", "dashboard_id", "breakpoint"),
        points_at("dashboards", "dashboard_id", part_of=True),
        one_of("breakpoint", BREAKPOINTS),
    )
    __mapper_args__ = {"version_id_col": Versioned.version}

    dashboard_id: Mapped[Reference] = mapped_column(comment="Dashboard that the layout is for")
    breakpoint: Mapped[str] = mapped_column(String(16), comment="Screen width that it applies to")
    places: Mapped[list[dict[str, Any]]] = mapped_column(
        JSON, comment="Position and size of each tile, in columns and rows of the grid"
    )


class SavedFilters(Owned, db.Model):
    """The filters that a person last used on a dashboard. They apply when the URL does not contain any."""

    is_business = False

    __tablename__ = "remembered_choices"
    __table_args__ = (
        UniqueConstraint("organization_id", "user_id", "dashboard_id"),
        points_at("dashboards", "dashboard_id", part_of=True),
        Index(None, "organization_id", "dashboard_id"),
    )

    user_id: Mapped[Reference] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True, comment="Person who set the filters"
    )
    dashboard_id: Mapped[Reference] = mapped_column(comment="Dashboard that the filters are for")
    search: Mapped[str] = mapped_column(
        Text, comment="Period and filters as a URL query string; empty for the defaults"
    )


class ValueList(Owned, db.Model):
    """Values of a filter that are too many for an address, which names them by a key instead."""

    is_business = False

    __tablename__ = "value_lists"
    __table_args__ = (UniqueConstraint("organization_id", "key"), Index(None, "organization_id", "used_on"))

    key: Mapped[str] = mapped_column(String(32), comment="Digest of the dimension and the values, used in addresses")
    dimension: Mapped[str] = mapped_column(String(200), comment="Dimension that the values are of")
    selected: Mapped[list[str]] = mapped_column(JSON, comment="Values of the filter, as an address writes them")
    used_on: Mapped[date] = mapped_column(
        Date, comment="Day of a recent use, exact to a month; unused lists are deleted"
    )
