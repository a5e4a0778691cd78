"""A client's profile: who they are, what they bring, and everything on record about them, all by the one road."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from services.dashboards.drill.record_columns import columns_for
from services.dashboards.filters.address import split_params
from services.dashboards.spec import Board, TileSpec
from services.errors import BadQuery, did_you_mean
from services.profiles.events import EVERYTHING, OF_CLIENTS
from services.profiles.record_profile import Asking, RecordProfile, load_profile
from services.semantic.catalog import Catalog
from services.semantic.query import Last, Query

# Whose last day says where the data ends, as on the customers' dashboard.
DATED_BY = "order.revenue"
USUAL = Last(12, "month", "data")

# What is told beside the name, as far as it is known: the field, and the word before it.
FACTS = (
    ("client.segment", "Segment"),
    ("client.status", "Status"),
    ("client.industry", "Industry"),
    ("client.country", "Country"),
    ("employee.name", "Owner"),
    ("client.acquired_on", "Client since"),
    ("client.key", "Number"),
)
# The figures of the strip, in its order. One that the catalog lacks is left out.
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
    """A list of records on the profile: whose, under which heading, and the amounts in its last columns."""

    entity: str
    title: str
    measured: tuple[str, ...] = ()


LISTINGS = (
    Listing("order", "Orders", ("order.value",)),
    Listing("deal", "Deals", ("deal.amount",)),
    Listing("invoice", "Invoices", ("invoice.amount", "invoice.open_amount")),
    Listing("subscription", "Subscriptions"),
    Listing("ticket", "Tickets"),
    Listing("work_log", "Hours", ("work_log.hours",)),
    Listing("contact", "Contacts"),
)


def client_of(number: str, asking: Asking) -> RecordProfile:
    """Return the client of this number that the asker may see; raises NotFound for any other number, all alike."""
    return load_profile("client", number, FACTS, asking)


def board_of(client: RecordProfile, catalog: Catalog) -> Board:
    """Return the profile's board: its figures, and its lists of records of all days."""
    figures = [name for name in FIGURES if name in catalog.metrics][:MOST_FIGURES]
    tiles = [
        *(_figure(name, client, catalog) for name in figures),
        *(_list(each, client, catalog) for each in LISTINGS),
    ]
    return Board(client.slug, client.name, tuple(tile for tile in tiles if tile), dated_by=DATED_BY)


def _figure(metric: str, client: RecordProfile, catalog: Catalog) -> TileSpec:
    query = Query(metrics=(metric,), period=USUAL, compare="previous_year", where=client.rows)
    return TileSpec(metric, "number", catalog.metric(metric).label, query)


def _list(listing: Listing, client: RecordProfile, catalog: Catalog) -> TileSpec | None:
    """Return a list of records; None of a kind that the catalog does not tie to clients."""
    if listing.entity not in catalog.entities or not catalog.reaches(listing.entity, "client"):
        return None
    day = catalog.entity(listing.entity).time
    measured = tuple(name for name in listing.measured if name in catalog.fields)
    # Whose they are is said above the list.
    fields = columns_for(listing.entity, day, measured, catalog, but=("client",))
    order = (f"-{day}",) if day else fields[:1]
    return TileSpec(
        listing.entity, "records", listing.title, Query(fields=fields, where=client.rows, order=order), width=12
    )


@dataclass(frozen=True)
class Shown:
    """What of the profile is in sight: the kind of happenings, and the list of records."""

    kind: str
    listed: str


def shown_by(search: str | None, board: Board) -> Shown:
    """Return what an address asks to see of a profile; raises BadQuery that names the part which is not understood."""
    own, rest = split_params(search, ("kind", "list"))
    if unknown := next((name for name, _ in parse_qsl(rest.removeprefix("?"), keep_blank_values=True)), None):
        raise BadQuery(f"There is no part of the address called {unknown}.{did_you_mean(unknown, ('kind', 'list'))}")
    lists = [tile.slug for tile in board.tiles if tile.kind == "records"]
    listed, kind = own.get("list", lists[0]), own.get("kind", EVERYTHING)
    if listed not in lists:
        raise BadQuery(f"There is no list called {listed}.{did_you_mean(listed, lists)}")
    if kind not in (EVERYTHING, *OF_CLIENTS):
        raise BadQuery(f"There is no kind of event called {kind}.{did_you_mean(kind, OF_CLIENTS)}")
    return Shown(kind, listed)
