"""What stands below a chart: what is not shown, and what is counted to date."""

from services.charts.drawing.answers import buckets_of
from services.charts.drawing.text import upper_first
from services.present import words
from services.semantic.answer import Answer


def join_notes(*notes: str | None) -> str | None:
    """Return the notes that there are as one text."""
    return " ".join(note for note in notes if note) or None


def shown_note(shown: int, every: int, locale: str, noun: str = "groups") -> str | None:
    """Return "Showing 12 of 1,000 groups.", None where all are shown."""
    if every <= shown:
        return None
    counts = (words.exact(count, "integer", "", locale) for count in (shown, every))
    return f"Showing {' of '.join(counts)} {noun}."


def missing_note(count: int, lack: str = "value") -> str | None:
    """Return how many groups are not shown because they have no value, or lack something else."""
    return None if not count else f"{count} {'group has' if count == 1 else 'groups have'} no {lack}."


def partial_note(answer: Answer, locale: str) -> str | None:
    """Return which buckets are drawn lighter, and why; None where all are complete."""
    grain = answer.query.grain or "month"
    shown = {bucket.start: bucket for bucket in buckets_of(answer) if not bucket.complete}
    labels = [words.bucket(bucket, grain, locale).rpartition(", ") for bucket in shown.values()]
    parts = [
        f"{upper_first(name)} is {'a partial ' + grain if how == 'partial' else 'counted to date'}."
        for name, _, how in labels
    ]
    return " ".join(parts) or None


def strip_partial(bucket: str) -> str:
    """Return the name of a bucket without how far it is counted."""
    return bucket.removesuffix(", to date").removesuffix(", partial")


def to_date_note(answer: Answer, locale: str) -> str | None:
    """Return up to which day a period in progress is counted, None for a complete one."""
    span = answer.span
    return None if span is None or span.complete else f"Data through {words.days(span.until, span.until, locale)}."
