"""An axis of days: a few ticks at days that people know."""

from datetime import date, timedelta

import pytest

from services.charts.drawing.day_axis import MOST_TICKS, day_axis


@pytest.mark.parametrize(
    ("first", "last", "ticks"),
    [
        ("2025-06-13", "2025-06-15", ["13 Jun<br>2025", "14 Jun", "15 Jun"]),
        ("2025-05-28", "2025-06-15", ["2 Jun<br>2025", "9 Jun"]),
        ("2024-11-20", "2025-02-10", ["Dec<br>2024", "Jan<br>2025", "Feb"]),
        ("2024-07-02", "2025-06-15", ["Oct<br>2024", "Jan<br>2025", "Apr"]),
        ("2021-03-01", "2024-06-01", ["2022", "2023", "2024"]),
        ("2025-06-15", "2025-06-15", ["15 Jun<br>2025"]),
    ],
)
def test_ticks_stand_at_days_weeks_months_or_years_each_above_its_year_where_that_is_new(first, last, ticks):
    axis = day_axis(date.fromisoformat(first), date.fromisoformat(last), "en")
    assert axis["ticktext"] == ticks
    assert len(axis["tickvals"]) == len(ticks)


def test_no_span_has_more_ticks_than_fit_or_none():
    first = date(1990, 5, 17)
    counts = {len(day_axis(first, first + timedelta(days=length), "en")["tickvals"]) for length in range(0, 12_000, 37)}
    assert counts <= set(range(1, MOST_TICKS + 1))


def test_the_axis_has_a_little_room_at_both_ends():
    low, high = day_axis(date(2025, 1, 1), date(2025, 4, 11), "en")["range"]
    assert (low.date(), high.date()) == (date(2024, 12, 30), date(2025, 4, 13))
