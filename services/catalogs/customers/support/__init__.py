"""Support for customers and employees: tickets, SLA attainment, response and resolution times."""

from services.catalogs.customers.support import promises, tickets, waits

METRICS = (*tickets.METRICS, *promises.METRICS, *waits.METRICS)
