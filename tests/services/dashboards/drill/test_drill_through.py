"""What a mark of a chart holds: as many as it says, by name, with the way to each."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from services.catalogs import BUSINESS
from services.charts import Picture
from services.dashboards.drill.drill_through import drill_through
from services.errors import BadQuery, NotNarrowed
from services.insights import rfm
from services.semantic.conditions import EVERYTHING, Compare
from services.semantic.context import Policy
from tests.services.dashboards.conftest import DashboardReader, tile
from tests.services.shop import Shop, context

SPREAD = tile("histogram", metrics=("order.revenue",), dimensions=("client.key",))
REGIONS = tile("bar", metrics=("order.revenue",), dimensions=("order.region",))
SEGMENTS = tile("segments", metrics=rfm.METRICS, dimensions=("client.key",))
COHORTS = tile(
    "cohorts",
    metrics=("client.ordering",),
    dimensions=("order.months_since_first",),
    time="client.acquired_on",
    grain="month",
)


def buyers(shop: Shop) -> None:
    """Ten clients who came in January or February: the nth buys for n times 100, the even ones again in March."""
    shop.product("lamp", category="Home")
    for number in range(1, 11):
        month = 1 + number % 2
        name = f"Client {number:02}"
        region = "North" if number % 2 else "South"
        shop.client(name, acquired=f"2025-{month:02}-10")
        shop.sells(("lamp", f"{number}00.00", "40.00"), to=name, on=f"2025-{month:02}-10", region=region)
        if not number % 2:
            shop.sells(("lamp", "50.00", "40.00"), to=name, on="2025-03-05", region=region)


def crowd(shop: Shop) -> None:
    """More clients than a list shows, all alike."""
    shop.product("lamp", category="Home")
    for number in range(205):
        shop.sells(("lamp", "100.00", "40.00"), to=f"Client {number}", on="2025-01-10")


def outliers(shop: Shop) -> None:
    """Forty clients who are worth much the same, one who is worth far more, and one who brought more back."""
    shop.product("lamp", category="Home")
    for number in range(40):
        shop.sells(("lamp", f"{100 + number}.00", "40.00"), to=f"Client {number}", on="2025-01-10")
    shop.sells(("lamp", "9000.00", "40.00"), to="Giant", on="2025-01-10")
    shop.sells(("lamp", "-9000.00", "40.00"), to="Loss", on="2025-01-10")


@pytest.fixture
def reader(reader_of) -> DashboardReader:
    return reader_of(buyers)


def marks(reader: DashboardReader, each, search: str = "") -> Iterator[tuple[str, str]]:
    """Yield every mark that holds something, and what it says."""
    drawn = reader.sees(each, search)
    assert isinstance(drawn, Picture)
    for trace in drawn.figure["data"]:
        yield from ((mark[1], mark[2]) for mark in trace.get("customdata") or () if mark[0] == "records")


@pytest.mark.parametrize("each", [SPREAD, SEGMENTS], ids=lambda each: each.kind)
def test_every_mark_holds_as_many_as_it_says_and_all_of_them_together_everybody(reader, each):
    names: list[str] = []
    for mark, text in marks(reader, each):
        found = drill_through(each, mark, reader.view())
        [count] = re.findall(r"(\d+) (?:client|customer)s?", text)
        assert (found.label, len(found.rows), found.note) == (text, int(count), None)
        names += [name for name, _, _ in found.rows]
    assert sorted(names) == [f"Client {number:02}" for number in range(1, 11)]


def test_the_highest_comes_first_with_its_value_and_the_way_to_it(reader):
    [mark] = [mark for mark, _ in marks(reader, SPREAD) if mark.startswith("800")]
    found = drill_through(SPREAD, mark, reader.view())
    assert [(name, cells) for name, _, cells in found.rows] == [("Client 09", ["€900.00"]), ("Client 08", ["€850.00"])]
    assert all(re.fullmatch(r"/customers/\d+", address) for _, address, _ in found.rows)
    assert ([column.label for column in found.columns], found.currency) == (["Customer", "Revenue"], "EUR")


@pytest.mark.parametrize("first", ["2025-01-01", "2025-01-05"])
def test_a_cohort_holds_those_who_came_and_later_those_who_came_back(reader, first):
    search, result = f"?period=dates&from={first}&to=2025-04-30", {}
    for mark, _ in marks(reader, COHORTS, search):
        result[mark] = sorted(name for name, _, _ in drill_through(COHORTS, mark, reader.view(search)).rows)
    even, odd = ([f"Client {number:02}" for number in range(first, 11, 2)] for first in (2, 1))
    assert result == {"2025-01-01/0": even, "2025-01-01/2": even, "2025-02-01/0": odd}


def test_a_cohort_that_is_ordered_or_cut_still_holds_all_of_its_own(reader):
    search, since = "?period=dates&from=2025-01-01&to=2025-04-30", "order.months_since_first"
    cut = replace(COHORTS, query=replace(COHORTS.query, order=(since,), limit=2))
    assert len(drill_through(cut, "2025-01-01/0", reader.view(search)).rows) == 5


def test_groups_are_called_by_their_own_names_and_lead_nowhere(reader):
    by_region = tile("histogram", metrics=("order.revenue",), dimensions=("order.region",))
    rows = [row for mark, _ in marks(reader, by_region) for row in drill_through(by_region, mark, reader.view()).rows]
    assert sorted(row[:2] for row in rows) == [("North", None), ("South", None)]


def test_the_ends_hold_what_lies_far_out_on_either_side(reader_of):
    reader = reader_of(outliers)
    found = {mark: drill_through(SPREAD, mark, reader.view()).rows for mark, _ in marks(reader, SPREAD)}
    ends = {mark: [name for name, _, _ in rows] for mark, rows in found.items() if "" in mark.split("/")}
    assert list(ends.values()) == [["Loss"], ["Giant"]]
    assert sum(map(len, found.values())) == 42


def test_of_very_many_the_first_are_listed_and_it_is_stated(reader_of):
    reader = reader_of(crowd)
    [mark] = [mark for mark, text in marks(reader, SPREAD) if not text.endswith(" 0 clients")]
    found = drill_through(SPREAD, mark, reader.view())
    assert (len(found.rows), found.note) == (200, "205 rows, first 200 shown")


@pytest.mark.parametrize(("region", "first"), [("North", 1), ("South", 2)])
def test_a_mark_holds_what_the_page_is_filtered_to(reader, region, first):
    search = f"?order.region={region}"
    assert names_of(reader, search) == [f"Client {number:02}" for number in range(first, 11, 2)]


def test_a_mark_holds_what_its_viewer_may_read(reader):
    north = Compare("order.region", "=", "North")
    rules = dict.fromkeys(BUSINESS.entities, EVERYTHING) | {"order": north}
    bound = DashboardReader(reader.town, context(reader.town.ours, policy=Policy(reader.town.ours, rules)))
    assert names_of(bound) == [f"Client {number:02}" for number in range(1, 11, 2)]


def names_of(reader: DashboardReader, search: str = "") -> list[str]:
    """Return whom all marks of the spread hold together."""
    found = (drill_through(SPREAD, mark, reader.view(search)) for mark, _ in marks(reader, SPREAD, search))
    return sorted(name for each in found for name, _, _ in each.rows)


@pytest.mark.parametrize("mark", ["", "/", "0", "1/2/3", "nan/nan", "9/9", "2020-01-01/0", "' or 1=1 --"])
@pytest.mark.parametrize("each", [SPREAD, SEGMENTS, COHORTS, REGIONS], ids=lambda each: each.kind)
def test_only_a_mark_that_is_on_the_chart_holds_anything(reader, each, mark):
    with pytest.raises(BadQuery, match="no longer on the chart"):
        drill_through(each, mark, reader.view())


def test_who_may_not_see_the_chart_is_shown_so(reader):
    [(mark, _), *_] = marks(reader, SPREAD)
    blind = DashboardReader(reader.town, context(reader.town.ours, policy=Policy(reader.town.ours, {})))
    with pytest.raises(NotNarrowed, match="You do not have access to"):
        drill_through(SPREAD, mark, blind.view())
