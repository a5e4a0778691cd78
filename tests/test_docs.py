"""What the docs say of settings, files and commands is so."""

import re
from pathlib import Path

import pytest

from dashapp.config import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
CODE = re.compile(r"```.*?```", re.DOTALL)


def test_every_setting_is_in_the_readme_and_no_other_is():
    table = README[README.index("## Settings") : README.index("## Read on")]
    told = {
        name for row in re.findall(r"^\| (`.*?`) \|", table, re.MULTILINE) for name in re.findall(r"`([A-Z_]+)`", row)
    }
    # gunicorn reads this one by itself.
    assert told == {name.upper() for name in Settings.model_fields} | {"WEB_CONCURRENCY"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_file(page: Path):
    links = LINK.findall(CODE.sub("", page.read_text(encoding="utf-8")))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_make_target_that_the_docs_name_is_there():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {name for page in PAGES for name in re.findall(r"`?make ([a-z-]+)`", page.read_text(encoding="utf-8"))}
    assert named <= targets


def test_every_path_that_the_architecture_names_is_there():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    paths = re.findall(
        r"`((?:models|services|pages|callbacks|components|dashapp|tests|bench|maps|migrations)/[\w./]*)`", text
    )
    assert [path for path in paths if not (ROOT / path).exists()] == []
    assert len(paths) > 20


def test_the_front_page_is_short_enough_to_be_read():
    assert len(README.splitlines()) < 120
