"""Which texts are valid instants, booleans, integers and shares, and which are refused."""

from datetime import datetime

import pytest

from services.errors import BadMap
from services.sources.loading import parse_map
from services.sources.loading.invalid_value import InvalidValue
from services.sources.loading.maps import FileFormat
from services.sources.loading.rules import rule_of
from services.sources.loading.targets import LOADABLE, target_table
from services.sources.loading.values import converter_for, format_value

BERLIN = {"zone": "Europe/Berlin"}


def value(place, text, **form):
    table, column = place.split(".")
    return converter_for(LOADABLE[table].c[column], FileFormat(**form))(text)


def refusal_reason(place, text, **form):
    with pytest.raises(InvalidValue) as error:
        value(place, text, **form)
    return str(error.value)


@pytest.mark.parametrize(
    ("text", "form", "stored"),
    [
        ("2025-01-31 17:30:00", BERLIN, "2025-01-31 16:30"),
        ("2025-07-31T17:30", BERLIN, "2025-07-31 15:30"),
        ("2025-01-31 17:30:00Z", {}, "2025-01-31 17:30"),
        ("2025-01-31T17:30:00+05:30", BERLIN, "2025-01-31 12:00"),
        ("31.01.2025 17:30", BERLIN | {"instants": "%d.%m.%Y %H:%M"}, "2025-01-31 16:30"),
        ("01/31/2025 05:30 PM -0500", {"instants": "%m/%d/%Y %I:%M %p %z"}, "2025-01-31 22:30"),
    ],
)
def test_an_instant_is_stored_in_utc(text, form, stored):
    assert value("tickets.opened_at", text, **form) == datetime.fromisoformat(stored)


@pytest.mark.parametrize(
    ("text", "form", "reason"),
    [
        ("2025-01-31 17:30", {}, "has no time zone, and the map does not set zone under format"),
        ("2025-01-31", BERLIN, "is not a date and time such as 2025-01-31 17:30:00"),
        ("2025-01-31 25:30", BERLIN, "is not a valid date and time"),
        ("31.01.2025", BERLIN | {"instants": "%d.%m.%Y %H:%M"}, "is not a date and time in the format %d.%m.%Y %H:%M"),
        ("2025-03-30 02:30", BERLIN, "did not occur in Europe/Berlin, because the clocks changed"),
        ("2025-10-26 02:30", BERLIN, "occurred twice in Europe/Berlin, because the clocks changed"),
        ("0001-01-01 00:00+14:00", {}, "is outside the supported range of dates"),
    ],
)
def test_an_ambiguous_time_is_refused(text, form, reason):
    assert refusal_reason("tickets.opened_at", text, **form) == reason


def test_the_hours_next_to_a_clock_change_are_loaded():
    for text, stored in (("2025-03-30 01:59", "00:59"), ("2025-03-30 03:00", "01:00"), ("2025-10-26 03:00", "02:00")):
        assert f"{value('tickets.opened_at', text, **BERLIN):%H:%M}" == stored


def test_a_boolean_is_true_or_false():
    assert [value("tickets.met_sla", text) for text in ("true", "FALSE", "True")] == [True, False, True]
    assert {refusal_reason("tickets.met_sla", text) for text in ("yes", "1", "t")} == {
        "is neither true nor false. Translate it with words in the map"
    }


def test_a_whole_number_can_have_zeros_after_the_decimal_point():
    assert [value("team_days.unfinished", text) for text in ("1108.0", "7", "-3")] == [1108, 7, -3]
    assert value("team_days.unfinished", "1108,0", decimal=",") == 1108
    assert {refusal_reason("team_days.unfinished", text) for text in ("1108.5", "1,108", "1e3", "")} == {
        "is not a whole number"
    }


@pytest.mark.parametrize(
    ("place", "finest", "stored", "too_fine"),
    [
        ("bills.amount", "0.0001", 1, "is more precise than 1/10,000"),
        ("team_days.workers", "30.5", 305_000, "is more precise than 1/10,000"),
        ("team_days.actual_productivity", "0.940725424", 940_725_424, "is more precise than 1/1,000,000,000"),
        ("exchange_rates.rate", "0.000000000001", 1, "is more precise than 1/1,000,000,000,000"),
    ],
)
def test_a_number_is_stored_in_the_scale_of_its_column(place, finest, stored, too_fine):
    assert value(place, finest) == stored
    assert refusal_reason(place, finest + "000000000001") == too_fine


def test_a_stored_value_is_formatted_for_people():
    assert format_value(125_000, LOADABLE["bills"].c.amount) == "12.5"
    assert format_value(datetime(2025, 1, 31), LOADABLE["tickets"].c.opened_at) == "2025-01-31 00:00:00+00:00"


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("{zone: Berlin}", "Unknown time zone Berlin. Use a name such as Europe/Berlin."),
        ('{instants: "%d.%m.%Y"}', "lacks a part of the date or time"),
        ('{instants: "%H:%M"}', "lacks a part of the date or time"),
    ],
)
def test_an_invalid_format_is_an_issue_of_the_map(form, words):
    with pytest.raises(BadMap) as error:
        parse_map(f'version: "1"\nformat: {form}\nload: [{{given: [{{key: a, name: A}}], into: teams}}]', name="map")
    assert words in error.value.message


@pytest.mark.parametrize("name", LOADABLE)
def test_every_column_of_every_table_can_be_filled(name):
    into = target_table(name)
    assert set(into.key) <= set(into.required)
    assert all(converter_for(into.table.c[column], FileFormat(**BERLIN)) for column in into.columns)


@pytest.mark.parametrize(("text", "fits"), [("0", True), ("0.5", True), ("1", True), ("1.01", False), ("-0.1", False)])
def test_a_planned_probability_is_between_0_and_1(text, fits):
    """A rule applies to the value as it is stored."""
    rule = rule_of(LOADABLE["stages"].c.probability)
    assert rule is not None
    assert rule.accepts(value("stages.probability", text)) == fits
