"""What the docs say of settings, files and commands is so."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dashapp.config import Settings
from services.catalogs import BUSINESS
from services.semantic.compiler import compile
from services.semantic.narrow import narrow
from services.semantic.query import from_json
from tests.services.shop import context

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
CODE = re.compile(r"```.*?```", re.DOTALL)


def test_every_setting_is_in_the_readme_and_no_other_is():
    table = README[README.index("## Settings") : README.index("## Documentation")]
    result = {
        name for row in re.findall(r"^\| (`.*?`) \|", table, re.MULTILINE) for name in re.findall(r"`([A-Z_]+)`", row)
    }
    # gunicorn reads this one by itself.
    assert result == {name.upper() for name in Settings.model_fields} | {"WEB_CONCURRENCY"}


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


def test_every_question_in_the_docs_can_be_read_and_compiled():
    text = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
    questions = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", text, re.DOTALL)]
    assert len(questions) >= 4
    for question in questions:
        asked = narrow(from_json(question), context(1, now=datetime(2026, 12, 1, tzinfo=UTC))).with_data(
            (date(2025, 1, 1), date(2025, 6, 1))
        )
        assert compile(asked, BUSINESS) is not None


def test_every_period_and_condition_in_the_docs_can_be_read():
    text = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
    cells = [
        cell for row in re.findall(r"^\| (`\{.*?) \|", text, re.MULTILINE) for cell in re.findall(r"`(\{.*?\})`", row)
    ]
    whole = [json.loads(cell) for cell in cells if "..." not in cell]
    periods = [cell for cell in whole if not {"field", "op"} & set(cell)]
    for period in periods:
        from_json({"metrics": ["order.revenue"], "period": period})
    conditions = [cell for cell in whole if cell not in periods]
    for condition in conditions:
        from_json({"metrics": ["order.revenue"], "where": condition})
    assert (len(periods) >= 6, len(conditions) >= 4) == (True, True)
