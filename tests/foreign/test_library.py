"""Numbers, records, filters, rules and files over a foreign source, by hand-counted rows."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa

from services.catalogs import BUSINESS
from services.errors import NotNarrowed, OtherCatalog, SeveralSources, SourceNotConnected
from services.present.export import to_csv
from services.present.number import number
from services.road import Road
from services.semantic.catalog import Catalog, Relation, check_catalog, from_json, to_json
from services.semantic.compiler import compile
from services.semantic.conditions import Compare, Exists, In, Null
from services.semantic.narrow import narrow
from services.semantic.query import Query
from services.sources.store import SourceStore
from tests.foreign import library
from tests.foreign.library import OURS, THEIRS, Library
from tests.services.shop import days

SPRING = days("2025-03-01", "2025-04-30")
OF_SPRING = {"metrics": ("loan.count",), "period": SPRING}
CENTRE = Compare("branch.code", "=", "CEN")


def test_the_catalog_can_be_answered_from(ours: Library):
    check_catalog(ours.catalog)


def test_numbers_are_those_of_its_rows(ours):
    asked = ("loan.count", "loan.fees", "loan.fee_each", "loan.out")
    assert ours.rows(metrics=asked, period=SPRING) == [(4, Decimal("7.5"), Decimal("1.875"), 2)]


def test_a_number_is_compared_with_the_year_before(ours):
    asked = {"period": days("2025-03-01", "2025-03-31"), "compare": "previous_year"}
    answer = ours.ask(metrics=("loan.count",), **asked)
    assert list(answer.frame.itertuples(index=False, name=None)) == [(2, 1)]
    shown = number(answer, ours.ask(metrics=("loan.count",), grain="month", **asked), "en")
    assert shown.value == "2"
    assert "100" in shown.change


def test_months_without_loans_are_nought(ours):
    found = ours.rows(metrics=("loan.count",), grain="month", period=days("2025-02-01", "2025-04-30"))
    assert found == [(date(2025, 2, 1), 0), (date(2025, 3, 1), 2), (date(2025, 4, 1), 2)]


def test_joins_go_by_text_keys_and_nobody_s_rows_stay(ours):
    assert ours.rows(**OF_SPRING, dimensions=("branch.town",)) == [("Harbour", 2), ("Centre", 1), (None, 1)]


FILTERS = {
    "a joined dimension": (CENTRE, 1),
    "one of several": (In("member.card", ("A-1", "C-3")), 2),
    "an empty one": (Null("branch.code"), 1),
    "a sum over related rows": (Compare("member.loans", ">", 1), 3),
    "related rows": (Exists("loan.member", Compare("member.name", "=", "Bo")), 2),
    "a date": (Compare("loan.lent_on", ">=", "2025-04-01"), 2),
    "a way out of the quotes": (Compare("member.name", "=", "Bo' OR '1'='1"), 0),
}


@pytest.mark.parametrize(("where", "count"), FILTERS.values(), ids=FILTERS)
def test_a_filter_leaves_the_rows_that_meet_it(ours, where, count):
    assert ours.rows(**OF_SPRING, where=where) == [(count,)]


def test_records_come_in_pages_that_a_text_key_keeps_apart(ours):
    asked = {"fields": ("loan.number", "member.name", "loan.days"), "period": SPRING}
    pages = [ours.rows(**asked, limit=2, offset=offset) for offset in (0, 2)]
    assert pages == [[("L/2", "Ada", 4), ("L/3", "Bo", None)], [("L/4", "Bo", 1), ("L/5", "Cy", None)]]


def test_records_are_filtered_and_ordered(ours):
    asked = {"fields": ("member.name", "loan.fee"), "where": Compare("loan.fee", ">", 2), "order": ("-loan.fee",)}
    assert ours.rows(**asked) == [("Ada", Decimal("5")), ("Bo", Decimal("4")), ("Ada", Decimal("2.5"))]


def test_a_file_holds_the_records(ours):
    answer = ours.ask(fields=("loan.number", "branch.town", "loan.fee"), period=SPRING)
    assert to_csv(answer).splitlines() == ["Loan,Town,Fee", "L/2,Centre,2.5", "L/3,Harbour,1", "L/4,Harbour,4", "L/5,,"]


def test_a_rule_hides_rows_in_every_kind_of_question(ours):
    reader_context = ours.reader_context(member=Compare("member.name", "!=", "Bo"))
    assert ours.rows(reader_context, **OF_SPRING) == [(4,)]
    assert ours.rows(reader_context, **OF_SPRING, dimensions=("member.name",)) == [("Ada", 1), ("Cy", 1)]
    assert ours.rows(reader_context, fields=("member.name",), order=("member.name",)) == [("Ada",), ("Cy",)]
    assert ours.rows(reader_context, **OF_SPRING, where=Exists("loan.member", Compare("member.name", "=", "Bo"))) == [
        (0,)
    ]


def test_a_rule_may_rest_on_related_rows(ours):
    reader_context = ours.reader_context(loan=Exists("loan.member", Compare("member.name", "=", "Bo")))
    assert ours.rows(reader_context, **OF_SPRING) == [(2,)]


def test_another_organisation_gets_nothing(ours):
    with pytest.raises(NotNarrowed):
        ours.ask(ours.reader_context(THEIRS), **OF_SPRING)
    with pytest.raises(NotNarrowed):
        ours.ask(ours.reader_context(THEIRS), fields=("loan.number",))


def test_the_compiler_refuses_another_organisation_whatever_the_store_does(ours):
    asked = Query(catalog="library", metrics=("loan.count",), period=SPRING)
    with pytest.raises(NotNarrowed, match="access to loan"):
        compile(narrow(asked, ours.reader_context(THEIRS)), ours.catalog)


def test_the_store_refuses_another_organisation_whatever_the_compiler_does(ours):
    with pytest.raises(NotNarrowed, match="the source library"):
        ours.road.store.open(THEIRS, tuple(ours.catalog.sources.values()), ours.catalog)


def test_a_layer_that_claims_the_source_of_another_organisation_does_not_read_it(ours):
    source = replace(ours.catalog.source("library"), organization=THEIRS)
    claimed = replace(ours.catalog, layers=(replace(ours.catalog.layers[0], sources=(source,)),))
    with pytest.raises(NotNarrowed, match="the source library"):
        Road(claimed, ours.road.store, ours.road.cache).answer(
            Query(catalog="library", **OF_SPRING), library.context(THEIRS, claimed)
        )


def test_what_is_isolated_by_nothing_is_not_read(ours):
    source = replace(ours.catalog.source("library"), organization=None)
    bare = replace(ours.catalog, layers=(replace(ours.catalog.layers[0], sources=(source,)),))
    with pytest.raises(NotNarrowed):
        Road(bare, ours.road.store, ours.road.cache).answer(
            Query(catalog="library", **OF_SPRING), library.context(OURS, bare)
        )


def test_an_entity_that_no_rule_names_is_not_read(ours):
    with pytest.raises(NotNarrowed):
        ours.ask(library.context(OURS, loan=Compare("loan.fee", ">", 0)), **OF_SPRING, dimensions=("member.name",))


def test_a_question_over_both_sources_is_refused_in_words(ours):
    tie = Relation("member.client", "member", "client", "name", "name", column_type="text")
    both = BUSINESS.with_layer(replace(ours.catalog.layers[0], relations=(*library.RELATIONS, tie)))
    check_catalog(both)
    road = Road(both, ours.road.store, ours.road.cache)
    reader_context = library.context(OURS, both)
    assert road.answer(Query(**OF_SPRING), reader_context).frame["loan.count"][0] == 4
    for asked in (
        Query(metrics=("loan.count", "order.revenue"), period=SPRING),
        Query(**OF_SPRING, dimensions=("client.region",)),
        Query(**OF_SPRING, where=Exists("member.client", Compare("client.region", "=", "North"))),
        Query(fields=("member.name", "client.region")),
    ):
        with pytest.raises(
            SeveralSources, match=r"needs data from (library and record|record and library), which cannot"
        ):
            road.answer(asked, reader_context)


def test_a_rule_that_rests_on_another_source_is_refused_in_words(ours):
    tie = Relation("member.client", "member", "client", "name", "name", column_type="text")
    both = BUSINESS.with_layer(replace(ours.catalog.layers[0], relations=(*library.RELATIONS, tie)))
    reader_context = library.context(OURS, both, member=Exists("member.client", Compare("client.region", "=", "North")))
    with pytest.raises(SeveralSources):
        Road(both, ours.road.store, ours.road.cache).answer(
            Query(**OF_SPRING, dimensions=("member.name",)), reader_context
        )


def test_a_question_for_the_business_is_refused(ours):
    with pytest.raises(OtherCatalog):
        ours.road.answer(Query(**OF_SPRING), ours.reader_context())


def test_a_source_that_is_not_connected_is_refused_in_words(ours):
    road = Road(ours.catalog, SourceStore({}), ours.road.cache)
    with pytest.raises(SourceNotConnected, match="The source library is not connected"):
        road.answer(Query(catalog="library", **OF_SPRING), ours.reader_context())


def test_an_answer_is_kept_only_where_the_source_shows_its_state(ours):
    result = ours.counting()
    for _ in range(2):
        ours.ask(**OF_SPRING)
    once = 1 if ours.source.version() else 2
    assert len(ours.road.cache._cache) == 2 - once
    assert result() % once == 0


def test_a_foreign_source_is_only_read(ours):
    place = ours.catalog.source("library").schema
    table = f"{place}.loans" if place else "loans"
    with ours.source.engine.connect() as connection, pytest.raises(sa.exc.DBAPIError, match="read-only"):
        connection.execute(sa.text(f"DELETE FROM {table}"))


def test_the_catalog_comes_back_from_json(ours):
    assert from_json(to_json(ours.catalog)) == ours.catalog
    assert isinstance(ours.catalog, Catalog)
