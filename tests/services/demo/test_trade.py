"""The sales of the demo company: trend, seasonality, concentration, and inconsistent values."""

from tests.services.demo.conftest import ago

LINES = "FROM orders JOIN order_lines ON order_lines.order_id = orders.id JOIN clients ON clients.id = client_id"


def counts(ask, expression: str) -> dict:
    return dict(list(map(tuple, ask(f"SELECT {expression}, count(*) FROM orders GROUP BY 1"))))


def test_sales_grow_and_follow_the_year_and_the_week(ask):
    [[second]] = ask(f"SELECT count(*) FROM orders WHERE ordered_on BETWEEN '{ago(720)}' AND '{ago(366)}'")
    [[third]] = ask(f"SELECT count(*) FROM orders WHERE ordered_on > '{ago(355)}'")
    assert third > 1.15 * second
    months = counts(ask, "substr(ordered_on, 6, 2)")
    assert months["11"] > 1.4 * months["08"]
    weekdays = counts(ask, "strftime('%w', ordered_on)")
    assert weekdays["2"] > 3 * weekdays["0"]


def test_holidays_have_few_orders(ask):
    [[christmas]] = ask("SELECT count(*) FROM orders WHERE substr(ordered_on, 6) IN ('12-25', '12-26')")
    [[before]] = ask("SELECT count(*) FROM orders WHERE substr(ordered_on, 6) IN ('12-17', '12-18')")
    assert christmas < before / 2


def test_a_tenth_of_the_clients_brings_half_of_the_revenue(ask):
    values = [value for [value] in ask(f"SELECT sum(amount) {LINES} GROUP BY client_id ORDER BY 1 DESC")]
    assert sum(values[: len(values) // 10]) > sum(values) / 2
    assert values[0] < sum(values) / 8


def test_nothing_happens_before_the_order_and_an_order_is_shipped_or_cancelled_never_both(ask):
    assert ask("SELECT number FROM orders WHERE shipped_on < ordered_on OR cancelled_on < ordered_on") == []
    assert ask("SELECT number FROM orders WHERE shipped_on IS NOT NULL AND cancelled_on IS NOT NULL") == []
    [[waiting]] = ask("SELECT count(*) FROM orders WHERE shipped_on IS NULL AND cancelled_on IS NULL")
    assert 30 < waiting < 250
    [[cancelled]] = ask("SELECT count(*) FROM orders WHERE cancelled_on IS NOT NULL")
    assert 150 < cancelled < 500
    [[late]] = ask("SELECT avg(shipped_on > due_on) FROM orders WHERE shipped_on IS NOT NULL")
    assert 0.04 < late < 0.12


def test_clients_are_acquired_on_the_day_of_their_first_order_unless_it_is_before_the_data(ask):
    orders = "FROM clients JOIN orders ON client_id = clients.id"
    first = f"SELECT acquired_on, min(ordered_on) AS first {orders} GROUP BY clients.id"
    assert ask(f"SELECT * FROM ({first}) WHERE acquired_on > first") == []
    assert ask(f"SELECT * FROM ({first}) WHERE acquired_on >= '{ago(1095)}' AND acquired_on <> first") == []
    assert ask(
        "SELECT count(*) FROM clients WHERE status = 'prospect' AND (acquired_on IS NOT NULL "
        "OR id IN (SELECT client_id FROM orders))"
    ) == [(0,)]


def test_prices_rise_once_a_year_and_lines_have_the_price_of_their_day(ask):
    assert ask("SELECT count(DISTINCT code) FROM products") == [(60,)]
    assert (
        ask(
            "SELECT earlier.code FROM products earlier JOIN products later "
            "ON later.code = earlier.code AND date(earlier.valid_to, '+1 day') = later.valid_from "
            "WHERE substr(later.valid_from, 6) = '02-01' AND later.list_price <= earlier.list_price"
        )
        == []
    )
    assert ask("SELECT code FROM products GROUP BY 1 HAVING count(*) < 4 OR sum(valid_to IS NULL) <> 1") == []
    assert (
        ask(
            "SELECT order_lines.id FROM order_lines JOIN products ON products.id = product_id "
            "JOIN orders ON orders.id = order_id WHERE ordered_on < valid_from OR ordered_on > valid_to"
        )
        == []
    )
    [[wrong]] = ask(
        "SELECT count(*) FROM order_lines JOIN products ON products.id = product_id "
        "JOIN orders ON orders.id = order_id WHERE currency = 'EUR' AND unit_price <> list_price"
    )
    assert wrong == 1


def test_some_values_are_missing_or_inconsistent(ask):
    for column in ("segment", "email", "region", "industry", "headcount"):
        [[missing]] = ask(f"SELECT count(*) FROM clients WHERE {column} IS NULL AND kind = 'company'")
        assert missing > 0, column
    [[pair]] = ask(
        "SELECT count(*) FROM clients a JOIN clients b ON a.email = b.email AND a.id < b.id "
        "WHERE upper(a.name) || ' GMBH' = upper(b.name) AND a.country = b.country"
    )
    assert pair == 1
    channels = counts(ask, "channel")
    assert channels["Web"] > 20 * channels["WEB"] > 0
    [[returned]] = ask("SELECT count(*) FROM order_lines WHERE quantity < 0 AND amount < 0 AND cost < 0")
    assert 20 < returned < 120
    assert ask(f"SELECT orders.number {LINES} GROUP BY orders.id HAVING sum(amount) <= 0") == []
    [[nowhere]] = ask("SELECT count(*) FROM leads WHERE source IS NULL")
    assert nowhere > 50
