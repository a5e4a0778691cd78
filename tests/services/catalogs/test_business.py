"""What the built-in catalog promises of each of its entities, fields and metrics."""

import pytest

from models import db
from services.catalogs import BUSINESS
from services.semantic.expression import ColumnRef, FieldRef, RelatedAggregate, walk

METRICS = list(BUSINESS.metrics.values())
ENTITIES = list(BUSINESS.entities.values())


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
def test_every_metric_has_a_definition_an_owner_a_direction_and_other_names(metric):
    assert metric.definition.endswith(".")
    assert metric.owner
    assert metric.label
    assert metric.synonyms
    assert metric.exclusions.endswith(".")
    assert metric.unit or metric.type == "money"
    assert bool(metric.denominator) == (metric.kind == "ratio")


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
def test_every_metric_can_be_counted_by_a_day_that_there_is(metric):
    days = [*metric.times, *filter(None, [metric.opened]), *metric.closed]
    assert days
    assert {BUSINESS.field(name).type for name in days} <= {"date", "instant"}


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
def test_every_metric_reads_fields_that_its_entity_reaches(metric):
    for part in BUSINESS.parts(metric):
        for node in walk(part.formula):
            if isinstance(node, FieldRef):
                assert BUSINESS.path(part.entity, BUSINESS.entity_of(node.field).name) is not None


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda entity: entity.name)
def test_every_entity_and_field_has_a_label_and_a_definition(entity):
    for spec in (entity, *entity.fields):
        assert spec.label
        assert spec.definition.endswith(".")


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda entity: entity.name)
def test_every_entity_is_a_table_of_one_organisation_with_the_columns_it_names(entity):
    columns = db.metadata.tables[entity.table].columns
    named = {node.column for spec in entity.fields for node in walk(spec.formula) if isinstance(node, ColumnRef)}
    assert named | {entity.key, entity.tenant} <= set(columns.keys())
    assert entity.tenant == "organization_id"


@pytest.mark.parametrize("relation", BUSINESS.relations.values(), ids=lambda relation: relation.name)
def test_every_relation_joins_columns_that_there_are(relation):
    many, one = BUSINESS.entity(relation.many), BUSINESS.entity(relation.one)
    assert relation.many_column in db.metadata.tables[many.table].columns
    assert relation.one_column in db.metadata.tables[one.table].columns


def of_amounts(node: RelatedAggregate) -> bool:
    """Whether what hangs on a row is brought together to an amount, rather than to a day or a count."""
    read = [BUSINESS.field(part.field) for part in walk(node.of) if isinstance(part, FieldRef)]
    return node.how != "count" and any(spec.type == "money" for spec in read)


def test_every_amount_says_in_which_currency_it_is():
    for name, spec in BUSINESS.fields.items():
        summed = any(isinstance(node, RelatedAggregate) and of_amounts(node) for node in walk(spec.formula))
        assert (spec.type == "money") == bool(spec.currency or summed), name


def test_no_two_names_mean_the_same_metric():
    names = [word.lower() for metric in METRICS for word in (metric.name, metric.label, *metric.synonyms)]
    assert len(names) == len(set(names))


def test_the_address_of_a_client_is_not_in_the_catalog():
    assert not [name for name in BUSINESS.fields if "email" in name]


@pytest.mark.parametrize("relation", BUSINESS.relations.values(), ids=lambda relation: relation.name)
def test_a_relation_is_optional_where_its_column_may_be_empty(relation):
    """Where it is not said, rows without the other end would silently be left out of the sum."""
    many = BUSINESS.entity(relation.many)
    assert relation.optional == db.metadata.tables[many.table].columns[relation.many_column].nullable


def test_no_metric_is_called_as_a_field_is():
    """Both are asked for by name, and a filter on one is no filter on the other."""
    assert set(BUSINESS.metrics).isdisjoint(BUSINESS.fields)
