"""A catalog that cannot be answered from is refused in words that name the layer, the thing and what is wrong."""

from dataclasses import replace
from typing import Any

import pytest

from services.catalogs import BUSINESS
from services.errors import BadQuery
from services.semantic.catalog import (
    Catalog,
    Entity,
    EntityFields,
    Field,
    Layer,
    Metric,
    Relation,
    Source,
    Type,
    column_field,
    from_json,
    to_json,
)
from services.semantic.conditions import Compare, Exists
from services.semantic.expression import (
    Arithmetic,
    ColumnRef,
    Constant,
    DaysBetween,
    Expression,
    FieldRef,
    Max,
    MetricRef,
    PeriodDays,
    RelatedAggregate,
    Sum,
    SumPer,
)

AMOUNT = FieldRef("order_line.amount")
SUM = Sum(AMOUNT)


def refusal(**parts: Any) -> str:
    """Return the words in which a layer with these parts is refused."""
    with pytest.raises(BadQuery) as refused:
        from_json(to_json(BUSINESS.with_layer(Layer("own", **parts))))
    return refused.value.message


def formula(node: Expression, type: Type = "integer", **more: Any) -> Field:
    return Field("extra", "Extra", type, "Extra.", node, **more)


def field(spec: Field, entity: str = "order") -> dict[str, Any]:
    return {"fields": (EntityFields(entity, (spec,)),)}


def metric(node: Expression = SUM, **more: Any) -> dict[str, Any]:
    entity = more.pop("entity", "order_line")
    times = more.pop("times", ("order.ordered_on",))
    made = Metric("own.metric", "Own", more.pop("kind", "simple"), "money", entity, node, "Own.", "us", times, **more)
    return {"metrics": (made,)}


def entity(**changes: Any) -> dict[str, Any]:
    spec = column_field("id", "Id", "integer", "Number.")
    return {"entities": (replace(Entity("gauge", "Gauge", "orders", "Gauge.", (spec,)), **changes),)}


def relation(**changes: Any) -> dict[str, Any]:
    return {"relations": (replace(Relation("order.payer", "order", "client", "payer_id"), **changes),)}


TWICE = (Relation("a.b", "order", "client", "x"), Relation("a.b", "order", "client", "y"))
SAME = (column_field("x", "X", "text", "X."), column_field("x", "X", "date", "X."))

REFUSED = {
    "two relations of one name": ({"relations": TWICE}, "In the layer own: there are two relations called a.b."),
    "two fields of one name": (
        {"fields": (EntityFields("order", SAME),)},
        "In the layer own, entity order: there are two fields called x.",
    ),
    "an entity's ill-formed name": (entity(name="Gauge"), "In the layer own: 'Gauge' is not a valid entity name"),
    "a metric without an entity's name": (
        {"metrics": (replace(BUSINESS.metric("order.revenue"), name="revenue"),)},
        "'revenue' is not a valid metric name",
    ),
    "a field's ill-formed name": (
        field(replace(formula(Constant(1)), name="a b")),
        "field order.a b: 'a b' is not a valid field name",
    ),
    "a field that is called as a metric": (
        field(replace(formula(Constant(1)), name="revenue")),
        "field order.revenue: a metric has the same name",
    ),
    "a way out of the quotes": (
        entity(table='x" UNION'),
        "entity gauge: 'x\" UNION' is not a valid table or column name",
    ),
    "a way out of the folder": (entity(table="../users"), "'../users' is not a valid table or column name"),
    "an unknown dialect": (
        {"sources": (Source("library", "db2", "live"),)},
        "source library: There is no SQL dialect called db2. Known dialects: duckdb, postgresql, sqlite.",
    ),
    "what a dialect does not offer": (
        {"sources": (Source("library", "sqlite", "live", ("window", "time_travel")),)},
        "source library: sqlite does not offer time_travel.",
    ),
    "an unknown source": (
        entity(source="recrod"),
        "entity gauge: There is no source called recrod. Did you mean record",
    ),
    "an unknown date": (entity(time="gauge.day"), "entity gauge: There is no field called gauge.day"),
    "an unknown end": (relation(one="cleint"), "relation order.payer: There is no entity called cleint. Did you mean"),
    "ends of two types": (
        relation(many_column="region"),
        "relation order.payer: order.region is text, and the other end is integer. Both must be of one type",
    ),
    "an unknown field in a field": (
        field(formula(FieldRef("order.amuont"))),
        "In the layer own, field order.extra: There is no field called order.amuont",
    ),
    "a field that no join reaches": (
        field(formula(Arithmetic("+", AMOUNT, Constant(1)))),
        "field order.extra: order_line cannot be combined with",
    ),
    "an unknown relation in a field": (
        field(formula(RelatedAggregate("sum", "order_line.odrer", AMOUNT))),
        "field order.extra: There is no relation called order_line.odrer. Did you mean order_line.order",
    ),
    "a relation to another entity": (
        field(formula(RelatedAggregate("sum", "order_line.order", AMOUNT)), "product"),
        "field product.extra: order_line.order leads to order",
    ),
    "an aggregate in a field": (
        field(formula(Sum(FieldRef("order.id")))),
        "field order.extra: sum(order.id) is computed",
    ),
    "a metric in a field": (field(formula(MetricRef("order.revenue"))), "order.revenue is computed from many rows"),
    "the days of a bucket in a field": (field(formula(PeriodDays())), "days of the period is computed from many rows"),
    "an unknown currency": (
        field(formula(ColumnRef("x"), "money", currency="order.curency")),
        "field order.extra: There is no field called order.curency. Did you mean order.currency",
    ),
    "an unknown group": (
        field(formula(ColumnRef("x"), "text", group="team.nmae")),
        "field order.extra: There is no dimension called team.nmae. Did you mean team.name",
    ),
    "a field that is made of itself": (
        {
            "fields": (
                EntityFields(
                    "order",
                    (
                        formula(FieldRef("order.other")),
                        replace(formula(Arithmetic("+", FieldRef("order.extra"), Constant(1))), name="other"),
                    ),
                ),
            )
        },
        "field order.extra: order.extra is made of itself: order.extra -> order.other -> order.extra.",
    ),
    "a currency that is its own": (
        field(formula(ColumnRef("x"), "money", currency="order.extra")),
        "order.extra is made of itself",
    ),
    "a field outside of an aggregate": (
        metric(Arithmetic("-", Sum(AMOUNT), AMOUNT)),
        "In the layer own, metric own.metric: order_line.amount has a value on each row. Put it inside an aggregate",
    ),
    "a column in a metric": (metric(Sum(ColumnRef("amount"))), "metric own.metric: amount is a column. Name the field"),
    "days outside of an aggregate": (
        metric(DaysBetween(FieldRef("order.ordered_on"), Max(FieldRef("order.shipped_on")))),
        "order.ordered_on has a value on each row",
    ),
    "an aggregate in an aggregate": (metric(Sum(Max(AMOUNT))), "max(order_line.amount) is computed from many rows"),
    "a metric in an aggregate": (metric(Sum(MetricRef("order.revenue"))), "order.revenue is computed from many rows"),
    "a metric among the values": (metric(SumPer("order.id", MetricRef("order.revenue"))), "cannot stand inside"),
    "an unknown value to sum by": (metric(SumPer("order.idd", Sum(AMOUNT))), "no field called order.idd"),
    "an unknown entity of a metric": (metric(entity="ordr"), "metric own.metric: There is no entity called ordr"),
    "an unknown date of a metric": (metric(times=("order.orderd_on",)), "There is no field called order.orderd_on"),
    "a date that no join reaches": (metric(times=("ticket.opened_at",)), "ticket cannot be combined with order_line"),
    "an unknown day of closing": (
        metric(kind="balance", opened="order.ordered_on", closed=("order.closd",)),
        "no field called order.closd",
    ),
    "an unknown day of the rate": (metric(rated_by="order.ratd"), "There is no field called order.ratd"),
    "unknown people": (metric(people="people.all"), "metric own.metric: There is no metric called people.all"),
    "an unknown sample": (metric(sample="order.cuont"), "metric own.metric: There is no metric called order.cuont"),
    "an unknown field in a condition": (
        metric(where=Compare("order.regoin", "=", "North")),
        "There is no field called order.regoin. Did you mean order.region",
    ),
    "an unknown field on related rows": (
        metric(where=Exists("order.client", Compare("client.nmae", "=", "Ada"))),
        "There is no field called client.nmae. Did you mean client.name",
    ),
    "an unknown relation in a condition": (
        metric(where=Exists("order.cleint", Compare("client.name", "=", "Ada"))),
        "There is no relation called order.cleint. Did you mean order.client",
    ),
}


@pytest.mark.parametrize(("parts", "words"), REFUSED.values(), ids=REFUSED)
def test_a_catalog_is_refused_for(parts, words):
    assert words in refusal(**parts)


def test_metrics_that_are_made_of_each_other_are_refused_with_the_way_around():
    one, other = (replace(metric()["metrics"][0], name=name) for name in ("own.one", "own.other"))
    parts = (replace(one, formula=MetricRef("own.other")), replace(other, formula=MetricRef("own.one")))
    assert "own.one is made of itself: own.one -> own.other -> own.one." in refusal(metrics=parts)


def test_two_layers_of_one_name_are_refused():
    twice = Catalog("business", (*BUSINESS.layers, Layer("own"), Layer("own")))
    with pytest.raises(BadQuery, match="In the catalog: there are two layers called own"):
        from_json(to_json(twice))


def test_ends_that_hold_text_may_be_declared():
    spec = column_field("code", "Code", "text", "Code.")
    made = Entity(
        "copy", "Copy", "copies", "Copy.", (spec,), key="code", key_type="text", source="library", tenant=None
    )
    tie = Relation("copy.self", "copy", "copy", "other", one_column="code")
    layer = Layer("own", (Source("library", "duckdb", "live", organization=1),), (made,), (tie,))
    assert from_json(to_json(BUSINESS.with_layer(layer))).join_type(tie) == "text"
