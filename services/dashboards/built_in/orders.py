"""Orders: revenue, margin and orders, by region, product, channel and customer segment."""

from services.dashboards.built_in.tiles import bar, chart, line, number, records, section
from services.dashboards.spec import Board

ORDERS = Board(
    "orders",
    "Orders",
    (
        number("revenue", "Revenue", "order.revenue"),
        number("gross-margin", "Gross margin", "order.gross_margin"),
        number("count", "Orders", "order.count"),
        number("average-value", "Average order value", "order.average_value"),
        number("open-orders", "Open orders", "order.open"),
        number("units", "Units sold", "order.units"),
        line("revenue-over-time", "Revenue over time", "order.revenue"),
        bar("revenue-by-region", "Revenue by region", "order.revenue", "order.region"),
        *section(
            "Breakdown",
            bar("revenue-by-category", "Revenue by category", "order.revenue", "product.category"),
            bar("revenue-by-channel", "Revenue by channel", "order.revenue", "order.channel"),
            bar("revenue-by-segment", "Revenue by segment", "order.revenue", "client.segment"),
            chart(
                "combo",
                "margin",
                "Units sold and gross margin",
                "order.units",
                "order.gross_margin",
                grain="month",
                width=12,
            ),
        ),
        *section(
            "Order list",
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
    ),
    filters=("order.region", "product.category", "order.channel", "client.segment"),
    dated_by="order.revenue",
)
