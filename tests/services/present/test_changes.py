"""For each group: this period, the compared one, the difference, in percent, and the share of the total change."""

from dataclasses import replace
from decimal import Decimal

import pytest

from services.catalogs import BUSINESS
from services.present.changes import DIFFERENCE, PERCENT, SHARE, with_changes
from services.present.export import to_csv
from services.present.table import table
from services.semantic.query import Query
from services.semantic.runner import BEFORE_MARK
from tests.services.shop import Shop, days

ASKED = Query(
    metrics=("order.revenue",),
    dimensions=("order.region",),
    period=days("2025-01-01", "2025-03-31"),
    compare="previous_year",
    order=("order.region",),
)


@pytest.fixture
def engine() -> str:
    return "sqlite"


def two_years(shop: Shop) -> None:
    """From 300 to 450: the east is new, the north grew by half, the south shrank by half, the west is gone."""
    for region, before, now in (("East", 0, 150), ("North", 100, 150), ("South", 100, 50), ("West", 100, 0)):
        for year, amount in ((2024, before), (2025, now)):
            if amount:
                shop.sells(("lamp", str(amount), "1"), on=f"{year}-02-10", region=region)
    shop.sells(("lamp", "100", "1"), on="2025-02-11", region="North")


def test_each_group_has_its_change_and_its_share_of_the_total_change(town_of):
    frame = with_changes(town_of(two_years).ask(ASKED)).frame
    rows = {
        row["order.region"]: (
            row["order.revenue" + DIFFERENCE],
            row["order.revenue" + PERCENT],
            row["order.revenue" + SHARE],
        )
        for row in frame.to_dict("records")
    }
    assert rows == {
        "East": (150, None, 1.0),
        "North": (150, 1.5, 1.0),
        "South": (-50, -0.5, pytest.approx(-1 / 3)),
        "West": (-100, -1.0, pytest.approx(-2 / 3)),
    }


def test_a_table_and_a_file_have_the_changes(town_of):
    answer = town_of(two_years).ask(ASKED)
    labels = [column.label for column in table(answer, "en").columns]
    assert labels[-3:] == ["Revenue, difference", "Revenue, change in %", "Revenue, share of total change"]
    assert table(answer, "en").rows[0][-3:] == ["€150.00", "n/a", "100.0%"]
    heading, first, *_ = to_csv(answer).splitlines()
    assert heading.endswith('"Revenue, difference","Revenue, change in %","Revenue, share of total change"')
    assert first == "East,150,0,150,,1.0"


def test_a_ratio_changes_in_points_and_has_no_share(town_of):
    answer = with_changes(town_of(two_years).ask(replace(ASKED, metrics=("order.gross_margin",))))
    north = answer.frame.set_index("order.region").loc["North"]
    assert north["order.gross_margin" + DIFFERENCE] == pytest.approx((248 / 250 - 0.99) * 100)
    assert "order.gross_margin" + SHARE not in answer.frame and "order.gross_margin" + PERCENT not in answer.frame


def test_where_groups_are_left_out_there_is_no_share(town_of):
    answer = with_changes(town_of(two_years).ask(replace(ASKED, limit=2)))
    assert "order.revenue" + SHARE not in answer.frame and "order.revenue" + DIFFERENCE in answer.frame


ORDERS = sorted(
    name for name, each in BUSINESS.metrics.items() if each.entity in ("order", "order_line") and each.kind == "simple"
)


@pytest.mark.parametrize("name", ORDERS)
def test_where_parts_add_up_so_do_their_changes_to_the_cent(town_of, name):
    town = town_of(two_years)
    whole = town.ask(replace(ASKED, metrics=(name,), dimensions=(), order=()))
    answer = with_changes(town.ask(replace(ASKED, metrics=(name,))))
    if not next(column for column in answer.columns if column.name == name).additive:
        assert name + SHARE not in answer.frame
        return
    change = (whole.frame[name][0] or 0) - (whole.frame[name + BEFORE_MARK][0] or 0)
    assert sum(Decimal(each or 0) for each in answer.frame[name + DIFFERENCE]) == change
    if change:
        assert sum(answer.frame[name + SHARE].dropna()) == pytest.approx(1)
