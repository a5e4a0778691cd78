"""Posts every transaction to the ledger. docs/demo.md states the same rules for readers."""

import numpy as np

from services.demo import chart
from services.demo.billing import Billing
from services.demo.days import NEVER, DemoCalendar
from services.demo.goods import CATEGORIES
from services.demo.ledger import GeneralLedger
from services.demo.purchasing import DemoBill
from services.demo.rows import Array
from services.demo.staff import Staff
from services.demo.stock import Stock
from services.demo.tally import ENTITIES, PARENT, SUBSIDIARY, ShippedTotals, sum_by_day

# Cents.
OPENING_CASH = (90_000_000, 55_000_000)
OPENING_EQUIPMENT = 41_000_000
OPENING_LOAN = 60_000_000
PAID_BACK = 1_500_000
WEAR_OF_A_MONTH = 680_000
INTEREST_OF_A_MONTH = 0.0038
INCOME_TAX_SHARE = 0.009
PAYDAY, TAX_DAY = 25, 10

WAGES_OF = {
    "SALES-EU": chart.SALES_WAGES,
    "SALES-US": chart.SALES_WAGES,
    "MARKETING": chart.SALES_WAGES,
    "SERVICE": chart.SERVICE_WAGES,
    "FIT-OUT": chart.SERVICE_WAGES,
}
SOLD_BY = ("SALES-EU", "SALES-US")


def post_ledger(
    calendar: DemoCalendar,
    shipped: ShippedTotals,
    billing: Billing,
    other_sales: dict[str, Array],
    stock: Stock,
    bills: list[DemoBill],
    staff: Staff,
) -> GeneralLedger:
    """Return the ledger. ``other_sales`` are cents by entity and day, by account, apart from sales of goods."""
    ledger = GeneralLedger(calendar)
    _open(ledger, stock)
    _post_sales(ledger, shipped, billing, other_sales)
    _post_goods(ledger, shipped)
    for number, bill in enumerate(bills, 1):
        if not bill.rejected:
            _post_bill(ledger, bill, f"B-{number:05}")
    _value_stock_anew(ledger, stock)
    _post_wages(ledger, staff)
    _post_wear_and_loan(ledger)
    _post_taxes(ledger)
    return ledger


def _open(ledger: GeneralLedger, stock: Stock) -> None:
    opening = "Opening balance"
    for entity, cash in enumerate(OPENING_CASH):
        ledger.post_document(entity, chart.CASH, chart.CAPITAL, 0, cash, opening)
    ledger.post_document(PARENT, chart.STOCK, chart.CAPITAL, 0, stock.opening_value, opening)
    ledger.post_document(PARENT, chart.FIXED, chart.CAPITAL, 0, OPENING_EQUIPMENT, opening)
    ledger.post_document(PARENT, chart.CAPITAL, chart.LOAN, 0, OPENING_LOAN, opening)


def _post_sales(ledger: GeneralLedger, shipped: ShippedTotals, billing: Billing, other_sales: dict[str, Array]) -> None:
    for entity in range(ENTITIES):
        for category in range(len(CATEGORIES)):
            sales = shipped.sales[entity, category]
            ledger.post(entity, chart.RECEIVABLES, chart.sales_of(category), sales, SOLD_BY[entity])
        ledger.post(entity, chart.RECEIVABLES, chart.RETURNS, shipped.returns[entity], SOLD_BY[entity])
        for account, amounts in other_sales.items():
            ledger.post(entity, chart.RECEIVABLES, account, amounts[entity], SOLD_BY[entity])
        ledger.post(entity, chart.RECEIVABLES, chart.VAT, billing.taxed[entity])
        ledger.post(entity, chart.RECEIVABLES, chart.SUSPENSE, billing.twice[entity])
        ledger.post(entity, chart.CASH, chart.RECEIVABLES, billing.received[entity])


def _post_goods(ledger: GeneralLedger, shipped: ShippedTotals) -> None:
    """Post the cost of goods. The subsidiary buys what it ships from the parent at cost, and pays on the same day."""
    for category in range(len(CATEGORIES)):
        account = chart.cost_of(category)
        ledger.post(PARENT, account, chart.STOCK, shipped.cost[PARENT, category], SOLD_BY[PARENT])
        ledger.post(SUBSIDIARY, account, chart.CASH, shipped.cost[SUBSIDIARY, category], SOLD_BY[SUBSIDIARY])
    ledger.post(PARENT, chart.CASH, chart.STOCK, shipped.to_subsidiary)


def _post_bill(ledger: GeneralLedger, bill: DemoBill, document: str) -> None:
    entity, day = bill.entity, bill.issued
    ledger.post_document(entity, bill.account, chart.PAYABLES, day, bill.net, document, bill.centre)
    ledger.post_document(entity, chart.FREIGHT, chart.PAYABLES, day, bill.freight, document, bill.centre)
    ledger.post_document(entity, chart.VAT, chart.PAYABLES, day, bill.tax, document)
    if bill.paid < NEVER:
        ledger.post_document(entity, chart.PAYABLES, chart.CASH, bill.paid, bill.amount, document)


def _value_stock_anew(ledger: GeneralLedger, stock: Stock) -> None:
    """Post the revaluation of stock, which is valued at the current standard cost."""
    ends = ledger.calendar.month_ends
    gap = stock.value.sum(axis=0) - ledger.balance(PARENT, chart.STOCK)[ends]
    changes = np.zeros(ledger.calendar.count, dtype=np.int64)
    changes[ends] = np.diff(gap, prepend=0)
    ledger.post(PARENT, chart.STOCK, chart.REVALUED, changes, "WAREHOUSE")


def _days_of_month(calendar: DemoCalendar, day: int) -> Array:
    return np.array([place for place, each in enumerate(calendar.dates) if each.day == day])


def _post_wages(ledger: GeneralLedger, staff: Staff) -> None:
    hourly = staff.cost_rate // 100
    monthly = hourly * staff.weekly_minutes // 60 * 52 // 12
    paydays = _days_of_month(ledger.calendar, PAYDAY)
    for team in dict.fromkeys(staff.teams):
        members = staff.in_teams(team)
        amounts = np.zeros(ledger.calendar.count, dtype=np.int64)
        for payday in paydays:
            amounts[payday] = monthly[members - 1][staff.at_work(members, np.full(len(members), payday))].sum()
        entity = SUBSIDIARY if team == "SALES-US" else PARENT
        ledger.post(entity, WAGES_OF.get(team, chart.WAGES), chart.CASH, amounts, team)


def _post_wear_and_loan(ledger: GeneralLedger) -> None:
    calendar = ledger.calendar
    ends = calendar.month_ends[:-1]
    full = np.full(len(ends), WEAR_OF_A_MONTH)
    ledger.post(PARENT, chart.WEAR, chart.WORN, sum_by_day(ends, full, calendar.count), "WAREHOUSE")
    quarterly = np.where(np.arange(len(ends)) % 3 == 2, PAID_BACK, 0)
    owed = OPENING_LOAN - quarterly.cumsum() + quarterly
    interest = np.rint(owed * INTEREST_OF_A_MONTH).astype(np.int64)
    ledger.post(PARENT, chart.INTEREST, chart.CASH, sum_by_day(ends, interest, calendar.count), "FINANCE")
    ledger.post(PARENT, chart.LOAN, chart.CASH, sum_by_day(ends, quarterly, calendar.count))


def _post_taxes(ledger: GeneralLedger) -> None:
    """Post sales tax on the tenth for the months before, and income tax as a share of each quarter's sales."""
    calendar = ledger.calendar
    for entity in range(ENTITIES):
        owed = ledger.balance(entity, chart.VAT)
        paid = np.zeros(calendar.count, dtype=np.int64)
        for day in _days_of_month(calendar, TAX_DAY):
            paid[day] = owed[max(0, day - TAX_DAY)] - paid.sum()
        ledger.post(entity, chart.VAT, chart.CASH, paid)
        sold = ledger.balance(entity, chart.RECEIVABLES) * 0
        for category in range(len(CATEGORIES)):
            sold = sold + ledger.balance(entity, chart.sales_of(category))
        quarters = calendar.month_ends[2:-1:3]
        tax = np.rint(np.diff(sold[quarters], prepend=0) * INCOME_TAX_SHARE).astype(np.int64)
        centre = "FINANCE" if entity == PARENT else "SALES-US"
        ledger.post(entity, chart.TAXES, chart.CASH, sum_by_day(quarters, tax, calendar.count), centre)
