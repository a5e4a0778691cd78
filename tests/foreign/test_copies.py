"""Copies of two sources in one engine: their tables can be joined, and each stays its organisation's."""

from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa
from cachelib import SimpleCache

from services.catalogs import BUSINESS
from services.errors import BadQuery, NotNarrowed, UnknownDialect
from services.road import Road
from services.semantic.catalog import Catalog, Entity, Layer, Metric, Relation, Source, check_catalog, column_field
from services.semantic.conditions import Compare
from services.semantic.context import Context, Policy
from services.semantic.expression import FieldRef, Sum
from services.semantic.query import Query
from services.sources import versions
from services.sources.copy import Copies
from services.sources.inserts import insert_into
from services.sources.store import SourceStore
from tests.foreign.library import context
from tests.services.shop import NOW, Shop, days, organization

YEAR = days("2025-01-01", "2025-12-31")
SCORE = Entity(
    "score",
    "Score",
    "scores",
    "What a client was given on a day.",
    (
        column_field("client", "Client", "text", "Who was asked.", dimension=True),
        column_field("given_on", "Given", "date", "When."),
        column_field("points", "Points", "integer", "How many."),
    ),
    key="client",
    key_type="text",
    tenant=None,
    time="score.given_on",
    source="uploads",
)
POINTS = Metric(
    "score.total",
    "Points",
    "simple",
    "integer",
    "score",
    Sum(FieldRef("score.points")),
    "Points.",
    "us",
    ("score.given_on",),
)
TIE = Relation("score.client", "score", "client", "client", "key", column_type="text")


def catalog_of(number: int, **changes) -> Catalog:
    source = Source("uploads", "duckdb", "copy", schema="uploads", organization=number)
    layer = Layer("uploads", (replace(source, **changes),), (SCORE,), (TIE,), (POINTS,))
    return BUSINESS.with_layer(layer)


@dataclass
class KeyedLibrary:
    """Two organisations in the record, and a file that the first has uploaded."""

    record: sa.Engine
    uploads: sa.Engine
    store: SourceStore
    numbers: tuple[int, int]
    state: list[str]

    @property
    def catalog(self) -> Catalog:
        return catalog_of(self.numbers[0])

    def ask(self, query: Query, number: int | None = None, catalog: Catalog | None = None, **rules):
        used = catalog or self.catalog
        reader_context: Context = context(number or self.numbers[0], used, **rules)
        frame = Road(used, self.store, SimpleCache()).answer(query, reader_context).frame
        return list(frame.itertuples(index=False, name=None))


@pytest.fixture
def both(record: sa.Engine, tmp_path: Path) -> KeyedLibrary:
    with record.begin() as connection:
        ours, theirs = organization(connection, "Ours"), organization(connection, "Theirs")
        for number, amount in ((ours, "10"), (theirs, "1000000")):
            shop = Shop(connection, number)
            shop.client("Ada", region="North")
            shop.client("Bo", region="South")
            shop.sells(("lamp", amount, "1"), to="Ada", on="2025-03-01")
    uploads = sa.create_engine(f"sqlite:///{tmp_path / 'uploads.sqlite'}")
    with uploads.begin() as connection:
        connection.execute(sa.text("CREATE TABLE scores (client TEXT, given_on TEXT, points INTEGER)"))
        scores = "('Ada', '2025-02-01', 3), ('Bo', '2025-02-02', 4), ('Cy', '2025-02-03', 5)"
        connection.execute(sa.text(f"INSERT INTO scores VALUES {scores}"))
    catalog, state = catalog_of(ours), ["1"]
    copies = {
        "record": Copies(record, tmp_path / "copies", BUSINESS),
        "uploads": Copies(
            *(uploads, tmp_path / "copies", catalog),
            source="uploads",
            stamp=lambda connection, number: state[0],
            currency=lambda connection, number: None,
            organization=ours,
        ),
    }
    return KeyedLibrary(record, uploads, SourceStore(copies), (ours, theirs), state)


JOINED = Query(metrics=("score.total",), dimensions=("client.region",), period=YEAR, order=("client.region",))


def test_the_catalog_can_be_answered_from(both):
    check_catalog(both.catalog)


def test_two_copies_are_joined_by_a_text_key(both):
    assert both.ask(JOINED) == [("North", 3), ("South", 4)]


def test_numbers_of_both_stand_in_one_answer(both):
    asked = Query(metrics=("score.total", "order.revenue"), dimensions=("client.region",), period=YEAR)
    assert sorted(both.ask(asked)) == [("North", 3, Decimal("10")), ("South", 4, Decimal("0"))]


def test_each_alone_opens_that_copy_alone(both):
    assert both.ask(Query(metrics=("score.total",), period=YEAR)) == [(12,)]
    assert both.ask(Query(metrics=("order.revenue",), period=YEAR)) == [(Decimal("10"),)]


def test_a_rule_on_one_hides_rows_of_the_other(both):
    assert both.ask(JOINED, client=Compare("client.region", "=", "South")) == [("South", 4)]


def test_another_organisation_does_not_read_the_upload(both):
    with pytest.raises(NotNarrowed):
        both.ask(JOINED, both.numbers[1])
    with pytest.raises(NotNarrowed):
        both.ask(Query(metrics=("score.total",), period=YEAR), both.numbers[1])


def test_an_answer_follows_either_source(both):
    assert both.ask(JOINED) == [("North", 3), ("South", 4)]
    with both.uploads.begin() as connection:
        connection.execute(sa.text("INSERT INTO scores VALUES ('Bo', '2025-02-04', 10)"))
    both.state[0] = "2"
    assert both.ask(JOINED) == [("North", 3), ("South", 14)]
    with both.record.begin() as connection:
        connection.execute(sa.text("UPDATE clients SET region = 'West' WHERE name = 'Ada'"))
        versions.advance(connection, both.numbers[0], NOW)
    assert both.ask(JOINED) == [("South", 14), ("West", 3)]


def test_one_more_metric_makes_no_copy_anew(both):
    first = both.store.copies["record"].open(both.numbers[0], both.catalog)
    more = both.catalog.with_layer(Layer("more", metrics=(replace(POINTS, name="score.more"),)))
    assert both.store.copies["record"].open(both.numbers[0], more) is first


def test_a_field_of_an_organisation_s_own_is_copied_for_it(both):
    own = column_field("territory", "Territory", "text", "Territory.", column="kind", dimension=True)
    entity = replace(BUSINESS.entity("client"), fields=(*BUSINESS.entity("client").fields, own))
    catalog = both.catalog.with_layer(Layer("own", entities=(entity,)))
    asked = replace(JOINED, dimensions=("client.territory",), order=())
    assert both.ask(asked, catalog=catalog) == [("person", 7)]


def test_two_tables_of_one_name_need_a_schema(both):
    catalog = catalog_of(both.numbers[0], schema=None)
    clash = replace(SCORE, table="clients")
    catalog = catalog.with_layer(Layer("clash", entities=(clash,)))
    with pytest.raises(BadQuery, match="Two sources have a table called clients"):
        with both.uploads.begin() as connection:
            connection.execute(sa.text("ALTER TABLE scores RENAME TO clients"))
        both.ask(JOINED, catalog=catalog)


def test_a_table_whose_rows_are_shown_apart_in_two_ways_is_not_copied(both):
    other = replace(BUSINESS.entity("client"), name="other", tenant="owner_id")
    catalog = BUSINESS.with_layer(Layer("own", entities=(other,)))
    with pytest.raises(BadQuery, match="Two entities over the table clients have different tenant columns"):
        both.store.copies["record"].open(both.numbers[0], catalog)


def test_rows_of_an_engine_that_no_reader_knows_are_refused_in_words(both, tmp_path):
    strange = sa.create_engine("duckdb:///:memory:")
    copies = Copies(
        strange, tmp_path / "strange", both.catalog, source="uploads", stamp=lambda *_: "1", currency=lambda *_: None
    )
    with pytest.raises(UnknownDialect, match="called duckdb. Known dialects: postgresql, sqlite"):
        copies.open(both.numbers[0])
    with strange.connect() as connection, pytest.raises(UnknownDialect):
        insert_into(sa.Table("t", sa.MetaData()), connection)


def test_a_policy_without_the_upload_reads_none_of_it(both):
    bare = Policy(both.numbers[0], {})
    with pytest.raises(NotNarrowed):
        Road(both.catalog, both.store, SimpleCache()).answer(
            JOINED, replace(context(both.numbers[0], both.catalog), policy=bare)
        )
