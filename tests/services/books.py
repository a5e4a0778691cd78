"""The books of a shop: what is posted, what was planned, and what lay where at the end of a day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from models import (
    Account,
    AccountBalance,
    BankBalance,
    Bill,
    CostCentre,
    InventoryLevel,
    Invoice,
    LedgerEntry,
    LegalEntity,
    Payment,
    Vendor,
)
from tests.services.shop import Shop

# An account of each kind that a statement needs: its type and its subtype.
ACCOUNTS = {
    "Sales": ("revenue", "sales"),
    "Returns": ("expense", "sales_deductions"),
    "Goods": ("expense", "cost_of_sales"),
    "Advertising": ("expense", "sales_and_marketing"),
    "Rent": ("expense", "administration"),
    "Wear": ("expense", "depreciation"),
    "Interest earned": ("revenue", "other_income"),
    "Interest paid": ("expense", "interest"),
    "Tax": ("expense", "tax"),
    "Bank": ("asset", "cash"),
    "Clients": ("asset", "receivables"),
    "Shelf": ("asset", "inventory"),
    "Prepaid": ("asset", "other_current_assets"),
    "Vans": ("asset", "fixed_assets"),
    "Vendors": ("liability", "payables"),
    "Overdraft": ("liability", "short_term_debt"),
    "Sales tax": ("liability", "other_current_liabilities"),
    "Loan": ("liability", "long_term_liabilities"),
    "People": ("statistical", None),
}


@dataclass
class Books:
    """Writes into the ledger of a shop."""

    shop: Shop
    written: int = 0

    def posts(self, account: str, amount: str, *, on: str, scenario: str = "actual", **more: Any) -> None:
        self.shop.row(LedgerEntry, posted_on=date.fromisoformat(on), **self._side(account, amount, scenario, **more))

    def plans(self, account: str, amount: str, *, on: str, **more: Any) -> None:
        self.posts(account, amount, on=on, scenario="budget", **more)

    def stands(self, account: str, amount: str, *, on: str, scenario: str = "actual", **more: Any) -> None:
        self.shop.row(AccountBalance, day=date.fromisoformat(on), **self._side(account, amount, scenario, **more))

    def invoices(
        self,
        amount: str,
        *paid: tuple[str, str],
        on: str,
        due: str,
        to: str = "Ada",
        cancelled: str | None = None,
        currency: str = "EUR",
    ) -> None:
        """Write an invoice; a payment is its day and its amount."""
        self.written += 1
        invoice = self.shop.row(
            Invoice,
            number=f"I{self.written}",
            client_id=self.shop.client(to),
            issued_on=date.fromisoformat(on),
            due_on=date.fromisoformat(due),
            cancelled_on=cancelled and date.fromisoformat(cancelled),
            amount=Decimal(amount),
            currency=currency,
        )
        for place, (day, part) in enumerate(paid):
            values = {"key": f"P{self.written}-{place}", "paid_on": date.fromisoformat(day), "amount": Decimal(part)}
            self.shop.row(Payment, invoice_id=invoice, **values)

    def is_billed(
        self,
        amount: str,
        *,
        by: str,
        on: str | None,
        due: str | None = None,
        paid: str | None = None,
        ordered: str | None = None,
        tax: str | None = None,
        status: str | None = None,
        centre: str | None = None,
    ) -> None:
        """Write a bill of a vendor; without a day it is an order that was not billed yet."""
        self.written += 1
        days = {"issued_on": on, "due_on": due, "paid_on": paid, "ordered_on": ordered}
        self.shop.row(
            Bill,
            number=f"B{self.written}",
            vendor_id=self.shop.once(Vendor, by, key=by, name=by),
            cost_centre_id=centre and self.shop.once(CostCentre, centre, key=centre, name=centre),
            status=status,
            amount=Decimal(amount),
            tax=tax and Decimal(tax),
            currency="EUR",
            **{name: day and date.fromisoformat(day) for name, day in days.items()},
        )

    def bank(self, account: str, balance: str, *, on: str, currency: str = "EUR") -> None:
        values = {"bank_account": account, "balance": Decimal(balance), "currency": currency}
        self.shop.row(BankBalance, day=date.fromisoformat(on), **values)

    def stock(self, product: str, quantity: int, value: str, *, on: str) -> None:
        values = {"quantity": quantity, "value": Decimal(value), "currency": "EUR"}
        product_id = self.shop.product(product, category=product)
        self.shop.row(InventoryLevel, product_id=product_id, counted_on=date.fromisoformat(on), **values)

    def account(self, name: str, under: str | None = None) -> int:
        """Return the number of an account, and write it when it is first spoken of."""
        kind, subtype = ACCOUNTS.get(name, (None, None))
        group = under and self.shop.once(Account, under, key=under, name=under)
        values = {"key": name, "name": name, "type": kind, "subtype": subtype, "parent_id": group}
        return self.shop.once(Account, name, **values)

    def _side(
        self,
        account: str,
        amount: str,
        scenario: str,
        *,
        centre: str | None = None,
        entity: str | None = None,
        currency: str | None = "EUR",
    ) -> dict[str, Any]:
        self.written += 1
        return {
            "key": str(self.written),
            "account_id": self.account(account),
            "cost_centre_id": centre and self.shop.once(CostCentre, centre, key=centre, name=centre),
            "entity_id": entity and self.shop.once(LegalEntity, entity, key=entity, name=entity),
            "scenario": scenario,
            "amount": Decimal(amount),
            "currency": currency,
        }
