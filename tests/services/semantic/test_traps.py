"""Where sums go wrong: fan-out, order of steps, gaps, empty groups, distinct counts, names and values from outside."""

from decimal import Decimal

import pytest

from services.errors import BadQuery, NoData, UnknownName, Unreachable
from services.semantic.conditions import Compare, Not, Or
from services.semantic.query import Everything, Last, Previous, Query, This, Transform
from services.semantic.runner import sql_of
from tests.services.shop import Shop, context, day, days

YEAR = days("2025-01-01", "2025-12-31")
REVENUE = Query(metrics=("order.revenue",), period=YEAR)


def nothing(shop: Shop) -> None:
    """A shop that has sold nothing yet."""


def three_lines_on_one_order(shop: Shop) -> None:
    shop.product("lamp", category="Home")
    shop.product("rug", category="Home")
    shop.product("bike", category="Sport")
    shop.client("Ada", segment="Private")
    shop.sells(("lamp", "10", "4"), ("rug", "20", "5"), ("bike", "70", "50"), on="2025-01-05")
    shop.sells(("lamp", "10", "6"), on="2025-01-06")


def around_new_year(shop: Shop) -> None:
    shop.sells(("lamp", "1", "1"), on="2024-12-29")
    shop.sells(("lamp", "2", "1"), on="2024-12-30")
    shop.sells(("lamp", "4", "1"), on="2025-01-01")
    shop.sells(("lamp", "8", "1"), on="2025-01-05")
    shop.sells(("lamp", "16", "1"), on="2025-01-06")


def given_back(shop: Shop) -> None:
    shop.sells(("lamp", "40", "10"), on="2025-01-10", region="North")
    shop.sells(("lamp", "-40", "-10"), on="2025-01-20", region="South")
    shop.sells(("lamp", "7", "1"), on="2025-03-01", region="North")


def test_an_order_with_three_lines_is_one_order_however_it_is_joined(town_of):
    town = town_of(three_lines_on_one_order)
    by_segment = Query(
        metrics=("order.revenue", "order.median_value", "order.open"), dimensions=("client.segment",), period=YEAR
    )
    assert town.rows(by_segment) == [("Private", Decimal("110"), Decimal("55"), 2)]


def test_margin_by_category_sums_each_line_once(town_of):
    town = town_of(three_lines_on_one_order)
    margin = Query(metrics=("order.gross_margin", "order.revenue"), dimensions=("product.category",), period=YEAR)
    assert town.rows(margin) == [
        ("Home", pytest.approx(25 / 40), Decimal("40")),
        ("Sport", pytest.approx(20 / 70), Decimal("70")),
    ]


def test_distinct_counts_of_the_parts_may_add_up_to_more_than_the_whole(town_of):
    town = town_of(three_lines_on_one_order)
    january = days("2025-01-01", "2025-01-31")
    by_product = Query(metrics=("client.active",), dimensions=("product.name",), period=january)
    assert town.rows(by_product) == [("bike", 1), ("lamp", 1), ("rug", 1)]
    assert town.rows(Query(metrics=("client.active",), period=january)) == [(1,)]


def test_a_filter_on_a_metric_applies_after_summing(town_of):
    town = town_of(three_lines_on_one_order)
    # No line of Home is worth more than 20; together they are worth 40.
    more_than_30 = Query(
        metrics=("order.revenue",),
        dimensions=("product.category",),
        period=YEAR,
        having=Compare("order.revenue", ">", 30),
        order=("order.revenue",),
    )
    assert town.rows(more_than_30) == [("Home", Decimal("40")), ("Sport", Decimal("70"))]


def test_a_filter_on_a_metric_may_be_as_involved_as_one_on_rows(town_of):
    town = town_of(three_lines_on_one_order)
    extremes = Query(
        metrics=("order.revenue",),
        dimensions=("product.name",),
        period=YEAR,
        having=Or((Compare("order.revenue", ">=", 70), Not(Compare("order.revenue", ">", 19.99)))),
    )
    assert [name for name, _ in town.rows(extremes)] == ["bike"]


def test_a_filter_on_a_ratio_takes_the_ratio_of_the_sums(town_of):
    town = town_of(three_lines_on_one_order)
    high = Query(
        metrics=("order.gross_margin",),
        dimensions=("product.category",),
        period=YEAR,
        having=Compare("order.gross_margin", ">", 0.6),
    )
    assert town.rows(high) == [("Home", pytest.approx(0.625))]


def test_the_period_is_cut_out_before_the_months_are(town_of):
    town = town_of(three_lines_on_one_order)
    from_the_sixth = Query(metrics=("order.revenue",), period=days("2025-01-06", "2025-01-31"), grain="month")
    assert town.rows(from_the_sixth) == [(day("2025-01-06"), Decimal("10"))]


def test_weeks_run_over_new_year_in_one_piece(town_of):
    weeks = Query(metrics=("order.revenue",), period=days("2024-12-23", "2025-01-12"), grain="week")
    assert town_of(around_new_year).rows(weeks) == [
        (day("2024-12-23"), Decimal("1")),
        (day("2024-12-30"), Decimal("14")),
        (day("2025-01-06"), Decimal("16")),
    ]


def test_daily_rows_fall_into_the_month_of_their_day(town_of):
    months = Query(metrics=("order.revenue",), period=days("2024-12-01", "2025-01-31"), grain="month")
    assert town_of(around_new_year).rows(months) == [
        (day("2024-12-01"), Decimal("3")),
        (day("2025-01-01"), Decimal("28")),
    ]


def test_a_month_without_rows_is_a_row_of_its_group(town_of):
    by_region = Query(
        metrics=("order.revenue",),
        dimensions=("order.region",),
        period=days("2025-01-01", "2025-03-31"),
        grain="month",
        order=("order.region", "time"),
    )
    assert town_of(given_back).rows(by_region) == [
        (day("2025-01-01"), "North", Decimal("40")),
        (day("2025-02-01"), "North", 0),
        (day("2025-03-01"), "North", Decimal("7")),
        (day("2025-01-01"), "South", Decimal("-40")),
        (day("2025-02-01"), "South", 0),
        (day("2025-03-01"), "South", 0),
    ]


def test_a_denominator_that_adds_up_to_zero_gives_no_ratio(town_of):
    january = Query(metrics=("order.revenue", "order.gross_margin"), period=days("2025-01-01", "2025-01-31"))
    assert town_of(given_back).rows(january) == [(0, None)]


def test_a_share_of_a_whole_that_adds_up_to_zero_is_empty(town_of):
    shares = Query(
        metrics=("order.revenue",),
        dimensions=("order.region",),
        period=days("2025-01-01", "2025-01-31"),
        transforms=(Transform("order.revenue", "share"),),
    )
    assert town_of(given_back).rows(shares) == [("North", Decimal("40"), None), ("South", Decimal("-40"), None)]


def test_a_limit_of_zero_shows_no_rows_and_says_how_many_there_are(town_of):
    answer = town_of(three_lines_on_one_order).ask(
        Query(metrics=("order.revenue",), dimensions=("product.name",), period=YEAR, limit=0)
    )
    assert (len(answer.frame), answer.total) == (0, 3)
    assert "0 of 3 rows are shown." in [note.words for note in answer.notes]


def test_a_page_beyond_the_last_row_still_says_how_many_there_are(town_of):
    answer = town_of(three_lines_on_one_order).ask(
        Query(metrics=("order.revenue",), dimensions=("product.name",), period=YEAR, offset=5)
    )
    assert (len(answer.frame), answer.total) == (0, 3)


def test_a_limit_that_cut_something_off_is_shown(town_of):
    answer = town_of(three_lines_on_one_order).ask(
        Query(metrics=("order.revenue",), dimensions=("product.name",), period=YEAR, limit=2)
    )
    assert list(answer.frame["product.name"]) == ["bike", "lamp"]
    assert [note.words for note in answer.notes if note.kind == "limit"] == ["2 of 3 rows are shown."]


def test_a_limit_that_cut_nothing_off_is_not_mentioned(town_of):
    answer = town_of(three_lines_on_one_order).ask(
        Query(metrics=("order.revenue",), dimensions=("product.name",), period=YEAR, limit=3)
    )
    assert [note for note in answer.notes if note.kind == "limit"] == []


def test_pages_follow_each_other_without_gap_or_overlap_where_the_order_leaves_ties(town_of):
    town = town_of(three_lines_on_one_order)
    tied = Query(metrics=("client.active",), dimensions=("product.name",), period=YEAR, order=("client.active",))
    pages = [
        town.rows(Query(**{**vars(tied), "limit": 1, "offset": page}))  # one row a page
        for page in range(3)
    ]
    assert [row for page in pages for row in page] == town.rows(tied)


def test_what_is_not_asked_for_cannot_order_the_rows(town_of):
    town = town_of(three_lines_on_one_order)
    with pytest.raises(UnknownName, match="There is no column called order.revenu. Did you mean order.revenue?"):
        town.ask(Query(metrics=("order.revenue",), period=YEAR, order=("-order.revenu",)))
    with pytest.raises(UnknownName, match="There is no column called client.name"):
        town.ask(Query(metrics=("order.revenue",), period=YEAR, order=("client.name",)))


def test_what_is_not_asked_for_cannot_be_filtered_after_summing(town_of):
    town = town_of(three_lines_on_one_order)
    with pytest.raises(UnknownName, match="order.open"):
        town.ask(Query(metrics=("order.revenue",), period=YEAR, having=Compare("order.open", ">", 1)))


UNKNOWN = {
    "metric": (Query(metrics=("order.revenu",), period=YEAR), "metric called order.revenu. Did you mean order.revenue"),
    "dimension": (
        Query(metrics=("order.revenue",), dimensions=("order.regoin",), period=YEAR),
        "dimension called order.regoin. Did you mean order.region",
    ),
    "field of a filter": (
        Query(metrics=("order.revenue",), where=Compare("client.nmae", "=", "Ada"), period=YEAR),
        "field called client.nmae. Did you mean client.name",
    ),
    "field of records": (Query(fields=("order.numbr",)), "field called order.numbr. Did you mean order.number"),
    "nothing near": (Query(metrics=("weather",), period=YEAR), "There is no metric called weather.$"),
}


@pytest.mark.parametrize(("query", "words"), UNKNOWN.values(), ids=UNKNOWN)
def test_an_unknown_name_suggests_a_near_one(town_of, query, words):
    with pytest.raises(UnknownName, match=words):
        town_of(nothing).ask(query)


def test_a_field_that_is_not_a_dimension_cannot_split(town_of):
    with pytest.raises(UnknownName, match="no dimension called order_line.amount"):
        town_of(nothing).ask(Query(metrics=("order.revenue",), dimensions=("order_line.amount",), period=YEAR))


def test_a_split_that_only_a_one_to_many_join_would_reach_is_refused(town_of):
    with pytest.raises(Unreachable, match="client.name cannot be combined with product"):
        town_of(nothing).ask(Query(fields=("client.name", "product.name")))


def test_a_date_that_a_metric_is_not_counted_by_is_refused(town_of):
    with pytest.raises(BadQuery, match="only by order.ordered_on, order.shipped_on"):
        town_of(nothing).ask(Query(metrics=("order.revenue",), time="order.due_on", period=YEAR))


SQL_LIKE = ("'; DROP TABLE orders; --", "' OR '1'='1", '" OR ""="', "\\", "%(org)s :org ? $1", "North' --")


@pytest.mark.parametrize("text", SQL_LIKE)
def test_a_value_that_looks_like_sql_stays_a_value(town_of, text):
    town = town_of(lambda shop: [shop.sells(("lamp", "5", "1"), on="2025-01-01", region=text), given_back(shop)])
    equal = Query(metrics=("order.revenue",), period=YEAR, where=Compare("order.region", "=", text))
    assert town.rows(equal) == [(Decimal("5"),)]
    assert town.rows(Query(**{**vars(equal), "where": Compare("order.region", "contains", text)})) == [(Decimal("5"),)]
    assert town.rows(REVENUE) == [(Decimal("12"),)]


@pytest.mark.parametrize(
    ("where", "words"),
    [
        (Compare("order.ordered_on", ">", "soon"), "a day like 2025-03-31"),
        (Compare("order.ordered_on", ">", 5), "a day like 2025-03-31"),
        (Compare("order_line.quantity", "<", 2.5), "Use a whole number"),
        (Compare("order_line.quantity", "=", 2**70), "Use a whole number"),
        (Compare("order_line.amount", "<", "much"), "an amount with at most 4 decimals"),
        (Compare("order_line.amount", "<", 0.00001), "an amount with at most 4 decimals"),
        (Compare("order_line.amount", "contains", "1"), "is not text"),
    ],
)
def test_a_value_that_the_field_cannot_have_is_refused(town_of, where, words):
    with pytest.raises(BadQuery, match=words):
        town_of(nothing).ask(Query(metrics=("order.revenue",), period=YEAR, where=where))


def test_of_an_empty_table_nothing_is_known_even_where_the_period_is_given(town_of):
    town = town_of(nothing)
    five = ("order.revenue", "order.gross_margin", "order.median_value", "client.active", "order.open")
    assert town.rows(Query(metrics=five, period=days("2025-01-01", "2025-01-31"))) == [(None,) * 5]
    quarter = Query(metrics=five, period=days("2025-01-01", "2025-03-31"), grain="month", compare="previous_year")
    assert [row[1:3] for row in town.rows(quarter)] == [(None, None)] * 3
    assert town.rows(Query(metrics=five, dimensions=("order.region",), period=YEAR)) == []
    assert town.rows(Query(fields=("order.number",))) == []


@pytest.mark.parametrize("period", [None, Everything(), Last(12, "month", until="data")])
def test_an_empty_table_has_no_period_of_its_own(town_of, period):
    with pytest.raises(NoData):
        town_of(nothing).ask(Query(metrics=("order.revenue",), period=period))


def test_without_a_period_everything_counts_from_the_first_day_to_the_last(town_of):
    answer = town_of(around_new_year).ask(Query(metrics=("order.revenue",)))
    assert answer.frame["order.revenue"].to_list() == [Decimal("31")]
    assert [note.words for note in answer.notes] == ["Data until 6 January 2025"]
    assert (answer.span.first, answer.span.last) == (day("2024-12-29"), day("2025-01-06"))


def test_the_last_months_may_count_back_from_the_last_day_that_has_data(town_of):
    answer = town_of(around_new_year).ask(
        Query(metrics=("order.revenue",), period=Last(2, "month", until="data"), grain="month")
    )
    assert answer.frame["order.revenue"].to_list() == [Decimal("3"), Decimal("28")]
    assert [note.words for note in answer.notes if note.kind == "data"] == ["Data until 6 January 2025"]


RELATIVE = {
    "the last two months": (Last(2, "month"), ["2025-05-01", "2025-06-01"]),
    "this quarter": (This("quarter"), ["2025-04-01", "2025-05-01", "2025-06-01"]),
    "the previous quarter": (Previous("quarter"), ["2025-01-01", "2025-02-01", "2025-03-01"]),
}


@pytest.mark.parametrize(("period", "months"), RELATIVE.values(), ids=RELATIVE)
def test_a_relative_period_hangs_on_the_day_it_is_asked(town_of, period, months):
    by_month = Query(metrics=("order.revenue",), period=period, grain="month")
    assert [str(start) for start, _ in town_of(given_back).rows(by_month)] == months


def test_two_numbers_whose_rows_differ_keep_each_their_own_in_one_question(town_of):
    town = town_of(three_lines_on_one_order)
    both = Query(
        metrics=("order.revenue", "order.open"),
        dimensions=("product.category",),
        period=days("2025-01-06", "2025-01-06"),
        order=("product.category",),
    )
    # On the 6th a lamp is sold; the order of the 5th is still open, and it stands in both categories.
    assert town.rows(both) == [("Home", Decimal("10"), 2), ("Sport", 0, 1)]


def test_five_years_of_days_are_one_question(town_of):
    daily = Query(
        metrics=("order.revenue",), period=days("2020-01-01", "2024-12-31"), grain="day", compare="previous_year"
    )
    answer = town_of(around_new_year).ask(daily)
    assert answer.total == 1827
    assert sum(answer.frame["order.revenue"]) == Decimal("3")


def test_more_buckets_than_anyone_can_read_are_refused(town_of):
    with pytest.raises(BadQuery, match="more than 2,000 days. Choose a longer grain"):
        town_of(nothing).ask(Query(metrics=("order.revenue",), period=days("1000-01-01", "2025-01-01"), grain="day"))


def test_an_answer_says_what_it_rests_on(town_of):
    town = town_of(three_lines_on_one_order)
    answer = town.ask(REVENUE, context(town.ours, currency="EUR"))
    assert answer.engine == town.dialect
    assert answer.currency == "EUR"
    assert sql_of(answer, town.catalog).lstrip().startswith("WITH")
    assert answer.as_of.tzinfo is not None
