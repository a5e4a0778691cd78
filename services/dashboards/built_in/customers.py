"""Customer 360: who buys and stays, what they are worth, how they are looked after, and how well each of them does."""

from services.dashboards.built_in.tiles import chart, number, section
from services.dashboards.spec import Board
from services.insights import health, rfm
from services.semantic.conditions import Compare, Null, Or

EACH_CLIENT = ("client.key",)
BRIDGE = ("opening_mrr", "new_mrr", "reactivation_mrr", "expansion_mrr", "contraction_mrr", "churned_mrr", "mrr")
# Where nobody notes how a client stands, all of them are listed.
STAYING = Or((Compare("client.status", "=", "active"), Null("client.status")))

CUSTOMERS = Board(
    "customers",
    "Customers",
    (
        number("active", "Active customers", "client.active"),
        number("mrr", "MRR", "subscription.mrr"),
        number("nrr", "Net revenue retention", "subscription.nrr"),
        number("logo-churn", "Logo churn", "subscription.logo_churn"),
        number("nps", "Net promoter score", "interaction.nps"),
        number("lifetime-value", "Lifetime value so far", "client.lifetime_value"),
        chart(
            "waterfall",
            "mrr-bridge",
            "From the opening to the closing MRR",
            *(f"subscription.{name}" for name in BRIDGE),
            width=12,
        ),
        chart(
            "cohorts",
            "retention",
            "Clients who order again, by month of their first purchase",
            "client.ordering",
            by=("order.months_since_first",),
            time="client.acquired_on",
            grain="month",
            width=6,
        ),
        chart("segments", "segments", "Clients by recency, frequency and spend", *rfm.METRICS, by=EACH_CLIENT, width=6),
        *section(
            "Value",
            chart("pareto", "concentration", "Revenue by client", "order.revenue", by=("client.name",), width=8),
            chart(
                "histogram", "profit-spread", "Gross profit to date", "client.profit_to_date", by=EACH_CLIENT, width=4
            ),
            chart("migration", "moves", "Segments before and now", *rfm.METRICS, by=EACH_CLIENT, width=6),
            chart(
                "combo",
                "acquisition",
                "New customers, and what one costs",
                "client.new",
                "client.acquisition_cost",
                grain="month",
                width=6,
            ),
        ),
        *section(
            "Care",
            chart("calendar", "interactions", "Interactions by day", "interaction.count", grain="day", width=12),
            chart(
                "combo",
                "tickets",
                "Tickets opened, and share within SLA",
                "ticket.opened",
                "ticket.sla",
                grain="month",
                width=12,
            ),
        ),
        *section(
            "Clients",
            chart(
                "clients",
                "clients",
                "Current clients by health, from 0 to 100",
                *health.METRICS,
                by=EACH_CLIENT,
                where=STAYING,
                width=12,
            ),
        ),
    ),
    filters=("client.segment", "client.region", "client.country", "client.industry", "client.tenure", "client.name"),
    dated_by="order.revenue",
)
