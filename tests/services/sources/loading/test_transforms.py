"""Transforms of values."""

import pytest

from services.errors import BadMap, InvalidFile, RowsRefused
from services.sources.loading import RowCounts, parse_map

DEALS = """
    version: "1"
    load:
      - given: [{key: sales, name: Sales}]
        into: pipelines
      - given:
          - {key: Open, pipeline_id: sales, position: 1, name: Open, outcome: open}
          - {key: Won, pipeline_id: sales, position: 2, name: Won, outcome: won}
          - {key: Lost, pipeline_id: sales, position: 3, name: Lost, outcome: lost}
        into: stages
      - from: deals.csv
        into: deals
        columns: {key: no, stage_id: stage, amount: AMOUNT, currency: {always: EUR}}
"""
LINES = "no,stage,value\n1,Won,12.5\n2,Lost,0\n3,Open,\n"


def deals(desk, amount, lines=LINES, **options):
    desk.write("deals.csv", lines)
    desk.load(DEALS.replace("AMOUNT", amount), **options)
    return [value for (value,) in desk.rows("SELECT amount FROM deals ORDER BY key")]


def test_a_value_is_read_only_on_the_lines_that_the_filter_includes(desk):
    assert deals(desk, "{column: value, only: {stage: Won}}") == [125000, None, None]
    assert deals(desk, "{column: value, except: {stage: [Won, Open]}}") == [None, 0, None]
    assert deals(desk, "{column: value, only: {stage: [Won, Lost]}, except: {value: '0'}}") == [125000, None, None]
    assert deals(desk, "{column: no, only: {value: ''}}") == [None, None, 30000]


def test_a_value_on_an_excluded_line_is_the_default(desk):
    assert deals(desk, "{column: value, only: {stage: Won}, default: '7'}") == [125000, 70000, 70000]


def test_units_are_multiplied_exactly(desk):
    assert deals(desk, "{column: value, times: 1000000}") == [125000000000, 0, None]
    assert deals(desk, "{column: value, times: 0.001}") == [125, 0, None]


def test_a_number_of_many_digits_is_rounded_too_and_then_found_too_large(desk):
    lines = f"no,stage,value\n1,Won,2.{'5' * 40}\n2,Won,{'5' * 40}.5\n"
    assert deals(desk, "{column: value, round: 0}", lines, skip_refused=True) == [30000]
    assert [reason for *_, reason in desk.reasons()] == ["is too large"]


def test_a_number_is_rounded_only_where_the_map_says_so_and_halves_go_to_the_even_digit(desk):
    lines = "no,stage,value\n1,Won,0.00005\n2,Won,0.00015\n3,Won,-2.71828\n"
    assert deals(desk, "{column: value, round: 4}", lines) == [0, 2, -27183]
    with pytest.raises(RowsRefused):
        deals(desk, "value", lines)
    assert {reason for *_, reason in desk.reasons()} == {"is more precise than 1/10,000"}


def test_transforms_are_applied_in_the_documented_order(desk):
    # Looked up, then multiplied, then rounded; the default is not transformed.
    desk.write("prices.csv", "stage,price\nWon,1.2345\nLost,\n")
    amount = "{column: stage, words: {Won: Won, Open: Lost, Lost: Lost}, find: {in: prices.csv, take: price}"
    assert deals(desk, amount + ", times: 3, round: 2, default: '0.1234'}") == [37000, 1234, 1234]


def test_lookups_are_chained_and_can_use_only_some_lines(desk):
    desk.write("people.csv", "no,mail,since,left\n1,anna@x,2001,yes\n2,anna@x,2009,no\n3,bo@x,2005,no\n")
    last = "{in: people.csv, by: mail, take: no, only: {left: 'no'}}"
    amount = f"{{column: no, find: [{{in: people.csv, take: mail}}, {last}]}}"
    assert deals(desk, amount) == [20000, 20000, 30000]
    with pytest.raises(InvalidFile, match="contradicts an earlier line: mail anna@x has another no"):
        deals(desk, amount.replace(", only: {left: 'no'}", ""))
    with pytest.raises(RowsRefused):
        deals(desk, amount.replace("left: 'no'", "left: 'no', since: '2005'"))
    reason = "is not in the column mail of people.csv, on a line that the filter includes"
    assert desk.reasons() == [(2, "no", "1", reason), (3, "no", "2", reason)]


def test_a_line_of_a_lookup_file_with_too_few_or_many_fields_is_an_error(desk):
    desk.write("prices.csv", "stage,price\nWon,1,2\n")
    with pytest.raises(InvalidFile, match="line 2 has too many fields"):
        deals(desk, "{column: stage, find: {in: prices.csv, take: price}}")


LOG = """
    version: "1"
    format: {zone: UTC}
    load:
      - given:
          - {key: A, state: open, opened_at: "2025-01-01 08:00"}
          - {key: B, state: new, opened_at: "2025-01-01 08:00"}
        into: tickets
      - from: log.csv
        into: ticket_changes
        except: {state: note}
        columns: {ticket_id: ticket, number: {place: ticket}, changed_at: at, state: state}
"""
CHANGES = """
    ticket,at,state
    A,2025-01-01 09:00,new
    B,2025-01-01 09:30,open
    A,2025-01-01 10:00,note
    A,2025-01-01 11:00,open
    A,2025-01-01 10:30,resolved
"""


def test_a_log_without_numbers_is_numbered_by_the_included_lines_of_each_ticket(desk):
    desk.write("log.csv", CHANGES)
    loaded = desk.load(LOG)
    assert (loaded.tables["ticket_changes"], loaded.excluded) == (RowCounts(added=4), 1)
    numbered = (
        "SELECT t.key, c.number, c.state FROM ticket_changes c JOIN tickets t ON t.id = c.ticket_id ORDER BY 1, 2"
    )
    assert desk.rows(numbered) == [("A", 1, "new"), ("A", 2, "open"), ("A", 3, "resolved"), ("B", 1, "open")]
    assert desk.load(LOG).nothing_changed


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("{column: value, times: many}", "times: Input should be a valid decimal"),
        ("{column: value, round: 13}", "round: Input should be less than or equal to 12"),
        ("{column: no, find: [{in: a.csv, take: b}, {in: a.csv, take: c}]}", "Add the property by to find"),
        ("{column: value, onli: {stage: Won}}", "Unknown property onli. Did you mean only?"),
    ],
)
def test_an_invalid_transform_is_an_issue_of_the_map(amount, words):
    with pytest.raises(BadMap) as error:
        parse_map(DEALS.replace("AMOUNT", amount), name="map.yaml")
    assert words in error.value.message


def test_a_column_of_a_filter_must_exist(desk):
    with pytest.raises(InvalidFile, match="the header lacks stag. Did you mean stage?"):
        deals(desk, "{column: value, only: {stag: Won}}")
