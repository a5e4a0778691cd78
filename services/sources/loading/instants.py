"""From the text of a cell to an instant. A time of day is one only with a zone, and only where its clock shows it once.

When clocks go forward an hour is missing, and when they go back one comes twice. A time in either is refused: which
instant it was, the export does not say.
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
    """What makes an instant, in UTC without a zone, from the text of a cell."""
    zone = ZoneInfo(file_format.zone) if file_format.zone else None

    def convert(value: str) -> datetime:
        moment = _parse_iso(value) if file_format.instants == "ISO" else _parse_pattern(value, file_format.instants)
        aware = moment if moment.tzinfo else _localize(moment, zone)
        return convert_or_reject("is too far from our time", aware.astimezone, UTC).replace(tzinfo=None)

    return convert


def _parse_iso(value: str) -> datetime:
    if not ISO_INSTANT.fullmatch(value):
        raise InvalidValue("is not an instant like 2025-01-31 17:30:00")
    return convert_or_reject("is not an instant of the calendar", datetime.fromisoformat, value)


def _parse_pattern(value: str, pattern: str) -> datetime:
    return convert_or_reject(f"is not an instant like {pattern}", datetime.strptime, value, pattern)


def _localize(moment: datetime, zone: ZoneInfo | None) -> datetime:
    if zone is None:
        raise InvalidValue("has no time zone, and the map's format names none")
    first, second = (moment.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first
    missing = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != moment
    raise InvalidValue(f"{'was left out' if missing else 'came twice'} when the clocks of {zone.key} were changed")
