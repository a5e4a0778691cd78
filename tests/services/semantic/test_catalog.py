"""The catalog as data: layers, versions, JSON, and the joins it allows."""

from dataclasses import replace

import orjson
import pytest

from services.catalogs import BUSINESS
from services.catalogs.sales.orders import REVENUE
from services.errors import BadQuery, UnknownName, Unreachable
from services.semantic.catalog import Catalog, Entity, Layer, Metric, Relation, column_field, from_json, to_json
from services.semantic.expression import Divide, FieldRef, MetricRef, Sum, format_formula


def test_a_catalog_comes_back_from_json_as_it_went():
    again = from_json(orjson.loads(orjson.dumps(to_json(BUSINESS))))
    assert again == BUSINESS
    assert again.version == BUSINESS.version


def test_the_version_changes_with_anything_in_the_catalog():
    layers = (replace(BUSINESS.layers[-1], metrics=(replace(REVENUE, better="down"),)),)
    versions = {
        BUSINESS.version,
        Catalog("business", layers).version,
        Catalog("other", BUSINESS.layers).version,
        Catalog("business", BUSINESS.layers[::-1]).version,
    }
    assert len(versions) == 4


def test_the_version_is_the_same_for_the_same_catalog():
    assert Catalog("business", BUSINESS.layers).version == BUSINESS.version


def test_a_later_layer_wins():
    own = Layer("own", metrics=(replace(REVENUE, label="Umsatz"),))
    catalog = Catalog("business", (*BUSINESS.layers, own))
    assert catalog.metric("order.revenue").label == "Umsatz"
    assert catalog.metric("order.open") == BUSINESS.metric("order.open")


@pytest.mark.parametrize("look_up", ["entity", "field", "dimension", "metric", "relation"])
def test_an_unknown_name_is_refused_with_its_kind(look_up):
    with pytest.raises(UnknownName, match=f"There is no {look_up} called nothing."):
        getattr(BUSINESS, look_up)("nothing")


def table(name: str) -> Entity:
    return Entity(name, name, name, name, fields=(column_field("id", "Id", "integer", "Number of the row."),))


def join(*pairs: tuple[str, str]) -> Catalog:
    names = dict.fromkeys(name for pair in pairs for name in pair)
    relations = tuple(Relation(f"{many}.{one}", many, one, f"{one}_id") for many, one in pairs)
    return Catalog("test", (Layer("test", entities=tuple(map(table, names)), relations=relations),))


def test_a_path_leads_from_many_to_one_by_the_fewest_joins():
    catalog = join(("line", "order"), ("order", "client"), ("client", "country"), ("line", "client"))
    assert [step.name for step in catalog.path("line", "country")] == ["line.client", "client.country"]
    assert catalog.path("line", "line") == ()


def test_a_path_from_one_to_many_would_count_twice_and_is_refused():
    with pytest.raises(Unreachable, match="line cannot be combined with client"):
        join(("line", "order"), ("order", "client")).path("client", "line")


def test_a_chasm_is_not_crossed():
    catalog = join(("order", "client"), ("ticket", "client"))
    with pytest.raises(Unreachable, match="ticket cannot be combined with order"):
        catalog.path("order", "ticket")


def test_a_ring_of_joins_ends():
    with pytest.raises(Unreachable):
        join(("a", "b"), ("b", "a"), ("c", "a")).path("a", "c")


def whole(**changes) -> dict:
    return to_json(Catalog("test", (*BUSINESS.layers, Layer("own", metrics=(replace(REVENUE, **changes),)))))


MADE_WRONG = {
    "a window": ({"kind": "cumulative"}, "order.revenue is cumulative and needs window_days"),
    "the day of opening": ({"kind": "balance"}, "order.revenue counts what was open and needs the field"),
    "a date to be counted by": ({"times": ()}, "order.revenue needs a date to be counted by"),
    "something else than itself": (
        {"formula": Divide(MetricRef("order.revenue"), Sum(FieldRef("order_line.cost")))},
        "order.revenue is made of itself",
    ),
    "metrics that are there": ({"formula": MetricRef("order.revenu")}, "no metric called order.revenu. Did you mean"),
    "fields that are there": (
        {"formula": Sum(FieldRef("order_line.amuont"))},
        "no field called order_line.amuont. Did you",
    ),
}


@pytest.mark.parametrize(("changes", "words"), MADE_WRONG.values(), ids=MADE_WRONG)
def test_a_metric_that_somebody_made_needs(changes, words):
    with pytest.raises(BadQuery, match=words):
        from_json(whole(**changes))


def test_a_misspelled_key_is_refused():
    data = to_json(BUSINESS)
    data["layers"][0]["sauces"] = []
    with pytest.raises(BadQuery, match="layers.0.sauces"):
        from_json(data)


def test_a_formula_is_written_as_a_reader_would():
    metric: Metric = BUSINESS.metric("order.gross_margin")
    assert format_formula(metric.formula) == "sum((order_line.amount - order_line.cost)) / sum(order_line.amount)"


@pytest.mark.parametrize(
    ("label", "plural"),
    [
        ("Order", "orders"),
        ("Company", "companies"),
        ("Survey", "surveys"),
        ("Address", "addresses"),
        ("Batch", "batches"),
    ],
)
def test_a_label_has_a_plural(label, plural):
    assert Entity("thing", label, "things", "Things.", ()).nouns == plural
