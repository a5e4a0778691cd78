"""Answers as charts: one module a kind, each of which declares everything about it in its ``KIND``."""

from services.charts.drawing.picture import Picture
from services.charts.registry.discovery import discover
from services.charts.registry.kind import MARK_GONE, ChartKind, MarkRequest, MarkRows
from services.charts.registry.suitability import Suited, rank_kinds
from services.charts.registry.unknown import UNKNOWN
from services.charts.registry.validation import check_query
from services.errors import BadQuery
from services.semantic.catalog import Catalog
from services.semantic.query import Query

__all__ = [
    "KINDS",
    "MARK_GONE",
    "ChartKind",
    "MarkRequest",
    "MarkRows",
    "Picture",
    "Suited",
    "chart_kind",
    "declaration",
    "suits",
    "validate",
]

KINDS = discover(__name__, __path__)
"""Every kind of chart by its name."""


def chart_kind(name: str) -> ChartKind:
    """Return a kind by its name; raises BadQuery for one that this release does not have."""
    if name not in KINDS:
        raise BadQuery(f"This release cannot draw a tile of the kind {name}.")
    return KINDS[name]


def declaration(name: str) -> ChartKind:
    """Return what a kind declares, and for one that this release does not have what holds for any tile."""
    return KINDS.get(name, UNKNOWN)


def validate(kind: str, query: Query, catalog: Catalog) -> None:
    """Raise BadQuery, in words, where a kind of chart does not take a question."""
    check_query(chart_kind(kind), query, catalog)


def suits(query: Query, catalog: Catalog) -> list[Suited]:
    """Return the kinds that suit a question, the best first, each with its reason."""
    return rank_kinds(KINDS.values(), query, catalog)
