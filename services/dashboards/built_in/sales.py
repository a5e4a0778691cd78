"""Sales: what was ordered, what was won, and what may come."""

from services.dashboards.built_in.tiles import bar, line, number, records
from services.dashboards.spec import Board

SALES = Board(
    "sales",
    "Sales",
    (
        number("revenue", "Revenue", "order.revenue"),
        number("gross-margin", "Gross margin", "order.gross_margin"),
        number("median-value", "Median order value", "order.median_value"),
        number("active-customers", "Active customers", "client.active"),
        number("open-orders", "Open orders", "order.open"),
        line("revenue-over-time", "Revenue over time", "order.revenue"),
        bar("revenue-by-region", "Revenue by region", "order.revenue", "order.region"),
        records(
            "orders",
            "Orders",
            "order.number",
            "order.ordered_on",
            "client.name",
            "order.region",
            "order.channel",
            "order.shipped_on",
            "order.value",
            order=("-order.ordered_on",),
        ),
    ),
    filters=("order.region", "product.category"),
    dated_by="order.revenue",
)
