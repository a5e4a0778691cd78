"""Instants in an organisation's own zone: a day there begins and ends when its clocks say, also when they change."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from services.access.context import policy_of
from services.catalogs import common
from services.errors import BadQuery
from services.semantic.catalog import Catalog, Entity, Layer, Metric, column_field
from services.semantic.conditions import And, Compare
from services.semantic.context import Calendar
from services.semantic.expression import CountDistinct, FieldRef, Percentile, Sum
from services.semantic.query import Everything, Query, Transform
from services.semantic.runner import SourceConnection
from services.sources.copy import Copies
from tests.services.shop import NOW, Town, context, day, days, organization

CALLS = sa.table(
    "calls",
    *(sa.column(name) for name in ("id", "organization_id", "caller", "seconds", "began_at", "ended_at")),
)
MAKE = """CREATE TABLE calls (id BIGINT, organization_id BIGINT, caller VARCHAR(9), seconds BIGINT,
          began_at TIMESTAMP, ended_at TIMESTAMP)"""

CALL = Entity(
    "call",
    "Call",
    "calls",
    "A call that somebody made.",
    time="call.began_at",
    fields=(
        column_field("id", "Call", "integer", "Number of the row."),
        column_field("caller", "Caller", "text", "Who called.", dimension=True),
        column_field("seconds", "Seconds", "integer", "How long it took; empty if nobody knows."),
        column_field("began_at", "Began", "instant", "When it began."),
        column_field("ended_at", "Ended", "instant", "When it ended; empty while it goes on."),
    ),
)


def metric(name, kind, formula, **more):
    times = ("call.began_at",)
    return Metric(
        name, name, kind, "integer", "call", formula, definition="A test.", owner="Nobody", times=times, **more
    )


CATALOG = Catalog(
    "calls",
    (
        common.LAYER,
        Layer(
            "calls",
            entities=(CALL,),
            metrics=(
                metric("call.seconds", "simple", Sum(FieldRef("call.seconds"))),
                metric("call.median", "simple", Percentile(0.5, FieldRef("call.seconds"), per="call.id")),
                metric("call.callers", "cumulative", CountDistinct(FieldRef("call.caller")), window_days=2),
                metric(
                    "call.open",
                    "balance",
                    CountDistinct(FieldRef("call.id")),
                    opened="call.began_at",
                    closed=("call.ended_at",),
                ),
                metric("call.waiting", "balance", Sum(FieldRef("call.seconds")), opened="call.began_at"),
            ),
        ),
    ),
)

# In Berlin clocks go from 2 to 3 on 30 March 2025: the day begins at 23:00 UTC the day before and has 23 hours.
SPRING = (
    ("Ada", 1, "2025-03-29 22:59:59", "2025-03-29 23:00:00"),  # the last second of the 29th
    ("Bo", 2, "2025-03-29 23:00:00", "2025-03-30 21:59:59"),  # the first second of the 30th
    ("Bo", 4, "2025-03-30 21:59:59", "2025-03-30 22:00:00"),  # its last
    ("Cy", 8, "2025-03-30 22:00:00", None),  # the first of the 31st
    ("Cy", None, "2025-03-31 22:30:00", None),  # 1 April
)
# They go back from 3 to 2 on 26 October: that day begins at 22:00 UTC the day before and has 25 hours.
AUTUMN = (
    ("Ada", 1, "2025-10-25 21:59:59", None),
    ("Ada", 2, "2025-10-25 22:00:00", None),
    ("Ada", 4, "2025-10-26 22:59:59", None),
    ("Ada", 8, "2025-10-26 23:00:00", None),
)


@pytest.fixture
def switchboard(engine, place, tmp_path):
    """Return a function that writes calls and gives the town to ask about them."""

    def outcome(calls):
        with place.begin() as connection:
            connection.execute(sa.text("DROP TABLE IF EXISTS calls"))
            connection.execute(sa.text(MAKE))
            ours = organization(connection, "Ours")
            for number, (caller, seconds, began, ended) in enumerate(calls, 1):
                connection.execute(
                    sa.insert(CALLS).values(
                        id=number,
                        organization_id=ours,
                        caller=caller,
                        seconds=seconds,
                        began_at=sa.bindparam("began", _instant(began), sa.DateTime()),
                        ended_at=sa.bindparam("ended", _instant(ended), sa.DateTime()),
                    )
                )
        store = (
            Copies(place, tmp_path, CATALOG).open if engine == "duckdb" else lambda _: SourceConnection(place, "1", NOW)
        )
        return Town(ours, 0, store, CATALOG)

    return outcome


def _instant(text):
    return text and datetime.fromisoformat(text)


# After all the calls.
LATER = datetime(2025, 12, 1, tzinfo=UTC)


def in_berlin(town):
    calendar = Calendar(ZoneInfo("Europe/Berlin"))
    return context(town.ours, now=LATER, calendar=calendar, policy=policy_of(town.ours, CATALOG))


def ask_of(town, **question):
    return town.rows(Query(**question), in_berlin(town))


def test_a_call_falls_on_the_day_of_the_organisations_clock(switchboard):
    town = switchboard(SPRING)
    assert ask_of(town, metrics=("call.seconds",), period=days("2025-03-29", "2025-03-31"), grain="day") == [
        (day("2025-03-29"), 1),
        (day("2025-03-30"), 6),
        (day("2025-03-31"), 8),
    ]


def test_a_day_of_25_hours_has_all_of_them(switchboard):
    town = switchboard(AUTUMN)
    assert ask_of(town, metrics=("call.seconds",), period=days("2025-10-25", "2025-10-27"), grain="day") == [
        (day("2025-10-25"), 1),
        (day("2025-10-26"), 6),
        (day("2025-10-27"), 8),
    ]


def test_a_window_opens_and_closes_by_the_organisations_clock(switchboard):
    town = switchboard(SPRING)
    callers = ask_of(town, metrics=("call.callers",), period=days("2025-03-29", "2025-04-01"), grain="day")
    assert [number for _, number in callers] == [1, 2, 2, 1]


def test_a_balance_is_struck_at_midnight_of_the_organisations_clock(switchboard):
    town = switchboard(SPRING)
    still_on = ask_of(town, metrics=("call.open",), period=days("2025-03-28", "2025-03-31"), grain="day")
    # Ada rings off on the stroke of midnight, so at the end of the 29th the call still counts.
    assert [number for _, number in still_on] == [0, 1, 1, 1]


def test_the_first_and_last_day_are_those_of_the_organisations_clock(switchboard):
    town = switchboard(SPRING)
    answer = town.ask(Query(metrics=("call.seconds",), period=Everything()), in_berlin(town))
    assert (answer.span.first, answer.span.last) == (day("2025-03-29"), day("2025-04-01"))
    assert answer.frame["call.seconds"].to_list() == [15]


def test_records_of_a_day_are_those_of_the_organisations_clock(switchboard):
    town = switchboard(SPRING)
    records = ask_of(town, fields=("call.began_at", "call.seconds"), period=days("2025-03-30", "2025-03-30"))
    assert records == [
        (datetime(2025, 3, 29, 23, tzinfo=UTC), 2),
        (datetime(2025, 3, 30, 21, 59, 59, tzinfo=UTC), 4),
    ]


def test_an_instant_is_compared_with_an_instant_of_any_zone(switchboard):
    town = switchboard(SPRING)
    night = And(
        (
            Compare("call.began_at", ">=", "2025-03-30T00:00:00+01:00"),
            Compare("call.began_at", "<", "2025-03-31T00:00:00+02:00"),
        )
    )
    assert ask_of(town, metrics=("call.seconds",), period=days("2025-03-01", "2025-04-30"), where=night) == [(6,)]
    with pytest.raises(BadQuery, match="an instant like 2025-03-31T09:00:00Z"):
        ask_of(town, fields=("call.id",), where=Compare("call.began_at", ">", "2025-03-30T00:00:00"))


def test_an_empty_value_has_no_rank_in_a_median(switchboard):
    town = switchboard(SPRING)
    assert ask_of(town, metrics=("call.median",), period=days("2025-03-01", "2025-04-30")) == [(3,)]
    assert ask_of(town, metrics=("call.median",), period=days("2025-04-01", "2025-04-30")) == [(None,)]


def test_a_moving_mean_of_whole_numbers_keeps_its_fraction(switchboard):
    town = switchboard(SPRING)
    question = {
        "metrics": ("call.seconds",),
        "period": days("2025-03-29", "2025-03-31"),
        "grain": "day",
        "transforms": (Transform("call.seconds", "moving", window=2),),
    }
    assert [row[-1] for row in ask_of(town, **question)] == [1.0, 3.5, 7.0]
    above = ask_of(town, **question, having=Compare("call.seconds@moving", ">", 3.4))
    assert [row[-1] for row in above] == [3.5, 7.0]


def test_a_balance_has_no_running_total(switchboard):
    with pytest.raises(BadQuery, match="call.waiting does not add up over time"):
        ask_of(
            switchboard(SPRING),
            metrics=("call.waiting",),
            period=days("2025-03-29", "2025-03-31"),
            grain="day",
            transforms=(Transform("call.waiting", "running"),),
        )
