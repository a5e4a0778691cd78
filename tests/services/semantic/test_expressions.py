"""Formulas that a catalog may hold beyond sums: what stays of each client, spans of time, and what hangs on a row."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from models import Employee, ScheduleEntry
from services.catalogs import BUSINESS
from services.semantic.catalog import Catalog, Entity, Field, Layer, Metric, Relation, column_field
from services.semantic.context import Calendar
from services.semantic.expression import (
    Arithmetic,
    Band,
    Boundary,
    BusinessSecondsBetween,
    Coalesce,
    Constant,
    CountDistinct,
    DaysBetween,
    Divide,
    FieldRef,
    Least,
    Max,
    MetricRef,
    Min,
    MonthsBetween,
    PeriodDays,
    RelatedAggregate,
    Sum,
    SumPer,
    WeekdaysBetween,
    When,
)
from services.semantic.query import Query
from tests.services.books import Books
from tests.services.desk import Desk
from tests.services.shop import Shop, Town, context, days

MARCH = days("2025-03-01", "2025-03-31")


def with_more(*metrics: Metric, entities: tuple[Entity, ...] = (), relations: tuple[Relation, ...] = ()) -> Catalog:
    """Return our catalog with a layer of its own on top."""
    return replace(BUSINESS, layers=(*BUSINESS.layers, Layer("more", (), entities, relations, metrics)))


def having(entity: str, *fields: Field) -> Entity:
    """Return an entity of ours with more fields."""
    known = BUSINESS.entity(entity)
    return replace(known, fields=(*known.fields, *fields))


def metric(name: str, entity: str, formula, kind: str = "simple", type: str = "money", **more) -> Metric:
    return Metric(name, name, kind, type, entity, formula, "What it says.", "Us", **more)


# What each client paid when the month began, and what they pay at its end.
AMOUNT = FieldRef("subscription_movement.amount")
OPENING = Sum(When(FieldRef("subscription_movement.moved_on"), "<", Boundary("start"), AMOUNT))
CLOSING = Sum(AMOUNT)
PAID = {"kind": "balance", "opened": "subscription_movement.moved_on", "rated_by": "subscription.started_on"}


def per_client(name: str, of, type: str = "money") -> Metric:
    was_there = When(OPENING, ">", Constant(0), of)
    return metric(name, "subscription_movement", SumPer("subscription.client_id", was_there), type=type, **PAID)


KEPT = with_more(
    per_client("then", OPENING),
    per_client("now", CLOSING),
    per_client("kept", Least(OPENING, CLOSING)),
    per_client("left", When(CLOSING, "<=", Constant(0), Constant(1), Constant(0)), type="integer"),
    metric("mrr", "subscription_movement", CLOSING, **PAID),
)


def four_clients(shop: Shop) -> None:
    """Ada pays less, Bo more and then again more, Cy leaves, Di is new; Ada's two contracts are one client's."""
    shop.subscribes("a", ("2025-01-01", "new", "60"), ("2025-03-05", "contraction", "-30"), client="Ada")
    shop.subscribes("a2", ("2025-02-01", "new", "40"), client="Ada")
    shop.subscribes("b", ("2025-01-01", "new", "50"), ("2025-03-02", "expansion", "20"), client="Bo")
    shop.subscribes("c", ("2025-01-01", "new", "30"), ("2025-03-31", "churn", "-30"), client="Cy")
    shop.subscribes("d", ("2025-03-10", "new", "500"), client="Di")


def test_what_stays_is_worked_out_for_each_client_and_then_summed(town_of):
    town = town_of(four_clients).read_by(KEPT)
    asked = Query(metrics=("then", "now", "kept", "left"), period=MARCH)
    assert town.rows(asked) == [(Decimal(180), Decimal(140), Decimal(120), 1)]
    by_month = town.rows(replace(asked, grain="month", period=days("2025-02-01", "2025-03-31")))
    assert by_month[0][1:] == (Decimal(140), Decimal(180), Decimal(140), 0)


def test_so_it_is_in_each_group_and_in_the_days_it_is_compared_with(town_of):
    town = town_of(four_clients).read_by(KEPT)
    asked = Query(metrics=("kept",), dimensions=("client.name",), period=MARCH, compare="previous_period")
    kept = {name: (now, then) for name, now, then in town.rows(asked)}
    assert kept == {"Ada": (70, 60), "Bo": (50, 50), "Cy": (0, 30), "Di": (0, 0)}


def test_what_was_agreed_at_a_price_keeps_its_worth(town_of):
    def abroad(shop: Shop) -> None:
        shop.rate("USD", "EUR", "0.5", on="2025-01-01")
        shop.rate("USD", "EUR", "0.9", on="2025-03-01")
        changes = (("2025-01-10", "new", "100"), ("2025-03-10", "churn", "-100"))
        shop.subscribes("a", *changes, started="2025-01-10", currency="USD")

    town = town_of(abroad).read_by(KEPT)
    by_month = town.rows(Query(metrics=("mrr",), grain="month", period=days("2025-01-01", "2025-03-31")))
    assert [row[1] for row in by_month] == [50, 50, 0]


TWENTY_EACH = Arithmetic("*", FieldRef("order_line.quantity"), Constant(20))
DAYS = with_more(
    metric("last", "order", Max(FieldRef("order.ordered_on")), type="date", times=("order.ordered_on",)),
    metric("first", "order", Min(FieldRef("order.ordered_on")), type="date", times=("order.ordered_on",)),
    metric("orders", "order", CountDistinct(FieldRef("order.id")), type="integer", times=("order.ordered_on",)),
    metric("lines", "order_line", Sum(FieldRef("order_line.quantity")), type="integer", times=("order.ordered_on",)),
    metric(
        "a_day",
        "order",
        Divide(MetricRef("orders"), PeriodDays()),
        kind="ratio",
        type="number",
        times=("order.ordered_on",),
    ),
    entities=(
        having(
            "order",
            Field("age", "Age", "integer", "Days.", DaysBetween(FieldRef("order.ordered_on"), Boundary("end"))),
            Field(
                "band",
                "Band",
                "text",
                "Band.",
                Band(FieldRef("order.age"), (11, 21), ("to 10", "to 20", "older")),
                dimension=True,
                values=("to 10", "to 20", "older"),
            ),
            Field(
                "dearest",
                "Dearest",
                "money",
                "Line.",
                RelatedAggregate("max", "order_line.order", FieldRef("order_line.amount")),
                dimension=True,
                currency="order.currency",
            ),
            Field(
                "many",
                "Many",
                "integer",
                "Lines whose units are worth more days than have passed.",
                RelatedAggregate(
                    "sum",
                    "order_line.order",
                    When(TWENTY_EACH, ">=", FieldRef("order.age"), Constant(1), Constant(0)),
                ),
            ),
            Field(
                "months",
                "Months",
                "integer",
                "Since January.",
                MonthsBetween(FieldRef("client.acquired_on"), FieldRef("order.ordered_on")),
                dimension=True,
            ),
        ),
    ),
)


def three_orders(shop: Shop) -> None:
    shop.sells(("lamp", "10", "1"), ("desk", "30", "1"), to="Ada", on="2025-03-30")
    shop.sells(("lamp", "10", "3"), to="Ada", on="2025-03-15")
    shop.sells(("lamp", "10", "1"), to="Ada", on="2025-03-01")


def test_the_last_and_the_first_of_some_days_are_days(town_of):
    town = town_of(three_orders).read_by(DAYS)
    asked = Query(metrics=("last", "first", "lines"), period=MARCH)
    assert town.rows(asked) == [(date(2025, 3, 30), date(2025, 3, 1), 4)]
    assert town.rows(replace(asked, period=days("2025-04-01", "2025-04-30"))) == [(None, None, 0)]


def test_an_age_is_counted_to_the_end_of_the_period_and_falls_into_a_band(town_of):
    town = town_of(three_orders).read_by(DAYS)
    asked = Query(metrics=("orders",), dimensions=("order.band",), period=MARCH, order=("order.band",))
    assert town.rows(asked) == [("older", 1), ("to 10", 1), ("to 20", 1)]
    records = Query(fields=("order.ordered_on", "order.age", "order.band"), period=MARCH, order=("order.age",))
    assert [row[1:] for row in town.rows(records)] == [(2, "to 10"), (17, "to 20"), (31, "older")]
    assert [column.values for column in town.ask(asked).columns] == [("to 10", "to 20", "older"), ()]


def test_records_of_all_days_are_as_old_as_they_are_today(town_of):
    town = town_of(three_orders).read_by(DAYS)
    [youngest, *_] = town.rows(Query(fields=("order.age",), order=("order.age",)))
    assert youngest == ((date(2025, 6, 16) - date(2025, 3, 30)).days,)


def test_what_hangs_on_a_row_can_group_it_and_can_be_compared_with_it(town_of):
    town = town_of(three_orders).read_by(DAYS)
    asked = Query(metrics=("orders",), dimensions=("order.dearest",), period=MARCH, order=("order.dearest",))
    assert town.rows(asked) == [(10, 2), (30, 1)]
    many = Query(fields=("order.age", "order.many"), period=MARCH, order=("order.age",))
    assert town.rows(many) == [(2, 2), (17, 1), (31, 0)]


def test_a_ratio_may_count_the_days_of_its_bucket(town_of):
    town = town_of(three_orders).read_by(DAYS)
    asked = Query(metrics=("a_day",), grain="month", period=days("2025-02-01", "2025-03-31"), compare="previous_period")
    result = [row[1:] for row in town.rows(asked)]
    assert result == [pytest.approx((0, 0)), pytest.approx((3 / 31, 0))]
    by_group = Query(metrics=("a_day",), dimensions=("order.region",), period=MARCH)
    assert [row[-1] for row in town.rows(by_group)] == [pytest.approx(3 / 31)]


OPEN_TIME = BusinessSecondsBetween(FieldRef("ticket.opened_at"), FieldRef("ticket.resolved_at"))
SERVICE = with_more(entities=(having("ticket", Field("open_time", "Open", "integer", "Seconds.", OPEN_TIME)),))
BERLIN = Calendar(ZoneInfo("Europe/Berlin"))
HOUR = 3600


@pytest.mark.parametrize(
    ("opened", "resolved", "hours"),
    [
        ("2025-01-07 09:00", "2025-01-07 10:30", 1.5),
        ("2025-01-07 03:00", "2025-01-07 09:00", 1),
        # From Friday four o'clock in Berlin to Monday ten.
        ("2025-01-10 15:00", "2025-01-13 09:00", 2),
        # The clock goes forward on the Sunday between: ten o'clock is eight in UTC.
        ("2025-03-28 15:00", "2025-03-31 08:00", 2),
        ("2025-01-11 09:00", "2025-01-12 12:00", 0),
        ("2024-01-01 00:00", "2025-01-01 00:00", 8 * 262),
    ],
)
def test_only_business_hours_of_the_zone_are_counted(town_of, opened, resolved, hours):
    town = town_of(lambda shop: Desk(shop).ticket(opened=opened, resolved=resolved)).read_by(SERVICE)
    rows = town.rows(Query(fields=("ticket.open_time",)), context(town.ours, calendar=BERLIN))
    assert rows == [(int(hours * HOUR),)]


NIGHTS = replace(BERLIN, business_hours=((time(0), time(6)),) * 7)


@pytest.mark.parametrize(
    ("opened", "resolved", "hours"),
    [
        # In Berlin the clock skips two to three o'clock on 30 March, and repeats it on 26 October.
        ("2025-03-29 23:00", "2025-03-30 03:00", 4),
        ("2025-03-29 23:00", "2025-03-30 06:00", 5),
        ("2025-03-30 00:30", "2025-03-30 01:30", 1),
        ("2025-10-26 00:30", "2025-10-26 01:30", 1),
        ("2025-10-25 22:00", "2025-10-26 12:00", 7),
        # A year of nights: what is skipped in spring is repeated in autumn.
        ("2025-01-01 12:00", "2025-12-31 12:00", 6 * 364),
    ],
)
def test_no_hour_passes_while_the_clock_skips_it_and_two_while_it_repeats_it(town_of, opened, resolved, hours):
    town = town_of(lambda shop: Desk(shop).ticket(opened=opened, resolved=resolved)).read_by(SERVICE)
    rows = town.rows(Query(fields=("ticket.open_time",)), context(town.ours, calendar=NIGHTS))
    assert rows == [(int(hours * HOUR),)]


STAFF = Entity(
    "staff",
    "Staff",
    "employees",
    "People.",
    fields=(
        column_field("id", "Id", "integer", "Id."),
        column_field("name", "Name", "text", "Name.", dimension=True),
        column_field("hired_on", "Hired", "date", "First day."),
        column_field("left_on", "Left", "date", "Last day."),
        Field(
            "off",
            "Off",
            "integer",
            "Days that everybody has off while they work here.",
            RelatedAggregate(
                "sum",
                "day_off.staff",
                When(FieldRef("day_off.day"), ">=", FieldRef("staff.hired_on"), Constant(1), Constant(0)),
            ),
        ),
    ),
)
DAY_OFF = Entity("day_off", "Day off", "schedule_entries", "Off.", fields=(column_field("day", "Day", "date", "Day."),))
PRESENT = WeekdaysBetween(
    When(FieldRef("staff.hired_on"), ">", Boundary("start"), FieldRef("staff.hired_on"), Boundary("start")),
    Least(Coalesce(FieldRef("staff.left_on"), Boundary("end")), Boundary("end")),
)
PEOPLE = with_more(
    metric("present", "staff", Sum(PRESENT), "during", "integer", opened="staff.hired_on", closed=("staff.left_on",)),
    metric(
        "at_work",
        "staff",
        Sum(Arithmetic("-", PRESENT, FieldRef("staff.off"))),
        "during",
        "integer",
        opened="staff.hired_on",
        closed=("staff.left_on",),
    ),
    entities=(STAFF, DAY_OFF),
    relations=(Relation("day_off.staff", "day_off", "staff", "organization_id", "organization_id"),),
)


def two_people(shop: Shop) -> None:
    """March 2025 begins on a Saturday and has 21 weekdays. Eve left before the 11th, Finn came on the 27th."""
    people = {"Eve": ("2024-01-01", "2025-03-11"), "Finn": ("2025-03-27", None), "Old": ("2024-01-01", "2025-02-01")}
    for name, (hired, left) in people.items():
        known = {"hired_on": date.fromisoformat(hired), "left_on": left and date.fromisoformat(left)}
        shop.row(Employee, key=name, name=name, **known)
    shop.row(ScheduleEntry, key="1", kind="holiday", day=date(2025, 3, 3), minutes=480)


def test_what_was_open_on_any_day_counts_with_the_days_that_it_was(town_of):
    town = town_of(two_people).read_by(PEOPLE)
    asked = Query(metrics=("present",), dimensions=("staff.name",), period=MARCH, order=("staff.name",))
    # Eve: 3 to 10 March; Finn: 27, 28 and 31.
    assert town.rows(asked) == [("Eve", 6), ("Finn", 3)]
    assert town.rows(Query(metrics=("at_work",), period=MARCH)) == [(8,)]


SERIES = with_more(replace(BUSINESS.metric("bank.cash"), name="cash", series=("bank_balance.bank_account",)))


def test_each_series_has_a_last_recorded_day_of_its_own(town_of):
    def accounts(shop: Shop) -> None:
        books = Books(shop)
        books.bank("House", "100", on="2025-03-31")
        books.bank("Savings", "40", on="2025-03-15")
        books.bank("Savings", "70", on="2025-03-20")

    town: Town = town_of(accounts).read_by(SERIES)
    assert town.rows(Query(metrics=("cash",), period=MARCH)) == [(Decimal(170),)]
    by_account = Query(metrics=("cash",), dimensions=("bank_balance.bank_account",), period=MARCH)
    assert dict(town.rows(by_account)) == {"House": 100, "Savings": 70}
    assert town.rows(replace(by_account, dimensions=(), period=days("2025-02-01", "2025-02-28"))) == [(None,)]
