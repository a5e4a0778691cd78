"""What a click on a mark hands to its page: every mark bears ``[what, value, words]`` as its customdata.

``what`` is a dimension, whose value a filter then takes, one of the words below, or None where a click does nothing.
"""

from typing import Any

from services.semantic.periods import DAY, Bucket

Mark = tuple[str | None, Any]

NOTHING: Mark = (None, None)
DAYS = "days"
"""The page is narrowed to some days: "2025-04-01/2025-04-30", both included."""
METRIC = "metric"
"""A metric's own page is opened; before a picture is sent its name becomes an address (services/present/marks.py)."""
ADDRESS = "address"
"""An address within the app is opened."""


def days(bucket: Bucket) -> Mark:
    """Return the mark of what tells of the days of a bucket."""
    return DAYS, f"{bucket.start.isoformat()}/{(bucket.end - DAY).isoformat()}"


def metric(name: str) -> Mark:
    """Return the mark of what tells of a metric as a whole."""
    return METRIC, name
