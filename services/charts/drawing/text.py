"""Values, shares and labels as text on a chart."""

import re
from html import escape
from textwrap import wrap
from typing import Any

from services.charts.drawing.limits import MOST_DESCRIBED
from services.present import words
from services.semantic.answer import Answer, Column

# What keeps names off the bars; a suffix of ticks would pad the last line alone.
LABEL_PAD = "\u2002"

# A label with its abbreviation behind it, and what may follow.
ABBREVIATED = re.compile(r"^.+ \(([A-Z]{2,6})\)")


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


def format_share(part: Any, whole: Any, locale: str) -> str:
    """Return a part of a whole as "42.1%"."""
    return words.exact(float(part) / float(whole), "ratio", "", locale)


def wrap_label(name: str, letters: int) -> str:
    """Return the name of a mark on two lines at the most, a little away from what stands on its right."""
    return "<br>".join(f"{escape_text(line)}{LABEL_PAD}" for line in wrap(name, letters, max_lines=2, placeholder="…"))


def escape_text(text: str) -> str:
    """Return a text that Plotly shows as it is: it reads tags and entities in every label."""
    return escape(text, quote=False)


def lower_first(label: str) -> str:
    """Return a label as it stands within a sentence: "Gross margin" begins small there, "MRR" does not."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def at_bucket(name: str, grain: str | None) -> str:
    """Return a bucket as a sentence names it: "on 3 Mar 2025", "in the week of 3 Mar 2025", "in March 2025"."""
    name = name.removesuffix(", to date").removesuffix(", partial")
    if grain == "day":
        return f"on {name}"
    return f"in {name}" if grain == "month" or name[:1].isdigit() else f"in the {name}"


def upper_first(text: str) -> str:
    """Return a text as a sentence begins with it."""
    return f"{text[:1].upper()}{text[1:]}"


def entity_noun(answer: Answer, count: int = 2) -> str:
    """Return what the first dimension identifies, in the plural unless there is one: "legal entities"."""
    one, many = next(each.nouns for each in answer.columns if each.name == answer.query.dimensions[0])
    return one if count == 1 else many


def shorten_label(label: str, letters: int) -> str:
    """Return a label that has room in ``letters``: "CCC" for "Cash conversion cycle (CCC)" where that is too long."""
    return label if len(label) <= letters else ABBREVIATED.sub(r"\1", label)
