"""The statement as a tile of a dashboard."""

import pytest

from callbacks.cards import CardSetting, card
from services.dashboards.built_in import FINANCE
from services.dashboards.drawing.draw import Nothing
from services.present.statement import Statement
from tests.components.tree import of_type, text
from tests.services.books import Books
from tests.services.dashboards.conftest import empty
from tests.services.shop import Shop

TILE = FINANCE.tile("statement")


def two_years(shop: Shop) -> None:
    books = Books(shop)
    books.posts("Sales", "500", on="2025-05-31")
    books.plans("Sales", "450", on="2025-05-31")
    books.posts("Rent", "200", on="2025-05-31")
    books.posts("Sales", "400", on="2024-05-31")


def test_the_statement_is_drawn_with_budget_and_the_year_before(reader_of):
    drawn = reader_of(two_years).sees(TILE)
    assert isinstance(drawn, Statement)
    assert [heading.split(",")[0] for heading in drawn.columns] == [
        "Actual",
        "Budget",
        "Variance",
        "Variance",
        "Previous year",
    ]
    result = drawn.rows[-1]
    assert (result.name, [cell.words for cell in result.cells]) == (
        "Net profit",
        ["300", "450", "(150)", "(33.3%)", "400"],
    )


@pytest.mark.parametrize("chosen", ["none", "budget"])
def test_without_an_earlier_period_there_is_no_column_for_one(reader_of, chosen):
    drawn = reader_of(two_years).sees(TILE, f"?compare={chosen}")
    assert isinstance(drawn, Statement) and len(drawn.columns) == 4


def test_without_entries_it_says_that_none_are_on_record(reader_of):
    assert reader_of(empty).sees(TILE) == Nothing("No ledger entries recorded yet")


def test_an_account_leads_to_its_entries_by_cost_centre_for_the_same_choices(reader_of):
    drawn = reader_of(two_years).sees(TILE)
    target = "/metrics/ledger.net_profit?period=this-year&account.name=Tax&account.name=Rent&by=account.subtype"
    shown = card(CardSetting(TILE, FINANCE, drill_url=target), drawn)
    links = {text(link): link.href for link in of_type(shown, "A") if "by=cost_centre.name" in link.href}
    rest = "by=cost_centre.name"
    assert links == {
        name: f"/metrics/ledger.net_profit?period=this-year&account.name={name}&{rest}" for name in ("Sales", "Rent")
    }
