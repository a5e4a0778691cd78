"""Support for customers and employees: tickets, SLA attainment, response and resolution times."""

from services.catalogs.customers.support import response_times, sla, tickets

METRICS = (*tickets.METRICS, *sla.METRICS, *response_times.METRICS)
