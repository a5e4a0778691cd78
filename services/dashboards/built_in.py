"""The dashboards that every organisation starts with."""

from services.dashboards.spec import Board, TileSpec
from services.semantic.query import Last, Query

USUAL = Last(12, "month", "data")


def _number(slug: str, title: str, metric: str) -> TileSpec:
    return TileSpec(slug, "number", title, Query(metrics=(metric,), period=USUAL, compare="previous_year"))


SALES = Board(
    "sales",
    "Sales",
    (
        _number("revenue", "Revenue", "order.revenue"),
        _number("gross-margin", "Gross margin", "order.gross_margin"),
        _number("median-value", "Median order value", "order.median_value"),
        _number("active-customers", "Active customers", "client.active"),
        _number("open-orders", "Open orders", "order.open"),
        TileSpec(
            "revenue-over-time",
            "line",
            "Revenue over time",
            Query(metrics=("order.revenue",), period=USUAL, grain="month", compare="previous_year"),
        ),
        TileSpec(
            "revenue-by-region",
            "bar",
            "Revenue by region",
            Query(metrics=("order.revenue",), dimensions=("order.region",), period=USUAL),
        ),
        TileSpec(
            "orders",
            "records",
            "Orders",
            Query(
                fields=(
                    "order.number",
                    "order.ordered_on",
                    "client.name",
                    "order.region",
                    "order.channel",
                    "order.shipped_on",
                    "order.value",
                ),
                period=USUAL,
                order=("-order.ordered_on",),
            ),
        ),
    ),
)

BUILT_IN = (SALES,)
FILTERS: dict[str, tuple[str, ...]] = {"sales": ("order.region", "product.category")}
