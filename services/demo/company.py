"""The demo company as a whole: the same seed and day always give the same company."""

from collections.abc import Generator, Iterator
from datetime import date

import numpy as np

from services.demo import anomalies as planted
from services.demo import (
    chart,
    client_rows,
    deal_rows,
    deals,
    goods,
    hours,
    leads,
    project_rows,
    projects,
    purchasing,
    rates,
    selling,
    snapshots,
    stock,
    subscriptions,
)
from services.demo.anomalies import Anomalies
from services.demo.balances import balance_rows, bank_rows
from services.demo.billing import Billing
from services.demo.clients import Clients, acquire
from services.demo.days import DemoCalendar
from services.demo.interactions import talk
from services.demo.ledger import GeneralLedger
from services.demo.ledger import rows as ledger_rows
from services.demo.orders import Orders, take_orders
from services.demo.plan import plan
from services.demo.posting import post_ledger
from services.demo.rows import Array, Rows
from services.demo.staff import Staff, employ
from services.demo.support import answer
from services.demo.tally import DAUGHTER, ENTITIES, ShippedTotals, by_day, nothing_shipped

# What grows with the scale; everything else stays the size of the company's desks.
SCALED = ("clients", "contacts", "orders", "order_lines", "invoices", "payments")


def invent(today: date, seed: int, scale: int = 1) -> Iterator[Rows]:
    """Yield three years of the company up to and including ``today``, what is referred to always first."""
    calendar = DemoCalendar(today)
    anomalies = Anomalies(calendar)
    staff = employ(calendar, seed)
    offer = goods.offer(calendar, anomalies, seed)
    clients = acquire(calendar, anomalies, staff, seed, scale)
    dollar = rates.walk(calendar, seed)
    yield rates.rows(calendar, dollar)
    yield from staff.rows()
    yield from chart.rows()
    yield offer.rows()
    yield from client_rows.rows(clients, seed)
    shipped, billing = nothing_shipped(calendar, offer), Billing(calendar, anomalies, clients, seed)
    for orders in take_orders(calendar, anomalies, clients, offer, dollar[rates.LEAD :], seed, scale):
        yield from _sold(orders, shipped, billing, offer, anomalies)
    other_sales: dict[str, Array] = {}
    contracts = subscriptions.sign(calendar, anomalies, clients, seed)
    yield from subscriptions.rows(calendar, clients, contracts)
    other_sales[chart.SUBSCRIPTIONS] = yield from _billed(billing, *subscriptions.months_to_bill(calendar, contracts))
    yield from _service(calendar, anomalies, clients, staff, seed)
    advertising = yield from _sales(calendar, clients, staff, offer, seed)
    work = projects.build(calendar, clients, staff, seed)
    yield from project_rows.rows(calendar, work)
    spent = hours.spend(calendar, staff, work, seed)
    yield from hours.rows(calendar, staff, work, spent)
    other_sales[chart.SERVICES] = yield from _billed(billing, *hours.to_bill(calendar, work, spent))
    stored = stock.store(calendar, offer, shipped, seed)
    yield stored.rows()
    bills = purchasing.buy(calendar, anomalies, stored, shipped, advertising, seed)
    yield from purchasing.rows(calendar, bills, seed)
    yield from _finance(calendar, post_ledger(calendar, shipped, billing, other_sales, stored, bills, staff), seed)


def _sold(
    orders: Orders, shipped: ShippedTotals, billing: Billing, offer: goods.Goods, anomalies: Anomalies
) -> Iterator[Rows]:
    """Yield a chunk of orders with their invoices and payments, and add them up."""
    yield from orders.rows()
    shipped.add(orders, offer)
    value = np.bincount(orders.lines.order, orders.lines.amount, len(orders)).astype(np.int64)
    yield from billing.bill(orders.client, orders.shipped, value, orders.ids)
    meant = (orders.ordered == anomalies.workday(planted.DUPLICATE)) & (orders.currency == "EUR")
    known = np.flatnonzero(meant & (orders.shipped <= orders.calendar.last - 1))
    if len(known):
        place = known[np.argmax(value[known])]
        one = int(orders.client[place]), int(orders.shipped[place]) + 1, int(value[place]), int(orders.ids[place])
        yield billing.bill_twice(*one)


def _billed(billing: Billing, client: Array, day: Array, net: Array) -> Generator[Rows, None, Array]:
    """Yield the invoices of something that is no order, and return its sales by entity and day."""
    yield from billing.bill(client, day, net)
    dollars = billing.clients.in_dollars[client]
    mine = [dollars == (entity == DAUGHTER) for entity in range(ENTITIES)]
    return np.array([by_day(day[which], net[which], billing.calendar.count) for which in mine])


def _service(calendar: DemoCalendar, anomalies: Anomalies, clients: Clients, staff: Staff, seed: int) -> Iterator[Rows]:
    tickets = answer(calendar, anomalies, clients, staff, seed)
    yield from tickets.rows
    yield talk(calendar, anomalies, clients, staff, tickets, seed)


def _sales(
    calendar: DemoCalendar, clients: Clients, staff: Staff, offer: goods.Goods, seed: int
) -> Generator[Rows, None, list[int]]:
    """Yield leads, deals and what was done for them, and return what campaigns cost in each month."""
    found = leads.arrive(calendar, staff, seed)
    sold = deals.open_deals(calendar, clients, staff, offer, found, seed)
    yield from deal_rows.rows(sold)
    yield snapshots.take(sold)
    yield leads.rows(calendar, found, sold.client, seed)
    spends, cost = leads.spend(calendar, seed)
    yield spends
    yield from selling.rows(calendar, staff, sold, seed)
    return cost


def _finance(calendar: DemoCalendar, ledger: GeneralLedger, seed: int) -> Iterator[Rows]:
    yield ledger_rows(calendar, [*ledger.entries(), *plan(calendar, ledger, seed)])
    yield bank_rows(calendar, ledger)
    yield balance_rows(calendar, ledger)
