"""Answers as rows of words."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from services.present.table import cells, headings, table
from services.semantic.answer import Column, Note
from services.semantic.query import Query
from tests.services.charts.answers import answer
from tests.services.shop import Shop, days


def spring(shop: Shop) -> None:
    shop.sells(("lamp", "1200.50", "600.25"), on="2024-04-10")
    shop.sells(("lamp", "100", "50"), on="2025-05-10", shipped="2025-05-12")
    shop.sells(("lamp", "80", "50"), on="2025-06-10", region=None)


PERIOD = days("2025-04-01", "2025-06-30")
BY_MONTH = Query(metrics=("order.revenue", "order.gross_margin"), period=PERIOD, grain="month", compare="previous_year")
ORDERS = Query(fields=("order.ordered_on", "order.region", "order.shipped_on", "order.value"), period=PERIOD)


def test_every_column_has_a_heading_the_time_and_the_comparison_included(town_of):
    assert [column.label for column in headings(town_of(spring).ask(BY_MONTH))] == [
        "Period",
        "Revenue",
        "Revenue, previous year",
        "Gross margin",
        "Gross margin, previous year",
    ]


def test_sums_are_rows_of_words_with_what_is_missing_described(town_of):
    assert cells(town_of(spring).ask(BY_MONTH), "en") == [
        ["April 2025", "€0.00", "€1,200.50", "n/a", "50.0%"],
        ["May 2025", "€100.00", "€0.00", "50.0%", "n/a"],
        ["June 2025, to date", "€80.00", "€0.00", "37.5%", "n/a"],
    ]


def test_an_empty_text_or_day_of_a_record_is_left_empty(town_of):
    assert cells(town_of(spring).ask(ORDERS), "en") == [
        ["10 May 2025", "North", "12 May 2025", "€100.00"],
        ["10 Jun 2025", "", "", "€80.00"],
    ]


def test_so_is_a_row_of_nothing_but_texts_and_empty_ones(town_of):
    clients = Query(fields=("client.name", "client.segment", "client.acquired_on"))
    assert cells(town_of(spring).ask(clients), "en") == [["Ada", "", ""]]


def test_the_group_without_a_value_has_a_name_here_too(town_of):
    by_region = Query(metrics=("order.revenue",), dimensions=("order.region",), period=PERIOD)
    assert cells(town_of(spring).ask(by_region), "en") == [["North", "€100.00"], ["Not given", "€80.00"]]


def test_rows_are_written_in_the_reader_s_locale(town_of):
    assert cells(town_of(spring).ask(BY_MONTH), "de")[0] == [
        "April 2025",
        "0,00\u00a0€",
        "1.200,50\u00a0€",
        "n/a",
        "50,0%",
    ]


def test_values_of_closed_lists_are_written_as_people_write_them(town_of):
    def story(shop: Shop) -> None:
        shop.sells(("lamp", "80", "50"), on="2025-06-10", channel="field_sales")

    asked = Query(fields=("client.kind", "order.channel", "client.name"), period=PERIOD)
    assert cells(town_of(story).ask(asked), "en") == [["Person", "Field sales", "Ada"]]


def test_an_instant_is_stated_where_the_organisation_keeps_its_clock():
    asked = Query(fields=("ticket.opened_at",))
    opened = answer(asked, [Column("ticket.opened_at", "Opened", "instant")], [(datetime(2025, 3, 4, 23, tzinfo=UTC),)])
    assert cells(replace(opened, zone=ZoneInfo("Europe/Berlin")), "en") == [["5 Mar 2025, 00:00 CET"]]


def test_a_table_states_how_many_rows_there_are_and_what_it_leaves_out(town_of):
    shown = town_of(spring).ask(BY_MONTH)
    whole, cut = table(shown, "en"), table(shown, "en", most=2)
    assert (len(whole.rows), whole.total, whole.currency, whole.note) == (3, 3, "EUR", None)
    assert (len(cut.rows), cut.note) == (2, "Showing 2 of 3 rows.")
    kept = replace(shown, notes=(Note("suppressed", "Groups of fewer than 5 people are not shown."),))
    assert table(kept, "en").note == "Groups of fewer than 5 people are not shown."


def test_no_more_rows_are_written_than_are_wanted(town_of):
    answer = town_of(spring).ask(BY_MONTH)
    assert [row[0] for row in cells(answer, "en", most=2)] == ["April 2025", "May 2025"]
    assert cells(answer, "en", most=0) == []
