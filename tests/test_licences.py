"""What others made stands in NOTICE, with its licence beside it."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8")
FONTS = (".woff", ".woff2", ".ttf", ".otf")
# How a file says that others made it: a licence's name, or a reference to a licence file.
OF_OTHERS = re.compile(r"\bMIT\b|\bISC\b|\bBSD\b|\bApache\b|licences/")


def test_every_file_of_others_stands_in_the_notice():
    files = [file for file in (ROOT / "assets").rglob("*") if file.is_file() and file.suffix != ".txt"]
    vendored = [file for file in files if file.suffix in FONTS or OF_OTHERS.search(_head(file))]
    names = [file.relative_to(ROOT).as_posix() for file in vendored]
    assert len(names) >= 4
    assert [name for name in names if name not in NOTICE] == []


def test_every_licence_that_the_notice_names_is_there_and_every_licence_is_named():
    named = set(re.findall(r"assets/\S+\.txt", NOTICE))
    assert named == {file.relative_to(ROOT).as_posix() for file in (ROOT / "assets").rglob("*.txt")}


def test_the_project_says_its_licence():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "Apache-2.0"
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert all(list(ROOT.glob(pattern)) for pattern in project["license-files"])


def _head(file: Path) -> str:
    return file.read_bytes()[:1000].decode("utf-8", errors="ignore")
