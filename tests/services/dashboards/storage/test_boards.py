"""Dashboards as rows: seeded once, then everyone's own."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Dashboard, DashboardVersion, Organization, Tile, User
from services.access import tenants
from services.dashboards.built_in import BUILT_IN, ORDERS
from services.dashboards.spec import Board, TileSpec
from services.dashboards.storage.boards import load_board, seed_everywhere
from services.errors import NotFound, UnboundSession
from services.semantic.conditions import And, Compare, Null
from services.semantic.query import Dates, Query, to_json

ALL_OF_THEM = (len(BUILT_IN), sum(len(built_in.tiles) for built_in in BUILT_IN))


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> str:
    """The engines that may hold the record."""
    return request.param


@pytest.fixture
def session(place: sa.Engine) -> Iterator[Session]:
    """A session that is bound to Ours, beside which there is Theirs. The built-in dashboards are there."""
    with Session(place) as made:
        made.add_all([Organization(id=1, name="Ours"), Organization(id=2, name="Theirs")])
        made.commit()
        seed_everywhere(made)
        tenants.bind(made, 1)
        yield made


def test_every_organisation_gets_the_built_in_dashboards(place: sa.Engine, session: Session):
    with Session(place) as theirs:
        tenants.bind(theirs, 2)
        for built_in in BUILT_IN:
            assert load_board(session, built_in.slug) == load_board(theirs, built_in.slug) == built_in


def test_seeding_again_adds_nothing(session: Session):
    before = count_rows(session)
    seed_everywhere(session)
    assert count_rows(session) == before == ALL_OF_THEM


def stored_row(session: Session, slug: str) -> Tile:
    """Return a tile of our dashboard of orders as it is stored."""
    ours = sa.select(Tile).join(Tile.dashboard).where(Dashboard.slug == "orders", Tile.slug == slug)
    return session.scalars(ours).one()


def count_rows(session: Session) -> tuple[int | None, int | None]:
    """How many dashboards and tiles we have."""
    return tuple(session.scalar(sa.select(sa.func.count(each.id))) for each in (Dashboard, Tile))


def test_an_organisation_that_came_later_is_seeded_beside_the_others(place: sa.Engine, session: Session):
    with Session(place) as other:
        other.add(Organization(id=3, name="Newcomer"))
        other.commit()
        seed_everywhere(other)
        tenants.bind(other, 3)
        assert load_board(other, "orders") == ORDERS
    assert count_rows(session) == ALL_OF_THEM


def edit(session: Session) -> Dashboard:
    """Change a tile of our dashboard of orders, and add one that no release has."""
    tile = stored_row(session, "revenue")
    tile.title, tile.query = "What came in", to_json(Query(metrics=("order.open",)))
    more = Tile(organization_id=1, slug="own", position=99, kind="number", title="Own", query=tile.query)
    tile.dashboard.tiles.append(more)
    session.commit()
    return tile.dashboard


def test_seeding_leaves_a_dashboard_alone_that_somebody_saved(session: Session):
    session.add(User(id=7, email="ada@example.com", name="Ada"))
    session.commit()
    row = edit(session)
    session.add(DashboardVersion(organization_id=1, dashboard_id=row.id, number=2, content={}, user_id=7))
    session.commit()
    seed_everywhere(session)
    kept = load_board(session, "orders").tile("revenue")
    assert (kept.title, kept.query) == ("What came in", Query(metrics=("order.open",)))


def test_a_dashboard_that_nobody_saved_becomes_that_of_the_release(session: Session):
    edit(session)
    seed_everywhere(session)
    assert load_board(session, "orders") == ORDERS


def test_seeding_does_not_bring_back_what_was_put_in_the_bin(session: Session):
    session.scalars(sa.select(Dashboard).where(Dashboard.slug == "orders")).one().deleted_at = datetime(
        2025, 6, 15, tzinfo=UTC
    )
    session.commit()
    seed_everywhere(session)
    with pytest.raises(NotFound):
        load_board(session, "orders")


def test_a_tile_in_the_bin_is_not_on_the_board(session: Session):
    stored_row(session, "revenue").deleted_at = datetime(2025, 6, 15, tzinfo=UTC)
    session.commit()
    left = [tile.slug for tile in ORDERS.tiles if tile.slug != "revenue"]
    assert [tile.slug for tile in load_board(session, "orders").tiles] == left


def test_tiles_stand_in_their_order(session: Session):
    stored_row(session, "orders").position = -1
    session.commit()
    assert load_board(session, "orders").tiles[0].slug == "orders"


def test_a_board_of_another_organisation_is_not_there(place: sa.Engine, session: Session):
    with Session(place) as theirs:
        tenants.bind(theirs, 2)
        theirs.add(Dashboard(slug="secret", title="Theirs alone"))
        theirs.commit()
        assert load_board(theirs, "secret").title == "Theirs alone"
    with pytest.raises(NotFound, match="There is no such dashboard"):
        load_board(session, "secret")


@pytest.mark.parametrize("slug", ["", "order", "ORDERS", "orders' OR '1'='1"])
def test_a_board_that_nobody_made_is_not_there_either(session: Session, slug: str):
    with pytest.raises(NotFound):
        load_board(session, slug)


def test_a_session_that_is_bound_to_nobody_reads_no_board(place: sa.Engine, session: Session):
    with Session(place) as unbound, pytest.raises(UnboundSession):
        load_board(unbound, "orders")


def test_a_tile_that_is_not_on_the_board_is_not_there(session: Session):
    with pytest.raises(NotFound, match="There is no such tile"):
        load_board(session, "orders").tile("secret")


def test_a_question_comes_back_from_its_row_as_it_went_in(session: Session):
    question = Query(
        metrics=("order.revenue",),
        dimensions=("order.region",),
        period=Dates(datetime(2025, 1, 1).date(), datetime(2025, 3, 31).date()),
        where=And((Compare("client.name", "contains", "O'Brien \u2013 100%"), Null("order.shipped_on"))),
        order=("-order.revenue",),
        limit=5,
    )
    orders = session.scalars(sa.select(Dashboard).where(Dashboard.slug == "orders")).one()
    session.add(Tile(dashboard=orders, slug="own", position=99, kind="bar", title="Own", query=to_json(question)))
    session.commit()
    assert load_board(session, "orders").tile("own").query == question


@pytest.mark.parametrize(
    "question",
    [{"metrics": ["order.revenue"], "x": 1}, {"metrics": []}, {}, [], "order.revenue", {"version": 2}],
    ids=str,
)
def test_a_stored_question_that_cannot_be_read_leaves_the_other_tiles_as_they_are(session: Session, question):
    stored_row(session, "revenue").query = question
    session.commit()
    read = load_board(session, "orders")
    assert read.tile("revenue").fault.startswith("The query of this tile cannot be read.")
    assert [tile for tile in read.tiles if tile.slug != "revenue"] == [
        tile for tile in ORDERS.tiles if tile.slug != "revenue"
    ]


def test_tiles_stand_in_their_sections_in_the_order_in_which_those_are_first_named():
    question = Query(metrics=("order.revenue",))
    named = (("a", "Trade"), ("b", None), ("c", "Work"), ("d", "Trade"))
    tiles = tuple(TileSpec(slug, "number", slug, question, section) for slug, section in named)
    sections = Board("own", "Own", tiles).sections
    assert [(each.title, [tile.slug for tile in each.tiles]) for each in sections] == [
        (None, ["b"]),
        ("Trade", ["a", "d"]),
        ("Work", ["c"]),
    ]
