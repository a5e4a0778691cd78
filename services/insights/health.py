"""How well things stand with each client: 0 to 100, out of a few parts that are shown beside it.

A part that is not known of a client is left out, and the others weigh more: nothing is not made a zero.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from services.errors import PanoramaError
from services.insights.parts import PARTS, Part, Row
from services.semantic.answer import Answer, Column, Note
from services.semantic.query import Query
from services.semantic.runner import BEFORE_MARK

CLIENT = "client.key"
HEALTH, VERDICT = "health.score", "health.verdict"
OWNER, SPENT, AT_STAKE = "employee.name", "order.revenue", "health.at_stake"
FIELDS = ("client.name", "client.segment", "client.region", OWNER, "client.id", CLIENT)
VERDICTS = ((70, "Good"), (40, "Watch"), (0, "Poor"))
# Where the parts that are known weigh less than this, they say too little for a score.
LEAST_KNOWN = 40

METRICS = tuple(dict.fromkeys(metric for part in PARTS for metric in part.metrics))

TERMS = (
    (
        "Health",
        "The mean of the parts that are known of a client, each by its weight; what is not known is left out and makes "
        f"nobody poorer. n/a where the known parts weigh less than {LEAST_KNOWN} of 100.",
    ),
    *((part.label, f"Weight {part.weight}: {part.meaning}.") for part in PARTS),
    ("Verdict", ", ".join(f"{word} from {least}" for least, word in VERDICTS) + "."),
)
"""How it works, as terms with their meaning."""


def list_question(asked: Query) -> Query:
    """Return the question for the clients whose health is asked for."""
    return Query(catalog=asked.catalog, fields=FIELDS, where=asked.where, order=(CLIENT,))


def part_question(part: Part, asked: Query) -> Query:
    """Return the question for one part, of each client in the period of ``asked``.

    Who is listed is for ``list_question`` to say: how a client does hangs on no filter.
    """
    return replace(
        asked,
        where=None,
        metrics=part.metrics,
        dimensions=(CLIENT,),
        compare="previous_period" if part.looks_back else None,
        grain=None,
        order=(CLIENT,),
        limit=None,
    )


def judged(clients: Answer, parts: Mapping[str, Answer | PanoramaError]) -> Answer:
    """Return the clients with their health, its parts and what they spent in the period. The poorest come first, of
    those that are alike whoever spent most in it or in the period before, and last those without a score.

    ``parts`` are answers by the part's name, or why there is none. That part is then left out for everybody.
    """
    known = {part: _rows_of(parts[part.name]) for part in PARTS}
    spent = next(rows for part, rows in known.items() if SPENT in part.metrics)
    rows = [_judged(client, known, spent) for client in clients.frame.to_dict("records")]
    rows.sort(key=_poorest_first)
    columns = _columns(clients, parts)
    return replace(
        clients,
        frame=pd.DataFrame(rows, columns=[column.name for column in columns], dtype=object),
        columns=columns,
        notes=(*clients.notes, *(_left_out(part, parts[part.name]) for part, rows in known.items() if rows is None)),
        span=next((answer.span for answer in parts.values() if isinstance(answer, Answer)), None),
    )


def verdict(score: float) -> str:
    """Return a score in a word."""
    return next(word for least, word in VERDICTS if score >= least)


_JUDGEMENT = (
    Column(HEALTH, "Health", "integer", "of 100", better="up"),
    Column(VERDICT, "Verdict", "text"),
    *(Column(part.column, part.label, "integer", "of 100", better="up") for part in PARTS),
)


def _columns(clients: Answer, parts: Mapping[str, Answer | PanoramaError]) -> tuple[Column, ...]:
    """Return the name, the judgement, what was spent where that is known, and what else is told of a client.

    The number by which the answers were brought together is none that a reader needs beside the name.
    """
    name, *others = (column for column in clients.columns if column.name != CLIENT)
    told = [replace(column, label="Owner") if column.name == OWNER else column for column in others]
    answers = (answer for answer in parts.values() if isinstance(answer, Answer))
    spent = [column for answer in answers for column in answer.columns if column.name == SPENT]
    return (name, *_JUDGEMENT, *spent, *told)


def _poorest_first(row: Row) -> tuple[bool, int, float]:
    return (row[HEALTH] is None, row[HEALTH] or 0, -row[AT_STAKE])


def _rows_of(answer: Answer | PanoramaError) -> dict[str, Row] | None:
    """Return what was answered for each client; None where nothing of the kind is known of anybody."""
    if isinstance(answer, PanoramaError) or any(note.kind == "unknown" for note in answer.notes):
        return None
    return {str(row[CLIENT]): row for row in answer.frame.to_dict("records") if row[CLIENT] is not None}


def _judged(
    client: Row, known: Mapping[Part, Mapping[str, Row] | None], spent: Mapping[str, Row] | None
) -> dict[str, Any]:
    """Return the client's row with the judgement. Its parts are whole, so that those shown are those weighed."""
    scores: dict[Part, int | None] = {}
    for part, rows in known.items():
        score = None if rows is None else part.score(rows.get(client[CLIENT], {}))
        scores[part] = None if score is None else round(score)
    health = _weighed({part: score for part, score in scores.items() if score is not None})
    money = {} if spent is None else spent.get(client[CLIENT], {})
    return {
        **client,
        HEALTH: health,
        VERDICT: None if health is None else verdict(health),
        **{part.column: score for part, score in scores.items()},
        SPENT: money.get(SPENT),
        AT_STAKE: max(float(money.get(name) or 0) for name in (SPENT, SPENT + BEFORE_MARK)),
    }


def _weighed(known: Mapping[Part, int]) -> int | None:
    weight = sum(part.weight for part in known)
    if weight < LEAST_KNOWN:
        return None
    return round(sum(part.weight * score for part, score in known.items()) / weight)


def _left_out(part: Part, answer: Answer | PanoramaError) -> Note:
    why = answer.message if isinstance(answer, PanoramaError) else "Nothing of it is on record."
    return Note("unknown", f"Left out of health: {part.label}. {why}", part.column)
