"""The books of a shop: what is posted, what was planned, and what lay where at the end of a day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from models import Account, AccountBalance, BankBalance, CostCentre, InventoryLevel, LedgerEntry, LegalEntity
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

    def stands(self, account: str, amount: str, *, on: str, scenario: str = "actual") -> None:
        self.shop.row(AccountBalance, day=date.fromisoformat(on), **self._side(account, amount, scenario))

    def bank(self, account: str, balance: str, *, on: str, currency: str = "EUR") -> None:
        values = {"bank_account": account, "balance": Decimal(balance), "currency": currency}
        self.shop.row(BankBalance, day=date.fromisoformat(on), **values)

    def stock(self, product: str, quantity: int, value: str, *, on: str) -> None:
        values = {"quantity": quantity, "value": Decimal(value), "currency": "EUR"}
        product_id = self.shop.product(product, category=product)
        self.shop.row(InventoryLevel, product_id=product_id, counted_on=date.fromisoformat(on), **values)

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
        kind, subtype = ACCOUNTS[account]
        return {
            "key": str(self.written),
            "account_id": self.shop.once(Account, account, key=account, name=account, type=kind, subtype=subtype),
            "cost_centre_id": centre and self.shop.once(CostCentre, centre, key=centre, name=centre),
            "entity_id": entity and self.shop.once(LegalEntity, entity, key=entity, name=entity),
            "scenario": scenario,
            "amount": Decimal(amount),
            "currency": currency,
        }
