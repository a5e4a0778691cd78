"""How well clients and colleagues are helped."""

from services.catalogs.customers.support import promises, tickets, waits

METRICS = (*tickets.METRICS, *promises.METRICS, *waits.METRICS)
