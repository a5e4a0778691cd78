"""Files as programs write them: what is harmless loads the same rows, what is not is refused with its line."""

import pytest

from services.errors import InvalidFile, RowsRefused
from services.sources.loading import check, parse_map

CLIENTS = """
version: "1"
format: {encoding: ENCODING, delimiter: "DELIMITER"}
load:
  - from: clients.csv
    into: clients
    columns: {key: Nr, kind: {always: company}, name: Name}
"""
PLAIN = ["Nr,Name,Note", "1,Ada,x", "2,Bo,y"]
EXPECTED = [("1", "Ada"), ("2", "Bo")]
LONG = "z" * 140_000

# What a program may do to the lines of a file without changing what is read of them.
HARMLESS = {
    "as it is": lambda lines: lines,
    "a blank line first": lambda lines: ["", *lines],
    "a blank line after the header": lambda lines: [lines[0], "", *lines[1:]],
    "a line of spaces between": lambda lines: [*lines[:2], "   ", *lines[2:]],
    "a line of delimiters last": lambda lines: [*lines, ",,"],
    "more delimiters than columns last": lambda lines: [*lines, ",,,,,"],
    "a delimiter after each line but the header": lambda lines: [lines[0], *(f"{line}," for line in lines[1:])],
    "a delimiter after each line": lambda lines: [f"{line}," for line in lines],
    "a delimiter after the header alone": lambda lines: [f"{lines[0]},", *lines[1:]],
    "two unread columns of one name": lambda lines: [f"{lines[0]},Note", *(f"{line},more" for line in lines[1:])],
    "two unread columns without a name": lambda lines: [f"{lines[0]},,", *(f"{line},p,q" for line in lines[1:])],
    "a long cell that is not read": lambda lines: [lines[0], f"1,Ada,{LONG}", *lines[2:]],
    "a line break in a cell that is not read": lambda lines: [lines[0], '1,Ada,"a\nb"', *lines[2:]],
    "quotes around everything": lambda lines: [
        ",".join(f'"{cell}"' for cell in line.split(",")) if "\n" not in line and len(line) < 99 else line
        for line in lines
    ],
    "spaces around the names of columns": lambda lines: [lines[0].replace(",", " , "), *lines[1:]],
    "Excel's first line": lambda lines: ["sep=,", *lines],
}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16")
LINE_ENDS = ("\n", "\r\n", "\r")


def write(desk, lines, encoding="utf-8", line_end="\n"):
    (desk.folder / "clients.csv").write_bytes((line_end.join(lines) + line_end).encode(encoding))


def load(desk, encoding="utf-8", delimiter=","):
    desk.load(CLIENTS.replace("ENCODING", encoding.removesuffix("-sig")).replace("DELIMITER", delimiter))
    return desk.rows("SELECT key, name FROM clients ORDER BY key")


@pytest.mark.parametrize("line_end", LINE_ENDS, ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("oddity", HARMLESS)
def test_a_harmless_oddity_loads_the_same_rows(desk, oddity, line_end):
    write(desk, HARMLESS[oddity](PLAIN), line_end=line_end)
    assert load(desk) == EXPECTED


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_byte_order_mark_is_no_part_of_a_name(desk, encoding):
    write(desk, PLAIN, encoding)
    assert load(desk, encoding) == EXPECTED
    write(desk, ["sep=,", *PLAIN], encoding)
    assert load(desk, encoding) == EXPECTED


@pytest.mark.parametrize("oddity", sorted(set(HARMLESS) - {"a blank line first", "Excel's first line"}))
def test_oddities_add_up(desk, oddity):
    write(desk, ["sep=,", "", *HARMLESS[oddity](PLAIN), "", ",,"], line_end="\r\n")
    assert load(desk) == EXPECTED


def test_the_first_line_of_excel_says_which_delimiter_follows(desk):
    write(desk, ["sep=;", "Nr;Name", "1;Ada", "2;Bo"])
    assert load(desk) == EXPECTED


def test_blank_lines_are_counted(desk):
    write(desk, [*PLAIN, "", ",,", "  "])
    load_map = parse_map(CLIENTS.replace("ENCODING", "utf-8").replace("DELIMITER", ","), name="map.yaml")
    found = check(desk.folder, load_map, desk.engine, desk.organization, refuse=lambda _: None, report=lambda _: None)
    assert (found.steps[0].counts.blank, found.rows) == (3, 2)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["Nr,Name,Name", "1,Ada,Bo"], "the header contains Name twice"),
        (["Nr", "1"], "the header lacks Name"),
        (["", ""], "the file is empty"),
        ([*PLAIN, '3,"Cy,z'], "line 4 is not valid CSV"),
    ],
)
def test_a_harmful_file_is_refused_in_words(desk, lines, words):
    write(desk, lines)
    with pytest.raises(InvalidFile, match=words):
        load(desk)


def test_a_column_without_a_name_cannot_be_asked_for(desk):
    write(desk, [",Name", "1,Ada"])
    with pytest.raises(InvalidFile, match="a column without a name cannot be read"):
        desk.load(CLIENTS.replace("Nr", '""').replace("ENCODING", "utf-8").replace("DELIMITER", ","))


@pytest.mark.parametrize("line", ["3,Cy", "3,Cy,x,y", "3"])
def test_a_line_that_lacks_fields_or_has_too_many_is_refused_with_its_number(desk, line):
    write(desk, ["sep=,", "", *PLAIN, line])
    with pytest.raises(RowsRefused):
        load(desk)
    assert [number for number, *_ in desk.reasons()] == [6]
