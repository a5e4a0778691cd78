"""A customer's profile: who they are, their key figures, and the records about them."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from services.dashboards.drill.record_columns import columns_for
from services.dashboards.filters.address import split_params
from services.dashboards.spec import Board, TileSpec
from services.errors import BadQuery, did_you_mean
from services.profiles.events import ALL_EVENTS, OF_CLIENTS
from services.profiles.record_profile import RecordProfile, load_profile
from services.semantic.catalog import Catalog
from services.semantic.query import Last, Query
from services.view_context import ViewContext

# The metric whose last day is the end of the data, as on the customers' dashboard.
DATED_BY = "order.revenue"
PERIOD = Last(12, "month", "data")

# The facts beside the name: a field and its label.
FACTS = (
    ("client.segment", "Segment"),
    ("client.status", "Status"),
    ("client.industry", "Industry"),
    ("client.country", "Country"),
    ("employee.name", "Owner"),
    ("client.acquired_on", "Customer since"),
    ("client.key", "Customer number"),
)
# The key figures in their order. One that the catalog lacks is left out.
FIGURES = (
    "subscription.mrr",
    "order.revenue",
    "invoice.receivables",
    "deal.open_amount",
    "ticket.open",
    "work.hours",
)
MOST_FIGURES = 6


@dataclass(frozen=True)
class Listing:
    """A list of records on the profile: its entity, title, and the measures in its last columns."""

    entity: str
    title: str
    measured: tuple[str, ...] = ()


LISTINGS = (
    Listing("order", "Orders", ("order.value",)),
    Listing("deal", "Deals", ("deal.amount",)),
    Listing("invoice", "Invoices", ("invoice.amount", "invoice.open_amount")),
    Listing("subscription", "Subscriptions"),
    Listing("ticket", "Tickets"),
    Listing("work_log", "Time entries", ("work_log.hours",)),
    Listing("contact", "Contacts"),
)


def client_profile(number: str, reader: ViewContext) -> RecordProfile:
    """Return the customer with this number that the reader may see; raises NotFound for every other number."""
    return load_profile("client", number, FACTS, reader)


def board_of(client: RecordProfile, catalog: Catalog) -> Board:
    """Return the profile's board: key figures, and lists of records that no period limits."""
    figures = [name for name in FIGURES if name in catalog.metrics][:MOST_FIGURES]
    tiles = [
        *(_figure(name, client, catalog) for name in figures),
        *(_list(each, client, catalog) for each in LISTINGS),
    ]
    return Board(client.slug, client.name, tuple(tile for tile in tiles if tile), dated_by=DATED_BY)


def _figure(metric: str, client: RecordProfile, catalog: Catalog) -> TileSpec:
    query = Query(metrics=(metric,), period=PERIOD, compare="previous_year", where=client.rows)
    return TileSpec(metric, "number", catalog.metric(metric).label, query)


def _list(listing: Listing, client: RecordProfile, catalog: Catalog) -> TileSpec | None:
    """Return a list of records; None for an entity without a relation to customers."""
    if listing.entity not in catalog.entities or not catalog.reaches(listing.entity, "client"):
        return None
    day = catalog.entity(listing.entity).time
    measured = tuple(name for name in listing.measured if name in catalog.fields)
    # The customer is named above the list.
    fields = columns_for(listing.entity, day, measured, catalog, but=("client",))
    order = (f"-{day}",) if day else fields[:1]
    return TileSpec(
        listing.entity, "records", listing.title, Query(fields=fields, where=client.rows, order=order), width=12
    )


@dataclass(frozen=True)
class ProfileState:
    """What a profile shows: the kind of events, and the list of records."""

    kind: str
    list_name: str


def profile_state(search: str | None, board: Board) -> ProfileState:
    """Return what the address of a profile asks for; raises BadQuery that names an invalid part."""
    own, rest = split_params(search, ("kind", "list"))
    if unknown := next((name for name, _ in parse_qsl(rest.removeprefix("?"), keep_blank_values=True)), None):
        raise BadQuery(f"There is no parameter called {unknown}.{did_you_mean(unknown, ('kind', 'list'))}")
    lists = [tile.slug for tile in board.tiles if tile.kind == "records"]
    list_name, kind = own.get("list", lists[0]), own.get("kind", ALL_EVENTS)
    if list_name not in lists:
        raise BadQuery(f"There is no list called {list_name}.{did_you_mean(list_name, lists)}")
    if kind not in (ALL_EVENTS, *OF_CLIENTS):
        raise BadQuery(f"There is no kind of event called {kind}.{did_you_mean(kind, OF_CLIENTS)}")
    return ProfileState(kind, list_name)
