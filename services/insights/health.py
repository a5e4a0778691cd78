"""Customer health: a score from 0 to 100, the weighted mean of the parts that are shown beside it.

A part without data is left out, and the others weigh more; missing data never counts as zero.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from services.errors import PanoramaError
from services.insights.health_parts import PARTS, HealthPart, Row
from services.semantic.answer import Answer, Column, Note
from services.semantic.query import Query
from services.semantic.runner import BEFORE_MARK

CLIENT = "client.key"
HEALTH, VERDICT = "health.score", "health.verdict"
OWNER, REVENUE, REVENUE_AT_RISK = "employee.name", "order.revenue", "health.at_stake"
FIELDS = ("client.name", "client.segment", "client.region", OWNER, "client.id", CLIENT)
VERDICTS = ((70, "Good"), (40, "Watch"), (0, "Poor"))
# If the available parts weigh less than this in total, there is no score.
LEAST_WEIGHT = 40

METRICS = tuple(dict.fromkeys(metric for part in PARTS for metric in part.metrics))

TERMS = (
    (
        "Health",
        "Weighted mean of the available parts for a customer. A part without data is left out and does not lower the "
        f"score. n/a if the available parts weigh less than {LEAST_WEIGHT} of 100.",
    ),
    *((part.label, f"Weight {part.weight}: {part.meaning}.") for part in PARTS),
    ("Verdict", ", ".join(f"{word} from {least}" for least, word in VERDICTS) + "."),
)
"""The method, as pairs of term and meaning."""


def customers_query(query: Query) -> Query:
    """Return the query for the customers that are listed."""
    return Query(catalog=query.catalog, fields=FIELDS, where=query.where, order=(CLIENT,))


def part_query(part: HealthPart, query: Query) -> Query:
    """Return the query for one part, per customer, in the period of ``query``.

    It has no filter: which customers are listed is decided by ``customers_query``.
    """
    return replace(
        query,
        where=None,
        metrics=part.metrics,
        dimensions=(CLIENT,),
        compare="previous_period" if part.compares else None,
        grain=None,
        order=(CLIENT,),
        limit=None,
    )


def score_health(clients: Answer, parts: Mapping[str, Answer | PanoramaError]) -> Answer:
    """Return the customers with their health score, its parts and their revenue in the period.

    The lowest scores come first; equal scores are ordered by the higher of the revenue in the period and in the
    previous period, and customers without a score come last. ``parts`` maps a part's name to its answer, or to the
    error why there is none; such a part is left out for all customers.
    """
    known = {part: _rows_of(parts[part.name]) for part in PARTS}
    revenue = next(rows for part, rows in known.items() if REVENUE in part.metrics)
    rows = [_score_row(client, known, revenue) for client in clients.frame.to_dict("records")]
    rows.sort(key=_lowest_first)
    columns = _columns(clients, parts)
    return replace(
        clients,
        frame=pd.DataFrame(rows, columns=[column.name for column in columns], dtype=object),
        columns=columns,
        notes=(
            *clients.notes,
            *(_missing_part_note(part, parts[part.name]) for part, rows in known.items() if rows is None),
        ),
        span=next((answer.span for answer in parts.values() if isinstance(answer, Answer)), None),
    )


def verdict(score: float) -> str:
    """Return the verdict for a score."""
    return next(word for least, word in VERDICTS if score >= least)


_SCORE_COLUMNS = (
    Column(HEALTH, "Health", "integer", "of 100", better="up"),
    Column(VERDICT, "Verdict", "text"),
    *(Column(part.column, part.label, "integer", "of 100", better="up") for part in PARTS),
)


def _columns(clients: Answer, parts: Mapping[str, Answer | PanoramaError]) -> tuple[Column, ...]:
    """Return the columns: name, score and parts, revenue if available, and other customer fields.

    The customer number, by which the answers were joined, is left out.
    """
    name, *others = (column for column in clients.columns if column.name != CLIENT)
    other_columns = [replace(column, label="Owner") if column.name == OWNER else column for column in others]
    answers = (answer for answer in parts.values() if isinstance(answer, Answer))
    revenue = [column for answer in answers for column in answer.columns if column.name == REVENUE]
    return (name, *_SCORE_COLUMNS, *revenue, *other_columns)


def _lowest_first(row: Row) -> tuple[bool, int, float]:
    return (row[HEALTH] is None, row[HEALTH] or 0, -row[REVENUE_AT_RISK])


def _rows_of(answer: Answer | PanoramaError) -> dict[str, Row] | None:
    """Return the rows by customer number; None if the part has no data for any customer."""
    if isinstance(answer, PanoramaError) or any(note.kind == "unknown" for note in answer.notes):
        return None
    return {str(row[CLIENT]): row for row in answer.frame.to_dict("records") if row[CLIENT] is not None}


def _score_row(
    client: Row, known: Mapping[HealthPart, Mapping[str, Row] | None], revenue: Mapping[str, Row] | None
) -> dict[str, Any]:
    """Return the customer's row with its score. Parts are rounded first, so that the parts shown add up to it."""
    scores: dict[HealthPart, int | None] = {}
    for part, rows in known.items():
        score = None if rows is None else part.score(rows.get(client[CLIENT], {}))
        scores[part] = None if score is None else round(score)
    health = _weighted_mean({part: score for part, score in scores.items() if score is not None})
    money = {} if revenue is None else revenue.get(client[CLIENT], {})
    return {
        **client,
        HEALTH: health,
        VERDICT: None if health is None else verdict(health),
        **{part.column: score for part, score in scores.items()},
        REVENUE: money.get(REVENUE),
        REVENUE_AT_RISK: max(float(money.get(name) or 0) for name in (REVENUE, REVENUE + BEFORE_MARK)),
    }


def _weighted_mean(known: Mapping[HealthPart, int]) -> int | None:
    weight = sum(part.weight for part in known)
    if weight < LEAST_WEIGHT:
        return None
    return round(sum(part.weight * score for part, score in known.items()) / weight)


def _missing_part_note(part: HealthPart, answer: Answer | PanoramaError) -> Note:
    why = answer.message if isinstance(answer, PanoramaError) else "No data recorded."
    return Note("unknown", f"Not included in health: {part.label}. {why}", part.column)
