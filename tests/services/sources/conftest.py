"""What the tests of copies share."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.services.sources.town_copies import TownCopies


@pytest.fixture
def tenant(place: sa.Engine, tmp_path: Path) -> TownCopies:
    tenant = TownCopies(place, tmp_path / "copies")
    tenant.sells("1")
    return tenant
