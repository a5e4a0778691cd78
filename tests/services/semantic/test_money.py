"""Money in several currencies: by the rate of the day, exactly, or not at all."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal

import pytest
import sqlalchemy as sa

from services.errors import NoExchangeRate
from services.semantic.catalog import RATES
from services.semantic.compiler.elements import convert_currency
from services.semantic.conditions import Compare, Exists, Not, Null
from services.semantic.query import Query
from services.semantic.runner import sql_of
from tests.services.shop import Shop, context, day, days

YEAR = days("2025-01-01", "2025-12-31")
REVENUE = Query(metrics=("order.revenue",), period=YEAR)


def euros_and_dollars(shop: Shop) -> None:
    shop.rate("USD", "EUR", "0.5", on="2024-01-01")
    shop.rate("USD", "EUR", "0.8", on="2025-02-01")
    shop.rate("USD", "EUR", "99", on="2025-01-01", kind="closing")
    shop.rate("USD", "GBP", "77", on="2025-01-01")
    shop.rate("EUR", "USD", "2", on="2025-01-01")
    shop.sells(("lamp", "10", "4"), on="2025-01-31", currency="EUR")
    shop.sells(("lamp", "10", "4"), on="2025-01-31", currency="USD", region="South", to="Bo")
    shop.sells(("lamp", "10", "5"), on="2025-02-01", currency="USD", region="South", to="Bo")


def a_yen_too_many(shop: Shop) -> None:
    euros_and_dollars(shop)
    shop.sells(("bike", "1000", "1"), on="2025-03-05", currency="JPY", region="East", to="Cy")


def test_an_amount_is_converted_by_the_rate_of_the_day_of_its_order(town_of):
    # 10 EUR, 10 USD at 0.5, 10 USD at 0.8 from the first day on which it holds.
    by_month = Query(metrics=("order.revenue",), period=days("2025-01-01", "2025-02-28"), grain="month")
    assert town_of(euros_and_dollars).rows(by_month) == [
        (day("2025-01-01"), Decimal("15")),
        (day("2025-02-01"), Decimal("8")),
    ]


def sparse_rates(shop: Shop) -> None:
    shop.rate("USD", "EUR", "0.5", on="2025-01-10")
    shop.rate("GBP", "EUR", "2", on="2025-01-01")
    shop.rate("GBP", "EUR", "3", on="2025-03-01")
    for on in ("2025-01-10", "2025-02-27", "2025-03-02", "2030-12-31"):
        shop.sells(("lamp", "10", "4"), on=on, currency="USD")
    for on in ("2025-01-01", "2025-02-28", "2025-03-01", "2030-12-31"):
        shop.sells(("lamp", "10", "4"), on=on, currency="GBP")


def test_a_rate_holds_until_the_next_of_its_currency_and_the_last_one_for_good(town_of):
    town = town_of(sparse_rates)
    by_currency = Query(
        metrics=("order.revenue",), dimensions=("order.currency",), period=days("2025-01-01", "2030-12-31")
    )
    much_later = context(town.ours, now=datetime(2031, 1, 1, tzinfo=UTC))
    assert sorted(town.rows(by_currency, much_later)) == [("GBP", Decimal("100")), ("USD", Decimal("20"))]


def test_no_rate_holds_before_the_first(town_of):
    def too_early(shop: Shop) -> None:
        sparse_rates(shop)
        shop.sells(("lamp", "10", "4"), on="2025-01-09", currency="USD")

    with pytest.raises(NoExchangeRate, match="USD"):
        town_of(too_early).rows(REVENUE)


def test_a_copy_joins_no_rates_by_ranges_unless_a_rule_hides_some(town_of):
    town = town_of(sparse_rates)
    context_of_all = context(town.ours)
    answer = town.ask(REVENUE)
    sql = sql_of(answer, town.catalog)
    assert ("until" in sql) == (answer.engine != "duckdb")
    policy = context_of_all.policy
    ruled = replace(policy, rows={**policy.rows, RATES: Compare("exchange_rate.from_currency", "=", "GBP")})
    with pytest.raises(NoExchangeRate, match="USD"):
        town.rows(REVENUE, replace(context_of_all, policy=ruled))


def test_ratios_medians_and_filters_take_converted_amounts(town_of):
    town = town_of(euros_and_dollars)
    both = Query(metrics=("order.gross_margin", "order.median_value"), period=YEAR)
    assert town.rows(both) == [(pytest.approx((6 + 3 + 4) / 23), Decimal("8"))]
    assert town.rows(Query(metrics=("order.revenue",), period=YEAR, where=Compare("order_line.amount", ">", 7))) == [
        (Decimal("18"),)
    ]
    assert town.rows(Query(metrics=("order.revenue",), period=YEAR, where=Compare("order.value", "<=", 8))) == [
        (Decimal("13"),)
    ]


def test_a_question_may_choose_its_currency(town_of):
    town = town_of(euros_and_dollars)
    answer = town.ask(Query(metrics=("order.revenue",), period=YEAR, currency="USD"))
    assert answer.frame.to_numpy().tolist() == [[Decimal("40")]]
    assert answer.currency == "USD"
    assert town.rows(REVENUE, context(town.ours, currency="USD")) == [(Decimal("40"),)]


def test_a_rate_is_that_of_the_date_that_counts(town_of):
    def shipped_later(shop: Shop) -> None:
        shop.rate("USD", "EUR", "0.5", on="2025-01-01")
        shop.rate("USD", "EUR", "0.8", on="2025-02-01")
        shop.sells(("lamp", "10", "4"), on="2025-01-31", shipped="2025-02-03", currency="USD")

    town = town_of(shipped_later)
    assert town.rows(REVENUE) == [(Decimal("5"),)]
    shipped = Query(metrics=("order.revenue",), period=YEAR, time="order.shipped_on")
    assert town.rows(shipped) == [(Decimal("8"),)]


def test_each_amount_is_rounded_half_away_from_zero(town_of):
    def halves(shop: Shop) -> None:
        shop.rate("USD", "EUR", "0.5", on="2025-01-01")
        shop.sells(("lamp", "0.0001", "0"), on="2025-01-01", currency="USD")
        shop.sells(("lamp", "0.0003", "0"), on="2025-01-02", currency="USD")
        shop.sells(("lamp", "-0.0003", "0"), on="2025-01-03", currency="USD")

    by_day = Query(metrics=("order.revenue",), period=days("2025-01-01", "2025-01-03"), grain="day")
    amounts = [amount for _, amount in town_of(halves).rows(by_day)]
    assert amounts == [Decimal("0.0001"), Decimal("0.0002"), Decimal("-0.0002")]


def test_a_half_that_binary_fractions_would_miss_is_rounded_away_from_zero(town_of):
    def a_hundredth(shop: Shop) -> None:
        # 0.0100 at 1.005 is exactly 0.01005; as a binary fraction it is a little less.
        shop.rate("USD", "EUR", "1.005", on="2025-01-01")
        shop.sells(("lamp", "0.0100", "0"), on="2025-01-01", currency="USD")

    assert town_of(a_hundredth).rows(REVENUE) == [(Decimal("0.0101"),)]


AMOUNTS = (0, 1, 5, 999_999, 1_000_000, 123_456_789, 99_999_999_999, 1_234_567_890_123)
TRIED_RATES = (1, 500_000_000_000, 999_999_999_999, 10**12, 1_005_000_000_000, 6_543_210_987_654, 151_123_456_789_012)


def test_exchanged_is_exact_for_small_and_large_amounts_and_rates(engine, place, town_of):
    connectable = town_of(lambda shop: None).open(1 if engine == "duckdb" else 0).engine
    cases = [(sign * amount, rate) for amount in AMOUNTS for rate in TRIED_RATES for sign in (1, -1)]
    rows = (
        sa.values(sa.column("amount", sa.BigInteger), sa.column("rate", sa.BigInteger), name="cases")
        .data(cases)
        .cte("cases")
    )
    asked = sa.select(rows.c.amount, rows.c.rate, convert_currency(rows.c.amount + 0, rows.c.rate))
    with connectable.connect() as connection:
        worked_out = connection.execute(asked).all()
    assert [tuple(row) for row in worked_out] == [
        (amount, rate, int((Decimal(amount) * rate / 10**12).quantize(Decimal(1), ROUND_HALF_UP)))
        for amount, rate in cases
    ]


def test_many_amounts_at_many_rates_add_up_to_what_paper_says(town_of):
    sales = [
        (f"2025-01-{1 + number % 28:02}", f"{number * 7919 % 10_007}.{number * 31 % 10_000:04}") for number in range(60)
    ]
    rates = {f"2025-01-{first:02}": f"{1 + first * 0.0137:.4f}" for first in range(1, 29, 3)}

    def trade(shop: Shop) -> None:
        for first, rate in rates.items():
            shop.rate("USD", "EUR", rate, on=first)
        for on, amount in sales:
            shop.sells(("lamp", amount, "0"), on=on, currency="USD")

    def on_paper(on: str, amount: str) -> Decimal:
        rate = rates[max(first for first in rates if first <= on)]
        return (Decimal(amount) * Decimal(rate)).quantize(Decimal("0.0001"), ROUND_HALF_UP)

    assert town_of(trade).rows(REVENUE) == [(sum(on_paper(on, amount) for on, amount in sales),)]


NO_YEN = "Some amounts are in JPY, and there is no exchange rate to EUR for their dates"

MISSING_RATE_CURRENCY = {
    "total": REVENUE,
    "by month": Query(metrics=("order.revenue",), period=YEAR, grain="month"),
    "ratio": Query(metrics=("order.gross_margin",), period=YEAR),
    "median": Query(metrics=("order.median_value",), period=YEAR),
    "beside a number that needs no rate": Query(metrics=("order.open", "order.revenue"), period=YEAR),
    "in a row that the limit leaves out": Query(
        metrics=("order.revenue",), dimensions=("order.region",), period=YEAR, limit=1
    ),
    "with a limit of zero": Query(metrics=("order.revenue",), dimensions=("order.region",), period=YEAR, limit=0),
    "on a page after the last": Query(metrics=("order.revenue",), dimensions=("order.region",), period=YEAR, offset=9),
    "in a group that a filter on the sum would leave out": Query(
        metrics=("order.revenue",),
        dimensions=("order.region",),
        period=YEAR,
        having=Compare("order.revenue", ">", 1_000_000),
    ),
    "in the days that are compared with": Query(
        metrics=("order.revenue",), period=days("2025-04-01", "2025-06-15"), compare="previous_period"
    ),
    "in a line that a filter on its amount could keep": Query(
        metrics=("order.revenue",), period=YEAR, where=Compare("order_line.amount", ">", 5)
    ),
    "in a line that a filter on its amount could keep, turned round": Query(
        metrics=("order.revenue",), period=YEAR, where=Not(Compare("order_line.amount", ">", 5))
    ),
    "in an order that a filter on its value could keep": Query(
        metrics=("order.open",), period=YEAR, where=Compare("order.value", ">", 5)
    ),
    "behind two negations": Query(
        metrics=("order.revenue",), period=YEAR, where=Not(Not(Compare("order_line.amount", ">", 5)))
    ),
    "behind an empty amount": Query(metrics=("order.revenue",), period=YEAR, where=Not(Null("order_line.amount"))),
    "on a related row": Query(
        fields=("order.number",), where=Exists("order_line.order", Compare("order_line.amount", ">", 5))
    ),
    "on a related row, turned round": Query(
        fields=("order.number",), where=Not(Exists("order_line.order", Compare("order_line.amount", ">", 5)))
    ),
    "among records": Query(fields=("order.number", "order.value")),
    "on another page of records": Query(fields=("order.number", "order.value"), order=("order.number",), limit=1),
    "among records that a filter could keep": Query(fields=("order.number",), where=Compare("order.value", ">", 5)),
}


@pytest.mark.parametrize("query", MISSING_RATE_CURRENCY.values(), ids=MISSING_RATE_CURRENCY)
def test_an_amount_without_a_rate_is_refused_by_the_name_of_its_currency(town_of, query):
    with pytest.raises(NoExchangeRate, match=NO_YEN):
        town_of(a_yen_too_many).ask(query)


def test_a_rate_does_not_hold_before_its_first_day(town_of):
    def too_early(shop: Shop) -> None:
        shop.rate("USD", "EUR", "0.5", on="2025-01-02")
        shop.sells(("lamp", "10", "4"), on="2025-01-01", currency="USD")

    with pytest.raises(NoExchangeRate, match="USD"):
        town_of(too_early).ask(REVENUE)


RATE_NOT_NEEDED = {
    "filtered to one currency": (
        Query(metrics=("order.revenue",), period=YEAR, where=Compare("order.currency", "=", "EUR")),
        [(Decimal("10"),)],
    ),
    "filtered to one currency and an amount": (
        Query(
            metrics=("order.revenue",),
            period=YEAR,
            where=Not(Not(Compare("order.currency", "=", "EUR"))),
            having=Compare("order.revenue", ">", 5),
        ),
        [(Decimal("10"),)],
    ),
    "a day on which all is well": (
        Query(metrics=("order.revenue",), period=days("2025-02-01", "2025-02-28")),
        [(Decimal("8"),)],
    ),
    "a number that is not money": (Query(metrics=("order.open",), period=YEAR), [(4,)]),
    "in the currency of the amounts": (
        Query(metrics=("order.revenue",), period=YEAR, currency="JPY", where=Compare("order.region", "=", "East")),
        [(Decimal("1000"),)],
    ),
}


@pytest.mark.parametrize(("query", "rows"), RATE_NOT_NEEDED.values(), ids=RATE_NOT_NEEDED)
def test_no_rate_is_asked_for_where_none_is_needed(town_of, query, rows):
    assert town_of(a_yen_too_many).rows(query) == rows


def test_an_amount_of_a_related_row_is_compared_with_the_currency_of_the_question(town_of):
    # Bo's lamps are worth 5 and 8 EUR, Ada's 10 EUR; all of them bear the figure 10.
    clients = Query(
        fields=("client.name",),
        where=Exists("order.client", Exists("order_line.order", Compare("order_line.amount", ">", 9))),
    )
    orders = Query(fields=("order.ordered_on",), where=Exists("order_line.order", Compare("order_line.amount", ">", 6)))
    town = town_of(euros_and_dollars)
    assert town.rows(orders) == [(day("2025-01-31"),), (day("2025-02-01"),)]
    assert [name for (name,) in town.rows(clients)] == ["Ada"]
