"""What stands below a chart: what is not shown, and what is counted to date."""

from services.charts.drawing.answers import buckets_of
from services.charts.drawing.text import upper_first
from services.present import words
from services.semantic.answer import Answer


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


def partial_note(answer: Answer, locale: str) -> str | None:
    """Say which buckets are drawn lighter, and why."""
    grain = answer.query.grain or "month"
    shown = {bucket.start: bucket for bucket in buckets_of(answer) if not bucket.complete}
    labels = [words.bucket(bucket, grain, locale).rpartition(", ") for bucket in shown.values()]
    parts = [f"{upper_first(name)} is counted {how}." for name, _, how in labels]
    return " ".join(parts) or None


def strip_partial(bucket: str) -> str:
    """Return the name of a bucket without how far it is counted."""
    return bucket.removesuffix(", so far").removesuffix(", in part")


def to_date_note(answer: Answer, locale: str) -> str | None:
    """Say up to which day a period that is not over is counted."""
    span = answer.span
    return None if span is None or span.complete else f"Until {words.days(span.until, span.until, locale)}."
