"""Each organisation has a catalog of its own, which reads no rows but its own."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import CatalogLayer
from models.base import now
from services.access.tenants import bind
from services.catalogs import BUSINESS
from services.catalogs.organization import OrganizationCatalogs
from services.errors import BadQuery
from services.semantic.catalog import Entity, EntityFields, Layer, Source, Wording, column_field, layer_to_json
from tests.services.shop import organization

GERMAN = Layer("words", wordings=(Wording("order.revenue", "Umsatz"),))
FRENCH = Layer("words", wordings=(Wording("order.revenue", "Chiffre d'affaires"),))
ID = column_field("id", "Id", "integer", "Number.")


class Ours:
    """An organisation, a session that is bound to it, and the catalogs of the process."""

    def __init__(self, session: Session, number: int, catalogs: OrganizationCatalogs) -> None:
        self.session, self.number, self.catalogs = session, number, catalogs

    def saves(self, layer: Layer, **more) -> CatalogLayer:
        row = self.catalogs.save_layer(self.session, self.number, layer, **more)
        self.session.commit()
        return row

    def writes(self, name: str, definition: dict) -> None:
        """Write a layer past all checks, as another release may have left it."""
        self.session.add(CatalogLayer(name=name, origin="own", position=0, definition=definition))
        self.session.commit()

    @property
    def catalog(self):
        return self.catalogs.for_(self.session, self.number)

    @property
    def label(self) -> str:
        return self.catalog.metric("order.revenue").label


@pytest.fixture
def both(record: sa.Engine) -> Iterator[tuple[Ours, Ours]]:
    catalogs = OrganizationCatalogs(BUSINESS)
    with record.begin() as connection:
        numbers = [organization(connection, name) for name in ("Ours", "Theirs")]
    with Session(record) as one, Session(record) as other:
        for session, number in zip((one, other), numbers, strict=True):
            bind(session, number)
        yield Ours(one, numbers[0], catalogs), Ours(other, numbers[1], catalogs)


@pytest.fixture
def ours(both: tuple[Ours, Ours]) -> Ours:
    return both[0]


def test_without_layers_it_is_the_built_in_catalog(ours):
    assert ours.catalog is BUSINESS


def test_the_words_of_one_organisation_are_not_those_of_another(both):
    ours, theirs = both
    ours.saves(GERMAN)
    theirs.saves(FRENCH)
    assert [each.label for each in both] == ["Umsatz", "Chiffre d'affaires"]
    assert ours.catalog.version != theirs.catalog.version
    assert ours.catalog.layer_of("order.revenue") == "words"


def test_a_finished_catalog_is_kept_until_a_layer_is_saved_again(ours):
    ours.saves(GERMAN)
    first = ours.catalog
    assert ours.catalog is first
    ours.saves(FRENCH)
    assert ours.catalog is not first
    assert ours.label == "Chiffre d'affaires"


def test_a_layer_that_was_put_in_the_bin_no_longer_counts(ours):
    ours.saves(GERMAN).deleted_at = now()
    ours.session.commit()
    assert ours.catalog is BUSINESS


def test_a_layer_of_a_name_that_was_put_in_the_bin_can_be_saved(ours):
    ours.saves(FRENCH).deleted_at = now()
    ours.session.commit()
    ours.saves(GERMAN)
    assert ours.label == "Umsatz"


@pytest.mark.parametrize("origin", ["own", "inferred"])
def test_a_layer_that_is_saved_again_keeps_its_place(ours, origin):
    """Others build on it, or it on others: a save is checked in the order in which the catalog is made."""
    ours.saves(Layer("first", entities=(entity(),)), origin=origin)
    ours.saves(Layer("second", wordings=(Wording("gauge", "Dial"),)))
    ours.saves(Layer("first", entities=(entity(definition="New."),)))
    assert ours.catalog.entity("gauge") == entity(label="Dial", definition="New.")
    with pytest.raises(BadQuery, match="gauge"):
        ours.saves(Layer("first", wordings=(Wording("gauge", "Dial"),)))
    assert ours.catalog.entity("gauge").label == "Dial"


def test_what_was_inferred_or_uploaded_stands_below_the_organisation_s_own(ours):
    ours.saves(replace(GERMAN, name="own words"), origin="own", position=0)
    ours.saves(replace(FRENCH, name="found"), origin="inferred", position=5)
    ours.saves(replace(FRENCH, name="a file"), origin="uploaded", position=6)
    assert [layer.name for layer in ours.catalog.layers[len(BUSINESS.layers) :]] == ["found", "a file", "own words"]
    assert ours.label == "Umsatz"


def test_only_so_many_catalogs_are_kept(ours, monkeypatch):
    monkeypatch.setattr("services.catalogs.organization.MOST_CATALOGS", 1)
    ours.saves(GERMAN)
    ours.saves(FRENCH)
    assert ours.label
    ours.saves(GERMAN)
    assert ours.label
    assert len(ours.catalogs._kept) == 1


def entity(**changes) -> Entity:
    return replace(Entity("gauge", "Gauge", "orders", "Gauge.", (ID,)), **changes)


ESCAPES = {
    "no tenant column": (Layer("own", entities=(entity(tenant=None),)), "entity gauge: of the source record it may"),
    "another tenant column": (Layer("own", entities=(entity(tenant="client_id"),)), "entity gauge: of the source"),
    "a built-in entity without it": (
        Layer("own", entities=(replace(BUSINESS.entity("order"), tenant=None),)),
        "entity order: of the source record it may",
    ),
    "a table of sign-in": (Layer("own", entities=(entity(table="sign_in_links"),)), "entity gauge: of the source"),
    "the record as a source of its own": (
        Layer("own", sources=(replace(BUSINESS.source("record"), organization=1),)),
        "the source record is built in",
    ),
    "the source of another organisation": (
        Layer("own", sources=(Source("library", "duckdb", "live", organization=10**6),)),
        "the source library belongs to another organisation",
    ),
    "an unknown name": (
        Layer("own", fields=(EntityFields("ordr", (ID,)),)),
        "there is no entity called ordr. Did you mean order",
    ),
}


ESCAPES["what shows who did what"] = (
    Layer("own", metrics=(replace(BUSINESS.metric("work.hours"), people=None),)),
    "The metric work.hours describes people",
)


@pytest.mark.parametrize(("layer", "words"), ESCAPES.values(), ids=ESCAPES)
def test_a_layer_is_refused_for(ours, layer, words):
    with pytest.raises(BadQuery, match=words):
        ours.saves(layer)
    assert ours.catalog is BUSINESS
    ours.writes("own", layer_to_json(layer))
    with pytest.raises(BadQuery, match=words):
        _ = ours.catalog


def test_a_layer_that_is_no_layer_is_refused_in_words(ours):
    ours.writes("own", {"sauces": []})
    with pytest.raises(BadQuery, match="In the layer own: sauces: Unexpected keyword argument"):
        _ = ours.catalog


def test_a_source_of_an_organisation_belongs_to_it_alone(ours):
    made = entity(source="library", tenant=None, table="loans")
    ours.saves(Layer("library", sources=(Source("library", "duckdb", "live"),), entities=(made,)))
    assert ours.catalog.source("library").organization == ours.number


def test_a_session_of_one_organisation_finds_no_layers_of_another(both):
    ours, theirs = both
    ours.saves(GERMAN)
    assert ours.catalogs.for_(theirs.session, ours.number) is BUSINESS
