"""Insights are calculated from answers and do not depend on the engine, so one engine is enough."""

import pytest


@pytest.fixture
def engine() -> str:
    return "sqlite"
