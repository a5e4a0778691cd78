"""The calendar of the three years: days, months, holidays, and opening hours."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

import numpy as np

from services.demo.rows import Array

ZONE = "Europe/Berlin"
DAYS = 3 * 365
OPENS = 9 * 60
OPEN_MINUTES = 8 * 60
# The index of a day that never comes.
NEVER = 1_000_000

# By month and day. The other holidays depend on Easter.
FIXED_HOLIDAYS = {
    (1, 1): "New Year",
    (5, 1): "Labour Day",
    (10, 3): "Unity Day",
    (12, 25): "Christmas",
    (12, 26): "Christmas",
}
AFTER_EASTER = {-2: "Good Friday", 1: "Easter Monday", 39: "Ascension", 50: "Whit Monday"}


def easter(year: int) -> date:
    """Return Easter Sunday, by the anonymous Gregorian rule (Nature, 20 April 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    return date(year, (h + k - 7 * m + 114) // 31, (h + k - 7 * m + 114) % 31 + 1)


def is_holiday(day: date) -> bool:
    """Return whether the day is a public holiday."""
    return (day.month, day.day) in FIXED_HOLIDAYS or (day - easter(day.year)).days in AFTER_EASTER


@dataclass(frozen=True)
class DemoCalendar:
    """Days by index: 0 is the first day of the three years, and ``last`` is today."""

    today: date

    @property
    def last(self) -> int:
        return DAYS

    @property
    def count(self) -> int:
        return DAYS + 1

    @cached_property
    def first_day(self) -> date:
        return self.today - timedelta(DAYS)

    @cached_property
    def dates(self) -> list[date]:
        return [self.first_day + timedelta(place) for place in range(self.count)]

    @cached_property
    def weekday(self) -> Array:
        return np.array([day.weekday() for day in self.dates])

    @cached_property
    def is_holiday(self) -> Array:
        return np.array([is_holiday(day) for day in self.dates])

    @cached_property
    def is_workday(self) -> Array:
        return (self.weekday < 5) & ~self.is_holiday

    @cached_property
    def workdays(self) -> Array:
        return np.flatnonzero(self.is_workday)

    @cached_property
    def month(self) -> Array:
        """The month of each day, counted from the month of the first day."""
        return np.array(
            [(day.year - self.first_day.year) * 12 + day.month - self.first_day.month for day in self.dates]
        )

    @cached_property
    def month_ends(self) -> Array:
        """The index of the last day of each month; for the current month, the index of today."""
        return np.flatnonzero(np.diff(self.month, append=self.month[-1] + 1))

    @cached_property
    def closed_months(self) -> int:
        """The number of complete months. The current month has no entries in the ledger, because it is not closed."""
        goes_on = (self.today + timedelta(1)).day != 1
        return len(self.month_ends) - goes_on

    @cached_property
    def month_starts(self) -> Array:
        """The index of the first day of each month that began within the three years."""
        return np.array([place for place, day in enumerate(self.dates) if day.day == 1])

    def place(self, day: date) -> int:
        return (day - self.first_day).days

    def day(self, place: int) -> date:
        return self.first_day + timedelta(int(place))

    def day_of(self, places: Array) -> Array:
        """Return the dates of past or future day indexes; NEVER becomes NaT."""
        places = np.asarray(places)
        days = np.datetime64(self.first_day, "D") + places.astype("timedelta64[D]")
        return np.where(places >= NEVER, np.datetime64("NaT"), days)

    def day_if_past(self, places: Array) -> Array:
        """Return the dates of day indexes. Days after today become NaT, because they are not known yet."""
        return self.day_of(np.where(np.asarray(places) > self.last, NEVER, places))

    def next_workday(self, places: Array) -> Array:
        """Return the index of each day or of the next workday. Indexes outside the three years are not changed."""
        following = np.append(self.workdays, self.last + 1)[np.searchsorted(self.workdays, places)]
        return np.where((places < 0) | (places > self.last), places, following)

    def instant(self, places: Array, minutes: Array) -> Array:
        """Return the instants at ``minutes`` after local midnight. Those after today become NaT."""
        past = np.clip(places, 0, self.last)
        since = (np.asarray(minutes) * 60 - self._ahead_of_utc[past]).astype("timedelta64[s]")
        instants = self.day_of(places).astype("datetime64[s]") + since
        return np.where(np.asarray(places) > self.last, np.datetime64("NaT"), instants)

    def open_instant(self, open_minutes: Array) -> Array:
        """Return the instants at which that many opening minutes have passed since the first day."""
        number = np.asarray(open_minutes) // OPEN_MINUTES
        workdays = np.append(self.workdays, self.last + 1)
        places = workdays[np.minimum(number, len(self.workdays)).astype(int)]
        return self.instant(places, OPENS + np.asarray(open_minutes) % OPEN_MINUTES)

    def open_minutes_before(self, places: Array) -> Array:
        """Return the number of opening minutes before each day."""
        return np.searchsorted(self.workdays, places) * OPEN_MINUTES

    @cached_property
    def _ahead_of_utc(self) -> Array:
        zone = ZoneInfo(ZONE)
        offsets = (datetime.combine(day, time(12), zone).utcoffset() for day in self.dates)
        return np.array([offset.total_seconds() if offset else 0 for offset in offsets], dtype=np.int64)
