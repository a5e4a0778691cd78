"""Numbers, days and changes as people write them, in the locale of the reader."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from typing import Any, Literal
from unicodedata import digit

from babel.dates import format_date, format_datetime
from babel.numbers import (
    format_compact_currency,
    format_compact_decimal,
    format_currency,
    format_decimal,
    format_percent,
)

from services.semantic.answer import Answer, Column
from services.semantic.catalog import Type
from services.semantic.periods import Bucket, Span
from services.semantic.query import Comparison, Grain

NOT_AVAILABLE = "n/a"
EMPTY_GROUP = "Not given"
COMPACT_FROM = 10_000
SMALL = 2
READS_AS_ZERO = Decimal("0.0005")
# How a closed list of a table spells its values: "new", "on_hold". Names that people gave have more to them.
LISTED = re.compile(r"[a-z]+(_[a-z]+)*")

COMPARED_WITH: dict[Comparison, str] = {
    "previous_period": "previous period",
    "previous_year": "previous year",
    "previous_year_weekday": "same weekdays last year",
    "budget": "budget",
}


@dataclass(frozen=True)
class Change:
    """How a value changed: in words beside an arrow, which way, whether that is good, and in words to be read aloud."""

    words: str
    direction: Literal["up", "down", "flat"]
    verdict: Literal["good", "bad", "neutral"]
    spoken: str


_EXACT: dict[Type, Callable[[Any, str, str], str]] = {
    "money": lambda value, currency, locale: format_currency(value, currency, locale=locale),
    "ratio": lambda value, currency, locale: format_percent(value, "#,##0.0%", locale=locale),
    "integer": lambda value, currency, locale: format_decimal(value, locale=locale),
    "number": lambda value, currency, locale: format_decimal(value, "#,##0.##", locale=locale),
    "date": lambda value, currency, locale: format_date(value, "d MMM y", locale=locale),
    "boolean": lambda value, currency, locale: group(bool(value)),
    "text": lambda value, currency, locale: group(str(value)),
}


def exact(value: Any, kind: Type, currency: str, locale: str, zone: tzinfo = UTC) -> str:
    """Return the whole value: "€1,234,567.89", "42.1%"; "n/a" where there is none. Instants are shown in ``zone``."""
    if value is None:
        return NOT_AVAILABLE
    if kind == "instant":
        return instant(value, locale, zone)
    return without_minus_zero(value, lambda each: _EXACT[kind](each, currency, locale))


def without_minus_zero(value: Any, write: Callable[[Any], str]) -> str:
    """Return a value as ``write`` writes it, but never as "-0.0%": what rounds to zero has no sign."""
    text = write(value)
    may_have_sign = isinstance(value, int | float | Decimal) and value <= 0
    return write(type(value)(0)) if may_have_sign and not any(digit(sign, 0) for sign in text) else text


def compact(value: Any, kind: Type, currency: str, locale: str) -> str:
    """Return the value in three or four figures, as a card shows it: "€1.23M"."""
    if value is not None and kind == "number" and abs(value) < COMPACT_FROM:
        # Of an index such as 0.97 the second digit is the news.
        digits = "#,##0.##" if abs(value) < SMALL else "#,##0.#"
        return without_minus_zero(value, lambda each: format_decimal(each, digits, locale=locale))
    if value is None or kind not in ("money", "integer", "number") or abs(value) < COMPACT_FROM:
        return exact(value, kind, currency, locale)
    number = format_compact_decimal(value, locale=locale, fraction_digits=2)
    # Some languages have no short word for thousands, and Babel then leaves out the separator as well.
    if not any(letter.isalpha() for letter in number):
        return exact(value, kind, currency, locale)
    return format_compact_currency(value, currency, locale=locale, fraction_digits=2) if kind == "money" else number


def group(value: Any) -> str:
    """Return the name of a group; rows without a value have a group too.

    A value of a closed list, which tables spell like "on_hold", is written as people write it: "On hold".
    """
    if isinstance(value, bool):
        return "Yes" if value else "No"
    name = EMPTY_GROUP if value is None else str(value)
    return name.replace("_", " ").capitalize() if LISTED.fullmatch(name) else name


def join_names(names: Sequence[str]) -> str:
    """Return "North", "North and South", or "North, South and West"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def unit(value: Any, column: Column) -> str | None:
    """Return what a count counts ("clients", "days"), in the singular for one; None where the value says it itself."""
    if column.type not in ("integer", "number") or not column.unit:
        return None
    # A score's unit tells its range as well, which belongs to the definition.
    plural = column.unit.split(" from ")[0]
    return _ONE_OF.get(plural, plural.removesuffix("s")) if value == 1 else plural


def sample(row: Any, column: Column, answer: Answer, locale: str, *, named: bool = True) -> str:
    """Return of how many a share or a score is taken, where the answer has that count: "of 412 answers".

    Where they are not to be ``named``, it is "of 412"; without a count it is empty.
    """
    counts = [each for each in answer.columns if each.name == column.sample]
    if not counts or row[counts[0].name] is None:
        return ""
    count = row[counts[0].name]
    things = unit(count, counts[0]) if named else None
    return " ".join(filter(None, ("of", exact(count, "integer", "", locale), things)))


# Plurals that are not made with an s alone.
_ONE_OF = {"people": "person", "entries": "entry"}


def truncate(text: str, letters: int) -> str:
    """Return the text, cut off with an ellipsis where it is longer than ``letters``."""
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"


def instant(value: datetime, locale: str, zone: tzinfo = UTC) -> str:
    """Return an instant to the minute, as clocks in ``zone`` show it, with the zone's name."""
    there = value.astimezone(zone)
    # Zones without a short name of their own are called by their distance, such as +03.
    name = there.tzname() or ""
    return f"{format_datetime(there, 'd MMM y, HH:mm', locale=locale)} {'' if name[:1].isalpha() else 'UTC'}{name}"


def change(now: Any, before: Any, column: Column, compare: Comparison, locale: str) -> Change | None:
    """Return how ``now`` differs from ``before``: growth, or percentage points for a ratio; None where one is missing.

    From zero and below there is no growth, so the words then say what was before. What would read as 0.0 is unchanged.
    """
    if now is None or before is None:
        return None
    against = COMPARED_WITH[compare]
    moved = _growth(now, before, column)
    if now == before or (moved is not None and moved <= READS_AS_ZERO):
        unchanged = "unchanged" if now == before else "almost unchanged"
        return Change(f"{unchanged} vs {against}", "flat", "neutral", f"{unchanged} versus {against}")
    direction: Literal["up", "down"] = "up" if now > before else "down"
    verdict: Literal["good", "bad", "neutral"] = "neutral"
    if column.better != "neither":
        verdict = "good" if column.better == direction else "bad"
    if moved is None:
        start = "below zero" if before < 0 else "zero"
        return Change(f"{against}: {start}", direction, verdict, f"{direction} from {start} in the {against}")
    written, spoken = _size(moved, column, locale)
    return Change(f"{written} vs {against}", direction, verdict, f"{direction} {spoken} versus {against}")


def _growth(now: Any, before: Any, column: Column) -> Decimal | None:
    """Return the points that a ratio or score moved by, else the growth; None where there is no growth to speak of."""
    difference = abs(Decimal(str(now)) - Decimal(str(before)))
    if column.type == "ratio" or _is_score(column):
        return difference
    return difference / Decimal(str(before)) if before > 0 else None


def _is_score(column: Column) -> bool:
    """Whether it is counted in points, as the net promoter score is: a share of it means nothing."""
    return column.unit.startswith("points")


def _size(moved: Decimal, column: Column, locale: str) -> tuple[str, str]:
    """Return how far a value moved, as it is written and as it is read aloud: "20.4%" and "20.4 percent"."""
    if _is_score(column):
        points = f"{format_decimal(moved, '#,##0.0', locale=locale)} points"
        return points, points
    number = format_decimal(moved * 100, "#,##0.0", locale=locale)
    if column.type == "ratio":
        return f"{number} pp", f"{number} percentage points"
    return format_percent(moved, "#,##0.0%", locale=locale), f"{number} percent"


def days(first: date, last: date, locale: str) -> str:
    """Return "1 Feb 2013 – 28 Jan 2014", or one day."""
    start, end = (format_date(day, "d MMM y", locale=locale) for day in (first, last))
    return start if first == last else f"{start} – {end}"


def period(span: Span, locale: str) -> str:
    """Return the days of a span in words."""
    return days(span.first, span.last, locale)


_BUCKETS: dict[Grain, Callable[[date, str], str]] = {
    "day": lambda day, locale: format_date(day, "d MMM y", locale=locale),
    "week": lambda day, locale: "week of " + format_date(day, "d MMM y", locale=locale),
    "month": lambda day, locale: format_date(day, "MMMM y", locale=locale),
    "quarter": lambda day, locale: "quarter from " + format_date(day, "MMMM y", locale=locale),
    "year": lambda day, locale: (
        format_date(day, "y", locale=locale)
        if (day.month, day.day) == (1, 1)
        else "year from " + format_date(day, "MMMM y", locale=locale)
    ),
}


def bucket(each: Bucket, grain: Grain, locale: str) -> str:
    """Return the name of a bucket: "March 2025", with "to date" while it runs."""
    name = _BUCKETS[grain](each.start, locale)
    if each.running:
        return f"{name}, to date"
    return name if each.complete else f"{name}, partial"


def suppression_note(answer: Answer) -> str | None:
    """Return what is hidden because too few people are behind it, None where nothing is."""
    return next((note.words for note in answer.notes if note.kind == "suppressed"), None)


def missing(column: Column, answer: Answer) -> str:
    """Return why a metric has no value in an answer."""
    if kept := suppression_note(answer):
        return kept
    if unknown := next((note.words for note in answer.notes if note.about == column.name), None):
        return unknown
    if column.missing:
        return column.missing
    if column.type == "ratio":
        return "The denominator is zero in this period."
    return "There is no data for this in the period."
