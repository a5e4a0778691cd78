"""What every kind of chart is made of: an empty figure, its axes, its words."""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from services.present import words
from services.present.theme import Theme, template
from services.semantic.answer import Answer, Column
from services.semantic.periods import Bucket

MOST_BARS = 12
MOST_TOLD = 24
PIXELS_A_LETTER = 6
LETTERS = 24
AXIS_FORMAT = {"money": "~s", "integer": "~s", "number": "~s", "ratio": ".0%"}


@dataclass(frozen=True)
class Picture:
    """A figure, the sentence under its title, the chart in words, and what to mind."""

    figure: dict[str, Any]
    finding: str | None
    summary: str
    note: str | None


def blank(theme: Theme) -> go.Figure:
    """Return a figure without marks, in the colours of the theme."""
    margin = {"l": 8, "r": 16, "t": 8, "b": 8}
    return go.Figure(layout={"template": template(theme), "showlegend": False, "margin": margin})


def measured(answer: Answer, place: int = 0) -> Column:
    """Return the column of the metric that stands at ``place`` in the question."""
    return next(each for each in answer.columns if each.name == answer.query.metrics[place])


def buckets_of(answer: Answer) -> list[Bucket]:
    """Return the bucket of each row; a filter on the metric leaves some out."""
    starting = {bucket.start: bucket for bucket in answer.buckets}
    return [starting[start] for start in answer.frame["time"]]


def named_buckets(answer: Answer, locale: str) -> list[str]:
    """Return the bucket of each row as people write it."""
    return [words.bucket(bucket, answer.query.grain or "month", locale) for bucket in buckets_of(answer)]


def value_axis(answer: Answer, column: Column) -> dict[str, Any]:
    """Return an axis from zero, with the unit of the column."""
    unit = f" {answer.currency}" if column.type == "money" else ""
    return {"tickformat": AXIS_FORMAT.get(column.type, ""), "rangemode": "tozero", "ticksuffix": unit}


def told(column: Column, named: list[str], cells: list[Any], currency: str, locale: str) -> str:
    """Return the chart in words: every mark, or the first and the last of many."""
    said = [
        f"{name}: {words.exact(cell, column.type, currency, locale)}" for name, cell in zip(named, cells, strict=True)
    ]
    kept = said if len(said) <= MOST_TOLD else [said[0], "…", said[-1]]
    return f"{column.label}. " + "; ".join(kept)
