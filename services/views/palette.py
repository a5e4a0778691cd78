"""The results of the command palette: pages and metrics, listed once; customers and deals, searched while typing."""

import re
from dataclasses import dataclass

from services.dashboards.links.entity_pages import row_address
from services.semantic.catalog import Catalog
from services.semantic.conditions import And, Compare, Condition, Or
from services.semantic.query import Query
from services.view_context import ViewContext

MOST = 8
# One letter matches nearly every name, and no search needs more letters than this.
LEAST_LETTERS, MOST_LETTERS = 2, 100
# Each word costs the engine a pass over all names.
MOST_WORDS = 8
GROUPS = {"client": "Customers", "deal": "Deals"}
PREFIX, WORD, INSIDE, NONE = range(4)


@dataclass(frozen=True)
class PaletteEntry:
    """One result: its group, label and address, and other words that match it."""

    group: str
    label: str
    address: str
    detail: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class PaletteGroup:
    """The best results of one entity, and whether there are more."""

    group: str
    entries: tuple[PaletteEntry, ...]
    more: bool


def metrics(catalog: Catalog) -> list[PaletteEntry]:
    """Return an entry for every metric of the catalog."""
    every_metric = sorted((catalog.metric(name) for name in catalog.metrics), key=lambda each: each.label)
    return [
        PaletteEntry("Metrics", each.label, f"/metrics/{each.name}", each.owner, (*each.synonyms, each.name))
        for each in every_metric
    ]


def search_records(text: object, reader: ViewContext) -> list[PaletteGroup]:
    """Return the customers and deals whose name or number contains the text, the best first, among those that the
    reader may see."""
    wanted = " ".join(text.split()) if isinstance(text, str) and text.isprintable() else ""
    if not LEAST_LETTERS <= len(wanted) <= MOST_LETTERS:
        return []
    # Searches while typing would evict answers from the cache that others need.
    uncached = reader.without_cache()
    return [found for entity in GROUPS if (found := _search_entity(entity, wanted, uncached)).entries]


def rank(text: str, words: str) -> int:
    """Return how well words match a text, the lowest best: they start with it, one of them does, or they contain it."""
    text, words = text.casefold(), words.casefold()
    if words.startswith(text):
        return PREFIX
    if re.search(rf"(?<!\w){re.escape(text)}", words):
        return WORD
    return INSIDE if text in words else NONE


def _search_entity(entity: str, text: str, reader: ViewContext) -> PaletteGroup:
    name, key = f"{entity}.name", f"{entity}.key"
    apart = And(tuple(Compare(name, "contains", word) for word in list(dict.fromkeys(text.split()))[:MOST_WORDS]))
    # One after the other, so that the best are among those that are read, however many names contain the text.
    stages: tuple[Condition, ...] = (
        Or((Compare(name, "starts_with", text), Compare(key, "starts_with", text))),
        Compare(name, "contains", f" {text}"),
        Or((apart, Compare(key, "contains", text))),
    )
    found: dict[str, tuple[int, PaletteEntry]] = {}
    for where in stages:
        if len(found) <= MOST:
            query = Query(fields=(f"{entity}.id", key, name), where=where, order=(name,), limit=2 * MOST + 1)
            for row in reader.answer(query).frame.to_dict("records"):
                label, number = str(row[name] or row[key]), str(row[key])
                entry = PaletteEntry(GROUPS[entity], label, row_address(entity, row[f"{entity}.id"]), number)
                found.setdefault(entry.address, (min(rank(text, label), rank(text, number)), entry))
    best = sorted(found.values(), key=lambda each: (each[0], each[1].label.casefold(), each[1].detail))
    return PaletteGroup(GROUPS[entity], tuple(entry for _, entry in best[:MOST]), len(best) > MOST)
