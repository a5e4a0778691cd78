"""Projects along the days: what was planned first, how it went, and how late it is."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from services.charts.gantt import DAY_IN_MS, FEWEST_ROWS, MOST_ROWS, ROW_LETTERS, gantt
from services.present.theme import palette
from services.semantic.answer import Column
from services.semantic.query import Query
from tests.services.charts.answers import answer
from tests.services.shop import day, days

FIELDS = (
    Column("project.name", "Project", "text"),
    Column("project.baseline_start_on", "Planned start", "date"),
    Column("project.baseline_end_on", "Planned end", "date"),
    Column("project.started_on", "Began", "date"),
    Column("project.ended_on", "Ended", "date"),
    Column("project.status", "Status", "text"),
)


def row(name: str, *ends: str | None, status: str | None = None) -> tuple[Any, ...]:
    """A project with its planned first and last day, and the first and last day that it took."""
    return (name, *(day(end) if end else None for end in ends), status)


def projects(*rows: tuple[Any, ...], **more: Any) -> Any:
    query = Query(fields=tuple(each.name for each in FIELDS), period=more.pop("period", None))
    return answer(query, FIELDS, rows, **more)


# Today is 15 June 2025.
IN_TIME = row("Shop", "2025-03-03", "2025-03-28", "2025-03-03", "2025-03-26", status="done")
LATE = row("School", "2025-04-01", "2025-04-10", "2025-04-03", "2025-04-14", status="done")
RUNS_LATE = row("Hotel", "2025-05-01", "2025-06-10", "2025-05-05", None, status="active")
RUNS = row("Office", "2025-06-02", "2025-06-30", "2025-06-02", None, status="active")
TO_COME = row("Bank", "2025-07-01", "2025-07-31", None, None, status="planned")
ALL = (IN_TIME, LATE, RUNS_LATE, RUNS, TO_COME)


def bars(picture: Any, number: int) -> list[tuple[str, int] | None]:
    """The bars of a trace by row: the first day, and how many days they take."""
    trace = picture.figure["data"][number]
    return [
        (base.isoformat(), int(length / DAY_IN_MS)) if base else None
        for base, length in zip(trace["base"], trace["x"], strict=True)
    ]


def test_the_plan_is_a_thin_bar_below_the_one_that_states_how_it_went():
    drawn = gantt(projects(*ALL), "light", "en")
    assert bars(drawn, 0) == [
        ("2025-03-03", 26),
        ("2025-04-01", 10),
        ("2025-05-01", 41),
        ("2025-06-02", 29),
        ("2025-07-01", 31),
    ]
    plan, went, late = drawn.figure["data"]
    assert plan["width"] < went["width"] == late["width"]
    assert plan["y"][0] > went["y"][0] == late["y"][0] == 0
    assert list(drawn.figure["layout"]["yaxis"]["ticktext"]) == ["Shop", "School", "Hotel", "Office", "Bank"]


def test_what_goes_on_goes_until_today_and_what_has_not_begun_has_no_bar():
    assert bars(gantt(projects(*ALL), "light", "en"), 1) == [
        ("2025-03-03", 24),
        ("2025-04-03", 8),
        ("2025-05-05", 37),
        ("2025-06-02", 14),
        None,
    ]


def test_days_after_the_planned_end_are_hatched_and_stated():
    drawn = gantt(projects(*ALL), "dark", "en")
    assert bars(drawn, 2) == [None, ("2025-04-11", 4), ("2025-06-11", 5), None, None]
    late = drawn.figure["data"][2]
    assert [text.strip() for text in late["text"]] == ["", "+4 days", "+5 days", "", ""]
    assert (late["marker"]["pattern"]["shape"], late["marker"]["pattern"]["fgcolor"]) == ("/", palette("dark").bad)


def test_the_finding_counts_the_late_ones_among_those_that_have_begun():
    drawn = gantt(projects(*ALL), "light", "en")
    assert drawn.finding == "2 of 4 are later than the baseline; Hotel is the latest, by 5 days"
    assert gantt(projects(IN_TIME, RUNS), "light", "en").finding == "None of 2 is later than the baseline"
    assert gantt(projects(IN_TIME, LATE), "light", "en").finding == (
        "1 of 2 is later than the baseline; School is the latest, by 4 days"
    )
    alike = row("Inn", "2025-04-01", "2025-04-10", "2025-04-03", "2025-04-14")
    assert gantt(projects(LATE, alike), "light", "en").finding == "2 of 2 are later than the baseline"


def test_nothing_is_found_of_one_project_or_of_those_without_a_plan():
    assert gantt(projects(LATE), "light", "en").finding is None
    unplanned = row("Inn", None, None, "2025-04-03", "2025-04-14")
    assert gantt(projects(LATE, unplanned, TO_COME), "light", "en").finding is None


def test_each_row_is_stated_in_a_sentence():
    drawn = gantt(projects(*ALL), "light", "en")
    assert drawn.summary.split("; ") == [
        "Shop (done): planned 3 Mar 2025 – 28 Mar 2025, actual 3 Mar 2025 – 26 Mar 2025",
        "School (done): planned 1 Apr 2025 – 10 Apr 2025, actual 3 Apr 2025 – 14 Apr 2025, 4 days late",
        "Hotel (active): planned 1 May 2025 – 10 Jun 2025, in progress since 5 May 2025, 5 days late",
        "Office (active): planned 2 Jun 2025 – 30 Jun 2025, in progress since 2 Jun 2025",
        "Bank (planned): planned 1 Jul 2025 – 31 Jul 2025, not started",
    ]
    for trace in drawn.figure["data"]:
        assert [mark[2] for mark in trace["customdata"]] == drawn.summary.split("; ")
        assert [mark[:2] for mark in trace["customdata"]][:2] == [["project.name", "Shop"], ["project.name", "School"]]


def test_today_is_marked_at_its_end_where_it_is_among_the_days():
    layout = gantt(projects(*ALL), "light", "en").figure["layout"]
    [line] = layout["shapes"]
    assert (line["x0"], [each["text"] for each in layout["annotations"]]) == (datetime(2025, 6, 16), ["today"])
    past = gantt(projects(IN_TIME, LATE), "light", "en").figure["layout"]
    assert not past.get("shapes")


def test_today_is_that_of_the_period_or_else_of_the_data():
    period = days("2025-01-01", "2025-12-31")
    of_the_period = projects(RUNS, RUNS_LATE, period=period, today=day("2025-06-20"))
    assert bars(gantt(of_the_period, "light", "en"), 1)[0] == ("2025-06-02", 19)
    # At 22:30 in London it is the next day in Berlin already.
    late = replace(projects(RUNS), as_of=datetime(2025, 6, 15, 22, 30, tzinfo=UTC), zone=ZoneInfo("Europe/Berlin"))
    assert bars(gantt(late, "light", "en"), 1) == [("2025-06-02", 15)]


def test_without_a_status_and_without_all_days_a_row_still_states_what_is_known():
    rows = [
        row("No plan", None, None, "2025-04-03", "2025-04-14")[:5],
        row("End alone", None, "2025-04-10", "2025-04-03", "2025-04-12")[:5],
        row("Nothing", None, None, None, None)[:5],
        row("Ended", None, None, None, "2025-04-12")[:5],
    ]
    query = Query(fields=tuple(each.name for each in FIELDS[:5]))
    drawn = gantt(answer(query, FIELDS[:5], rows), "light", "en")
    assert drawn.summary.split("; ") == [
        "No plan: no planned end, actual 3 Apr 2025 – 14 Apr 2025",
        "End alone: planned to end 10 Apr 2025, actual 3 Apr 2025 – 12 Apr 2025, 2 days late",
        "Nothing: no planned end, not started",
        "Ended: no planned end, ended 12 Apr 2025",
    ]
    # A plan without a first day is drawn from the day on which it began.
    assert bars(drawn, 0) == [None, ("2025-04-03", 8), None, None]
    assert bars(drawn, 1) == [("2025-04-03", 12), ("2025-04-03", 8), None, None]


def test_days_in_the_wrong_order_make_no_bar():
    wrong = row("Wrong", "2025-04-10", "2025-04-01", "2025-04-14", "2025-04-03")
    drawn = gantt(projects(wrong), "light", "en")
    assert (bars(drawn, 0), bars(drawn, 1)) == ([None], [None])


def test_what_began_after_its_planned_end_is_late_from_its_first_day_on():
    late = row("Behind", "2025-04-01", "2025-04-10", "2025-04-20", "2025-04-22")
    drawn = gantt(projects(late), "light", "en")
    assert (bars(drawn, 1), bars(drawn, 2)) == ([None], [("2025-04-20", 3)])
    assert drawn.summary.endswith("12 days late")


def test_sixty_rows_are_cut_off_with_a_note_and_counted_all():
    many = [row(f"Project {number}", "2025-04-01", "2025-04-10", "2025-04-01", "2025-04-14") for number in range(60)]
    drawn = gantt(projects(*many), "light", "en")
    assert len(drawn.figure["data"][1]["x"]) == MOST_ROWS
    assert drawn.note == f"Showing {MOST_ROWS} of 60 records."
    assert drawn.finding == "60 of 60 are later than the baseline"
    assert drawn.summary.startswith("Project 0: ")
    assert "; …; Project 59: " in drawn.summary
    assert gantt(projects(*many, total=900), "light", "en").finding == (
        "60 of the 60 shown are later than the baseline"
    )


def test_a_few_bars_stay_bars_rather_than_become_walls():
    low, _ = gantt(projects(LATE), "light", "en").figure["layout"]["yaxis"]["range"]
    assert low == FEWEST_ROWS - 0.5


def test_long_names_are_cut_off_on_the_axis_alone_and_tags_are_shown_as_they_are():
    name = "<b>The new school in the capital of the north</b>"
    drawn = gantt(projects(row(name, "2025-04-01", "2025-04-10", "2025-04-03", "2025-04-14")), "light", "en")
    [shown] = drawn.figure["layout"]["yaxis"]["ticktext"]
    assert shown == f"&lt;b&gt;{name[3 : ROW_LETTERS - 1].rstrip()}…"
    assert drawn.figure["data"][1]["customdata"][0][2].startswith(
        "&lt;b&gt;The new school in the capital of the north&lt;/b&gt;"
    )


def test_without_rows_there_is_an_empty_chart():
    drawn = gantt(projects(), "light", "en")
    assert (drawn.finding, drawn.note, drawn.summary) == (None, None, "")


def test_instants_count_as_days_of_the_organisation():
    moment = datetime(2025, 4, 2, 22, 30, tzinfo=UTC)
    rows = [("Late evening", date(2025, 4, 1), date(2025, 4, 10), moment, moment, None)]
    summary = replace(projects(*rows), zone=ZoneInfo("Europe/Berlin"))
    assert bars(gantt(summary, "light", "en"), 1) == [("2025-04-03", 1)]
