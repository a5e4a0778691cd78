"""The finance domain: ledger, receivables and payables, and bank balances."""

from models.finance.cash import BankBalance, ExchangeRate
from models.finance.invoices import Bill, Invoice, Payment, Vendor
from models.finance.ledger import Account, AccountBalance, CostCentre, LedgerEntry, LegalEntity

__all__ = [
    "Account",
    "AccountBalance",
    "BankBalance",
    "Bill",
    "CostCentre",
    "ExchangeRate",
    "Invoice",
    "LedgerEntry",
    "LegalEntity",
    "Payment",
    "Vendor",
]
