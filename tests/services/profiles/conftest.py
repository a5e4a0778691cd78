"""What is told of one row does not hang on the engine that answers."""

import pytest
from cachelib import SimpleCache

from services.catalogs import BUSINESS
from services.profiles.record_profile import Asking
from services.road import Road
from tests.services.shop import context


@pytest.fixture
def engine() -> str:
    return "sqlite"


@pytest.fixture
def asking_of(town_of):
    """Return a function that tells a story to our shop and gives whoever asks about it."""

    def tell(story, **asker) -> Asking:
        town = town_of(story)
        return Asking(Road(BUSINESS, town, SimpleCache()), context(town.ours, **asker), "en")

    return tell
