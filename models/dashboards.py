"""What people look at: dashboards, the tiles on them, how they were before, and how each person lays them out."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Owned, Reference, Versioned, db, one_of, points_at

BREAKPOINTS = ("wide", "medium", "narrow")


class Dashboard(Versioned, db.Model):
    """A page of tiles. The built-in ones are seeded rows, drawn like everyone's own."""

    __tablename__ = "dashboards"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "slug"),
    )
    __mapper_args__ = {"version_id_col": Versioned.version}

    slug: Mapped[str] = mapped_column(String(80), comment="Name in the address")
    title: Mapped[str] = mapped_column(String(200), comment="Title on the page")
    filters: Mapped[list[str]] = mapped_column(JSON, default=list, comment="Dimensions by which its tiles are filtered")
    dated_by: Mapped[str | None] = mapped_column(
        String(120), comment="Metric whose last day says where the data ends; empty: each tile's own"
    )

    tiles: Mapped[list["Tile"]] = relationship(
        back_populates="dashboard", foreign_keys="Tile.dashboard_id", order_by="Tile.position"
    )


class Tile(Versioned, db.Model):
    """One question on a dashboard and how its answer is drawn."""

    __tablename__ = "tiles"
    __table_args__ = (
        UniqueConstraint("organization_id", "dashboard_id", "slug"),
        points_at("dashboards", "dashboard_id", part_of=True),
    )
    __mapper_args__ = {"version_id_col": Versioned.version}

    dashboard_id: Mapped[Reference] = mapped_column(comment="Dashboard it stands on")
    slug: Mapped[str] = mapped_column(String(80), comment="Name of the tile within its dashboard")
    position: Mapped[int] = mapped_column(comment="Place in the reading order")
    kind: Mapped[str] = mapped_column(String(16), comment="How it is drawn, such as number, line or records")
    title: Mapped[str] = mapped_column(String(200), comment="What is measured, in words")
    query: Mapped[dict[str, Any]] = mapped_column(JSON, comment="The question, as Query JSON")
    section: Mapped[str | None] = mapped_column(String(80), comment="Heading under which it stands")
    width: Mapped[int | None] = mapped_column(Integer, comment="Columns of twelve that it takes; empty: as usual")

    dashboard: Mapped[Dashboard] = relationship(back_populates="tiles", foreign_keys=[dashboard_id])


class DashboardVersion(Owned, db.Model):
    """A dashboard with its tiles as it was saved once. It is never changed: a restore saves it anew."""

    is_business = False

    __tablename__ = "dashboard_versions"
    __table_args__ = (
        UniqueConstraint("organization_id", "dashboard_id", "number"),
        points_at("dashboards", "dashboard_id", part_of=True),
    )

    dashboard_id: Mapped[Reference] = mapped_column(comment="Dashboard that was saved")
    number: Mapped[int] = mapped_column(Integer, comment="Version of the dashboard that this is")
    content: Mapped[dict[str, Any]] = mapped_column(JSON, comment="Title and tiles, as they were")
    user_id: Mapped[Reference | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), index=True, comment="Person who saved it; empty if it was seeded"
    )


class Layout(Versioned, db.Model):
    """Where one person wants the tiles of one dashboard, on screens of one width."""

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
    dashboard_id: Mapped[Reference] = mapped_column(comment="Dashboard that is laid out")
    breakpoint: Mapped[str] = mapped_column(String(16), comment="Width of the screens that it is for")
    places: Mapped[list[dict[str, Any]]] = mapped_column(
        JSON, comment="Place and size of each tile, in columns and rows of the grid"
    )


class SharedLayout(Versioned, db.Model):
    """Where an organisation wants the tiles of a dashboard, on screens of one width, for whoever has no layout of their
    own."""

    __tablename__ = "shared_layouts"
    __table_args__ = (
        UniqueConstraint("organization_id", "dashboard_id", "breakpoint"),
        points_at("dashboards", "dashboard_id", part_of=True),
        one_of("breakpoint", BREAKPOINTS),
    )
    __mapper_args__ = {"version_id_col": Versioned.version}

    dashboard_id: Mapped[Reference] = mapped_column(comment="Dashboard that is laid out")
    breakpoint: Mapped[str] = mapped_column(String(16), comment="Width of the screens that it is for")
    places: Mapped[list[dict[str, Any]]] = mapped_column(
        JSON, comment="Place and size of each tile, in columns and rows of the grid"
    )


class SavedFilters(Owned, db.Model):
    """What a person last chose on a dashboard: it is opened with these, unless its address says otherwise."""

    is_business = False

    __tablename__ = "remembered_choices"
    __table_args__ = (
        UniqueConstraint("organization_id", "user_id", "dashboard_id"),
        points_at("dashboards", "dashboard_id", part_of=True),
        Index(None, "organization_id", "dashboard_id"),
    )

    user_id: Mapped[Reference] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True, comment="Person who chose"
    )
    dashboard_id: Mapped[Reference] = mapped_column(comment="Dashboard on which it was")
    search: Mapped[str] = mapped_column(Text, comment="Period and filters as an address spells them; empty: as usual")
