"""Leads, and the cost of the campaigns that generate them."""

from datetime import date

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import PERSONAL, Currency, Instant, Money, Owned, Reference, db, one_of, points_at
from models.sales.deals import Deal

LEAD_STATUSES = ("new", "working", "qualified", "converted", "disqualified")


class Lead(Owned, db.Model):
    """A person or company that has shown interest, before there is a deal."""

    __tablename__ = "leads"
    __table_args__ = (
        UniqueConstraint("organization_id", "key"),
        points_at("employees", "owner_id"),
        points_at("clients", "client_id"),
        points_at("deals", "deal_id"),
        Index(None, "organization_id", "arrived_at"),
        Index(None, "organization_id", "owner_id"),
        Index(None, "organization_id", "client_id"),
        Index(None, "organization_id", "deal_id"),
        one_of("status", LEAD_STATUSES),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Lead number")
    name: Mapped[str] = mapped_column(String(200), info=PERSONAL, comment="Full name of the person")
    email: Mapped[str | None] = mapped_column(String(320), info=PERSONAL, comment="Email address")
    company: Mapped[str | None] = mapped_column(String(200), comment="Company that they work for")
    region: Mapped[str | None] = mapped_column(String(80), comment="Sales territory of the lead")
    source: Mapped[str | None] = mapped_column(String(80), comment="Lead source")
    campaign: Mapped[str | None] = mapped_column(String(120), comment="Campaign that generated the lead, if any")
    status: Mapped[str | None] = mapped_column(String(16), comment="Lead status")
    owner_id: Mapped[Reference | None] = mapped_column(comment="Employee who owns the lead")
    arrived_at: Mapped[Instant | None] = mapped_column(comment="When the lead was created")
    responded_at: Mapped[Instant | None] = mapped_column(comment="When the first response was sent")
    marketing_qualified_at: Mapped[Instant | None] = mapped_column(comment="When marketing qualified the lead (MQL)")
    sales_qualified_at: Mapped[Instant | None] = mapped_column(comment="When sales qualified the lead (SQL)")
    converted_at: Mapped[Instant | None] = mapped_column(comment="When the lead was converted to a deal")
    client_id: Mapped[Reference | None] = mapped_column(comment="Customer that the lead became, or already was")
    deal_id: Mapped[Reference | None] = mapped_column(comment="Deal that the lead was converted to")

    deal: Mapped[Deal | None] = relationship(foreign_keys=[deal_id])


class CampaignSpend(Owned, db.Model):
    """The cost of a campaign in one month."""

    __tablename__ = "campaign_spends"
    __table_args__ = (
        UniqueConstraint("organization_id", "campaign", "month"),
        Index(None, "organization_id", "month"),
    )

    campaign: Mapped[str] = mapped_column(String(120), comment="Name of the campaign, as on its leads")
    source: Mapped[str | None] = mapped_column(String(80), comment="Source of the campaign's leads")
    month: Mapped[date] = mapped_column(comment="First day of the month")
    amount: Mapped[Money] = mapped_column(comment="Amount spent")
    currency: Mapped[Currency] = mapped_column(comment="ISO 4217 code of the amount")
