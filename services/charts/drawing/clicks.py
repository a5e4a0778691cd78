"""What a click on a mark hands to its page: every mark has ``[what, value, words]`` as its customdata, and one of a
group over time its days behind them, which are meant where the page does not filter by the group.

``what`` is a dimension, whose value a filter then takes, one of the words below, or None where a click does nothing.
"""

from typing import Any

from services.semantic.periods import DAY, Bucket

Mark = tuple[str | None, Any]

NOTHING: Mark = (None, None)
DAYS = "days"
"""The page is narrowed to some days: "2025-04-01/2025-04-30", both included."""
METRIC = "metric"
"""A metric's own page is opened; ``marks.py`` puts the address in the place of its name before a picture is sent."""
ADDRESS = "address"
"""An address within the app is opened."""
RECORDS = "records"
"""The records of the mark are listed: a bin of values is "10.0/20.0", where an open end is left empty, a pair of scores
"5/4", a cohort's month "2025-03-01/3"."""

ACTIONS = (DAYS, ADDRESS, RECORDS)
"""What acts on any page that can; a dimension acts where the page filters by it."""


def days(bucket: Bucket) -> Mark:
    """Return the mark of the days of a bucket."""
    return DAYS, f"{bucket.start.isoformat()}/{(bucket.end - DAY).isoformat()}"


def records(one: object, other: object) -> Mark:
    """Return the mark of several records, identified by two values; None leaves one open."""
    return RECORDS, "/".join("" if each is None else str(each) for each in (one, other))


def metric(name: str) -> Mark:
    """Return the mark of a metric as a whole."""
    return METRIC, name
