"""Who showed interest, where they came from, and what it cost to be noticed."""

from datetime import date

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import PERSONAL, Currency, Instant, Money, Owned, Reference, db, one_of, points_at
from models.sales.deals import Deal

LEAD_STATUSES = ("new", "working", "qualified", "converted", "disqualified")


class Lead(Owned, db.Model):
    """A person or company that showed interest, before there is a deal."""

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

    key: Mapped[str] = mapped_column(String(64), comment="Number by which the business knows the lead")
    name: Mapped[str] = mapped_column(String(200), info=PERSONAL, comment="Full name")
    email: Mapped[str | None] = mapped_column(String(320), info=PERSONAL, comment="Address to write to")
    company: Mapped[str | None] = mapped_column(String(200), comment="Where they work")
    region: Mapped[str | None] = mapped_column(String(80), comment="Sales territory in which they sit")
    source: Mapped[str | None] = mapped_column(String(80), comment="Where they heard of the business")
    campaign: Mapped[str | None] = mapped_column(String(120), comment="Campaign that brought them, if one did")
    status: Mapped[str | None] = mapped_column(String(16), comment="How far it has come")
    owner_id: Mapped[Reference | None] = mapped_column(comment="Employee who follows it up")
    arrived_at: Mapped[Instant | None] = mapped_column(comment="When they first showed interest")
    responded_at: Mapped[Instant | None] = mapped_column(comment="When somebody first answered them")
    marketing_qualified_at: Mapped[Instant | None] = mapped_column(
        comment="When marketing found them worth a call (MQL)"
    )
    sales_qualified_at: Mapped[Instant | None] = mapped_column(comment="When sales agreed (SQL)")
    converted_at: Mapped[Instant | None] = mapped_column(comment="When they became a deal")
    client_id: Mapped[Reference | None] = mapped_column(comment="Client they became, or already were")
    deal_id: Mapped[Reference | None] = mapped_column(comment="Deal they became")

    deal: Mapped[Deal | None] = relationship(foreign_keys=[deal_id])


class CampaignSpend(Owned, db.Model):
    """What a campaign cost in one month."""

    __tablename__ = "campaign_spends"
    __table_args__ = (
        UniqueConstraint("organization_id", "campaign", "month"),
        Index(None, "organization_id", "month"),
    )

    campaign: Mapped[str] = mapped_column(String(120), comment="Campaign, by the name that leads bear")
    source: Mapped[str | None] = mapped_column(String(80), comment="Source of its leads")
    month: Mapped[date] = mapped_column(comment="First day of the month")
    amount: Mapped[Money] = mapped_column(comment="Money spent")
    currency: Mapped[Currency] = mapped_column(comment="ISO 4217 code of the amount")
