"""Cohorts: what is left of those who came together."""

from datetime import date
from typing import Any

import pytest

from services.charts.cohorts import MOST_MONTHS, MOST_ROWS, cohorts
from services.present.theme import palette
from services.semantic.answer import Column, Note
from services.semantic.periods import shift
from services.semantic.query import Last, Query
from tests.services.charts.answers import answer
from tests.services.shop import days

CLIENTS = Column("client.buying", "Buying clients", "integer", "clients")
MRR = Column("subscription.mrr", "MRR", "money", additive=True)
SINCE = Column("order.months_since_first", "Months since the first order", "integer")
FEBRUARY, MARCH, APRIL, MAY, JUNE = (date(2025, month, 1) for month in range(2, 7))

# Today is 15 June: what came in May has one month behind it that is not over.
BOUGHT = [
    (MARCH, 0, 100),
    (MARCH, 1, 50),
    (MARCH, 2, 40),
    (MARCH, 3, 10),
    (APRIL, 0, 20),
    (APRIL, 2, 4),
    (MAY, 0, 10),
    (MAY, 1, 3),
    (JUNE, 0, 5),
]


def cohort_answer(rows: Any = BOUGHT, metric: Column = CLIENTS, **more: Any) -> Any:
    period = more.pop("period", days("2025-03-01", "2025-06-30"))
    query = Query(
        metrics=(metric.name,), dimensions=(SINCE.name,), period=period, grain="month", **more.pop("asked", {})
    )
    return answer(query, (SINCE, metric), rows, **more)


def cells(picture: Any) -> dict[tuple[int, int], tuple[str, str, str]]:
    """Each cell by month and row: its colour, its label, its sentence."""
    bars = picture.figure["data"][0]
    rows = [round(base + height / 2) for base, height in zip(bars["base"], bars["y"], strict=True)]
    labels = [text.strip("\u200b\u2006") for text in bars["text"]]
    hover = [mark[2] for mark in bars["customdata"]]
    parts = zip(bars["x"], rows, bars["marker"]["color"], labels, hover, strict=True)
    return {(x, y): (colour, label, sentence) for x, y, colour, label, sentence in parts}


def hatched_cells(picture: Any) -> set[tuple[int, int]]:
    bars = picture.figure["data"][1]
    return {(x, round(base + height / 2)) for x, base, height in zip(bars["x"], bars["base"], bars["y"], strict=True)}


@pytest.fixture
def drawn() -> Any:
    return cohorts(cohort_answer(), "light", "en")


def test_a_row_is_a_month_of_arrival_and_a_column_is_so_many_months_later(drawn):
    layout = drawn.figure["layout"]
    assert list(layout["yaxis"]["ticktext"]) == ["Mar 2025", "Apr 2025", "May 2025", "Jun 2025"]
    assert list(layout["xaxis"]["tickvals"]) == [0, 1, 2, 3]
    assert layout["xaxis"]["title"]["text"] == "Months since the first order"


def test_a_cell_is_the_share_of_the_first_month_which_itself_says_its_size(drawn):
    assert [cells(drawn)[month, 0][1] for month in range(4)] == ["100", "50%", "40%", "10%"]
    assert cells(drawn)[0, 0] == (palette("light").raised, "100", "March 2025: 100 clients in the first month")
    assert cells(drawn)[1, 0] == (
        palette("light").sequential[6],
        "50%",
        "March 2025, month 1: 50.0%, 50 of 100 clients",
    )


def test_a_month_that_is_over_and_in_which_nobody_was_back_is_zero(drawn):
    assert cells(drawn)[1, 1] == (palette("light").sequential[0], "0%", "April 2025, month 1: 0.0%, 0 of 20 clients")


def test_what_has_not_wholly_come_is_hatched_and_never_zero(drawn):
    running = {(3, 0), (2, 1), (1, 2), (0, 3)}
    to_come = {(3, 1), (2, 2), (3, 2), (1, 3), (2, 3), (3, 3)}
    assert hatched_cells(drawn) == running | to_come
    assert cells(drawn)[2, 1][1:] == ("20%", "April 2025, month 2: 20.0%, 4 of 20 clients, to date")
    assert {cells(drawn)[place][:2] for place in to_come} == {(palette("light").surface, "")}
    assert cells(drawn)[3, 1][2] == "April 2025, month 3: not yet"
    assert drawn.note == "Hatched: month in progress."


def test_a_zero_that_the_answer_has_for_days_to_come_is_not_drawn():
    assert cells(cohorts(cohort_answer([*BOUGHT, (JUNE, 1, 0), (MAY, 2, 0)]), "light", "en"))[1, 3][1:] == (
        "",
        "June 2025, month 1: not yet",
    )


def test_the_finding_is_of_all_whose_month_is_over_together():
    # Of month 3 nothing is over. In month 2, 40 of March's 100 were back; April's 4 of 20 are so far.
    assert cohorts(cohort_answer(), "light", "en").finding == "40.0% of clients were active in month 2"
    with_february = [(FEBRUARY, 0, 50), (FEBRUARY, 1, 25), (FEBRUARY, 2, 5), (FEBRUARY, 3, 20), *BOUGHT]
    since_february = days("2025-02-01", "2025-06-30")
    found = cohorts(cohort_answer(with_february, period=since_february), "light", "en")
    assert found.finding == "40.0% of clients were active in month 3"
    # 45 of 150: sums, not the mean of 40 % and 10 %.
    assert "month 2: 30.0%" in found.summary


def test_the_summary_states_all_cohorts_together_month_by_month(drawn):
    # Month 1 is over for March, 50 of 100, and April, 0 of 20.
    assert drawn.summary == (
        "Buying clients, as a share of the first month, all cohorts combined. month 1: 41.7%; month 2: 40.0%"
    )


def test_the_first_day_after_a_month_makes_it_over():
    rows = [(MAY, 0, 10), (MAY, 1, 3)]
    may = days("2025-05-01", "2025-05-31")
    assert (1, 0) in hatched_cells(cohorts(cohort_answer(rows, period=may, today=date(2025, 6, 30)), "light", "en"))
    over = cohorts(cohort_answer(rows, period=may, today=date(2025, 7, 1)), "light", "en")
    assert over.finding == "30.0% of clients were active in month 1"
    # July has begun.
    assert hatched_cells(over) == {(2, 0)}


def test_where_data_ends_before_today_its_last_day_decides():
    data = (date(2025, 1, 1), date(2025, 5, 31))
    months = Last(3, "month", "data")
    drawn = cohorts(cohort_answer(BOUGHT[:7], period=months, data=data), "light", "en")
    # March and April are over with their month 1, and so is May itself.
    assert hatched_cells(drawn) == {(2, 1), (1, 2), (2, 2)}
    drawn = cohorts(cohort_answer(BOUGHT[:7], period=months, data=(data[0], date(2025, 5, 30))), "light", "en")
    assert hatched_cells(drawn) == {(2, 0), (1, 1), (2, 1), (0, 2), (1, 2), (2, 2)}


def test_money_is_stated_as_what_was_left():
    paid = cohorts(cohort_answer([(APRIL, 0, 200), (APRIL, 1, 250)], MRR), "light", "en")
    assert paid.finding == "125.0% of the first month's MRR remained in month 1"
    assert cells(paid)[1, 1][2] == "April 2025, month 1: 125.0%, €250.00 of €200.00"


def test_a_cohort_of_nobody_is_empty_and_not_divided_by():
    drawn = cohorts(cohort_answer([(MARCH, 0, 0), (APRIL, 0, 4), (APRIL, 1, 1)]), "light", "en")
    assert cells(drawn)[0, 0] == cells(drawn)[1, 0] == (palette("light").surface, "", "March 2025: none")
    assert not {place for place in hatched_cells(drawn) if place[1] == 0}
    assert drawn.finding == "25.0% of clients were active in month 1"


def test_where_rows_are_kept_back_or_cut_off_a_missing_one_is_not_zero():
    cut = cohort_answer(asked={"limit": 9})
    kept = cohort_answer()
    kept = type(kept)(**{**vars(kept), "notes": (Note("suppressed", "Groups of fewer than 5 people are not shown."),)})
    for each in (cut, kept):
        drawn = cohorts(each, "light", "en")
        assert cells(drawn)[1, 1] == (palette("light").surface, "", "April 2025, month 1: n/a")
        # Of March alone.
        assert "month 1: 50.0%" in drawn.summary


def test_many_cohorts_and_months_are_cut_off_with_a_note():
    starts = [shift(date(2023, 1, 1), number, "month") for number in range(30)]
    rows = [(start, month, 10) for start in starts for month in range(30)]
    drawn = cohorts(cohort_answer(rows, period=days("2023-01-01", "2025-06-30")), "light", "en")
    assert len(drawn.figure["layout"]["yaxis"]["ticktext"]) == MOST_ROWS
    assert max(month for month, _ in cells(drawn)) == MOST_MONTHS
    assert drawn.note == (
        f"Showing the last {MOST_ROWS} of 30 cohorts. Months after month {MOST_MONTHS} are not shown. "
        "Hatched: month in progress."
    )


def test_a_single_cohort_that_has_just_begun_finds_nothing():
    june = cohorts(cohort_answer([(JUNE, 0, 5)], period=days("2025-06-01", "2025-06-30")), "light", "en")
    assert (june.finding, list(cells(june)), hatched_cells(june)) == (None, [(0, 0)], {(0, 0)})
    assert june.summary.endswith("No month is complete yet")


def test_a_period_that_begins_within_a_month_still_counts_from_the_month():
    rows = [(date(2025, 4, 10), 0, 8), (date(2025, 4, 10), 1, 2)]
    drawn = cohorts(cohort_answer(rows, period=days("2025-04-10", "2025-05-31")), "light", "en")
    assert cells(drawn)[1, 0][1:] == ("25%", "April 2025, month 1: 25.0%, 2 of 8 clients")


def test_a_row_without_a_month_belongs_to_no_cell():
    assert cohorts(cohort_answer([*BOUGHT, (MAY, None, 99)]), "light", "en") == cohorts(cohort_answer(), "light", "en")
