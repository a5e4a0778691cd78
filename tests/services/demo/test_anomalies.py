"""The planted anomalies have the dates and sizes that docs/demo.md gives."""

import re
from pathlib import Path

import pytest

from services.demo import anomalies
from services.demo.anomalies import Anomalies
from services.demo.days import DemoCalendar
from tests.services.demo.conftest import TODAY, ago

CALENDAR = DemoCalendar(TODAY)
ANOMALY_DATES = Anomalies(CALENDAR)
DOCS = Path(__file__).parents[3] / "docs" / "demo.md"


def days(anomaly: tuple[int, int]) -> str:
    """Return the SQL condition that a day is within an anomaly."""
    before, length = anomaly
    return f"BETWEEN '{ago(before)}' AND '{ago(before - length + 1)}'"


def workday(before: int) -> str:
    return CALENDAR.day(ANOMALY_DATES.workday(before)).isoformat()


def one(ask, question: str):
    [[value]] = ask(question)
    return value


def test_the_lost_quarter(ask):
    before, length = anomalies.LOST_QUARTER
    lost = one(ask, f"SELECT count(*) FROM orders WHERE ordered_on {days(anomalies.LOST_QUARTER)}")
    following = one(ask, f"SELECT count(*) FROM orders WHERE ordered_on {days((before - 365, length))}")
    assert lost < 0.65 * following


def test_the_churn_wave(ask):
    first, length = anomalies.CHURN_WAVE
    churned = f"subscription_movements.kind = 'churn' AND moved_on {days((first, length + 5))}"
    joined = "FROM subscription_movements JOIN subscriptions ON subscriptions.id = subscription_id "
    joined += "JOIN clients ON clients.id = client_id"
    small = one(ask, f"SELECT count(*) {joined} WHERE {churned} AND segment = 'Small company'")
    others = one(ask, f"SELECT count(*) {joined} WHERE {churned} AND segment <> 'Small company'")
    typical = one(
        ask,
        f"SELECT count(*) / 36.0 {joined} WHERE subscription_movements.kind = 'churn' AND segment = 'Small company'",
    )
    assert small > 5 * typical
    assert small > 3 * others
    # They also stop ordering: fewer of the customers of the previous quarter order in the next one.
    before, after = f"BETWEEN '{ago(390)}' AND '{ago(301)}'", f"BETWEEN '{ago(269)}' AND '{ago(180)}'"
    stays = """SELECT avg(id IN (SELECT client_id FROM orders WHERE ordered_on {after})) FROM clients
        WHERE segment {which} AND id IN (SELECT client_id FROM orders WHERE ordered_on {before})"""
    hit = one(ask, stays.format(after=after, before=before, which="= 'Small company'"))
    spared = one(ask, stays.format(after=after, before=before, which="IN ('Mid-size company', 'Private')"))
    assert hit < spared - 0.15


def test_the_spike(ask):
    day = workday(anomalies.SPIKE)
    spike = one(ask, f"SELECT count(*) FROM orders WHERE ordered_on = '{day}'")
    typical = one(
        ask,
        f"SELECT count(*) / 60.0 FROM orders WHERE ordered_on BETWEEN date('{day}', '-30 days') "
        f"AND date('{day}', '+30 days')",
    )
    assert spike > 4 * typical


def test_the_silent_week(ask):
    orders = "SELECT count(*) FROM orders WHERE region = 'France' AND ordered_on"
    assert one(ask, f"{orders} {days(anomalies.SILENT_WEEK)}") == 0
    before, length = anomalies.SILENT_WEEK
    assert one(ask, f"{orders} {days((before + 7, length))}") > 2
    assert one(ask, f"{orders} {days((before - 7, length))}") > 2


def test_the_price_without_its_decimal_point(ask):
    found = ask(
        "SELECT ordered_on, unit_price / list_price FROM order_lines JOIN products ON products.id = product_id "
        "JOIN orders ON orders.id = order_id WHERE currency = 'EUR' AND unit_price > 2 * list_price"
    )
    assert found == [(workday(anomalies.PRICE_TYPO), anomalies.PRICE_TYPO_TIMES)]


def test_the_order_that_is_promised_for_next_year(ask):
    found = ask(f"SELECT ordered_on, shipped_on FROM orders WHERE due_on > '{ago(-60)}'")
    assert found == [(workday(anomalies.YEAR_TYPO), None)]


def test_the_invoice_that_was_sent_twice(ask):
    twice = ask(
        "SELECT count(*), count(DISTINCT amount), min(issued_on) FROM invoices WHERE cancelled_on IS NULL "
        "AND order_id IS NOT NULL GROUP BY order_id HAVING count(*) > 1"
    )
    [(number, amounts, first)] = twice
    assert (number, amounts) == (2, 1)
    assert first > workday(anomalies.DUPLICATE)
    suspense = one(
        ask, "SELECT sum(amount) FROM ledger_entries JOIN accounts ON accounts.id = account_id WHERE code = '2190'"
    )
    assert suspense == one(
        ask,
        "SELECT max(amount) FROM invoices WHERE order_id IN (SELECT order_id FROM invoices "
        "WHERE cancelled_on IS NULL GROUP BY 1 HAVING count(order_id) > 1)",
    )


def test_the_cost_centre_over_its_budget(ask):
    month = workday(anomalies.AGENCY_BILL)[:7]
    sums = """SELECT sum(amount) FROM ledger_entries JOIN cost_centres ON cost_centres.id = cost_centre_id
        JOIN accounts ON accounts.id = account_id
        WHERE cost_centres.key = 'MARKETING' AND accounts.code = '6200' AND posted_on LIKE '{}%' AND scenario = '{}'"""
    actual, budget = (one(ask, sums.format(month, scenario)) for scenario in ("actual", "budget"))
    assert actual > 2.5 * budget


def test_the_backlog(ask):
    opened = f"FROM tickets WHERE date(opened_at) {days(anomalies.BACKLOG)}"
    before, length = anomalies.BACKLOG
    typical = f"FROM tickets WHERE date(opened_at) {days((before + length, length))}"
    assert one(ask, f"SELECT count(*) {opened}") > 1.7 * one(ask, f"SELECT count(*) {typical}")
    assert one(ask, f"SELECT avg(met_sla) {opened}") < 0.4
    assert one(ask, f"SELECT avg(met_sla) {typical}") > 0.6


def test_the_nps_dip_after_the_backlog(ask):
    nps = """SELECT 100.0 * (sum(nps_score >= 9) - sum(nps_score <= 6)) / count(nps_score) FROM interactions
        WHERE date(happened_at) """
    before, length = anomalies.NPS_DIP
    dip, earlier = one(ask, nps + days(anomalies.NPS_DIP)), one(ask, nps + days((before + 90, 90)))
    assert dip < 0 < earlier
    assert anomalies.NPS_DIP[0] <= anomalies.BACKLOG[0]


def test_the_seller_whose_deals_always_slip(ask):
    pushes = ask("""
        SELECT name, avg(pushes) FROM (
          SELECT owner_id, count(DISTINCT expected_close_on) - 1 AS pushes FROM deal_snapshots GROUP BY deal_id
        ) JOIN employees ON employees.id = owner_id GROUP BY 1 ORDER BY 2 DESC""")
    assert pushes[0][1] > 3 * pushes[1][1]


def test_the_margin_drop_after_the_cost_rise(ask):
    start = CALENDAR.day(ANOMALY_DATES.cost_rise).isoformat()
    margin = f"""SELECT 1 - 1.0 * sum(cost) / sum(amount) FROM order_lines JOIN orders ON orders.id = order_id
        JOIN products ON products.id = product_id WHERE category = '{{}}' AND ordered_on {{}} '{start}'
        AND ordered_on > date('{start}', '-120 days')"""
    fall = {
        name: one(ask, margin.format(name, "<")) - one(ask, margin.format(name, ">=")) for name in ("Seating", "Desks")
    }
    assert fall["Seating"] > 0.12
    assert abs(fall["Desks"]) < 0.04
    assert (
        ask(f"""SELECT later.code FROM products later JOIN products earlier ON earlier.code = later.code
        AND date(earlier.valid_to, '+1 day') = later.valid_from
        WHERE later.valid_from = '{start}' AND later.list_price <> earlier.list_price""")
        == []
    )


def test_the_large_client_that_pays_late(ask):
    late = f"""SELECT clients.key, avg(julianday(paid_on) - julianday(invoices.due_on)), sum(payments.amount)
        FROM payments JOIN invoices ON invoices.id = invoice_id JOIN clients ON clients.id = client_id
        WHERE issued_on {{}} '{ago(anomalies.SLOW_PAYER[0])}' AND segment = 'Key account'
        GROUP BY 1 HAVING count(*) > 5 ORDER BY 2 DESC"""
    slowest, next_one = ask(late.format(">="))[:2]
    assert slowest[1] > 60
    assert next_one[1] < 35
    assert dict((key, delay) for key, delay, _ in ask(late.format("<")))[slowest[0]] < 30


def test_the_empty_shelf(ask):
    counts = ask(f"""SELECT counted_on, sum(quantity) FROM inventory_levels JOIN products ON products.id = product_id
        WHERE code = '{anomalies.EMPTY_CODE}' AND counted_on {days(anomalies.EMPTY_SHELF)} GROUP BY 1""")
    assert len(counts) >= 2
    assert {quantity for _, quantity in counts} == {0}
    assert (
        one(
            ask,
            f"""SELECT count(*) FROM order_lines JOIN products ON products.id = product_id
        JOIN orders ON orders.id = order_id WHERE code = '{anomalies.EMPTY_CODE}'
        AND ordered_on {days(anomalies.EMPTY_SHELF)}""",
        )
        == 0
    )


@pytest.mark.parametrize(
    ("title", "anomaly"),
    [
        ("Lost quarter", anomalies.LOST_QUARTER),
        ("Churn wave", anomalies.CHURN_WAVE),
        ("Support backlog", anomalies.BACKLOG),
        ("NPS dip", anomalies.NPS_DIP),
        ("Silent week", anomalies.SILENT_WEEK),
        ("Slow payer", anomalies.SLOW_PAYER),
        ("Empty shelf", anomalies.EMPTY_SHELF),
        ("Spike", anomalies.SPIKE),
        ("Price typo", anomalies.PRICE_TYPO),
        ("Year typo", anomalies.YEAR_TYPO),
        ("Invoice sent twice", anomalies.DUPLICATE),
        ("Agency bill", anomalies.AGENCY_BILL),
        ("Margin drop", anomalies.COST_RISE),
        ("Slipping seller", None),
    ],
)
def test_the_documentation_gives_the_dates_of_an_anomaly(title, anomaly):
    [when] = re.findall(rf"^\| {title} \| ([^|]+) \|", DOCS.read_text(), flags=re.MULTILINE)
    numbers = [int(number) for number in re.findall(r"\d+", when)]
    expected = (
        [] if anomaly is None else [anomaly] if isinstance(anomaly, int) else [anomaly[0], anomaly[0] - anomaly[1] + 1]
    )
    assert numbers == expected
