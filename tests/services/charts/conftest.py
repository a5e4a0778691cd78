"""How an answer is drawn and told does not hang on the engine that gave it."""

import pytest


@pytest.fixture
def engine() -> str:
    return "sqlite"
