"""The planted anomalies: their dates and sizes. docs/demo.md lists them for readers."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from services.demo.days import DemoCalendar

# Start in days before today, and length in days.
LOST_QUARTER = (520, 91)
CHURN_WAVE = (300, 30)
BACKLOG = (160, 21)
NPS_DIP = (150, 45)
SILENT_WEEK = (64, 7)
SLOW_PAYER = (270, 270)
EMPTY_SHELF = (130, 70)
SPIKE = 203
PRICE_TYPO = 45
YEAR_TYPO = 75
DUPLICATE = 33
AGENCY_BILL = 110
COST_RISE = 170

LOST_QUARTER_KEEPS = 0.58
SPIKE_TIMES = 7.0
CHURN_WAVE_SEGMENT = "Small company"
CHURN_WAVE_SHARE = 0.35
SILENT_REGION = "France"
DEARER_CATEGORY = "Seating"
DEARER_TIMES = 1.28
BACKLOG_TIMES = 2.4
BACKLOG_SLOWER = 4.0
NPS_DIP_POINTS = 3
SLOW_PAYER_DAYS = 70
AGENCY_AMOUNT = 58_000
AGENCY_CENTRE = "MARKETING"
EMPTY_CODE = "NL-130"
PRICE_TYPO_TIMES = 100


@dataclass(frozen=True)
class Anomalies:
    """The day indexes of the anomalies on a calendar."""

    calendar: DemoCalendar

    def span(self, anomaly: tuple[int, int]) -> range:
        """Return the days of an anomaly that lasts several days."""
        before, days = anomaly
        start = self.calendar.last - before
        return range(start, start + days)

    def workday(self, before: int) -> int:
        """Return the day of an anomaly on a single day: the last workday at least that many days ago."""
        workdays = self.calendar.workdays
        return int(workdays[np.searchsorted(workdays, self.calendar.last - before, side="right") - 1])

    @cached_property
    def cost_rise(self) -> int:
        """The first day of the cost increase, which is the first day of a month."""
        starts = self.calendar.month_starts
        return int(starts[np.searchsorted(starts, self.calendar.last - COST_RISE, side="right") - 1])
