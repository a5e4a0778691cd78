"""The general ledger: legal entities, cost centres, accounts, entries and balances."""

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
    """A company of the group with its own ledger."""

    __tablename__ = "legal_entities"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "key"),
        points_at("legal_entities", "parent_id"),
        Index(None, "organization_id", "parent_id"),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Number or code of the entity")
    name: Mapped[str] = mapped_column(String(200), comment="Display name")
    parent_id: Mapped[Reference | None] = mapped_column(comment="Parent entity; empty at the top")
    ownership: Mapped[Share | None] = mapped_column(comment="Share that the parent owns")
    currency: Mapped[Currency | None] = mapped_column(comment="ISO 4217 code of its functional currency")


class CostCentre(Owned, db.Model):
    """A part of the business that costs are charged to."""

    __tablename__ = "cost_centres"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "key"),
        points_at("cost_centres", "parent_id"),
        Index(None, "organization_id", "parent_id"),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Number or code of the cost centre")
    name: Mapped[str] = mapped_column(String(200), comment="Display name")
    parent_id: Mapped[Reference | None] = mapped_column(comment="Parent cost centre; empty at the top")


class Account(Owned, db.Model):
    """An account of the chart of accounts."""

    __tablename__ = "accounts"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "key"),
        points_at("accounts", "parent_id"),
        Index(None, "organization_id", "parent_id"),
        one_of("type", ACCOUNT_TYPES),
        one_of("subtype", ACCOUNT_SUBTYPES),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Account number that entries use")
    code: Mapped[str | None] = mapped_column(String(64), comment="Account code in the chart of accounts")
    name: Mapped[str] = mapped_column(String(200), comment="Display name")
    type: Mapped[str | None] = mapped_column(String(16), comment="Account type; empty for a heading over several types")
    subtype: Mapped[str | None] = mapped_column(String(32), comment="Line of the financial statements")
    parent_id: Mapped[Reference | None] = mapped_column(comment="Parent account; empty at the top")

    parent: Mapped["Account | None"] = relationship(
        foreign_keys=[parent_id], remote_side="Account.id", back_populates="children"
    )
    children: Mapped[list["Account"]] = relationship(foreign_keys=[parent_id], back_populates="parent")


class LedgerEntry(Owned, db.Model):
    """An entry on an account: posted (actual), planned (budget) or expected (forecast)."""

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
    posted_on: Mapped[date] = mapped_column(comment="Posting date")
    account_id: Mapped[Reference] = mapped_column(comment="Account that it is posted to")
    entity_id: Mapped[Reference | None] = mapped_column(comment="Legal entity that it belongs to")
    cost_centre_id: Mapped[Reference | None] = mapped_column(comment="Cost centre that it is charged to")
    scenario: Mapped[str] = mapped_column(String(16), comment="Whether it is actual, budgeted or forecast")
    amount: Mapped[Money] = mapped_column(
        comment="Positive if it increases the account: a debit of assets and expenses, a credit of all others"
    )
    currency: Mapped[Currency | None] = mapped_column(
        comment="ISO 4217 code of the amount; empty for statistical accounts"
    )
    document: Mapped[str | None] = mapped_column(String(64), comment="Source document: invoice, bill or journal")

    account: Mapped[Account] = relationship(foreign_keys=[account_id])


class AccountBalance(Owned, db.Model):
    """The balance of an account at the end of a day, for sources that contain balances instead of all entries."""

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
    day: Mapped[date] = mapped_column(comment="Date of the balance, at the end of the day")
    account_id: Mapped[Reference] = mapped_column(comment="Account that the balance is of")
    entity_id: Mapped[Reference | None] = mapped_column(comment="Legal entity that it belongs to")
    cost_centre_id: Mapped[Reference | None] = mapped_column(comment="Cost centre that it is charged to")
    scenario: Mapped[str] = mapped_column(String(16), comment="Whether it is actual, budgeted or forecast")
    amount: Mapped[Money] = mapped_column(comment="Balance; positive on the normal side of the account")
    currency: Mapped[Currency | None] = mapped_column(
        comment="ISO 4217 code of the amount; empty for statistical accounts"
    )

    account: Mapped[Account] = relationship(foreign_keys=[account_id])
