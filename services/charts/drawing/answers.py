"""What charts read from an answer: columns, buckets, and the values as Plotly takes them."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from services.present import words
from services.semantic.answer import Answer, Column
from services.semantic.periods import Bucket

T = TypeVar("T")


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
