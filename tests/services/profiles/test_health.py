"""The health of one client, with its parts."""

from dataclasses import replace

import pytest

from services.access.context import policy_of
from services.catalogs import BUSINESS
from services.insights.parts import PARTS
from services.profiles.client import client_of
from services.profiles.health import Health, health_of
from services.profiles.record_profile import Asking
from services.semantic.conditions import Compare
from services.semantic.query import Query
from tests.services.books import Books
from tests.services.desk import Desk
from tests.services.shop import Shop, context


def a_good_and_a_poor_one(shop: Shop) -> None:
    """Ada buys more and pays in time; Bo has stopped and owes; Di is not known at all."""
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
def asking(asking_of) -> Asking:
    return asking_of(a_good_and_a_poor_one)


def health(name: str, asking: Asking) -> Health:
    found = asking.road.answer(Query(fields=("client.id",), where=Compare("client.name", "=", name)), asking.context)
    client = client_of(str(found.frame["client.id"][0]), asking)
    return health_of(client, asking.road, asking.context)


def test_a_score_comes_with_its_verdict_and_the_look_of_it(asking: Asking):
    good, poor = health("Ada", asking), health("Bo", asking)
    assert (good.verdict, good.look) == ("Good", "good")
    assert (poor.verdict, poor.look) == ("Poor", "bad")
    assert good.score is not None and poor.score is not None and good.score > 70 > 40 > poor.score


def test_every_part_is_told_with_its_weight_and_what_is_not_known_is_no_zero(asking: Asking):
    told = health("Ada", asking)
    assert [(part.label, part.weight) for part in told.parts] == [(part.label, part.weight) for part in PARTS]
    known = [(part.weight, part.score) for part in told.parts if part.score is not None]
    assert 0 < len(known) < len(PARTS)
    assert told.score == round(sum(weight * score for weight, score in known) / sum(weight for weight, _ in known))


def test_who_is_not_known_has_no_score(asking: Asking):
    told = health("Di", asking)
    assert (told.score, told.verdict, told.look) == (None, None, "neutral")


def test_a_part_that_may_not_be_read_is_not_known_and_told_so(asking: Asking):
    house = asking.context.organization
    rows = {name: rule for name, rule in policy_of(house, BUSINESS).rows.items() if name != "interaction"}
    narrow_table = replace(asking, context=context(house, policy=replace(policy_of(house, BUSINESS), rows=rows)))
    whole, told = health("Ada", asking), health("Ada", narrow_table)
    lost = {a.label for a, b in zip(whole.parts, told.parts, strict=True) if a.score is not None and b.score is None}
    assert lost
    assert all(any(label in note for note in told.notes) for label in lost)
