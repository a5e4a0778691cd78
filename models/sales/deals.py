"""Deals, their pipelines and stages, and their history."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import SHARE_SCALE, Currency, Instant, Money, Owned, Reference, Share, db, one_of, points_at

if TYPE_CHECKING:
    from models.customers.clients import Client
    from models.sales.activities import Activity
    from models.work.employees import Employee

OUTCOMES = ("open", "won", "lost")
FORECAST_CATEGORIES = ("omitted", "pipeline", "best_case", "commit", "closed")


class Pipeline(Owned, db.Model):
    """A sales pipeline, which is a sequence of stages."""

    __tablename__ = "pipelines"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "key"),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Number or code of the pipeline")
    name: Mapped[str] = mapped_column(String(120), comment="Display name")

    stages: Mapped[list["Stage"]] = relationship(
        back_populates="pipeline", foreign_keys="Stage.pipeline_id", order_by="Stage.position"
    )


class Stage(Owned, db.Model):
    """A stage of a pipeline. In the final stages, a deal is won or lost."""

    __tablename__ = "stages"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "key"),
        points_at("pipelines", "pipeline_id", part_of=True),
        Index(None, "organization_id", "pipeline_id"),
        one_of("outcome", OUTCOMES),
        CheckConstraint(f"probability BETWEEN 0 AND {SHARE_SCALE}", name="probability"),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Number or code of the stage, unique across pipelines")
    pipeline_id: Mapped[Reference] = mapped_column(comment="Pipeline that it belongs to")
    position: Mapped[int] = mapped_column(Integer, comment="Position in the pipeline, from 1")
    name: Mapped[str] = mapped_column(String(120), comment="Display name")
    outcome: Mapped[str] = mapped_column(String(8), comment="Whether deals in this stage are open, won or lost")
    probability: Mapped[Share | None] = mapped_column(comment="Planned probability that a deal in this stage is won")

    pipeline: Mapped[Pipeline] = relationship(back_populates="stages", foreign_keys=[pipeline_id])


class Deal(Owned, db.Model):
    """A sales opportunity."""

    __tablename__ = "deals"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "key"),
        points_at("stages", "stage_id"),
        points_at("clients", "client_id"),
        points_at("employees", "owner_id"),
        points_at("products", "product_id"),
        Index(None, "organization_id", "stage_id"),
        Index(None, "organization_id", "client_id"),
        Index(None, "organization_id", "owner_id"),
        Index(None, "organization_id", "product_id"),
        Index(None, "organization_id", "closed_on"),
        one_of("forecast_category", FORECAST_CATEGORIES),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Number of the deal")
    name: Mapped[str | None] = mapped_column(String(200), comment="Name of the deal")
    stage_id: Mapped[Reference] = mapped_column(comment="Current stage")
    client_id: Mapped[Reference | None] = mapped_column(comment="Customer, where known")
    owner_id: Mapped[Reference | None] = mapped_column(comment="Employee who owns the deal")
    product_id: Mapped[Reference | None] = mapped_column(comment="Product, if it is for a single one")
    source: Mapped[str | None] = mapped_column(String(80), comment="Source of the deal")
    amount: Mapped[Money | None] = mapped_column(
        comment="Value before tax: agreed if won, expected if open, last expected if lost"
    )
    currency: Mapped[Currency] = mapped_column(comment="ISO 4217 code of the amount")
    forecast_category: Mapped[str | None] = mapped_column(String(16), comment="Forecast category set by the owner")
    opened_on: Mapped[date | None] = mapped_column(comment="Date on which it was created")
    expected_close_on: Mapped[date | None] = mapped_column(comment="Expected close date")
    closed_on: Mapped[date | None] = mapped_column(comment="Date on which it was won or lost; empty while open")
    lost_reason: Mapped[str | None] = mapped_column(String(120), comment="Reason why it was lost")

    stage: Mapped[Stage] = relationship(foreign_keys=[stage_id])
    client: Mapped["Client | None"] = relationship(back_populates="deals", foreign_keys=[client_id])
    owner: Mapped["Employee | None"] = relationship(foreign_keys=[owner_id])
    stage_changes: Mapped[list["StageChange"]] = relationship(
        back_populates="deal", foreign_keys="StageChange.deal_id", order_by="StageChange.number"
    )
    activities: Mapped[list["Activity"]] = relationship(back_populates="deal", foreign_keys="Activity.deal_id")


class StageChange(Owned, db.Model):
    """A deal's move from one stage to another. The first one has no previous stage."""

    __tablename__ = "stage_changes"
    __table_args__ = (
        UniqueConstraint("organization_id", "deal_id", "number"),
        points_at("deals", "deal_id", part_of=True),
        points_at("stages", "from_stage_id"),
        points_at("stages", "to_stage_id"),
        Index(None, "organization_id", "from_stage_id"),
        Index(None, "organization_id", "to_stage_id"),
    )

    deal_id: Mapped[Reference] = mapped_column(comment="Deal that moved")
    number: Mapped[int] = mapped_column(Integer, comment="Position among its stage changes, from 1")
    from_stage_id: Mapped[Reference | None] = mapped_column(comment="Previous stage; empty for the first one")
    to_stage_id: Mapped[Reference] = mapped_column(comment="New stage")
    changed_at: Mapped[Instant] = mapped_column(comment="When the stage changed")

    deal: Mapped[Deal] = relationship(back_populates="stage_changes", foreign_keys=[deal_id])


class DealSnapshot(Owned, db.Model):
    """The state of an open deal at the end of a day, so that past pipelines can be reported."""

    __tablename__ = "deal_snapshots"
    __table_args__ = (
        UniqueConstraint("organization_id", "deal_id", "taken_on"),
        points_at("deals", "deal_id", part_of=True),
        points_at("stages", "stage_id"),
        points_at("employees", "owner_id"),
        Index(None, "organization_id", "taken_on"),
        Index(None, "organization_id", "stage_id"),
        Index(None, "organization_id", "owner_id"),
        one_of("forecast_category", FORECAST_CATEGORIES),
    )

    deal_id: Mapped[Reference] = mapped_column(comment="Open deal")
    taken_on: Mapped[date] = mapped_column(comment="Date of the snapshot, at the end of the day")
    stage_id: Mapped[Reference] = mapped_column(comment="Stage on that day")
    owner_id: Mapped[Reference | None] = mapped_column(comment="Employee who owned the deal")
    amount: Mapped[Money | None] = mapped_column(comment="Expected value before tax")
    currency: Mapped[Currency] = mapped_column(comment="ISO 4217 code of the amount")
    forecast_category: Mapped[str | None] = mapped_column(String(16), comment="Forecast category on that day")
    expected_close_on: Mapped[date | None] = mapped_column(comment="Expected close date, as of that day")
