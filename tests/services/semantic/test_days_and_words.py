"""Formulas with days that follow from others, with words, and with a division of a single row."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from services.catalogs import BUSINESS
from services.semantic.catalog import Entity, Field, column_field
from services.semantic.context import Calendar
from services.semantic.expression import (
    Constant,
    DayOf,
    DaysLater,
    Divide,
    FieldRef,
    MonthsLater,
    RelatedAggregate,
    When,
)
from services.semantic.query import Query
from services.sources.export import tables_of
from tests.services.desk import Desk
from tests.services.semantic.test_expressions import having, with_more
from tests.services.shop import Shop, context

BERLIN = Calendar(ZoneInfo("Europe/Berlin"))
LAMPS = When(FieldRef("product.name"), "=", Constant("lamp"), FieldRef("order_line.quantity"))
MORE = with_more(
    entities=(
        having("ticket", Field("opened_on", "Day", "date", "Day.", DayOf(FieldRef("ticket.opened_at")))),
        having(
            "order",
            Field("due_on", "Due", "date", "30 days later.", DaysLater(FieldRef("order.ordered_on"), 30)),
            Field("in_a_month", "Month", "date", "Later.", MonthsLater(FieldRef("order.ordered_on"), Constant(1))),
            Field("lamps", "Lamps", "integer", "Lamps.", RelatedAggregate("sum", "order_line.order", LAMPS)),
            Field("half", "Half", "number", "Half.", Divide(FieldRef("order.lamps"), Constant(2))),
            Field("nothing", "Nothing", "number", "By nothing.", Divide(FieldRef("order.lamps"), Constant(0))),
        ),
    )
)


@pytest.mark.parametrize(
    ("opened", "day"),
    [
        ("2025-01-31 22:59:59", date(2025, 1, 31)),
        ("2025-01-31 23:00", date(2025, 2, 1)),
        # In summer midnight comes an hour sooner.
        ("2025-06-30 21:59:59.9", date(2025, 6, 30)),
        ("2025-06-30 22:00", date(2025, 7, 1)),
    ],
)
def test_an_instant_falls_on_a_day_of_the_organisation_s_zone(town_of, opened, day):
    town = town_of(lambda shop: Desk(shop).ticket(opened=opened)).read_by(MORE)
    assert town.rows(Query(fields=("ticket.opened_on",)), context(town.ours, calendar=BERLIN)) == [(day,)]


def two_lamps_and_a_desk(shop: Shop) -> None:
    shop.sells(("lamp", "10", "1"), ("desk", "30", "1"), ("lamp", "10", "1"), on="2024-01-31")


def test_a_day_may_follow_from_another_and_words_may_be_compared_with_a_field(town_of):
    town = town_of(two_lamps_and_a_desk).read_by(MORE)
    asked = Query(fields=("order.due_on", "order.lamps", "order.half", "order.nothing"))
    assert town.rows(asked) == [(date(2024, 3, 1), 2, 1.0, None)]


@pytest.mark.parametrize(
    ("first", "later"),
    [("2024-01-31", date(2024, 2, 29)), ("2025-01-31", date(2025, 2, 28)), ("2024-12-15", date(2025, 1, 15))],
)
def test_a_day_a_month_later_is_the_last_where_the_month_lacks_it(town_of, first, later):
    town = town_of(lambda shop: shop.sells(("lamp", "1", "1"), on=first)).read_by(MORE)
    assert town.rows(Query(fields=("order.in_a_month",))) == [(later,)]


def test_entities_that_stand_on_one_table_are_copied_together():
    fields = (column_field("name", "Name", "text", "Name."), column_field("due_on", "Due", "date", "Due."))
    twice = with_more(entities=(Entity("chore", "Chore", "tasks", "A task.", fields=fields),))
    [tasks] = [table for table in tables_of(twice, "record") if table.name == "tasks"]
    [before] = [table for table in tables_of(BUSINESS, "record") if table.name == "tasks"]
    assert set(tasks.schema.names) == {*before.schema.names, "name", "due_on"}
