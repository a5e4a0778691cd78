"""Unusual maps and names are refused with a message, and nothing is written."""

import pytest

from services.errors import BadMap, InvalidFile
from services.sources.loading import RefusalFile, parse_map, read_map
from services.sources.loading.files import Export
from services.sources.loading.invalid_value import InvalidValue
from services.sources.loading.maps import FileFormat
from services.sources.loading.outcome import Refusal
from services.sources.loading.targets import LOADABLE
from services.sources.loading.values import converter_for

MAP = """version: "1"
format: {{encoding: {}}}
load:
  - from: a.csv
    into: teams
    columns: {{key: A, name: A}}
"""


@pytest.mark.parametrize("text", ["load: &a [*a]", "[" * 5_000 + "]" * 5_000], ids=["within itself", "too deep"])
def test_a_map_that_refers_to_itself_is_refused(tmp_path, text):
    (tmp_path / "map.yaml").write_text(text)
    with pytest.raises(BadMap, match="refers to itself, or is nested too deeply"):
        read_map(tmp_path / "map.yaml")


@pytest.mark.parametrize("encoding", ["hex", "rot13", "zip", "undefined", "klingon"])
def test_an_unknown_encoding_is_refused(encoding):
    with pytest.raises(BadMap, match=f"Unknown encoding {encoding}"):
        parse_map(MAP.format(encoding), name="map.yaml")


def test_a_file_that_is_not_in_its_encoding_is_refused(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"A\nx\n")
    with pytest.raises(InvalidFile, match="the file is not utf-16 text"):
        Export(tmp_path, FileFormat(encoding="utf-16"))._file("a.csv")


@pytest.mark.parametrize("name", ["a\0b.csv", "x" * 300], ids=["with a null", "too long"])
def test_an_invalid_file_name_is_refused(tmp_path, name):
    with pytest.raises(InvalidFile, match="not a valid file name"):
        Export(tmp_path, FileFormat())._file(name)


def test_the_folder_itself_is_not_a_file_and_its_siblings_are_not_suggested(tmp_path):
    (tmp_path / "export").mkdir()
    (tmp_path / "exports").write_text("secret")
    with pytest.raises(InvalidFile) as error:
        Export(tmp_path / "export", FileFormat())._file(".")
    assert "exports" not in str(error.value)


def test_a_lone_surrogate_is_refused():
    with pytest.raises(InvalidValue, match="cannot be stored"):
        converter_for(LOADABLE["teams"].c.name, FileFormat())("a\ud800b")


def test_a_refused_value_is_not_a_formula_in_a_spreadsheet(tmp_path):
    with RefusalFile(tmp_path / "refused.csv") as refusals:
        refusals.add(Refusal("a.csv", 2, "A", '=HYPERLINK("https://evil.example")', "is too long"))
    assert "'=HYPERLINK" in (tmp_path / "refused.csv").read_text()
