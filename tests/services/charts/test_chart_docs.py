"""docs/charts.md describes every chart type, with an example that is a valid query."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from services.catalogs import BUSINESS
from services.charts import KINDS, validate
from services.semantic.compiler import compile
from services.semantic.narrow import narrow
from services.semantic.query import from_json
from tests.services.shop import context

PAGE = (Path(__file__).parents[3] / "docs" / "charts.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### (\w+)\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))


def test_every_kind_has_a_section_and_a_row():
    table = PAGE[PAGE.index("| purpose |") : PAGE.index("## Numbers")]
    assert set(SECTIONS) == set(re.findall(r"^\| `(\w+)`", table, re.MULTILINE)) == set(KINDS)


@pytest.mark.parametrize("kind", sorted(SECTIONS))
def test_the_example_of_a_kind_can_be_answered(kind):
    [example] = re.findall(r"```json\n(.*?)```", SECTIONS[kind], re.DOTALL)
    query = from_json(json.loads(example))
    validate(kind, query, BUSINESS)
    permitted = narrow(query, context(1)).with_data((date(2025, 1, 1), date(2025, 6, 1)))
    assert compile(permitted, BUSINESS) is not None
