"""The question as a value, and its one JSON form."""

from datetime import date

import orjson
import pytest

from services.errors import BadQuery
from services.semantic.conditions import EVERYTHING, And, Attribute, Between, Compare, Exists, In, Not, Null, Or, all_of
from services.semantic.query import (
    Dates,
    Everything,
    Last,
    Previous,
    Query,
    This,
    Transform,
    from_json,
    to_json,
)
from tests.services.shop import days

REVENUE = ("order.revenue",)
NORTH = Compare("order.region", "=", "North")

PERIODS = (
    None,
    Last(12, "month"),
    Last(3, "week", until="data"),
    This("quarter"),
    Previous("year"),
    Dates(date(2024, 2, 29), date(2025, 2, 28)),
    Everything(),
)
CONDITIONS = (
    None,
    NORTH,
    Compare("order_line.quantity", ">=", 3),
    Compare("order_line.amount", "<", 10.5),
    Compare("client.vip", "=", True),
    Compare("order.region", "=", Attribute("regions")),
    In("order.region", ("North", "South")),
    In("order_line.quantity", (1, 2)),
    In("order.region", ()),
    In("order.region", Attribute("regions")),
    Null("order.shipped_on"),
    Between("order.ordered_on", "2025-01-01", "2025-01-31"),
    Exists("order.client", NORTH),
    Not(And((NORTH, Or((Null("order.region"), EVERYTHING))))),
)
REST = (
    {},
    {"dimensions": ("order.region", "client.segment"), "order": ("-order.revenue", "order.region"), "limit": 10},
    {"grain": "month", "time": "order.shipped_on", "compare": "previous_year_weekday", "currency": "USD"},
    {"having": Compare("order.revenue", ">", 5), "limit": 0, "offset": 20},
    {"transforms": (Transform("order.revenue", "share"), Transform("order.revenue", "moving", window=7))},
)


@pytest.mark.parametrize("rest", REST)
@pytest.mark.parametrize("where", CONDITIONS)
@pytest.mark.parametrize("period", PERIODS)
def test_a_question_comes_back_from_json_as_it_went(period, where, rest):
    query = Query(metrics=REVENUE, period=period, where=where, **rest)
    written = orjson.dumps(to_json(query))
    assert from_json(orjson.loads(written)) == query
    assert orjson.dumps(to_json(from_json(orjson.loads(written)))) == written


def test_records_come_back_from_json_as_they_went():
    query = Query(fields=("order.number", "client.name"), where=NORTH, order=("order.number",), limit=50, offset=50)
    assert from_json(to_json(query)) == query


def test_json_says_what_was_asked_and_no_more():
    query = Query(metrics=REVENUE, period=Last(12, "month"), where=NORTH, limit=0)
    assert to_json(query) == {
        "metrics": ["order.revenue"],
        "period": {"last": 12, "unit": "month", "until": "today"},
        "where": {"field": "order.region", "op": "=", "value": "North"},
        "limit": 0,
        "version": 1,
    }


BAD = {
    "misspelled key": ({"metrics": ["order.revenue"], "filter": {}}, "filter: "),
    "misspelled key of a period": ({"metrics": ["order.revenue"], "period": {"latest": 3}}, "period"),
    "misspelled key of a condition": (
        {"metrics": ["order.revenue"], "where": {"op": "null", "field": "a", "feild": "b"}},
        "where.null.feild: ",
    ),
    "unknown operator": ({"metrics": ["order.revenue"], "where": {"op": "~", "field": "a", "value": 1}}, "where: "),
    "unknown grain": ({"metrics": ["order.revenue"], "grain": "decade"}, "grain: "),
    "unknown comparison": ({"metrics": ["order.revenue"], "compare": "luck"}, "compare: "),
    "another version": ({"metrics": ["order.revenue"], "version": 2}, "version: "),
    "metrics that are no list": ({"metrics": "order.revenue"}, "metrics: "),
    "a metric that is no name": ({"metrics": [{"sql": "1"}]}, "metrics.0: "),
    "no object": (["order.revenue"], "the question: "),
    "nothing asked": ({}, "Ask for metrics, or for the fields"),
    "metrics and fields": ({"metrics": ["order.revenue"], "fields": ["order.number"]}, "one of the two"),
    "records with a grain": ({"fields": ["order.number"], "grain": "day"}, "Records have no dimensions"),
    "a limit below zero": ({"metrics": ["order.revenue"], "limit": -1}, "cannot be below zero"),
    "an offset below zero": ({"metrics": ["order.revenue"], "offset": -1}, "cannot be below zero"),
    "a period that ends before it begins": (
        {"metrics": ["order.revenue"], "period": {"first": "2025-02-01", "last": "2025-01-01"}},
        "Swap the two days",
    ),
    "a day that there is not": (
        {"metrics": ["order.revenue"], "period": {"first": "2025-02-01", "last": "2025-02-30"}},
        "period",
    ),
    "a period beyond the calendar": (
        {"metrics": ["order.revenue"], "period": {"first": "2025-02-01", "last": "9999-12-31"}},
        "between the years 1000 and 9000",
    ),
    "the last no months": (
        {"metrics": ["order.revenue"], "period": {"last": 0, "unit": "month"}},
        "A period of the last 0 months is not possible",
    ),
    "a window without buckets": (
        {"metrics": ["order.revenue"], "transforms": [{"metric": "order.revenue", "kind": "moving", "window": 0}]},
        "A window of 0 buckets is not possible",
    ),
    "a metric twice": ({"metrics": ["order.revenue", "order.revenue"]}, "order.revenue is asked for twice"),
    "a field twice": ({"fields": ["order.number", "order.number"]}, "order.number is asked for twice"),
    "a transform twice": (
        {
            "metrics": ["order.revenue"],
            "transforms": [
                {"metric": "order.revenue", "kind": "moving", "window": 3},
                {"metric": "order.revenue", "kind": "moving", "window": 12},
            ],
        },
        "order.revenue@moving is asked for twice",
    ),
}


@pytest.mark.parametrize(("data", "words"), BAD.values(), ids=BAD)
def test_json_that_is_no_question_is_refused_with_words(data, words):
    with pytest.raises(BadQuery) as refused:
        from_json(data)
    assert words in refused.value.message


def test_equal_questions_are_one_question():
    one = Query(metrics=REVENUE, period=days("2025-01-01", "2025-01-31"), where=NORTH)
    assert {one, from_json(to_json(one))} == {one}


@pytest.mark.parametrize(
    ("given", "joined"),
    [((), None), ((None, None), None), ((NORTH, None), NORTH), ((NORTH, Null("a")), And((NORTH, Null("a"))))],
)
def test_conditions_that_are_given_are_joined(given, joined):
    assert all_of(*given) == joined
