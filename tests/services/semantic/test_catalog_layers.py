"""Layers: the later wins, down to a single field or label, and the catalog says which layer a thing is from."""

from dataclasses import replace

import pytest

from services.catalogs import BUSINESS
from services.errors import BadQuery, UnknownName
from services.semantic.catalog import Catalog, EntityFields, Layer, Relation, Wording, column_field

OWN = "own"


def with_own(**parts) -> Catalog:
    return BUSINESS.with_layer(Layer(OWN, **parts))


def test_a_single_field_is_replaced_and_the_others_stay():
    region = column_field("region", "Territory", "text", "Where it was sold.", column="territory", dimension=True)
    catalog = with_own(fields=(EntityFields("order", (region,)),))
    assert catalog.field("order.region") == region
    assert catalog.field("order.number") == BUSINESS.field("order.number")
    assert list(catalog.fields) == list(BUSINESS.fields)
    assert catalog.entity("order").table == BUSINESS.entity("order").table


def test_a_new_field_joins_those_of_its_entity():
    campaign = column_field("campaign", "Campaign", "text", "What brought it.", dimension=True)
    catalog = with_own(fields=(EntityFields("order", (campaign,)),))
    assert catalog.dimension("order.campaign") == campaign
    assert len(catalog.fields) == len(BUSINESS.fields) + 1


@pytest.mark.parametrize("name", ["order.revenue", "order.region", "order"])
def test_other_words_leave_the_rest_as_it_was(name):
    catalog = with_own(wordings=(Wording(name, label="Umsatz"),))
    shelf = {"order.revenue": "metric", "order.region": "field", "order": "entity"}[name]
    before, after = (getattr(each, shelf)(name) for each in (BUSINESS, catalog))
    assert after.label == "Umsatz"
    if shelf != "entity":
        assert after == replace(before, label="Umsatz")
    assert after.definition == before.definition


def test_a_relation_is_replaced():
    relation = Relation("order.client", "order", "client", "payer_id", optional=True)
    assert with_own(relations=(relation,)).relation("order.client") == relation


def test_of_two_own_layers_the_later_wins():
    layers = (Layer("first", wordings=(Wording("order.revenue", "A"),)), Layer("second", wordings=(_revenue("B"),)))
    catalog = Catalog("business", (*BUSINESS.layers, *layers))
    assert catalog.metric("order.revenue").label == "B"
    assert catalog.layer_of("order.revenue") == "second"


def _revenue(label: str) -> Wording:
    return Wording("order.revenue", label)


@pytest.mark.parametrize(
    ("parts", "changed"),
    [
        ({"wordings": (Wording("order.revenue", "Umsatz"),)}, "order.revenue"),
        ({"wordings": (Wording("order.region", "Gebiet"),)}, "order.region"),
        ({"relations": (Relation("order.client", "order", "client", "payer_id"),)}, "order.client"),
        ({"fields": (EntityFields("order", (column_field("x", "X", "text", "X."),)),)}, "order.x"),
        ({"entities": (replace(BUSINESS.entity("order"), label="Sale"),)}, "order"),
        ({"sources": (replace(BUSINESS.source("record"), mode="live"),)}, "record"),
    ],
)
def test_the_catalog_says_which_layer_a_thing_is_from(parts, changed):
    catalog = with_own(**parts)
    assert catalog.layer_of(changed) == OWN
    assert catalog.layer_of("deal.amount") == "sales"
    assert catalog.layer_of("record") == (OWN if changed == "record" else "common")


def test_no_layer_has_what_nobody_defined():
    with pytest.raises(UnknownName, match=r"no name called order\.revenu\. Did you mean order\.revenue"):
        BUSINESS.layer_of("order.revenu")


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (
            {"fields": (EntityFields("ordr", ()),)},
            "In the layer own: there is no entity called ordr. Did you mean order",
        ),
        ({"wordings": (Wording("order.revenu", "A"),)}, "there is no entity, field or metric called order.revenu. Did"),
    ],
)
def test_what_no_layer_below_defines_cannot_be_changed(parts, words):
    with pytest.raises(BadQuery, match=words):
        _ = with_own(**parts).entities


def test_one_layer_more_does_not_read_the_others_again(monkeypatch):
    digests = [layer.digest for layer in BUSINESS.layers]
    monkeypatch.setattr("services.semantic.catalog.entries._layer_adapter", Refusing(OWN))
    catalog = with_own(wordings=(Wording("order.revenue", "Umsatz"),))
    assert catalog.version != BUSINESS.version
    assert [layer.digest for layer in catalog.layers[:-1]] == digests


class Refusing:
    """Writes one layer and no other."""

    def __init__(self, only: str) -> None:
        self.only = only

    def dump_python(self, layer: Layer, mode: str) -> dict:
        assert layer.name == self.only
        return {"name": layer.name}
