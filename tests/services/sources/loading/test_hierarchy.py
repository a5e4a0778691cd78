"""Rows that refer to rows of their own table."""

import pytest

from services.errors import RowsRefused
from services.sources.loading import RowCounts

PEOPLE = """
    version: "1"
    load:
      - from: people.csv
        into: employees
        columns: {key: no, name: name, manager_id: boss}
"""
NOBODY = "which is not a key in employees"


def hierarchy(desk):
    joined = "SELECT e.key, m.key FROM employees e LEFT JOIN employees m ON m.id = e.manager_id ORDER BY e.key"
    return dict(desk.rows(joined))


def test_employees_can_come_before_their_managers(desk):
    desk.write("people.csv", "no,name,boss\n3,Cem,2\n2,Bo,1\n4,Dua,1\n1,Anna,\n")
    assert desk.load(PEOPLE).tables == {"employees": RowCounts(added=4)}
    assert hierarchy(desk) == {"1": None, "2": "1", "3": "2", "4": "1"}
    assert desk.load(PEOPLE).nothing_changed


def test_a_manager_can_exist_already_or_be_in_the_same_file(desk):
    desk.write("people.csv", "no,name,boss\n1,Anna,\n2,Bo,1\n")
    desk.load(PEOPLE)
    desk.write("people.csv", "no,name,boss\n2,Bo,3\n3,Cem,1\n")
    assert desk.load(PEOPLE).tables == {"employees": RowCounts(added=1, changed=1)}
    assert hierarchy(desk) == {"1": None, "2": "3", "3": "1"}


def test_a_loop_is_refused_with_the_rows_below_it(desk):
    desk.write("people.csv", "no,name,boss\n1,Anna,2\n2,Bo,1\n3,Cem,2\n4,Dua,4\n5,Eva,\n")
    desk.load(PEOPLE, skip_refused=True)
    assert desk.reasons() == [
        (2, "boss", "2", "is part of a loop: 1 > 2 > 1"),
        (3, "boss", "1", "is part of a loop: 1 > 2 > 1"),
        (4, "boss", "2", f"refers to 2, {NOBODY}"),
        (5, "boss", "4", "is part of a loop: 4 > 4"),
    ]
    assert hierarchy(desk) == {"5": None}


def test_a_loop_through_existing_rows_is_refused(desk):
    desk.write("people.csv", "no,name,boss\n1,Anna,\n2,Bo,1\n")
    desk.load(PEOPLE)
    desk.write("people.csv", "no,name,boss\n1,Anna,2\n")
    with pytest.raises(RowsRefused):
        desk.load(PEOPLE)
    assert desk.reasons() == [(2, "boss", "2", "is part of a loop: 1 > 2 > 1")]


def test_rows_below_a_refused_row_are_refused_too(desk):
    desk.write("people.csv", "no,name,boss\n3,Cem,2\n2,,1\n1,Anna,\n4,Dua,9\n")
    loaded = desk.load(PEOPLE, skip_refused=True)
    assert desk.reasons() == [
        (3, "name", "", "is empty, but a value is required"),
        (2, "boss", "2", f"refers to 2, {NOBODY}"),
        (5, "boss", "9", f"refers to 9, {NOBODY}"),
    ]
    assert (loaded.refused, hierarchy(desk)) == (3, {"1": None})


TWO_STEPS = """
    version: "1"
    load:
      - from: people.csv
        into: employees
        repeats: true
        columns: {key: boss, name: boss}
      - from: people.csv
        into: employees
        columns: {key: no, name: name, manager_id: boss}
"""


def test_managers_can_have_a_step_of_their_own(desk):
    desk.write("people.csv", "no,name,boss\n3,Cem,Anna\n2,Bo,Anna\n4,Dua,Bea\n")
    desk.load(TWO_STEPS)
    assert hierarchy(desk) == {"2": "Anna", "3": "Anna", "4": "Bea", "Anna": None, "Bea": None}


def test_a_step_without_managers_keeps_the_known_ones(desk):
    desk.write("people.csv", "no,name,boss\n1,Anna,\n2,Bo,1\n")
    desk.load(PEOPLE)
    desk.write("people.csv", "no,name,boss\n1,Anna,2\n")
    only_names = PEOPLE.split("columns:")[0] + "columns: {key: no, name: name}\n"
    second = PEOPLE.split("load:\n")[1]
    desk.write("names.csv", "no,name\n2,Bo\n")
    with pytest.raises(RowsRefused):
        desk.load(only_names.replace("people.csv", "names.csv") + second)
    assert desk.reasons() == [(2, "boss", "2", "is part of a loop: 1 > 2 > 1")]


def test_a_row_is_matched_by_a_key_that_contains_a_reference(desk):
    desk.write("people.csv", "no,name,boss\n1,Anna,\n2,Bo,1\n")
    desk.write("quotas.csv", "who,from,sum\n1,2025-01-01,100\n2,2025-01-01,50\n1,2025-04-01,110\n")
    quotas = """
      - from: quotas.csv
        into: quotas
        columns: {employee_id: who, starts_on: from, months: {always: 3}, amount: sum, currency: {always: EUR}}
"""
    assert desk.load(PEOPLE + quotas).tables["quotas"] == RowCounts(added=3)
    desk.write("quotas.csv", "who,from,sum\n1,2025-01-01,100\n2,2025-01-01,60\n1,2025-04-01,110\n")
    assert desk.load(PEOPLE + quotas).tables["quotas"] == RowCounts(changed=1, unchanged=2)
    desk.write("quotas.csv", "who,from,sum\n1,2025-01-01,100\n1,2025-01-01,60\n")
    with pytest.raises(RowsRefused):
        desk.load(PEOPLE + quotas)
    assert desk.reasons() == [(3, "who + from", "1 2025-01-01", "has the same key as line 2 of quotas.csv")]
