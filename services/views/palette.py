"""What the palette finds: the places of the app, which are told once, and clients and deals, asked as one types."""

import re
from dataclasses import dataclass

from cachelib import NullCache

from services.dashboards.drill.entity_pages import row_address
from services.road import Road
from services.semantic.catalog import Catalog
from services.semantic.conditions import And, Compare, Condition, Or
from services.semantic.context import Context
from services.semantic.query import Query

MOST = 8
# One letter is in nearly every name; no name that is worth finding needs as many as this.
LEAST_LETTERS, MOST_LETTERS = 2, 100
# Each word that is looked for takes the engine a pass over all names.
MOST_WORDS = 8
GROUPS = {"client": "Clients", "deal": "Deals"}
PREFIX, WORD, INSIDE, APART = range(4)


@dataclass(frozen=True)
class Entry:
    """One thing to find: in which group, what it is called, where it leads, and by which other words it is known."""

    group: str
    label: str
    address: str
    detail: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """The best of a kind of row, and whether there are more than these."""

    group: str
    entries: tuple[Entry, ...]
    more: bool


def metrics(catalog: Catalog) -> list[Entry]:
    """Return every metric of the catalog; each leads to its page."""
    known = sorted((catalog.metric(name) for name in catalog.metrics), key=lambda each: each.label)
    return [
        Entry("Metrics", each.label, f"/metrics/{each.name}", each.owner, (*each.synonyms, each.name)) for each in known
    ]


def rows(text: object, road: Road, context: Context) -> list[Found]:
    """Return the clients and deals whose name or number holds the text, the best first, among those that the asker
    may see."""
    wanted = " ".join(text.split()) if isinstance(text, str) and text.isprintable() else ""
    if not LEAST_LETTERS <= len(wanted) <= MOST_LETTERS:
        return []
    # What is asked once while somebody types would push out answers that others need.
    uncached = Road(road.catalog, road.store, NullCache())
    return [found for entity in GROUPS if (found := _of(entity, wanted, uncached, context)).entries]


def rank(text: str, words: str) -> int:
    """Return how well words fit a text, the lowest best: they begin with it, a word does, or it stands inside."""
    text, words = text.casefold(), words.casefold()
    if words.startswith(text):
        return PREFIX
    if re.search(rf"(?<!\w){re.escape(text)}", words):
        return WORD
    return INSIDE if text in words else APART


def _of(entity: str, text: str, road: Road, context: Context) -> Found:
    name, key = f"{entity}.name", f"{entity}.key"
    apart = And(tuple(Compare(name, "contains", word) for word in list(dict.fromkeys(text.split()))[:MOST_WORDS]))
    # Asked one after the other, so that however many names hold the text, the best are among those that are read.
    stages: tuple[Condition, ...] = (
        Or((Compare(name, "starts_with", text), Compare(key, "starts_with", text))),
        Compare(name, "contains", f" {text}"),
        Or((apart, Compare(key, "contains", text))),
    )
    found: dict[str, tuple[int, Entry]] = {}
    for where in stages:
        if len(found) <= MOST:
            query = Query(fields=(f"{entity}.id", key, name), where=where, order=(name,), limit=2 * MOST + 1)
            for row in road.answer(query, context).frame.to_dict("records"):
                label, number = str(row[name] or row[key]), str(row[key])
                entry = Entry(GROUPS[entity], label, row_address(entity, row[f"{entity}.id"]), number)
                found.setdefault(entry.address, (min(rank(text, label), rank(text, number)), entry))
    best = sorted(found.values(), key=lambda each: (each[0], each[1].label.casefold(), each[1].detail))
    return Found(GROUPS[entity], tuple(entry for _, entry in best[:MOST]), len(best) > MOST)
