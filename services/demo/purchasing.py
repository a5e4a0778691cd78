"""Vendors, their bills, and the payments."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from services.demo import anomalies as planted
from services.demo import chart
from services.demo.anomalies import Anomalies
from services.demo.days import NEVER, DemoCalendar
from services.demo.goods import CATEGORIES
from services.demo.rows import CENT, Array, Rows, ids, keys, rng_of, rows_from_records
from services.demo.stock import Stock
from services.demo.tally import PARENT, SUBSIDIARY, ShippedTotals

SUPPLIERS = (
    ("Lumen Works", "Nordic Bulb"),
    ("Oakline Furniture", "Tischlerei Falk"),
    ("Seatcraft", "Comfort Mills"),
    ("Steelcase & Sons", "Shelfmakers Union"),
    ("Small Parts Trade", "Deskware"),
)
# vendor, account, cost centre, entity, usual amount per month, relative variation
RUNNING = (
    ("Hafen Real Estate", chart.RENT, "MANAGEMENT", PARENT, 14_200, 0.0),
    ("Back Bay Properties", chart.RENT, "SALES-US", SUBSIDIARY, 3_900, 0.0),
    ("Cloudhouse", chart.SOFTWARE, "MANAGEMENT", PARENT, 4_100, 0.08),
    ("Stadtwerke", chart.POWER, "WAREHOUSE", PARENT, 2_300, 0.3),
    ("Allsafe Insurance", chart.INSURANCE, "FINANCE", PARENT, 1_650, 0.0),
    ("Fairways Travel", chart.TRAVEL, "SALES-EU", PARENT, 3_800, 0.4),
    ("Fairways Travel", chart.TRAVEL, "SALES-US", SUBSIDIARY, 2_900, 0.4),
    ("Ledger & Partners", chart.ADVICE, "FINANCE", PARENT, 2_200, 0.5),
    ("Studio Halm", chart.DESIGN_WAGES, "FIT-OUT", PARENT, 5_400, 0.25),
)
CARRIER, MEDIA, AGENCY = "Swift Carriers", "Kanal Media", "Brightside Agency"
VENDORS = tuple(
    dict.fromkeys(
        [*(name for pair in SUPPLIERS for name in pair), *(name for name, *_ in RUNNING), CARRIER, MEDIA, AGENCY]
    )
)
INPUT_TAX = 19
FREIGHT_SHARE = 0.025
CARRIER_SHARE = 0.02
# Days from order to bill, and from bill to due date.
LEAD_TIME, TERMS = 18, 30


@dataclass(frozen=True)
class DemoBill:
    """A bill, in cents. ``net`` is posted to ``account``, freight to its own account. Rejected bills are not posted."""

    vendor: str
    account: str
    centre: str | None
    entity: int
    issued: int
    net: int
    freight: int = 0
    taxed: bool = True
    paid: int = NEVER
    rejected: bool = False

    @property
    def tax(self) -> int:
        home = self.taxed and self.entity == PARENT
        return (self.net + self.freight) * INPUT_TAX // 100 if home else 0

    @property
    def amount(self) -> int:
        return self.net + self.freight + self.tax


def vendor_bills(
    calendar: DemoCalendar,
    anomalies: Anomalies,
    stock: Stock,
    shipped: ShippedTotals,
    advertising: list[int],
    seed: int,
) -> list[DemoBill]:
    """Return every bill by day. ``advertising`` is the cost of campaigns in each month, in cents."""
    rng = rng_of(seed, "purchasing")
    bills = [*_goods(rng, calendar, stock), *_running(rng, calendar)]
    agency = anomalies.workday(planted.AGENCY_BILL)
    bills.append(
        DemoBill(AGENCY, chart.ADVERTISING, planted.AGENCY_CENTRE, PARENT, agency, planted.AGENCY_AMOUNT * 100)
    )
    sold = shipped.sales.sum(axis=(0, 1))
    for month, end in enumerate(calendar.month_ends.tolist()):
        start = 0 if month == 0 else int(calendar.month_ends[month - 1]) + 1
        carried = round(int(sold[start : end + 1].sum()) * CARRIER_SHARE)
        bills.append(DemoBill(CARRIER, chart.FREIGHT, "WAREHOUSE", PARENT, end, carried))
        bills.append(DemoBill(MEDIA, chart.ADVERTISING, planted.AGENCY_CENTRE, PARENT, end, advertising[month]))
    bills.append(DemoBill(AGENCY, chart.ADVERTISING, "MARKETING", PARENT, agency + 9, 450_000, rejected=True))
    return [_with_payment_day(rng, calendar, bill) for bill in sorted(bills, key=lambda bill: bill.issued) if bill.net]


def _goods(rng: np.random.Generator, calendar: DemoCalendar, stock: Stock) -> Iterator[DemoBill]:
    """Yield two bills for each category and month, for the goods that were received by the month end."""
    for month, end in enumerate(calendar.month_ends.tolist()):
        for category in range(len(CATEGORIES)):
            came = int(stock.came_in[category, month])
            first = round(came * float(rng.uniform(0.4, 0.8)) / 100) * 100
            for vendor, net in zip(SUPPLIERS[category], (first, came - first), strict=True):
                day = max(end - int(rng.integers(0, 12)), 0 if month == 0 else int(calendar.month_ends[month - 1]) + 1)
                yield DemoBill(vendor, chart.STOCK, "WAREHOUSE", PARENT, day, net, freight=round(net * FREIGHT_SHARE))


def _running(rng: np.random.Generator, calendar: DemoCalendar) -> Iterator[DemoBill]:
    for start in calendar.month_starts.tolist():
        for vendor, account, centre, entity, monthly, varies in RUNNING:
            dearer = 1.03 ** (start // 365)
            net = round(monthly * dearer * float(rng.uniform(1 - varies, 1 + varies))) * 100
            day = min(start + int(rng.integers(0, 6)), calendar.last)
            yield DemoBill(vendor, account, centre, entity, day, net, taxed=account != chart.INSURANCE)


def _with_payment_day(rng: np.random.Generator, calendar: DemoCalendar, bill: DemoBill) -> DemoBill:
    """Return the bill with its payment day: around the due date, so that some are late and the latest are open."""
    paid = bill.issued + TERMS + int(rng.normal(-1, 6))
    known = not bill.rejected and paid <= calendar.last
    return DemoBill(**{**bill.__dict__, "paid": max(paid, bill.issued) if known else NEVER})


def rows(calendar: DemoCalendar, bills: list[DemoBill], seed: int) -> Iterator[Rows]:
    """Yield the vendors, their bills, and the purchase orders that have not been billed yet."""
    rng = rng_of(seed, "bill rows")
    yield rows_from_records(
        "vendors", ("key", "name"), [(f"V-{number:03}", name) for number, name in enumerate(VENDORS, 1)]
    )
    waiting = [
        DemoBill(vendor, chart.STOCK, "WAREHOUSE", PARENT, NEVER, 480_000 + 90_000 * place)
        for place, (vendor, _) in enumerate(SUPPLIERS)
    ]
    every = bills + waiting
    issued = np.array([bill.issued for bill in every])
    ordered = np.where(issued < NEVER, issued, calendar.last) - rng.integers(2, LEAD_TIME, len(every))
    yield Rows(
        "bills",
        {
            "id": ids(len(every)),
            "number": keys("B", range(1, len(every) + 1)),
            "vendor_id": [VENDORS.index(bill.vendor) + 1 for bill in every],
            "cost_centre_id": [bill.centre and chart.CENTRE_ID[bill.centre] for bill in every],
            "status": [_status(calendar, bill) for bill in every],
            "ordered_on": calendar.day_of(ordered),
            "issued_on": calendar.day_of(issued),
            "due_on": calendar.day_of(np.where(issued < NEVER, issued + TERMS, NEVER)),
            "paid_on": calendar.day_of(np.array([bill.paid for bill in every])),
            "amount": _money(bill.amount for bill in every),
            "tax": _money(bill.tax for bill in every),
            "freight": _money(bill.freight for bill in every),
            "currency": [chart.CURRENCIES[bill.entity] for bill in every],
        },
    )


def _money(cents: Iterator[int]) -> Array:
    return np.array(list(cents)) * CENT


def _status(calendar: DemoCalendar, bill: DemoBill) -> str:
    if bill.rejected:
        return "rejected"
    if bill.paid < NEVER:
        return "complete"
    return "approved" if bill.issued < calendar.last - 7 else "pending"
