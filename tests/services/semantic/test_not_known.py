"""What is not known is not 0: every metric of the catalog, over every way in which its parts can be missing.

Each aggregate of a formula takes each state in turn, alone and together with each other one: no rows, rows without a
value, below zero, zero, above zero.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product
from typing import Any

import pytest
import sqlalchemy as sa

from services.catalogs import BUSINESS
from services.semantic.catalog import Catalog, Layer, Metric
from services.semantic.compiler import required_entity_days
from services.semantic.compiler.fact_scans import aggregate_columns
from services.semantic.compiler.facts import MISSING_RATE_CURRENCY, may_lack_values, presence_column
from services.semantic.compiler.measures import evaluate_metrics
from services.semantic.expression import Aggregate, Coalesce, Divide, Expression, MetricRef, children
from services.semantic.query import Query
from tests.services.books import Books
from tests.services.funnel import has_stages, quota
from tests.services.shop import Shop, days

YEAR = days("2025-01-01", "2025-12-31")
NO_ROWS, NO_VALUE = "no rows", "no value"
STATES = (NO_ROWS, NO_VALUE, -100, 0, 100)
Parts = dict[str, Any]


def divisions(node: Expression, catalog: Catalog) -> Iterator[Divide]:
    """Yield the divisions of sums by sums, through the metrics that a formula uses."""
    if isinstance(node, Divide):
        yield node
    if isinstance(node, MetricRef):
        yield from divisions(catalog.metric(node.metric).formula, catalog)
    elif not isinstance(node, Aggregate):
        for child in children(node):
            yield from divisions(child, catalog)


def cases(names: list[str]) -> list[Parts]:
    """Return each state of each part, and of each two, where all others are 100."""
    default_parts = dict.fromkeys(names, 100)
    pairs = list(combinations(names, 2)) or [(names[0],)]
    return [
        {**default_parts, **dict(zip(pair, states, strict=True))}
        for pair in pairs
        for states in product(STATES, repeat=len(pair))
    ]


def values(catalog: Catalog, metrics: list[str], wanted: list[Parts] | None = None) -> list[tuple[Parts, tuple]]:
    """Return the values of metrics for each state of the parts that they are made of."""
    query = Query(metrics=tuple(metrics), period=YEAR)
    found = aggregate_columns(catalog, query)
    states = wanted or cases([each.name for each in found])
    kinds = {"bucket": sa.Integer(), "days": sa.Integer(), MISSING_RATE_CURRENCY: sa.String()}
    for each in found:
        kinds |= {each.name: sa.BigInteger(), presence_column(each.name): sa.BigInteger()}
    table = sa.Table("parts", sa.MetaData(), *(sa.Column(name, kind) for name, kind in kinds.items()))
    rows = [
        {"bucket": number, "days": 30, MISSING_RATE_CURRENCY: None, **cells_of(parts)}
        for number, parts in enumerate(states)
    ]
    with sa.create_engine("sqlite://").begin() as connection:
        table.create(connection)
        connection.execute(sa.insert(table), rows)
        measured = evaluate_metrics(sa.select(table).cte("filled"), found, catalog, query)
        answers = connection.execute(sa.select(measured).order_by(measured.c.bucket)).all()
    return [(parts, tuple(row[1:-1])) for parts, row in zip(states, answers, strict=True)]


def cells_of(parts: Parts) -> Parts:
    cells: Parts = {}
    for name, state in parts.items():
        cells[name] = None if state in (NO_ROWS, NO_VALUE) else state
        cells[presence_column(name)] = None if state == NO_ROWS else 1
    return cells


RATIOS = [name for name, metric in BUSINESS.metrics.items() if any(divisions(metric.formula, BUSINESS))]
SUMS = [
    name
    for name in BUSINESS.metrics
    if any(may_lack_values(each.aggregate) for each in aggregate_columns(BUSINESS, Query(metrics=(name,))))
]


@pytest.mark.parametrize("name", RATIOS)
def test_a_ratio_needs_a_base_above_zero(name: str):
    metric = BUSINESS.metric(name)
    bases = [
        replace(metric, name=f"base.{number}", formula=each.denominator)
        for number, each in enumerate(dict.fromkeys(divisions(metric.formula, BUSINESS)))
        if any(isinstance(part, Aggregate | MetricRef) for part in parts_of(each.denominator))
    ]
    catalog = BUSINESS.with_layer(Layer("bases", metrics=tuple(bases)))
    for parts, (value, *denominators) in values(catalog, [name, *(base.name for base in bases)]):
        if bases and not any(each is not None and each > 0 for each in denominators):
            assert value is None, (parts, denominators)


def parts_of(node: Expression) -> Iterator[Expression]:
    yield node
    for child in children(node):
        yield from parts_of(child)


@pytest.mark.parametrize("name", SUMS)
def test_rows_that_all_lack_their_value_add_up_to_nothing_known(name: str):
    found = aggregate_columns(BUSINESS, Query(metrics=(name,)))
    default_parts = dict.fromkeys((each.name for each in found), 100)
    optional = {each.name for each in found if each.name.split("#")[0] in optional_metrics(BUSINESS.metric(name))}
    lacking = [each.name for each in found if may_lack_values(each.aggregate) and each.name not in optional]
    wanted = [{**default_parts, part: NO_VALUE} for part in lacking]
    assert [value for _, (value,) in values(BUSINESS, [name], wanted)] == [None] * len(wanted)


def optional_metrics(metric: Metric) -> set[str]:
    """Return the metrics that a formula replaces by another value where they are empty."""
    return {
        node.metric
        for part in BUSINESS.parts(metric)
        for outer in parts_of(part.formula)
        if isinstance(outer, Coalesce)
        for node in parts_of(outer)
        if isinstance(node, MetricRef)
    }


def a_beginning(shop: Shop) -> None:
    """Orders, quotas and postings, and nothing else."""
    has_stages(shop)
    quota(shop, "Eve", "900", starts="2025-01-01")
    shop.sells(("lamp", "10", "1"), on="2025-02-01", shipped="2025-02-03")
    books = Books(shop)
    books.posts("Sales", "100", on="2025-02-01")
    books.posts("Advertising", "40", on="2025-02-01")


def test_a_metric_that_needs_rows_which_nobody_records_is_not_known(town_of):
    town = town_of(a_beginning)
    recorded = {"order", "order_line", "quota", "ledger_entry"}
    known = set()
    for name in BUSINESS.metrics:
        needed = {entity for entity, _ in required_entity_days(name, BUSINESS)}
        [(value,)] = town.rows(Query(metrics=(name,), period=YEAR))
        assert value is None or needed <= recorded, (name, value)
        known |= {name} if value is not None else set()
    assert known >= {"order.revenue", "quota.target", "ledger.net_profit"}
