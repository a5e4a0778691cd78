"""What docs/charts.md says of the kinds of charts is so."""

import json
import re
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from services.catalogs import BUSINESS
from services.dashboards.spec import Kind
from services.semantic.compiler import compile
from services.semantic.narrow import narrow
from services.semantic.query import from_json
from tests.services.shop import context

PAGE = (Path(__file__).parents[3] / "docs" / "charts.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### (\w+)\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))


def test_every_kind_of_tile_is_told_of_and_no_other():
    assert set(SECTIONS) == set(get_args(Kind))


@pytest.mark.parametrize("kind", sorted(SECTIONS))
def test_the_example_of_a_kind_can_be_asked(kind):
    [example] = re.findall(r"```json\n(.*?)```", SECTIONS[kind], re.DOTALL)
    asked = narrow(from_json(json.loads(example)), context(1)).with_data((date(2025, 1, 1), date(2025, 6, 1)))
    assert compile(asked, BUSINESS) is not None


def test_the_table_of_what_to_take_names_kinds_that_there_are():
    table = PAGE[PAGE.index("| purpose |") : PAGE.index("## Numbers")]
    named = set(re.findall(r"`(\w+)`", table))
    assert named == set(get_args(Kind))
