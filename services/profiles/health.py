"""How well things stand with one client, with the parts of the score."""

from dataclasses import dataclass
from typing import Literal

from services.dashboards.queries.insights import INSIGHTS
from services.insights.health import HEALTH, PARTS, VERDICT
from services.profiles.client import DATED_BY
from services.profiles.record_profile import RecordProfile
from services.road import Road
from services.semantic.context import Context
from services.semantic.query import Last, Query

# The days that the dashboards show when nothing else is chosen.
PERIOD = Last(12, "month", "data", DATED_BY)

LOOKS: dict[str | None, Literal["good", "neutral", "bad"]] = {"Good": "good", "Poor": "bad"}


@dataclass(frozen=True)
class PartOfHealth:
    """A part of the score: 0 to 100, or None where it is not known; how much it weighs, and what it means."""

    label: str
    score: int | None
    weight: int
    meaning: str


@dataclass(frozen=True)
class Health:
    """A score of 0 to 100 with its verdict in a word, or None where too little is known; and why parts are missing."""

    score: int | None
    verdict: str | None
    look: Literal["good", "neutral", "bad"]
    parts: tuple[PartOfHealth, ...]
    notes: tuple[str, ...]


def health_of(client: RecordProfile, road: Road, context: Context) -> Health:
    """Return the health of a client over the usual period. A part that the road refuses counts as not known."""
    asked = Query(metrics=(DATED_BY,), period=PERIOD, where=client.rows)
    answer = INSIGHTS["clients"](asked, road, context)
    row = answer.frame.to_dict("records")[0]
    parts = tuple(PartOfHealth(part.label, row[part.column], part.weight, part.meaning) for part in PARTS)
    notes = tuple(note.words for note in answer.notes if note.kind == "unknown")
    return Health(row[HEALTH], row[VERDICT], LOOKS.get(row[VERDICT], "neutral"), parts, notes)
