"""The general ledger: accounts, who posts to them, and every entry."""

from datetime import date

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Currency, Money, Owned, Reference, Share, db, one_of, points_at

ACCOUNT_TYPES = ("asset", "liability", "equity", "revenue", "expense", "statistical")
ACCOUNT_SUBTYPES = (
    "cash",
    "receivables",
    "inventory",
    "other_current_assets",
    "fixed_assets",
    "other_assets",
    "payables",
    "short_term_debt",
    "other_current_liabilities",
    "long_term_liabilities",
    "equity",
    "sales",
    "sales_deductions",
    "other_income",
    "cost_of_sales",
    "sales_and_marketing",
    "research_and_development",
    "administration",
    "depreciation",
    "interest",
    "tax",
    "other_expense",
)
SCENARIOS = ("actual", "budget", "forecast")


class LegalEntity(Owned, db.Model):
    """A company of the group that keeps books of its own."""

    __tablename__ = "legal_entities"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "key"),
        points_at("legal_entities", "parent_id"),
        Index(None, "organization_id", "parent_id"),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Number or code of the entity")
    name: Mapped[str] = mapped_column(String(200), comment="Name that people see")
    parent_id: Mapped[Reference | None] = mapped_column(comment="Entity that it belongs to; empty at the top")
    ownership: Mapped[Share | None] = mapped_column(comment="Share of it that the parent owns")
    currency: Mapped[Currency | None] = mapped_column(comment="ISO 4217 code in which it keeps its books")


class CostCentre(Owned, db.Model):
    """A part of the business that answers for its costs."""

    __tablename__ = "cost_centres"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "key"),
        points_at("cost_centres", "parent_id"),
        Index(None, "organization_id", "parent_id"),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Number or code of the cost centre")
    name: Mapped[str] = mapped_column(String(200), comment="Name that people see")
    parent_id: Mapped[Reference | None] = mapped_column(comment="Cost centre that it is a part of; empty at the top")


class Account(Owned, db.Model):
    """A line of the chart of accounts."""

    __tablename__ = "accounts"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "key"),
        points_at("accounts", "parent_id"),
        Index(None, "organization_id", "parent_id"),
        one_of("type", ACCOUNT_TYPES),
        one_of("subtype", ACCOUNT_SUBTYPES),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Number by which entries name the account")
    code: Mapped[str | None] = mapped_column(String(64), comment="Number on the chart of accounts")
    name: Mapped[str] = mapped_column(String(200), comment="Name that people see")
    type: Mapped[str | None] = mapped_column(
        String(16), comment="What it counts; empty for a heading over several types"
    )
    subtype: Mapped[str | None] = mapped_column(String(32), comment="Which line of a statement it goes into")
    parent_id: Mapped[Reference | None] = mapped_column(comment="Account that it is a part of; empty at the top")

    parent: Mapped["Account | None"] = relationship(
        foreign_keys=[parent_id], remote_side="Account.id", back_populates="children"
    )
    children: Mapped[list["Account"]] = relationship(foreign_keys=[parent_id], back_populates="parent")


class LedgerEntry(Owned, db.Model):
    """An amount that changes an account: posted (actual), planned (budget) or expected (forecast)."""

    __tablename__ = "ledger_entries"
    __table_args__ = (
        UniqueConstraint("organization_id", "key"),
        points_at("accounts", "account_id"),
        points_at("legal_entities", "entity_id"),
        points_at("cost_centres", "cost_centre_id"),
        Index(None, "organization_id", "account_id", "posted_on"),
        Index(None, "organization_id", "entity_id"),
        Index(None, "organization_id", "cost_centre_id"),
        one_of("scenario", SCENARIOS),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Number of the entry")
    posted_on: Mapped[date] = mapped_column(comment="Day to which it counts")
    account_id: Mapped[Reference] = mapped_column(comment="Account that it changes")
    entity_id: Mapped[Reference | None] = mapped_column(comment="Entity in whose books it stands")
    cost_centre_id: Mapped[Reference | None] = mapped_column(comment="Cost centre that answers for it")
    scenario: Mapped[str] = mapped_column(String(16), comment="Whether it happened, was planned or is expected")
    amount: Mapped[Money] = mapped_column(
        comment="Above zero where it raises its account: a debit of an asset or expense, a credit of the others"
    )
    currency: Mapped[Currency | None] = mapped_column(
        comment="ISO 4217 code of the amount; empty where it counts no money (statistical accounts)"
    )
    document: Mapped[str | None] = mapped_column(String(64), comment="Invoice, bill or journal that it comes from")

    account: Mapped[Account] = relationship(foreign_keys=[account_id])


class AccountBalance(Owned, db.Model):
    """What an account stood at when a day ended, where the books tell that and not every entry that led there."""

    __tablename__ = "account_balances"
    __table_args__ = (
        UniqueConstraint("organization_id", "key"),
        points_at("accounts", "account_id"),
        points_at("legal_entities", "entity_id"),
        points_at("cost_centres", "cost_centre_id"),
        Index(None, "organization_id", "account_id", "day"),
        Index(None, "organization_id", "entity_id"),
        Index(None, "organization_id", "cost_centre_id"),
        one_of("scenario", SCENARIOS),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Number of the balance")
    day: Mapped[date] = mapped_column(comment="Day at whose end it was so")
    account_id: Mapped[Reference] = mapped_column(comment="Account that stood there")
    entity_id: Mapped[Reference | None] = mapped_column(comment="Entity in whose books it stands")
    cost_centre_id: Mapped[Reference | None] = mapped_column(comment="Cost centre that answers for it")
    scenario: Mapped[str] = mapped_column(String(16), comment="Whether it was so, was planned or is expected")
    amount: Mapped[Money] = mapped_column(comment="Above zero on the side on which such an account stands")
    currency: Mapped[Currency | None] = mapped_column(
        comment="ISO 4217 code of the amount; empty where it counts no money (statistical accounts)"
    )

    account: Mapped[Account] = relationship(foreign_keys=[account_id])
