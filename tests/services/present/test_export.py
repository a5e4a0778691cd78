"""Answers as files: what a spreadsheet and a program get."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from services.present.export import ROWS_AT_ONCE, csv_parts, to_csv, to_json_text
from services.semantic.query import Query, from_json
from tests.services.shop import Shop, days

PERIOD = days("2025-04-01", "2025-06-30")
BY_REGION = Query(metrics=("order.revenue", "order.gross_margin"), dimensions=("order.region",), period=PERIOD)


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def sales_in(*regions: str | None):
    """A story of one order for each region, the first the largest."""

    def story(shop: Shop) -> None:
        for place, region in enumerate(regions):
            shop.sells(("lamp", str(1000 - place), "1"), on="2025-05-10", region=region)

    return story


@pytest.mark.parametrize(
    "formula",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        '=HYPERLINK("http://evil.example")',
        "\uff1d1+1",
        "\uff201",
    ],
)
def test_a_text_that_a_spreadsheet_would_run_is_made_harmless(town_of, formula):
    exported = rows(to_csv(town_of(sales_in(formula)).ask(BY_REGION)))
    assert exported[1][0] == "'" + formula


@pytest.mark.parametrize("text", ["a\r=1+1", "a\n=1+1", 'a",=1+1', "a\r\n=1+1"])
def test_no_text_can_begin_a_new_row_or_cell(town_of, text):
    exported = rows(to_csv(town_of(sales_in(text)).ask(BY_REGION)))
    assert [row[0] for row in exported] == ["Region", text]


@pytest.mark.parametrize("text", ["North", "a=b", "North-East", "'quoted", "ab@c.example"])
def test_other_texts_stay_as_they_are(town_of, text):
    assert rows(to_csv(town_of(sales_in(text)).ask(BY_REGION)))[1][0] == text


def losses(shop: Shop) -> None:
    shop.sells(("lamp", "-1234567.8901", "2"), on="2025-05-10", shipped="2025-05-12", region="North")
    shop.sells(("lamp", "0", "0"), on="2025-06-10", region=None)


def test_a_negative_amount_is_still_a_number_and_keeps_all_its_digits(town_of):
    question = Query(metrics=("order.revenue",), dimensions=("order.region",), period=PERIOD, order=("order.revenue",))
    exported = rows(to_csv(town_of(losses).ask(question)))
    assert exported == [["Region", "Revenue"], ["North", "-1234567.8901"], ["", "0"]]


def test_days_are_iso_and_what_is_empty_is_empty(town_of):
    orders = Query(
        fields=("order.ordered_on", "order.shipped_on", "order.region"), period=PERIOD, order=("order.ordered_on",)
    )
    assert rows(to_csv(town_of(losses).ask(orders))) == [
        ["Order date", "Shipping date", "Region"],
        ["2025-05-10", "2025-05-12", "North"],
        ["2025-06-10", "", ""],
    ]


def test_buckets_are_the_days_they_begin_on_with_the_comparison_beside(town_of):
    question = Query(metrics=("order.gross_margin",), period=PERIOD, grain="quarter", compare="previous_year")
    exported = rows(to_csv(town_of(sales_in("North")).ask(question)))
    assert exported == [["Period", "Gross margin", "Gross margin, previous year"], ["2025-04-01", "0.999", ""]]


def test_a_long_file_comes_in_parts_that_are_the_same_as_the_whole(town_of):
    regions = [f"R{number:04}" for number in range(ROWS_AT_ONCE + 1)]
    exported = town_of(sales_in(*regions)).ask(BY_REGION)
    parts = list(csv_parts(exported))
    assert [len(rows(part)) for part in parts] == [ROWS_AT_ONCE, 2]
    assert "".join(parts) == to_csv(exported)
    assert [row[0] for row in rows("".join(parts))] == ["Region", *regions]


def test_json_has_money_as_text_so_that_no_reader_rounds_it(town_of):
    exported = json.loads(to_json_text(town_of(losses).ask(BY_REGION)))
    assert [row["order.revenue"] for row in exported["rows"]] == ["0", "-1234567.8901"]
    assert exported["currency"] == "EUR"


def test_json_has_all_that_is_needed_to_trust_the_rows(town_of):
    question = Query(metrics=("order.revenue",), dimensions=("order.region",), period=PERIOD, limit=1)
    answer = town_of(losses).ask(question)
    exported = json.loads(to_json_text(answer))
    assert from_json(exported["query"]) == question
    assert (exported["total"], len(exported["rows"]), exported["engine"]) == (2, 1, "sqlite")
    assert exported["as_of"] == answer.as_of.isoformat()
    assert exported["notes"] == [
        "The last period is in progress, so its values are partial.",
        "1 of 2 rows are shown.",
    ]


def test_json_has_days_as_iso_and_nothing_as_null(town_of):
    question = Query(metrics=("order.gross_margin",), period=PERIOD, grain="month")
    exported = json.loads(to_json_text(town_of(sales_in("North")).ask(question)))
    assert exported["rows"] == [
        {"time": "2025-04-01", "order.gross_margin": None},
        {"time": "2025-05-01", "order.gross_margin": 0.999},
        {"time": "2025-06-01", "order.gross_margin": None},
    ]


def test_what_is_empty_stays_empty_beside_texts(town_of):
    clients = Query(fields=("client.name", "client.segment", "client.acquired_on"))
    assert rows(to_csv(town_of(sales_in("North")).ask(clients)))[1] == ["Ada", "", ""]


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        ("Europe/Berlin", "2026-03-29T00:30:00+01:00"),
        ("UTC", "2026-03-28T23:30:00+00:00"),
        ("Asia/Kathmandu", "2026-03-29T05:15:00+05:45"),
    ],
)
def test_instants_are_those_of_the_organisations_clocks_as_on_the_screen(town_of, zone, text):
    frame = pd.DataFrame({"ticket.opened_at": [datetime(2026, 3, 28, 23, 30, tzinfo=UTC), None]}, dtype=object)
    asked = town_of(lambda shop: None).ask(Query(fields=("ticket.opened_at",)))
    answer = replace(asked, frame=frame, zone=ZoneInfo(zone))
    assert rows(to_csv(answer))[1:] == [[text], [""]]
    assert [row["ticket.opened_at"] for row in json.loads(to_json_text(answer))["rows"]] == [text, None]
