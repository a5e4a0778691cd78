"""Whether a kind of chart takes a question."""

from services.charts.registry.kind import ChartKind
from services.charts.registry.shape import shape_of
from services.errors import BadQuery
from services.semantic.catalog import Catalog
from services.semantic.query import Query

NAMES_OF_PEOPLE = ("Gantt", "Pareto", "Sankey")


def check_query(kind: ChartKind, query: Query, catalog: Catalog) -> None:
    """Raise BadQuery, in words, for a question that a kind of chart does not take."""
    if not any(shape.takes(query) for shape in kind.shapes):
        raise BadQuery(f"{with_article(kind)} takes {kind.shape_words}. This question has {shape_of(query)}.")
    if kind.check and (reason := kind.check(query, catalog)):
        raise BadQuery(reason)


def with_article(kind: ChartKind) -> str:
    """Return "A pie chart", "An area chart", or "A Gantt chart"."""
    first, *others = kind.label.split()
    label = " ".join([first if first in NAMES_OF_PEOPLE else first.lower(), *others])
    return f"{'An' if label[:1] in 'aeiou' else 'A'} {label}"
