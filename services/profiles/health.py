"""The health score of one customer, with its parts."""

from dataclasses import dataclass
from typing import Literal

from services.charts.clients import health_answer
from services.insights.health import HEALTH, VERDICT
from services.insights.health_parts import PARTS
from services.profiles.client import DATED_BY
from services.profiles.record_profile import RecordProfile
from services.semantic.query import Last, Query
from services.view_context import ViewContext

# The default period of the dashboards.
PERIOD = Last(12, "month", "data", DATED_BY)

TONES: dict[str | None, Literal["good", "neutral", "bad"]] = {"Good": "good", "Poor": "bad"}


@dataclass(frozen=True)
class PartOfHealth:
    """A part of the score: 0 to 100, or None where it is unknown; its weight and meaning."""

    label: str
    score: int | None
    weight: int
    meaning: str


@dataclass(frozen=True)
class CustomerHealth:
    """A score of 0 to 100 with a one-word verdict, or None where too little is known, and why parts are missing."""

    score: int | None
    verdict: str | None
    tone: Literal["good", "neutral", "bad"]
    parts: tuple[PartOfHealth, ...]
    notes: tuple[str, ...]


def customer_health(client: RecordProfile, reader: ViewContext) -> CustomerHealth:
    """Return the health of a customer over the default period. A part that the road refuses counts as unknown."""
    query = Query(metrics=(DATED_BY,), period=PERIOD, where=client.rows)
    answer = health_answer(query, reader.answer)
    row = answer.frame.to_dict("records")[0]
    parts = tuple(PartOfHealth(part.label, row[part.column], part.weight, part.meaning) for part in PARTS)
    notes = tuple(note.words for note in answer.notes if note.kind == "unknown")
    return CustomerHealth(row[HEALTH], row[VERDICT], TONES.get(row[VERDICT], "neutral"), parts, notes)
