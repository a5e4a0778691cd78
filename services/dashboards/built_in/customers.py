"""Customers: recurring revenue and retention, customer value, support, and customer health."""

from services.dashboards.built_in.tiles import chart, number, section
from services.dashboards.spec import Board
from services.insights import health, rfm
from services.semantic.conditions import Compare, Null, Or

BY_CUSTOMER = ("client.key",)
MRR_MOVEMENT = ("opening_mrr", "new_mrr", "reactivation_mrr", "expansion_mrr", "contraction_mrr", "churned_mrr", "mrr")
# If no status is recorded, all customers are listed.
CURRENT_CUSTOMERS = Or((Compare("client.status", "=", "active"), Null("client.status")))

CUSTOMERS = Board(
    "customers",
    "Customers",
    (
        number("active", "Active customers", "client.active"),
        number("mrr", "MRR", "subscription.mrr"),
        number("nrr", "Net revenue retention", "subscription.nrr"),
        number("logo-churn", "Logo churn", "subscription.logo_churn"),
        number("nps", "Net promoter score", "interaction.nps"),
        number("lifetime-value", "Customer lifetime value", "client.lifetime_value"),
        chart(
            "waterfall",
            "mrr-bridge",
            "MRR movement",
            *(f"subscription.{name}" for name in MRR_MOVEMENT),
            width=12,
        ),
        chart(
            "cohorts",
            "retention",
            "Repeat purchases by cohort",
            "client.ordering",
            by=("order.months_since_first",),
            time="client.acquired_on",
            grain="month",
            width=6,
        ),
        chart("segments", "segments", "RFM segments", *rfm.METRICS, by=BY_CUSTOMER, width=6),
        *section(
            "Value",
            chart("pareto", "concentration", "Revenue by customer", "order.revenue", by=("client.name",), width=8),
            chart(
                "histogram",
                "profit-spread",
                "Lifetime gross profit by customer",
                "client.profit_to_date",
                by=BY_CUSTOMER,
                width=4,
            ),
            chart("migration", "moves", "Segment migration", *rfm.METRICS, by=BY_CUSTOMER, width=6),
            chart(
                "combo",
                "acquisition",
                "New customers and acquisition cost",
                "client.new",
                "client.acquisition_cost",
                grain="month",
                width=6,
            ),
        ),
        *section(
            "Interactions and support",
            chart("calendar", "interactions", "Interactions by day", "interaction.count", grain="day", width=12),
            chart(
                "combo",
                "tickets",
                "Tickets opened and SLA attainment (help desk verdict)",
                "ticket.opened",
                "ticket.sla",
                grain="month",
                width=12,
            ),
        ),
        *section(
            "Customers",
            chart(
                "clients",
                "clients",
                "Current customers by health score",
                *health.METRICS,
                by=BY_CUSTOMER,
                where=CURRENT_CUSTOMERS,
                width=12,
            ),
        ),
    ),
    filters=("client.segment", "client.region", "client.country", "client.industry", "client.tenure", "client.name"),
    dated_by="order.revenue",
)
