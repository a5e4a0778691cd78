"""What people look at: dashboards and the tiles on them."""

from typing import Any

from sqlalchemy import JSON, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Made, Reference, db


class Dashboard(Made, db.Model):
    """A page of tiles. The built-in ones are seeded rows, drawn like everyone's own."""

    __tablename__ = "dashboards"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "slug"),
    )
    __mapper_args__ = {"version_id_col": Made.version}

    slug: Mapped[str] = mapped_column(String(80), comment="Name in the address")
    title: Mapped[str] = mapped_column(String(200), comment="Title on the page")

    tiles: Mapped[list["Tile"]] = relationship(back_populates="dashboard", order_by="Tile.position")


class Tile(Made, db.Model):
    """One question on a dashboard and how its answer is drawn."""

    __tablename__ = "tiles"
    __table_args__ = (
        UniqueConstraint("organization_id", "dashboard_id", "slug"),
        ForeignKeyConstraint(
            ["organization_id", "dashboard_id"],
            ["dashboards.organization_id", "dashboards.id"],
            ondelete="CASCADE",
        ),
    )
    __mapper_args__ = {"version_id_col": Made.version}

    dashboard_id: Mapped[Reference] = mapped_column(comment="Dashboard it stands on")
    slug: Mapped[str] = mapped_column(String(80), comment="Name of the tile within its dashboard")
    position: Mapped[int] = mapped_column(comment="Place in the reading order")
    kind: Mapped[str] = mapped_column(String(16), comment="How it is drawn: number, line, bar or records")
    title: Mapped[str] = mapped_column(String(200), comment="What is measured, in words")
    query: Mapped[dict[str, Any]] = mapped_column(JSON, comment="The question, as Query JSON")

    dashboard: Mapped[Dashboard] = relationship(back_populates="tiles")
