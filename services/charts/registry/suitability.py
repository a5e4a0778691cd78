"""Which kinds of charts suit a question, the best first."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.charts.registry.kind import ChartKind, Fit
from services.charts.registry.question import Question
from services.charts.registry.validation import check_query
from services.errors import BadQuery
from services.semantic.catalog import Catalog
from services.semantic.query import Query


@dataclass(frozen=True)
class Suited:
    """A kind that takes a question: how well it suits, from 0 to 1, and why in a sentence."""

    kind: str
    score: float
    reason: str


def rank_kinds(kinds: Iterable[ChartKind], query: Query, catalog: Catalog) -> list[Suited]:
    """Return the kinds that suit a question, the best first; raises UnknownName."""
    question = Question(query, catalog)
    found = [(kind, fit) for kind in kinds if (fit := _fit(kind, question))]
    suited = [Suited(kind.name, fit.score, fit.reason) for kind, fit in found]
    return sorted(suited, key=lambda each: (-each.score, each.kind))


def _fit(kind: ChartKind, question: Question) -> Fit | None:
    try:
        check_query(kind, question.query, question.catalog)
    except BadQuery:
        return None
    return kind.fits(question)
