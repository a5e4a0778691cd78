"""The statement: lines in their order, subtotals of exact values, and the accounts below each line."""

from dataclasses import replace
from decimal import Decimal

import pytest

from models import Account
from services.present.statement import Statement, StatementRow, statement
from services.semantic.conditions import Compare
from services.semantic.query import Query
from tests.services.books import Books
from tests.services.shop import Shop, Town, context, days

JANUARY = days("2025-01-01", "2025-01-31")
ASKED = Query(
    metrics=("ledger.net_profit", "ledger.planned_profit"),
    dimensions=("account.subtype", "account_group.name", "account.code", "account.name"),
    period=JANUARY,
    order=("account.code",),
)


# Number, name, type, line of the statement, number of the heading.
CHART = (
    ("4", "Revenue", "revenue", None, None),
    ("41", "Sales of goods", "revenue", "sales", "4"),
    ("411", "Lamps", "revenue", "sales", "41"),
    ("412", "Bikes", "revenue", "sales", "41"),
    ("42", "Repairs", "revenue", "sales", "4"),
    ("49", "Returns", "expense", "sales_deductions", "4"),
    ("5", "Cost of goods", "expense", "cost_of_sales", None),
    ("51", "Lamps, cost", "expense", "cost_of_sales", "5"),
    ("52", "Bikes, cost", "expense", "cost_of_sales", "5"),
    ("6", "Operating costs", "expense", None, None),
    ("61", "Advertising", "expense", "sales_and_marketing", "6"),
    ("60", "House", "expense", "administration", "6"),
    ("601", "Cleaning", "expense", "administration", "60"),
    ("65", "Rent", "expense", "administration", "6"),
    ("66", "Wages", "expense", "administration", "6"),
    ("99", "Odd", "expense", None, None),
)
GOODS = {"411": "600.40", "412": "300.40", "51": "200", "52": "250.25"}
POSTED = GOODS | {"42": "100", "49": "50", "61": "70", "65": "80"}
PLANNED = {"411": "500", "412": "350", "42": "0", "51": "180", "52": "250", "61": "50", "65": "80", "66": "40"}
LAST_YEAR = {"411": "400", "66": "30"}


def a_year(shop: Shop) -> None:
    books = Books(shop)
    number: dict[str | None, int | None] = {None: None}
    for code, name, kind, line, group in CHART:
        values = {"code": code, "type": kind, "subtype": line, "parent_id": number[group]}
        number[code] = shop.once(Account, name, key=code, name=name, **values)
    names = {code: name for code, name, *_ in CHART}
    for code, amount in POSTED.items():
        books.posts(names[code], amount, on="2025-01-31")
    for code, amount in PLANNED.items():
        books.plans(names[code], amount, on="2025-01-31")
    for code, amount in LAST_YEAR.items():
        books.posts(names[code], amount, on="2024-01-31")


@pytest.fixture
def town(town_of) -> Town:
    return town_of(a_year)


def statement_of(town: Town, query: Query = ASKED, locale: str = "en") -> Statement:
    return statement(town.ask(query), locale)


def cell_words(row: StatementRow) -> tuple[str, ...]:
    return (row.name, *(cell.words for cell in row.cells))


def row(town: Town, name: str, query: Query = ASKED) -> StatementRow:
    [found] = [each for each in statement_of(town, query).rows if each.name == name]
    return found


def test_lines_and_subtotals_stand_in_the_order_of_a_statement_and_negatives_in_parentheses(town: Town):
    assert [cell_words(each) for each in statement_of(town).rows] == [
        ("Gross sales", "1,001", "850", "151", "17.7%"),
        ("Sales deductions", "(50)", "n/a", "n/a", "n/a"),
        ("Revenue", "951", "850", "101", "11.9%"),
        ("Cost of sales", "(450)", "(430)", "(20)", "(4.7%)"),
        ("Gross profit", "501", "420", "81", "19.2%"),
        ("Sales and marketing", "(70)", "(50)", "(20)", "(40.0%)"),
        ("Administration", "(80)", "(120)", "40", "33.3%"),
        ("EBITDA", "351", "250", "101", "40.2%"),
        ("Operating profit", "351", "250", "101", "40.2%"),
        ("Net profit", "351", "250", "101", "40.2%"),
    ]


def test_totals_come_from_unrounded_values(town: Town):
    """600.40 and 300.40 are 600 and 300 in their rows, and 901 together."""
    [goods, *_] = row(town, "Gross sales").below
    assert [each.cells[0].words for each in goods.below] == ["600", "300"]
    assert (goods.cells[0].words, goods.cells[0].exact) == ("901", "900.80 EUR")


def test_a_line_opens_into_its_groups_and_they_into_their_accounts(town: Town):
    sales = row(town, "Gross sales")
    assert [(each.number, each.name) for each in sales.below] == [(None, "Sales of goods"), ("42", "Repairs")]
    assert [(each.number, each.name) for each in sales.below[0].below] == [("411", "Lamps"), ("412", "Bikes")]


def test_a_heading_that_is_the_whole_line_is_no_group_and_nor_is_one_of_several_lines(town: Town):
    for line, accounts in (("Cost of sales", ["Lamps, cost", "Bikes, cost"]), ("Administration", ["Rent", "Wages"])):
        assert [(each.name, each.below) for each in row(town, line).below] == [(name, ()) for name in accounts]


def test_accounts_of_a_heading_that_spans_several_lines_stand_beside_those_of_others(town_of):
    """Advertising, in another line, stands under the same heading as rent and wages."""

    def story(shop: Shop) -> None:
        a_year(shop)
        Books(shop, written=100).posts("Cleaning", "5", on="2025-01-31")

    below = row(town_of(story), "Administration").below
    assert [(each.name, each.below) for each in below] == [("Cleaning", ()), ("Rent", ()), ("Wages", ())]


def test_some_cents_below_zero_are_nothing_in_parentheses(town_of):
    def story(shop: Shop) -> None:
        Books(shop).plans("Sales", "100.20", on="2025-01-31")
        Books(shop, written=100).posts("Sales", "100", on="2025-01-31")

    [sales, *_] = statement_of(town_of(story)).rows
    assert cell_words(sales) == ("Gross sales", "100", "100", "0", "(0.2%)")
    assert sales.cells[2].exact == "(0.20) EUR"


def test_an_account_of_which_nothing_was_planned_has_no_variance_and_one_planned_as_zero_has(town: Town):
    assert [cell.words for cell in row(town, "Sales deductions").below[0].cells] == ["(50)", "n/a", "n/a", "n/a"]
    repairs = row(town, "Gross sales").below[1]
    assert [cell.words for cell in repairs.cells] == ["100", "0", "100", "n/a"]


def test_more_cost_than_planned_is_bad_news_and_less_is_good(town: Town):
    verdicts = {each.name: each.cells[2].verdict for each in statement_of(town).rows}
    assert (verdicts["Gross sales"], verdicts["Sales deductions"]) == ("good", "neutral")
    assert (verdicts["Cost of sales"], verdicts["Administration"]) == ("bad", "good")


def test_where_a_profit_becomes_a_loss_there_is_no_share(town_of):
    def story(shop: Shop) -> None:
        books = Books(shop)
        books.plans("Sales", "100", on="2025-01-31")
        books.posts("Rent", "30", on="2025-01-31")

    statement = statement_of(town_of(story))
    assert cell_words(statement.rows[-1]) == ("Net profit", "(30)", "100", "(130)", "n/a")
    assert statement.finding == "Net loss is €30.00, €130.00 worse than budget"


def test_with_a_comparison_there_is_a_column_for_it(town: Town):
    statement = statement_of(town, replace(ASKED, compare="previous_year"))
    assert statement.columns == ("Actual, EUR", "Budget, EUR", "Variance, EUR", "Variance, %", "Previous year, EUR")
    before = {each.name: each.cells[-1].words for each in statement.rows}
    assert (before["Gross sales"], before["Administration"], before["Net profit"]) == ("400", "(30)", "370")


def test_compared_with_the_budget_it_is_not_stated_twice(town: Town):
    assert statement_of(town, replace(ASKED, compare="budget")).columns == statement_of(town).columns


def test_the_longest_bar_is_that_of_the_largest_line(town: Town):
    rows = {each.name: each.cells for each in statement_of(town).rows}
    assert rows["Gross sales"][0].share == 1 and rows["Gross sales"][2].share == 1
    assert rows["Cost of sales"][0].share == pytest.approx(float(Decimal("450.25") / Decimal("1000.80")))
    assert rows["Gross sales"][1].share is None


def test_the_finding_says_what_is_left_and_how_that_is_next_to_the_budget(town: Town):
    assert statement_of(town).finding == "Net profit is €350.55, €100.55 better than budget"


def test_without_any_plan_the_note_says_so(town: Town):
    statement = statement_of(town, replace(ASKED, period=days("2024-01-01", "2024-01-31")))
    assert statement.note == "There is no budget for this period, so no variance is shown."
    assert [cell_words(each)[1:] for each in statement.rows][-1] == ("370", "n/a", "n/a", "n/a")


def test_a_running_period_says_that_its_values_are_so_far(town: Town):
    reader = context(town.ours, now=context(town.ours).now.replace(month=1, day=31))
    statement_ = statement(town.ask(replace(ASKED, period=JANUARY), reader), "en")
    assert statement_.note == "The last period is in progress, so its values are partial."


def test_a_planned_account_without_a_line_is_named(town_of):
    def story(shop: Shop) -> None:
        a_year(shop)
        Books(shop, written=100).plans("Odd", "9", on="2025-01-31")

    assert statement_of(town_of(story)).note == "Not included, because they belong to no line of the statement: Odd."


def test_it_is_written_in_the_reader_s_locale(town: Town):
    [sales, *_] = statement_of(town, locale="de").rows
    assert cell_words(sales) == ("Gross sales", "1.001", "850", "151", "17,7%")
    assert sales.cells[0].exact == "1.000,80 EUR"


def test_the_whole_is_the_net_profit_of_the_catalog(town: Town):
    [(profit,)] = town.rows(Query(metrics=("ledger.net_profit",), period=JANUARY))
    assert statement_of(town).rows[-1].cells[0].exact == f"{profit:,.2f} EUR"


def test_a_filter_leaves_the_lines_that_it_reaches_and_the_subtotals_below_them(town: Town):
    only = replace(ASKED, where=Compare("account.name", "=", "Rent"))
    assert [each.name for each in statement_of(town, only).rows] == [
        "Administration",
        "EBITDA",
        "Operating profit",
        "Net profit",
    ]


def test_the_plan_of_a_day_that_has_not_come_is_not_in_it(town: Town):
    first_half = replace(ASKED, period=days("2025-01-01", "2025-01-15"))
    assert statement_of(town, first_half).rows == ()
