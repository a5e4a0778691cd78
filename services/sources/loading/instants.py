"""Converts the text of a field to an instant.

A local time is an instant only in a known time zone, and only if the clocks there showed it exactly once. When clocks
go forward, an hour is skipped; when they go back, an hour occurs twice. Times in such an hour are refused, because the
export does not say which instant they are.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from services.sources.loading.invalid_value import InvalidValue, convert_or_reject
from services.sources.loading.maps import FileFormat

ISO_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?"
)


def instant_converter(kind: Any, file_format: FileFormat) -> Callable[[str], datetime]:
    """Return a function that converts a text to an instant, in UTC and without a zone. It raises InvalidValue."""
    zone = ZoneInfo(file_format.zone) if file_format.zone else None

    def convert(value: str) -> datetime:
        moment = _parse_iso(value) if file_format.instants == "ISO" else _parse_pattern(value, file_format.instants)
        aware = moment if moment.tzinfo else _localize(moment, zone)
        return convert_or_reject("is outside the supported range of dates", aware.astimezone, UTC).replace(tzinfo=None)

    return convert


def _parse_iso(value: str) -> datetime:
    if not ISO_INSTANT.fullmatch(value):
        raise InvalidValue("is not a date and time such as 2025-01-31 17:30:00")
    return convert_or_reject("is not a valid date and time", datetime.fromisoformat, value)


def _parse_pattern(value: str, pattern: str) -> datetime:
    return convert_or_reject(f"is not a date and time in the format {pattern}", datetime.strptime, value, pattern)


def _localize(moment: datetime, zone: ZoneInfo | None) -> datetime:
    if zone is None:
        raise InvalidValue("has no time zone, and the map does not set zone under format")
    first, second = (moment.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first
    missing = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != moment
    what = "did not occur" if missing else "occurred twice"
    raise InvalidValue(f"{what} in {zone.key}, because the clocks changed")
