"""The report of the time that each ring of tests took."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.report import BUDGETS, OTHERS, Rings, ring_of


@pytest.mark.parametrize(
    ("test", "ring"),
    [
        ("tests/journeys/test_sales.py::test_a[x/y]", "journeys"),
        ("tests/dashapp/cli/test_demo.py::test_a", "dashapp"),
        ("tests/services/semantic/test_traps.py::test_a[sqlite]", "services/semantic"),
        ("tests/services/test_road.py::test_a", OTHERS),
        ("tests/test_docs.py::test_a", OTHERS),
    ],
)
def test_a_ring_is_a_folder(test: str, ring: str):
    assert ring_of(test) == ring


def test_every_ring_with_a_budget_is_a_folder():
    assert [ring for ring in BUDGETS if ring != OTHERS and not (Path(__file__).parent / ring).is_dir()] == []


def test_a_ring_over_its_budget_is_reported_and_the_slowest_comes_first():
    rings = Rings()
    for test, when, seconds in [
        ("tests/oracles/test_sales.py::test_a", "setup", 1.0),
        ("tests/oracles/test_sales.py::test_a", "call", 2.0),
        ("tests/journeys/test_home.py::test_a", "setup", 1.0),
        ("tests/journeys/test_home.py::test_a", "call", float(BUDGETS["journeys"])),
    ]:
        rings.pytest_runtest_logreport(SimpleNamespace(nodeid=test, when=when, duration=seconds))
    assert rings.lines() == [
        f"{BUDGETS['journeys'] + 1:6} s of {BUDGETS['journeys']:4} s  journeys: 1 tests, OVER BUDGET",
        f"     3 s of {BUDGETS['oracles']:4} s  oracles: 1 tests",
    ]
