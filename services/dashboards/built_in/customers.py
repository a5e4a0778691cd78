"""Customer 360: who they are, what they bring again and again, how they feel and how they are helped."""

from services.dashboards.built_in.tiles import bar, line, number, records
from services.dashboards.spec import Board

CUSTOMERS = Board(
    "customers",
    "Customers",
    (
        number("active", "Active customers", "client.active"),
        number("new", "New customers", "client.new"),
        number("mrr", "MRR", "subscription.mrr"),
        number("paying", "Paying clients", "subscription.clients"),
        number("nps", "Net promoter score", "interaction.nps"),
        number("open-tickets", "Open tickets", "ticket.open"),
        line("mrr-over-time", "MRR over time", "subscription.mrr"),
        bar("mrr-bridge", "Net new MRR by kind of change", "subscription.net_new_mrr", "subscription_movement.kind"),
        line("active-over-time", "Active customers over time", "client.active"),
        bar("revenue-by-segment", "Revenue by segment", "order.revenue", "client.segment"),
        line("nps-over-time", "Net promoter score over time", "interaction.nps"),
        bar("revenue-by-industry", "Revenue by industry", "order.revenue", "client.industry"),
        line("tickets-over-time", "Tickets opened over time", "ticket.opened"),
        bar("tickets-by-category", "Tickets opened by category", "ticket.opened", "ticket.category"),
        records(
            "clients",
            "Clients",
            "client.name",
            "client.segment",
            "client.industry",
            "client.country",
            "client.status",
            "employee.name",
            "client.acquired_on",
            order=("client.name",),
            dated=False,
        ),
    ),
    filters=("client.segment", "client.region"),
    dated_by="order.revenue",
)
