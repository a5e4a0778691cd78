"""Profiles are the same on every engine, so one is enough here."""

import pytest
from cachelib import SimpleCache

from services.catalogs import BUSINESS
from services.road import Road
from services.view_context import ViewContext
from tests.services.shop import context


@pytest.fixture
def engine() -> str:
    return "sqlite"


@pytest.fixture
def reader_of(town_of):
    """Return a function that fills our shop with a story and returns a reader of it."""

    def build(story, **options) -> ViewContext:
        town = town_of(story)
        return ViewContext(context(town.ours, **options), "en", Road(BUSINESS, town, SimpleCache()))

    return build
