"""Which lines of which file a step reads, and how a check describes it."""

import pytest

from services.errors import BadMap, InvalidFile
from services.sources.loading import RowCounts, StepCheck, parse_map
from services.sources.loading.outcome import LineCounts

TEAMS = """
    version: "1"
    load:
      - {from: FILE, into: teams, LINES, columns: {key: no, name: {column: name, default: A team}}}
"""
LINES = "no,name,state,note\n1,Sales,live,\n2,Sewing,gone,x\n3,,live,\n4,,,\n"


def teams(file="teams.csv", lines="repeats: false"):
    return TEAMS.replace("FILE", file).replace("LINES", lines)


@pytest.mark.parametrize(
    ("lines", "taken"),
    [
        ("only: {state: live}", ["1", "3"]),
        ("only: {state: [live, gone]}", ["1", "2", "3"]),
        ("except: {state: [gone]}", ["1", "3", "4"]),
        ('except: {state: ""}', ["1", "2", "3"]),
        ('only: {state: live}, except: {name: ""}', ["1"]),
    ],
)
def test_the_lines_that_a_step_excludes_are_counted(desk, lines, taken):
    desk.write("teams.csv", LINES)
    loaded = desk.load(teams(lines=lines))
    assert [key for (key,) in desk.rows("SELECT key FROM teams ORDER BY key")] == taken
    assert (loaded.excluded, loaded.refused) == (4 - len(taken), 0)


def test_a_filter_on_a_missing_column_is_an_error(desk):
    desk.write("teams.csv", LINES)
    with pytest.raises(InvalidFile, match="the header lacks stat"):
        desk.load(teams(lines="only: {stat: live}"))


def test_a_file_can_be_in_a_subfolder(desk):
    (desk.folder / "sales").mkdir()
    desk.write("sales/teams.csv", LINES)
    assert desk.load(teams("sales/teams.csv")).tables == {"teams": RowCounts(added=4)}
    with pytest.raises(InvalidFile, match="Did you mean sales/teams.csv"):
        desk.load(teams("sales/team.csv"))


@pytest.mark.parametrize("file", ["../secret.csv", "sales/../teams.csv", "ABSOLUTE", "link.csv", "away/secret.csv"])
def test_nothing_outside_of_the_folder_is_read(desk, file):
    outside = desk.folder.parent / "outside"
    for folder in (outside, desk.folder / "sales"):
        folder.mkdir()
    for place in (desk.folder.parent / "secret.csv", outside / "secret.csv", desk.folder / "teams.csv"):
        place.write_text(LINES)
    (desk.folder / "link.csv").symlink_to(outside / "secret.csv")
    (desk.folder / "away").symlink_to(outside)
    with pytest.raises(InvalidFile, match="outside the folder"):
        desk.load(teams(file.replace("ABSOLUTE", str(desk.folder / "teams.csv"))))


GIVEN = """
    version: "1"
    load:
      - given:
          - {key: a, name: Sales}
          - {key: b, name: Sewing}
        into: teams
"""


def test_rows_can_be_part_of_the_map(desk):
    assert desk.load(GIVEN).tables == {"teams": RowCounts(added=2)}
    assert desk.rows("SELECT key, name FROM teams ORDER BY key") == [("a", "Sales"), ("b", "Sewing")]
    desk.load(GIVEN.replace("Sewing", '""'), skip_refused=True)
    assert [(each.file, *reason) for each, reason in zip(desk.refusals, desk.reasons(), strict=True)] == [
        ("the map", 2, "name", "", "is empty, but a value is required")
    ]


def test_given_rows_use_the_columns_of_the_step_if_there_are_any(desk):
    desk.load(GIVEN + "        columns: {key: {join: [key, name]}, name: name}\n")
    assert desk.rows("SELECT key FROM teams ORDER BY key") == [("a Sales",), ("b Sewing",)]


@pytest.mark.parametrize(
    ("was", "becomes", "words"),
    [
        (
            "into: teams",
            "into: teams\n        from: teams.csv",
            "Give exactly one source of rows: either from or given",
        ),
        ("key: a", "kee: a", "The table teams has no column kee. Did you mean key?"),
    ],
)
def test_invalid_given_rows_are_an_issue_of_the_map(was, becomes, words):
    with pytest.raises(BadMap) as error:
        parse_map(GIVEN.replace(was, becomes), name="map.yaml")
    assert words in error.value.message


def test_a_check_describes_the_source_of_each_column_and_what_stays_empty(desk):
    desk.write("teams.csv", LINES + "4,again,live,\n")
    desk.write("names.csv", "name,full\nSales,All sales\nSewing,All sewing\n")
    teams_of = """
    version: "1"
    load:
      - from: teams.csv
        into: teams
        only: {state: [live, ""]}
        columns:
          key: no
          name: {join: [name, no], except: {name: ""}, find: {in: names.csv, by: name, take: full}, default: none}
    """
    checked = desk.check(teams_of)
    assert checked.steps == (
        StepCheck(
            file="teams.csv",
            table="teams",
            counts=LineCounts(rows=2, refused=2, excluded=1),
            line_filter="only where state is live or empty",
            fills={
                "key": "no",
                "name": "name + no, except where name is empty, looked up as full in names.csv, default none",
            },
            empty=(),
            unused=("note",),
        ),
    )
    assert (checked.rows, checked.refused_lines, checked.excluded_lines) == (2, 2, 1)
