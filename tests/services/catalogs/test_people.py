"""A layer may add to what describes people, but not show who did what."""

from dataclasses import replace

import pytest

from services.catalogs import BUSINESS
from services.catalogs.people import PeopleProtection
from services.errors import BadQuery
from services.semantic.catalog import Entity, EntityFields, Field, Layer, Metric, Relation, Wording, column_field
from services.semantic.conditions import Compare, Exists
from services.semantic.expression import (
    ColumnRef,
    CountDistinct,
    FieldRef,
    MetricRef,
    RelatedAggregate,
    Sum,
    When,
)

ID = column_field("id", "Id", "integer", "Number.")
EMPLOYEE, WORK = BUSINESS.entity("employee"), BUSINESS.entity("work_log")
HOURS = BUSINESS.metric("work.hours")
MINUTES = FieldRef("work_log.minutes")
BY_CLARA = When(FieldRef("employee.name"), "=", FieldRef("employee.name"), MINUTES)
PER_EMPLOYEE = RelatedAggregate("sum", "work_log.employee", MINUTES)


def field_of(entity: str, formula, **more) -> Layer:
    spec = replace(Field("added", "Added", "text", "Added.", formula, dimension=True), **more)
    return Layer("own", fields=(EntityFields(entity, (spec,)),))


def change_of(entity: str, name: str, **changes) -> Layer:
    spec = replace(BUSINESS.field(f"{entity}.{name}"), **changes)
    return Layer("own", fields=(EntityFields(entity, (spec,)),))


def metric(name: str, like: Metric = HOURS, **changes) -> Layer:
    return Layer("own", metrics=(replace(like, name=name, **changes),))


def of_hours(name: str) -> Layer:
    return metric(name, people=None, kind="derived", formula=MetricRef("work.hours"), where=None)


def relation(*parts: str) -> Layer:
    return Layer("own", relations=(Relation(*parts),))


def entity(like: Entity, **changes) -> Layer:
    return Layer("own", entities=(replace(like, **changes),))


SHOWS = {
    "a name that is not personal": change_of("employee", "name", personal=False),
    "another column as the name": change_of("employee", "name", formula=ColumnRef("job_title")),
    "a name under another name": field_of("employee", ColumnRef("name")),
    "a name in capitals": field_of("employee", ColumnRef("NAME")),
    "a field that repeats a name": field_of("employee", FieldRef("employee.name")),
    "a personal field that repeats a name": field_of("employee", FieldRef("employee.name"), personal=True),
    "who did it, beside what was done": field_of("work_log", FieldRef("employee.hired_on"), type="date"),
    "the column that leads to a person": field_of("work_log", ColumnRef("employee_id"), type="integer"),
    "what each did, added up": field_of("employee", PER_EMPLOYEE, type="integer", dimension=False),
    "an entity that shows identities": entity(WORK, hide_identities=False),
    "the table under another name": entity(WORK, name="other", time=None, fields=(ID,)),
    "people as another entity": entity(EMPLOYEE, name="person", fields=(ID,)),
    "another table as people": entity(EMPLOYEE, table="clients", fields=(ID,)),
    "an entity without its fields": entity(WORK, fields=(ID,), time=None),
    "a relation that leads elsewhere": Layer(
        "own", relations=(Relation("work_log.client", "work_log", "client", "id"),)
    ),
    "a relation of another name": Layer(
        "own", relations=(Relation("work_log.by", "work_log", "client", "employee_id"),)
    ),
    "records of people under those of others": relation("order.log", "order", "work_log", "client_id"),
    "a metric without its rule": metric("work.hours", people=None),
    "a lower bound": metric("work.hours", least_people=1),
    "a copy without its rule": metric("work.own", people=None),
    "a copy with a lower bound": metric("work.own", least_people=4),
    "people counted by another metric": metric("work.own", people="order.revenue"),
    "a metric made of one": metric(
        "work.own", people=None, kind="derived", formula=MetricRef("work.hours"), where=None
    ),
    "another metric of the built-in catalog made of one": of_hours("order.revenue"),
    "more people than there are": metric(
        "employee.present", BUSINESS.metric("employee.present"), formula=Sum(FieldRef("employee.weekly_minutes"))
    ),
    "people counted elsewhere": Layer(
        "own",
        metrics=(
            Metric(
                *("employee.present", "Present", "simple", "integer", "client"),
                CountDistinct(FieldRef("client.id")),
                *("Present.", "Us"),
                times=("client.acquired_on",),
            ),
        ),
    ),
    "one person by a condition": metric("work.own", where=Compare("employee.name", "=", "Clara Hansen")),
    "one person by a formula": metric("work.own", formula=Sum(BY_CLARA)),
    "what people did, seen from elsewhere": metric(
        "client.own",
        BUSINESS.metric("order.revenue"),
        where=Exists("work_log.client", Compare("work_log.minutes", ">", 60)),
        entity="client",
        formula=CountDistinct(FieldRef("client.id")),
        times=("client.acquired_on",),
    ),
}


@pytest.mark.parametrize("layer", SHOWS.values(), ids=SHOWS)
def test_a_layer_is_refused_for(layer):
    with pytest.raises(BadQuery):
        PeopleProtection(BUSINESS).check(BUSINESS.with_layer(layer))


STAY = {
    "nothing": Layer("own"),
    "words": Layer("own", wordings=(Wording("employee", "Colleague"), Wording("work.hours", "Hours at work"))),
    "words of what counts people": Layer("own", wordings=(Wording("employee.present", "Colleagues"),)),
    "a property of people": field_of("employee", ColumnRef("cost_center")),
    "a band of what was done": field_of("work_log", When(MINUTES, ">", FieldRef("work_log.minutes"), MINUTES)),
    "a metric with the rule": metric("work.own", formula=Sum(MINUTES)),
    "a metric of other records": metric("order.own", BUSINESS.metric("order.revenue"), label="Own"),
    "other records beside people": Layer(
        "own",
        entities=(Entity("gauge", "Gauge", "orders", "Gauge.", (ID,)),),
        relations=(Relation("gauge.employee", "gauge", "employee", "sold_by_id"),),
    ),
}


@pytest.mark.parametrize("layer", STAY.values(), ids=STAY)
def test_a_layer_may_add(layer):
    PeopleProtection(BUSINESS).check(BUSINESS.with_layer(layer))


def test_a_metric_that_a_layer_did_not_touch_is_checked_by_what_it_is_made_of():
    rule = {"people": "employee.present", "least_people": 5}
    layer = metric("order.revenue", kind="derived", formula=MetricRef("work.hours"), where=None, **rule)
    with pytest.raises(BadQuery, match="describes people") as refusal:
        PeopleProtection(BUSINESS).check(BUSINESS.with_layer(layer))
    assert "order.revenue" not in refusal.value.message
