"""Generates the demo company. The same seed and day always give the same company."""

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
from services.demo.clients import Clients, build_clients
from services.demo.days import DemoCalendar
from services.demo.interactions import interaction_rows
from services.demo.ledger import GeneralLedger
from services.demo.ledger import rows as ledger_rows
from services.demo.orders import Orders, generate_orders
from services.demo.plan import plan_postings
from services.demo.posting import post_ledger
from services.demo.rows import Array, Rows
from services.demo.staff import Staff, build_staff
from services.demo.support import build_tickets
from services.demo.tally import ENTITIES, SUBSIDIARY, ShippedTotals, empty_totals, sum_by_day

# The tables that grow with the scale. All others keep their size.
SCALED = ("clients", "contacts", "orders", "order_lines", "invoices", "payments")


def invent(today: date, seed: int, scale: int = 1) -> Iterator[Rows]:
    """Yield the rows of three years up to and including ``today``. Referenced rows come first."""
    calendar = DemoCalendar(today)
    anomalies = Anomalies(calendar)
    staff = build_staff(calendar, seed)
    offer = goods.build_goods(calendar, anomalies, seed)
    clients = build_clients(calendar, anomalies, staff, seed, scale)
    dollar = rates.daily_rates(calendar, seed)
    yield rates.rows(calendar, dollar)
    yield from staff.rows()
    yield from chart.rows()
    yield offer.rows()
    yield from client_rows.rows(clients, seed)
    shipped, billing = empty_totals(calendar, offer), Billing(calendar, anomalies, clients, seed)
    for orders in generate_orders(calendar, anomalies, clients, offer, dollar[rates.LEAD :], seed, scale):
        yield from _order_rows(orders, shipped, billing, offer, anomalies)
    other_sales: dict[str, Array] = {}
    contracts = subscriptions.build_contracts(calendar, anomalies, clients, seed)
    yield from subscriptions.rows(calendar, clients, contracts)
    other_sales[chart.SUBSCRIPTIONS] = yield from _bill_sales(
        billing, *subscriptions.months_to_bill(calendar, contracts)
    )
    yield from _service_rows(calendar, anomalies, clients, staff, seed)
    advertising = yield from _sales_rows(calendar, clients, staff, offer, seed)
    work = projects.build_projects(calendar, clients, staff, seed)
    yield from project_rows.rows(calendar, work)
    spent = hours.record_time(calendar, staff, work, seed)
    yield from hours.rows(calendar, staff, work, spent)
    other_sales[chart.SERVICES] = yield from _bill_sales(billing, *hours.to_bill(calendar, work, spent))
    stored = stock.build_stock(calendar, offer, shipped, seed)
    yield stored.rows()
    bills = purchasing.vendor_bills(calendar, anomalies, stored, shipped, advertising, seed)
    yield from purchasing.rows(calendar, bills, seed)
    yield from _finance_rows(calendar, post_ledger(calendar, shipped, billing, other_sales, stored, bills, staff), seed)


def _order_rows(
    orders: Orders, shipped: ShippedTotals, billing: Billing, offer: goods.Goods, anomalies: Anomalies
) -> Iterator[Rows]:
    """Yield a chunk of orders with their invoices and payments, and add them to the totals."""
    yield from orders.rows()
    shipped.add(orders, offer)
    value = np.bincount(orders.lines.order, orders.lines.amount, len(orders)).astype(np.int64)
    yield from billing.bill(orders.client, orders.shipped, value, orders.ids)
    candidates = (orders.ordered == anomalies.workday(planted.DUPLICATE)) & (orders.currency == "EUR")
    known = np.flatnonzero(candidates & (orders.shipped <= orders.calendar.last - 1))
    if len(known):
        place = known[np.argmax(value[known])]
        one = int(orders.client[place]), int(orders.shipped[place]) + 1, int(value[place]), int(orders.ids[place])
        yield billing.bill_twice(*one)


def _bill_sales(billing: Billing, client: Array, day: Array, net: Array) -> Generator[Rows, None, Array]:
    """Yield the invoices of sales without orders, and return these sales by entity and day."""
    yield from billing.bill(client, day, net)
    dollars = billing.clients.in_dollars[client]
    mine = [dollars == (entity == SUBSIDIARY) for entity in range(ENTITIES)]
    return np.array([sum_by_day(day[which], net[which], billing.calendar.count) for which in mine])


def _service_rows(
    calendar: DemoCalendar, anomalies: Anomalies, clients: Clients, staff: Staff, seed: int
) -> Iterator[Rows]:
    tickets = build_tickets(calendar, anomalies, clients, staff, seed)
    yield from tickets.rows
    yield interaction_rows(calendar, anomalies, clients, staff, tickets, seed)


def _sales_rows(
    calendar: DemoCalendar, clients: Clients, staff: Staff, offer: goods.Goods, seed: int
) -> Generator[Rows, None, list[int]]:
    """Yield leads, deals and sales activities, and return the cost of campaigns in each month."""
    found = leads.arriving_leads(calendar, staff, seed)
    sold = deals.build_deals(calendar, clients, staff, offer, found, seed)
    yield from deal_rows.rows(sold)
    yield snapshots.snapshot_rows(sold)
    yield leads.rows(calendar, found, sold.client, seed)
    spends, cost = leads.campaign_spend(calendar, seed)
    yield spends
    yield from selling.rows(calendar, staff, sold, seed)
    return cost


def _finance_rows(calendar: DemoCalendar, ledger: GeneralLedger, seed: int) -> Iterator[Rows]:
    yield ledger_rows(calendar, [*ledger.entries(), *plan_postings(calendar, ledger, seed)])
    yield bank_rows(calendar, ledger)
    yield balance_rows(calendar, ledger)
