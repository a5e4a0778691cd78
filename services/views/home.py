"""The first page: a few figures of each domain, on a board that is made for it and never stored."""

from services.dashboards.built_in import BUILT_IN
from services.dashboards.drill.links import board_address
from services.dashboards.filters.state import FilterState, to_search
from services.dashboards.spec import Board, TileSpec
from services.semantic.catalog import Catalog
from services.semantic.query import Last, Query

SLUG = "home:"
TITLE = "Home"
# What has changed lately: a quarter or so, held against the one before.
CHOICES = FilterState(period="last-90-days", grain="week", compare="previous-period")
USUAL = Last(90, "day", "data")
PERIOD_WORDS = "The last 90 days with data, compared with the 90 days before"

# By dashboard, the figures of its strip. Those that the catalog lacks are left out.
HEADLINES: dict[str, tuple[str, ...]] = {
    "Customers": ("client.active", "subscription.mrr", "interaction.nps"),
    "Sales": ("deal.open_amount", "deal.won_amount", "deal.win_rate"),
    "Orders": ("order.revenue", "order.gross_margin", "order.count"),
    "Finance": ("ledger.revenue", "ledger.net_profit", "bank.cash"),
    "Productivity": ("work.utilisation", "task.done", "task.cycle"),
}


def board_of(catalog: Catalog) -> Board:
    """Return the first page's board: one section for each domain, its figures without a common end of the data."""
    tiles = (
        TileSpec(name, "number", catalog.metric(name).label, _question(name), section)
        for section, names in HEADLINES.items()
        for name in names
        if name in catalog.metrics
    )
    return Board(SLUG, TITLE, tuple(tiles))


def dashboard_of(section: str) -> str:
    """Return the address of the dashboard that a section is a part of, for the same days."""
    slug = next(board.slug for board in BUILT_IN if board.title == section)
    return board_address(slug, to_search(CHOICES))


def _question(metric: str) -> Query:
    return Query(metrics=(metric,), period=USUAL, compare="previous_period")
