"""What is told of people tells of no small group."""

from dataclasses import replace
from datetime import date

import pytest

from models import Employee, Team, WorkLog
from services.access.context import policy_of
from services.catalogs import BUSINESS
from services.errors import BadQuery
from services.semantic.catalog import Layer, Metric, column_field
from services.semantic.conditions import Compare, Or
from services.semantic.expression import CountDistinct, FieldRef
from services.semantic.query import Query, Transform
from tests.services.shop import Shop, Town, context, days

JANUARY = days("2025-01-01", "2025-01-31")
QUARTER = days("2025-01-01", "2025-03-31")

EMPLOYEE = BUSINESS.entity("employee")
WHEN_HERE = (
    column_field("hired_on", "Hired", "date", "First day of work."),
    column_field("gone_on", "Gone", "date", "Last day.", column="left_on"),
)
PERSONAL = tuple(replace(spec, personal=spec.name == "name") for spec in EMPLOYEE.fields if spec.name != "hired_on")
HERE = Metric(
    "employee.here",
    "People",
    "during",
    "integer",
    "employee",
    CountDistinct(FieldRef("employee.id")),
    "People.",
    "Us",
    opened="employee.hired_on",
    closed=("employee.gone_on",),
)
WATCHED = replace(
    BUSINESS,
    layers=(
        *BUSINESS.layers,
        Layer(
            "more",
            entities=(
                replace(EMPLOYEE, fields=(*PERSONAL, *WHEN_HERE)),
                replace(BUSINESS.entity("work_log"), hide_identities=True),
            ),
            metrics=(HERE, replace(BUSINESS.metric("work.hours"), people="employee.here")),
        ),
    ),
)


def four_teams(shop: Shop) -> None:
    """Build has 5 people and Sell has 6, each works an hour in January; Care has 2 and Lead has 1, each works ten."""
    for team, people, minutes in (("Build", 5, 60), ("Sell", 6, 60), ("Care", 2, 600), ("Lead", 1, 600)):
        for number in range(people):
            log_work(shop, f"{team} {number}", team, minutes, on="2025-01-10")


def log_work(shop: Shop, name: str, team: str, minutes: int, *, on: str, left: str | None = None) -> None:
    team_id = shop.once(Team, team, key=team, name=team)
    known = {"team_id": team_id, "hired_on": date(2024, 1, 1), "left_on": left and date.fromisoformat(left)}
    person = shop.once(Employee, name, key=name, name=name, **known)
    shop.row(
        WorkLog,
        key=f"{name} {on}",
        employee_id=person,
        worked_on=date.fromisoformat(on),
        minutes=minutes,
        billable=False,
    )


@pytest.fixture
def town(town_of) -> Town:
    return town_of(four_teams).read_by(WATCHED)


def hours(**more) -> Query:
    return Query(**{"metrics": ("work.hours",), "period": JANUARY, **more})


def by_team(town: Town, **more) -> dict:
    return {row[0]: row[1] for row in town.rows(hours(dimensions=("team.name",), **more))}


def test_a_value_of_fewer_than_five_people_is_not_shown_and_the_whole_is(town: Town):
    assert by_team(town) == {"Build": pytest.approx(5), "Sell": pytest.approx(6), "Care": None, "Lead": None}
    assert town.rows(hours()) == [(pytest.approx(41),)]
    [note] = town.ask(hours(dimensions=("team.name",))).notes
    assert (note.kind, note.words) == ("suppressed", "Groups of fewer than 5 people are not shown.")
    assert town.ask(hours()).notes == ()


@pytest.mark.parametrize(("field", "value"), [("team.name", "Care"), ("employee.name", "Build 0")])
def test_a_filter_by_people_makes_a_group_too(town: Town, field: str, value: str):
    assert town.rows(hours(where=Compare(field, "=", value))) == [(None,)]


def test_a_person_is_a_group_of_one(town: Town):
    result = town.rows(hours(dimensions=("employee.name",)))
    assert len(result) == 14 and {row[1] for row in result} == {None}


def test_the_group_is_who_belongs_to_it_not_who_noted_time(town_of):
    def story(shop: Shop) -> None:
        four_teams(shop)
        log_work(shop, "Build 0", "Build", 120, on="2025-02-10")

    town = town_of(story).read_by(WATCHED)
    february = hours(period=days("2025-02-01", "2025-02-28"), where=Compare("team.name", "=", "Build"))
    assert town.rows(february) == [(pytest.approx(2),)]


def test_who_has_left_is_no_longer_of_the_group(town_of):
    def story(shop: Shop) -> None:
        for number in range(5):
            left = "2025-01-31" if number == 4 else None
            log_work(shop, f"B{number}", "Build", 60, on="2025-01-10", left=left)
        log_work(shop, "B0", "Build", 60, on="2025-02-10")

    town = town_of(story).read_by(WATCHED)
    monthly = hours(dimensions=("team.name",), grain="month", period=days("2025-01-01", "2025-02-28"))
    assert [row[2] for row in town.rows(monthly)] == [pytest.approx(5), None]
    compared = hours(where=Compare("team.name", "=", "Build"), period=days("2025-02-01", "2025-02-28"))
    assert town.rows(replace(compared, compare="previous_period")) == [(None, pytest.approx(5))]


def test_neither_having_nor_order_nor_share_shows_what_is_not_shown(town: Town):
    assert set(by_team(town, having=Compare("work.hours", ">", 0))) == {"Build", "Sell"}
    shares = hours(dimensions=("team.name",), order=("-work.hours",), transforms=(Transform("work.hours", "share"),))
    result = town.rows(shares)
    assert [row[0] for row in result][:2] == ["Sell", "Build"]
    assert [row[2] for row in result] == [pytest.approx(6 / 11), pytest.approx(5 / 11), None, None]


def test_where_one_group_alone_would_be_left_out_the_smallest_other_one_is_too(town: Town):
    without_lead = Compare("team.name", "!=", "Lead")
    assert by_team(town, where=without_lead) == {"Build": None, "Sell": pytest.approx(6), "Care": None}


def test_work_may_be_split_by_what_is_no_person(town: Town):
    assert town.rows(hours(dimensions=("work_log.billable",))) == [(False, pytest.approx(41))]


def test_a_condition_that_mixes_people_and_work_shows_nothing(town: Town):
    mixed = Or((Compare("employee.name", "=", "Lead 0"), Compare("project.name", "=", "Mars")))
    assert town.rows(hours(where=mixed)) == [(None,)]


def test_an_organisation_may_allow_it(town: Town):
    allowed = replace(policy_of(town.ours, WATCHED), show_individuals=True)
    result = dict(town.rows(hours(dimensions=("team.name",)), context(town.ours, policy=allowed)))
    assert result["Lead"] == pytest.approx(10)


def test_a_list_of_what_people_did_leaves_out_who_did_it(town: Town):
    listed = Query(fields=("employee.name", "team.name", "work_log.worked_on"), order=("team.name",))
    assert {row[0] for row in town.rows(listed)} == {None} and len(town.rows(listed)) == 14
    with pytest.raises(BadQuery, match="not shown in this list"):
        town.rows(replace(listed, where=Compare("employee.name", "=", "Lead 0")))
    allowed = replace(policy_of(town.ours, WATCHED), show_individuals=True)
    assert ("Lead 0", "Lead") in {row[:2] for row in town.rows(listed, context(town.ours, policy=allowed))}


def test_no_list_of_what_people_did_names_them_where_single_people_are_not_shown_of():
    # A list of the people themselves tells nothing of what they did.
    shown_for = {metric.entity for metric in BUSINESS.metrics.values() if metric.people} - {"employee"}
    assert [name for name in sorted(shown_for) if not BUSINESS.entity(name).hide_identities] == []
