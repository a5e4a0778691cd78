"""The home page: key figures of each domain, on a board that is not stored."""

from services.dashboards.built_in import BUILT_IN
from services.dashboards.filters.state import FilterState, to_search
from services.dashboards.links.urls import board_address
from services.dashboards.spec import Board, TileSpec
from services.semantic.catalog import Catalog
from services.semantic.query import Last, Query

SLUG = "home:"
TITLE = "Home"
# About a quarter, compared with the previous one.
FILTERS = FilterState(period="last-90-days", grain="week", compare="previous-period")
PERIOD = Last(90, "day", "data")
PERIOD_WORDS = "Last 90 days with data, compared with the previous 90 days"

# By dashboard, its key figures. Those that the catalog lacks are left out.
HEADLINES: dict[str, tuple[str, ...]] = {
    "Customers": ("client.active", "subscription.mrr", "interaction.nps"),
    "Sales": ("deal.open_amount", "deal.won_amount", "deal.win_rate"),
    "Orders": ("order.revenue", "order.gross_margin", "order.count"),
    "Finance": ("ledger.revenue", "ledger.net_profit", "bank.cash"),
    "Productivity": ("work.utilisation", "task.done", "task.cycle"),
}


def board_of(catalog: Catalog) -> Board:
    """Return the home page's board: a section for each domain. Each key figure ends with its own data."""
    tiles = (
        TileSpec(name, "number", catalog.metric(name).label, _query(name), section)
        for section, names in HEADLINES.items()
        for name in names
        if name in catalog.metrics
    )
    return Board(SLUG, TITLE, tuple(tiles))


def dashboard_address(section: str) -> str:
    """Return the address of a section's dashboard, for the same period."""
    slug = next(board.slug for board in BUILT_IN if board.title == section)
    return board_address(slug, to_search(FILTERS))


def _query(metric: str) -> Query:
    return Query(metrics=(metric,), period=PERIOD, compare="previous_period")
