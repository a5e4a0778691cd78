"""A metric day by day, as the months of a calendar."""

from datetime import date, timedelta
from typing import Any

from services.charts.calendar import ACROSS, DOWN, MOST_MONTHS, calendar
from services.present.theme import palette
from services.semantic.answer import Column
from services.semantic.query import Query
from tests.services.charts.answers import answer
from tests.services.shop import Shop, days

ORDERS = Column("order.count", "Orders", "integer", "orders")
MARGIN = Column("order.gross_margin", "Gross margin", "ratio")
MEDIAN = Column("order.median_value", "Median order value", "money")


def by_day(first: str, last: str, values: Any, metric: Column = ORDERS) -> Any:
    """An answer with a row for each day; ``values`` is called with the day."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    span = [start + timedelta(days=number) for number in range((end - start).days + 1)]
    query = Query(metrics=(metric.name,), period=days(first, last), grain="day")
    return answer(query, (metric,), [(day, values(day)) for day in span])


def cells(picture: Any) -> dict[str, tuple[float, float, str, str]]:
    """Each day's cell by its sentence: how far right and down it is, its colour, its label."""
    bars = picture.figure["data"][0]
    places = zip(bars["x"], bars["base"], bars["y"], bars["marker"]["color"], bars["text"], strict=True)
    hovers = [mark[2] for mark in bars["customdata"]]
    return {
        sentence: (x, round(base + height / 2, 6), colour, text.strip("\u200b\u2006"))
        for sentence, (x, base, height, colour, text) in zip(hovers, places, strict=True)
    }


def test_a_month_has_its_weekdays_below_each_other_and_its_weeks_side_by_side():
    drawn = cells(calendar(by_day("2025-03-01", "2025-04-30", lambda day: day.day), "light", "en"))
    # The first of March was a Saturday, and the first of April a Tuesday, in the second month.
    assert drawn["Saturday, 1 March 2025: 1 order"][:2] == (0, 5)
    assert drawn["Sunday, 2 March 2025: 2 orders"][:2] == (0, 6)
    assert drawn["Monday, 3 March 2025: 3 orders"][:2] == (1, 0)
    assert drawn["Monday, 31 March 2025: 31 orders"][:2] == (5, 0)
    assert drawn["Tuesday, 1 April 2025: 1 order"][:2] == (ACROSS, 1)


def test_four_months_stand_in_a_row_each_under_its_name():
    figure = calendar(by_day("2025-01-01", "2025-06-14", lambda day: 1), "light", "en").figure
    names = [(each["text"], each["x"], each["y"]) for each in figure["layout"]["annotations"]]
    assert names[0] == ("Jan 2025", -0.5, -0.5)
    assert names[3] == ("Apr 2025", 3 * ACROSS - 0.5, -0.5)
    assert names[4] == ("May 2025", -0.5, DOWN - 0.5)
    assert list(figure["layout"]["yaxis"]["ticktext"]) == ["Mon", "Wed", "Fri", "Sun"] * 2


def test_days_say_their_value_where_there_are_few_months():
    few = cells(calendar(by_day("2025-05-01", "2025-05-31", lambda day: day.day), "light", "en"))
    many = cells(calendar(by_day("2025-03-01", "2025-05-31", lambda day: day.day), "light", "en"))
    assert few["Friday, 9 May 2025: 9 orders"][3] == "9"
    assert {label for *_, label in many.values()} == {""}


def test_a_day_without_a_value_is_empty_and_a_day_of_nothing_is_not():
    drawn = cells(calendar(by_day("2025-05-01", "2025-05-03", lambda day: (0, None, 9)[day.day - 1]), "light", "en"))
    colours = palette("light")
    assert drawn["Thursday, 1 May 2025: 0 orders"][2:] == (colours.sequential[0], "0")
    assert drawn["Friday, 2 May 2025: n/a"][2:] == (colours.surface, "")
    assert drawn["Saturday, 3 May 2025: 9 orders"][2:] == (colours.sequential[6], "9")


def tuesdays(day: date) -> int:
    """Every Tuesday brings 5 orders, any other day 2, and 12 March brings 40."""
    return 40 if day == date(2025, 3, 12) else 5 if day.weekday() == 1 else 2


def test_the_busiest_weekday_and_day_are_named():
    drawn = calendar(by_day("2025-02-03", "2025-05-25", lambda day: min(tuesdays(day), 5)), "light", "en")
    # The 12th was a Wednesday, which makes two kinds of days of five; no day has more.
    assert drawn.finding == "Tuesday is the busiest weekday"
    drawn = calendar(by_day("2025-02-03", "2025-05-25", tuesdays), "light", "en")
    # Wednesdays: (15 * 2 + 40) / 16 = 4.4, and so still less than Tuesdays.
    assert drawn.finding == "Tuesday is the busiest weekday; the busiest day was 12 March 2025 with 40 orders"
    assert drawn.note is None


def test_of_few_weeks_no_weekday_is_the_busiest():
    drawn = calendar(by_day("2025-03-01", "2025-03-20", tuesdays), "light", "en")
    assert drawn.finding == "The busiest day was 12 March 2025 with 40 orders"


def test_of_what_does_not_add_up_no_weekday_is_stated():
    margins = calendar(
        by_day("2025-02-01", "2025-05-31", lambda day: day.timetuple().tm_yday / 200, MARGIN), "light", "en"
    )
    assert margins.finding == "The highest day was 31 May 2025 with 75.5%"
    medians = calendar(
        by_day("2025-02-01", "2025-05-31", lambda day: 5 if day.weekday() == 1 else 2, MEDIAN), "light", "en"
    )
    assert medians.finding is None


def test_days_that_are_all_alike_find_nothing():
    assert calendar(by_day("2025-02-01", "2025-05-31", lambda day: 3), "light", "en").finding is None
    assert calendar(by_day("2025-05-01", "2025-05-01", lambda day: 3), "light", "en").finding is None
    assert calendar(by_day("2025-05-01", "2025-05-03", lambda day: None), "light", "en").finding is None


def sells(shop: Shop) -> None:
    shop.sells(("lamp", "100", "1"), on="2025-06-13")
    shop.sells(("lamp", "900", "1"), on="2025-06-15")


def test_the_day_that_is_not_over_is_hatched_and_not_the_highest(town_of):
    query = Query(metrics=("order.revenue",), period=days("2025-06-12", "2025-06-15"), grain="day")
    drawn = calendar(town_of(sells).ask(query), "light", "en")
    assert list(cells(drawn)) == [
        "Thursday, 12 June 2025: €0.00",
        "Friday, 13 June 2025: €100.00",
        "Saturday, 14 June 2025: €0.00",
        "Sunday, 15 June 2025: €900.00, to date",
    ]
    hatching = drawn.figure["data"][1]
    assert (list(hatching["x"]), hatching["base"][0] + hatching["y"][0] / 2) == ([2], 6)
    assert drawn.finding == "The highest day was 13 June 2025 with €100.00"
    assert drawn.note == "Hatched: day in progress."
    assert drawn.summary.startswith("Revenue. 12 Jun 2025: €0.00; 13 Jun 2025: €100.00; ")


def test_of_many_months_the_last_are_drawn_and_one_huge_day_does_not_pale_the_others():
    drawn = calendar(
        by_day("2023-06-01", "2025-05-31", lambda day: 1_000 if day == date(2025, 3, 12) else day.day), "light", "en"
    )
    assert drawn.note == f"Showing the last {MOST_MONTHS} of 24 months."
    shown = cells(drawn)
    assert "Saturday, 1 June 2024: 1 order" in shown
    assert "Friday, 31 May 2024: 31 orders" not in shown
    assert shown["Wednesday, 12 March 2025: 1,000 orders"][2] == shown["Friday, 31 January 2025: 31 orders"][2]
    assert drawn.figure["layout"]["annotations"][-1]["text"].endswith("</span> 31 orders or more")
    assert drawn.summary == "Orders. 1 Jun 2024: 1; …; 31 May 2025: 31"


def test_a_click_on_a_cell_means_its_day():
    marks = calendar(by_day("2025-05-01", "2025-05-02", lambda day: 3), "light", "en").figure["data"][0]["customdata"]
    assert [tuple(mark[:2]) for mark in marks] == [("days", f"{day}/{day}") for day in ("2025-05-01", "2025-05-02")]


def test_weekdays_and_months_are_named_in_the_language_of_the_reader():
    drawn = calendar(by_day("2025-05-01", "2025-05-01", lambda day: 3), "light", "de")
    assert list(cells(drawn)) == ["Donnerstag, 1 Mai 2025: 3 orders"]
