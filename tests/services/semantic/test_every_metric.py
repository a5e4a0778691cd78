"""Whatever the catalog offers can be asked, on every engine, before there are any rows and after."""

from itertools import islice

import pytest

from services.catalogs import BUSINESS
from services.semantic.compiler import counted_entities
from services.semantic.query import Query
from tests.services.shop import Shop, Town, days

YEAR = days("2025-01-01", "2025-12-31")


@pytest.fixture
def town(town_of) -> Town:
    return town_of(lambda shop: shop.sells(("lamp", "1", "1"), on="2025-03-01"))


def test_every_metric_can_be_asked_by_each_of_its_dates(town: Town):
    for metric in BUSINESS.metrics.values():
        for time in (None, *metric.times):
            assert len(town.rows(Query(metrics=(metric.name,), time=time, period=YEAR))) == 1, (metric.name, time)


def test_all_metrics_of_an_owner_can_be_asked_together(town: Town):
    owners = {metric.owner for metric in BUSINESS.metrics.values()}
    for owner in owners:
        names = tuple(metric.name for metric in BUSINESS.metrics.values() if metric.owner == owner)
        [row] = town.rows(Query(metrics=names, period=YEAR))
        alone = [town.rows(Query(metrics=(name,), period=YEAR))[0][0] for name in names]
        assert list(row) == alone, owner


def test_every_dimension_splits_the_metric_of_its_own_entity(town: Town):
    for name in BUSINESS.dimensions:
        entity = BUSINESS.entity_of(name).name
        reaching = (metric for metric in BUSINESS.metrics if all_reach(metric, entity))
        for metric in islice(reaching, 1):
            town.rows(Query(metrics=(metric,), dimensions=(name,), period=YEAR))


def all_reach(metric: str, entity: str) -> bool:
    """Whether each part of a metric can be split by what an entity tells."""
    return all(BUSINESS.reaches(each, entity) for each in counted_entities(metric, BUSINESS))


def nothing(shop: Shop) -> None:
    """A shop without rows."""


def test_a_metric_without_rows_is_not_known_and_never_an_error(town_of):
    town = town_of(nothing)
    for name in BUSINESS.metrics:
        assert town.rows(Query(metrics=(name,), period=YEAR)) == [(None,)], name
