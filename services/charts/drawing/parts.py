"""What every kind of chart is made of: an empty figure, its axes, its words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from html import escape
from textwrap import wrap
from typing import Any, TypeVar

import plotly.graph_objects as go
from babel.dates import format_date
from babel.numbers import get_decimal_symbol, get_group_symbol

from services.present import words
from services.present.theme import Theme, palette, template
from services.semantic.answer import Answer, Column
from services.semantic.periods import Bucket, moved

MOST_BARS = 12
MOST_DESCRIBED = 24
PIXELS_A_LETTER = 6
LABEL_LETTERS = 24
# What keeps names off the bars; a suffix of ticks would pad the last line alone.
LABEL_PAD = "\u2002"
# Where nothing is set, Plotly writes 1.2k, 3M and 4B.
AXIS_FORMAT = {"ratio": "~%"}
FEWEST_WHOLE = 5
MOST_TICKS = 5
# The part of its place that a column takes, as the template has it.
COLUMN_SHARE = 0.72
# How many days apart two buckets are at least, and what their ticks say above the year.
DAYS_OF = {"day": 1, "week": 7, "month": 28, "quarter": 90, "year": 365}
TICKS = {"day": "d MMM", "week": "d MMM", "month": "MMM", "quarter": "MMM", "year": "y"}


T = TypeVar("T")


@dataclass(frozen=True)
class Picture:
    """A figure, the sentence under its title, the chart in words, and what to mind."""

    figure: dict[str, Any]
    finding: str | None
    summary: str
    note: str | None


def blank(theme: Theme, locale: str) -> go.Figure:
    """Return a figure without marks, in the colours of the theme. Its axes write numbers as the locale does."""
    separators = get_decimal_symbol(locale) + get_group_symbol(locale)
    margin = {"l": 8, "r": 16, "t": 8, "b": 8}
    return go.Figure(
        layout={"template": template(theme), "separators": separators, "showlegend": False, "margin": margin}
    )


def metric_column(answer: Answer, place: int = 0) -> Column:
    """Return the column of the metric that stands at ``place`` in the question."""
    return next(each for each in answer.columns if each.name == answer.query.metrics[place])


def buckets_of(answer: Answer) -> list[Bucket]:
    """Return the bucket of each row; a filter on the metric leaves some out."""
    starting = {bucket.start: bucket for bucket in answer.buckets}
    return [starting[start] for start in answer.frame["time"]]


def bucket_names(answer: Answer, locale: str) -> list[str]:
    """Return the bucket of each row as people write it."""
    return [words.bucket(bucket, answer.query.grain or "month", locale) for bucket in buckets_of(answer)]


def value_axis(answer: Answer, column: Column, highest: float | None = None) -> dict[str, Any]:
    """Return an axis from zero, with the unit of the column. A count that is ``highest`` at a few has no halves."""
    unit = f" {answer.currency}" if column.type == "money" else ""
    axis = {"tickformat": AXIS_FORMAT.get(column.type, ""), "exponentformat": "B", "separatethousands": True}
    if column.type == "integer" and highest is not None and highest < FEWEST_WHOLE:
        axis["dtick"] = 1
    return axis | {"rangemode": "tozero", "ticksuffix": unit}


def bucket_positions(answer: Answer, starts: list[date]) -> list[date]:
    """Return where buckets are drawn: at their start, and one whose first days lie before the period where it would
    start with them, so that all stand equally far apart."""
    first, *others = answer.buckets
    if not others or starts[:1] != [first.start]:
        return starts
    return [moved(others[0].start, -1, answer.query.grain or "month"), *starts[1:]]


def column_width(answer: Answer, places: list[date]) -> float | None:
    """Return the width of a single column in milliseconds, which Plotly would draw as thin as one of them."""
    days = DAYS_OF[answer.query.grain or "month"] * COLUMN_SHARE
    return timedelta(days=days) / timedelta(milliseconds=1) if len(places) == 1 else None


def time_axis(answer: Answer, starts: list[date], locale: str) -> dict[str, Any]:
    """Return an axis of buckets drawn at ``starts``: a few ticks, each above its year where that is new."""
    grain = answer.query.grain or "month"
    starts = sorted(starts)
    shown = starts[::-1][:: -(-len(starts) // MOST_TICKS)][::-1]
    years = [day.year for day in shown]
    named = [format_date(day, TICKS[grain], locale=locale) for day in shown]
    if grain != "year":
        new = [year != before for year, before in zip(years, [None, *years], strict=False)]
        # Two years would stand side by side.
        new[0] = not any(new[1:2])
        named = [f"{name}<br>{year}" if is_new else name for name, year, is_new in zip(named, years, new, strict=True)]
    # A bar or two stay bars rather than become walls.
    room = timedelta(days=DAYS_OF[grain] * (0.6 if len(starts) > 2 else 2))
    ends = [datetime.combine(start, time()) for start in (starts[0], starts[-1])]
    ticks = {"tickmode": "array", "tickvals": shown, "ticktext": named, "tickangle": 0}
    return {"type": "date", "range": [ends[0] - room, ends[1] + room], **ticks}


def describe_values(column: Column, named: list[str], cells: list[Any], currency: str, locale: str) -> str:
    """Return the chart in words: every mark, or the first and the last of many."""
    marks = [
        f"{name}: {words.exact(cell, column.type, currency, locale)}" for name, cell in zip(named, cells, strict=True)
    ]
    kept = marks if len(marks) <= MOST_DESCRIBED else [marks[0], "…", marks[-1]]
    return f"{column.label}. " + "; ".join(kept)


def format_value(answer: Answer, column: Column, cell: Any, locale: str) -> str:
    """Return a whole value with what it counts: "€1,234.50", "12 orders"."""
    return _add_unit(words.exact(cell, column.type, answer.currency, locale), column, cell)


def format_short(answer: Answer, column: Column, cell: Any, locale: str) -> str:
    """Return a value in three or four figures with what it counts: "€1.23M", "12 orders"."""
    return _add_unit(words.compact(cell, column.type, answer.currency, locale), column, cell)


def _add_unit(text: str, column: Column, cell: Any) -> str:
    unit = None if cell is None else words.unit(cell, column)
    return f"{text} {unit}" if unit else text


def wrap_label(name: str, letters: int) -> str:
    """Return the name of a mark on two lines at the most, a little away from what stands on its right."""
    return "<br>".join(f"{escape_text(line)}{LABEL_PAD}" for line in wrap(name, letters, max_lines=2, placeholder="…"))


def format_share(part: Any, whole: Any, locale: str) -> str:
    """Return a part of a whole as "42.1%"."""
    return words.exact(float(part) / float(whole), "ratio", "", locale)


def to_floats(cells: Iterable[Any]) -> list[float | None]:
    """Return cells as Plotly takes them."""
    return [None if cell is None else float(cell) for cell in cells]


def sum_known(cells: Iterable[Any]) -> Any:
    """Return the sum of the known cells, None where none is known."""
    known = [cell for cell in cells if cell is not None]
    return sum(known[1:], known[0]) if known else None


def unique_max(items: Iterable[T], key: Callable[[T], Any]) -> T | None:
    """Return the item with the largest key, None where two share it: neither of them is the largest."""
    ranked = sorted(items, key=key, reverse=True)
    return ranked[0] if ranked and (len(ranked) == 1 or key(ranked[0]) != key(ranked[1])) else None


def escape_text(text: str) -> str:
    """Return a text that Plotly shows as it is: it reads tags and entities in every label."""
    return escape(text, quote=False)


def lower_first(label: str) -> str:
    """Return a label as it stands within a sentence: "Gross margin" begins small there, "MRR" does not."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def entity_noun(dimension: str, count: int = 2) -> str:
    """Return what a key tells apart, in the plural if there are many: "legal_entity.name" tells "legal entities"."""
    one = dimension.partition(".")[0].replace("_", " ")
    many = f"{one[:-1]}ies" if one.endswith("y") else f"{one}s"
    return one if count == 1 else many


def join_notes(*notes: str | None) -> str | None:
    """Return the notes that there are as one text."""
    return " ".join(note for note in notes if note) or None


def shown_note(drawn: int, every: int, locale: str) -> str | None:
    """Say how many are left out, where any are."""
    if every <= drawn:
        return None
    return f"{words.exact(drawn, 'integer', '', locale)} of {words.exact(every, 'integer', '', locale)} are drawn."


def missing_note(count: int) -> str | None:
    """Say how many groups are left out since they have no value."""
    return None if not count else f"{count} {'has' if count == 1 else 'have'} no value."


def strip_partial(bucket: str) -> str:
    """Return the name of a bucket without how far it is counted."""
    return bucket.removesuffix(", so far").removesuffix(", in part")


def upper_first(text: str) -> str:
    """Return a text as a sentence begins with it."""
    return f"{text[:1].upper()}{text[1:]}"


def partial_note(answer: Answer, locale: str) -> str | None:
    """Say which buckets are drawn lighter, and why."""
    grain = answer.query.grain or "month"
    shown = {bucket.start: bucket for bucket in buckets_of(answer) if not bucket.complete}
    labels = [words.bucket(bucket, grain, locale).rpartition(", ") for bucket in shown.values()]
    parts = [f"{upper_first(name)} is counted {how}." for name, _, how in labels]
    return " ".join(parts) or None


def to_date_note(answer: Answer, locale: str) -> str | None:
    """Say up to which day a period that is not over is counted."""
    span = answer.span
    return None if span is None or span.complete else f"Until {words.days(span.until, span.until, locale)}."


def lighten(colour: str, theme: Theme, share: float = 0.5) -> str:
    """Return a colour on its way to the card's surface, for what is not over or stands back."""
    sides = (colour, palette(theme).surface)
    one, other = ([int(side[place : place + 2], 16) for place in (1, 3, 5)] for side in sides)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(one, other, strict=True))


def ink_on(colour: str) -> str:
    """Return black or white, whichever is easier to read on a colour: one of them always has a contrast of 4.5."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    # Relative luminance, and where its contrast with both is the same: WCAG 2.2.
    return "#ffffff" if light < 0.1791 else "#000000"
