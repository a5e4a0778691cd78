"""Deals on their way through a pipeline: where they stand, where they stood, and what became of them."""

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
    """A way of selling, as a row of stages."""

    __tablename__ = "pipelines"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "key"),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Number or code of the pipeline")
    name: Mapped[str] = mapped_column(String(120), comment="Name that people see")

    stages: Mapped[list["Stage"]] = relationship(
        back_populates="pipeline", foreign_keys="Stage.pipeline_id", order_by="Stage.position"
    )


class Stage(Owned, db.Model):
    """A step of a pipeline. Its last ones say that a deal is won, or lost."""

    __tablename__ = "stages"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "key"),
        points_at("pipelines", "pipeline_id", part_of=True),
        Index(None, "organization_id", "pipeline_id"),
        one_of("outcome", OUTCOMES),
        CheckConstraint(f"probability BETWEEN 0 AND {SHARE_SCALE}", name="probability"),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Number or code of the stage, unlike that of any other")
    pipeline_id: Mapped[Reference] = mapped_column(comment="Pipeline it is a step of")
    position: Mapped[int] = mapped_column(Integer, comment="Place in the pipeline, from 1")
    name: Mapped[str] = mapped_column(String(120), comment="Name that people see")
    outcome: Mapped[str] = mapped_column(String(8), comment="What a deal in it is")
    probability: Mapped[Share | None] = mapped_column(comment="Share of the deals in it that are won, as planned")

    pipeline: Mapped[Pipeline] = relationship(back_populates="stages", foreign_keys=[pipeline_id])


class Deal(Owned, db.Model):
    """A sale that may come: an entry of the sales funnel."""

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
    name: Mapped[str | None] = mapped_column(String(200), comment="What it is about, in a line")
    stage_id: Mapped[Reference] = mapped_column(comment="Stage in which it stands now")
    client_id: Mapped[Reference | None] = mapped_column(comment="Client who may buy, where known")
    owner_id: Mapped[Reference | None] = mapped_column(comment="Employee who tries to win it")
    product_id: Mapped[Reference | None] = mapped_column(comment="Product it is about, where it is one")
    source: Mapped[str | None] = mapped_column(String(80), comment="Where it came from")
    amount: Mapped[Money | None] = mapped_column(
        comment="Value without tax: agreed if won, expected if open, last expected if lost"
    )
    currency: Mapped[Currency] = mapped_column(comment="ISO 4217 code of the amount")
    forecast_category: Mapped[str | None] = mapped_column(String(16), comment="How surely its owner counts on it")
    opened_on: Mapped[date | None] = mapped_column(comment="Day it was entered")
    expected_close_on: Mapped[date | None] = mapped_column(comment="Day on which it should be decided, as now expected")
    closed_on: Mapped[date | None] = mapped_column(comment="Day it was won or lost; empty while open")
    lost_reason: Mapped[str | None] = mapped_column(String(120), comment="Why it was lost")

    stage: Mapped[Stage] = relationship(foreign_keys=[stage_id])
    client: Mapped["Client | None"] = relationship(back_populates="deals", foreign_keys=[client_id])
    owner: Mapped["Employee | None"] = relationship(foreign_keys=[owner_id])
    stage_changes: Mapped[list["StageChange"]] = relationship(
        back_populates="deal", foreign_keys="StageChange.deal_id", order_by="StageChange.number"
    )
    activities: Mapped[list["Activity"]] = relationship(back_populates="deal", foreign_keys="Activity.deal_id")


class StageChange(Owned, db.Model):
    """A deal's step from one stage to another; the first has no stage before it."""

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
    number: Mapped[int] = mapped_column(Integer, comment="Place among its steps, from 1")
    from_stage_id: Mapped[Reference | None] = mapped_column(comment="Stage that it left; empty at its first step")
    to_stage_id: Mapped[Reference] = mapped_column(comment="Stage that it entered")
    changed_at: Mapped[Instant] = mapped_column(comment="When it moved")

    deal: Mapped[Deal] = relationship(back_populates="stage_changes", foreign_keys=[deal_id])


class DealSnapshot(Owned, db.Model):
    """An open deal as it stood at the end of a day; without these, last Monday's pipeline is forgotten."""

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

    deal_id: Mapped[Reference] = mapped_column(comment="Deal that was open")
    taken_on: Mapped[date] = mapped_column(comment="Day at whose end it was so")
    stage_id: Mapped[Reference] = mapped_column(comment="Stage in which it stood")
    owner_id: Mapped[Reference | None] = mapped_column(comment="Employee who tried to win it")
    amount: Mapped[Money | None] = mapped_column(comment="Expected value without tax")
    currency: Mapped[Currency] = mapped_column(comment="ISO 4217 code of the amount")
    forecast_category: Mapped[str | None] = mapped_column(String(16), comment="How surely its owner counted on it")
    expected_close_on: Mapped[date | None] = mapped_column(
        comment="Day on which it should be decided, as then expected"
    )
