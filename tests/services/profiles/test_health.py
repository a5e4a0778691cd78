"""The health of one customer, with its parts."""

from dataclasses import replace

import pytest

from services.access.context import policy_of
from services.catalogs import BUSINESS
from services.insights.health_parts import PARTS
from services.profiles.client import client_profile
from services.profiles.health import CustomerHealth, customer_health
from services.semantic.conditions import Compare
from services.semantic.query import Query
from services.view_context import ViewContext
from tests.services.books import Books
from tests.services.desk import Desk
from tests.services.shop import Shop, context


def good_and_poor(shop: Shop) -> None:
    """Ada buys more and pays on time; Bo has stopped and owes; nothing is recorded about Di."""
    for name in ("Ada", "Bo", "Di"):
        shop.client(name)
    shop.sells(("lamp", "100", "60"), to="Ada", on="2024-05-10")
    shop.sells(("lamp", "200", "60"), to="Ada", on="2025-06-01")
    shop.sells(("lamp", "100", "60"), to="Bo", on="2024-05-15")
    Desk(shop).hears("Ada", at="2025-05-10 09:00", nps_score=10)
    Desk(shop, written=5).hears("Bo", at="2025-05-10 09:00", nps_score=0)
    books = Books(shop)
    books.invoices("100", ("2025-04-20", "100"), on="2025-04-01", due="2025-05-01", to="Ada")
    books.invoices("100", on="2025-02-01", due="2025-03-01", to="Bo")


@pytest.fixture
def reader(reader_of) -> ViewContext:
    return reader_of(good_and_poor)


def health(name: str, reader: ViewContext) -> CustomerHealth:
    found = reader.road.answer(Query(fields=("client.id",), where=Compare("client.name", "=", name)), reader.context)
    client = client_profile(str(found.frame["client.id"][0]), reader)
    return customer_health(client, reader)


def test_a_score_has_a_verdict_and_a_tone(reader: ViewContext):
    good, poor = health("Ada", reader), health("Bo", reader)
    assert (good.verdict, good.tone) == ("Good", "good")
    assert (poor.verdict, poor.tone) == ("Poor", "bad")
    assert good.score is not None and poor.score is not None and good.score > 70 > 40 > poor.score


def test_every_part_has_its_weight_and_unknown_parts_do_not_count_as_zero(reader: ViewContext):
    found = health("Ada", reader)
    assert [(part.label, part.weight) for part in found.parts] == [(part.label, part.weight) for part in PARTS]
    scored = [(part.weight, part.score) for part in found.parts if part.score is not None]
    assert 0 < len(scored) < len(PARTS)
    assert found.score == round(sum(weight * score for weight, score in scored) / sum(weight for weight, _ in scored))


def test_a_customer_without_records_has_no_score(reader: ViewContext):
    found = health("Di", reader)
    assert (found.score, found.verdict, found.tone) == (None, None, "neutral")


def test_a_part_that_may_not_be_read_is_unknown_and_a_note_says_so(reader: ViewContext):
    tenant = reader.context.organization
    rows = {name: rule for name, rule in policy_of(tenant, BUSINESS).rows.items() if name != "interaction"}
    restricted = replace(reader, context=context(tenant, policy=replace(policy_of(tenant, BUSINESS), rows=rows)))
    whole, found = health("Ada", reader), health("Ada", restricted)
    lost = {a.label for a, b in zip(whole.parts, found.parts, strict=True) if a.score is not None and b.score is None}
    assert lost
    assert all(any(label in note for note in found.notes) for label in lost)
