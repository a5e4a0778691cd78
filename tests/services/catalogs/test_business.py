"""Rules for the entities, fields and metrics of the built-in catalog."""

import pytest

from models import db
from services.catalogs import BUSINESS
from services.semantic.expression import ColumnRef, FieldRef, RelatedAggregate, walk

METRICS = list(BUSINESS.metrics.values())
ENTITIES = list(BUSINESS.entities.values())


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
def test_every_metric_has_a_definition_an_owner_a_unit_and_synonyms(metric):
    assert metric.definition.endswith(".")
    assert metric.owner
    assert metric.label
    assert metric.synonyms
    assert metric.exclusions.endswith(".")
    assert metric.unit or metric.type == "money"
    assert bool(metric.denominator) == (metric.kind == "ratio")


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
def test_every_metric_has_a_date_to_count_by(metric):
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
def test_every_relation_joins_existing_columns(relation):
    many, one = BUSINESS.entity(relation.many), BUSINESS.entity(relation.one)
    assert relation.many_column in db.metadata.tables[many.table].columns
    assert relation.one_column in db.metadata.tables[one.table].columns


def aggregates_money(node: RelatedAggregate) -> bool:
    """Return whether related rows are aggregated to an amount, and not to a date or a count."""
    read = [BUSINESS.field(part.field) for part in walk(node.of) if isinstance(part, FieldRef)]
    return node.how != "count" and any(spec.type == "money" for spec in read)


def test_every_amount_has_a_currency():
    for name, spec in BUSINESS.fields.items():
        summed = any(isinstance(node, RelatedAggregate) and aggregates_money(node) for node in walk(spec.formula))
        assert (spec.type == "money") == bool(spec.currency or summed), name


def test_names_labels_and_synonyms_of_metrics_are_unique():
    names = [word.lower() for metric in METRICS for word in (metric.name, metric.label, *metric.synonyms)]
    assert len(names) == len(set(names))


def test_email_addresses_are_not_in_the_catalog():
    assert not [name for name in BUSINESS.fields if "email" in name]


@pytest.mark.parametrize("relation", BUSINESS.relations.values(), ids=lambda relation: relation.name)
def test_a_relation_is_optional_if_its_column_is_nullable(relation):
    """Otherwise rows without a related row would silently be missing from sums."""
    many = BUSINESS.entity(relation.many)
    assert relation.optional == db.metadata.tables[many.table].columns[relation.many_column].nullable


def test_no_metric_has_the_name_of_a_field():
    """Both are used by name in queries and filters."""
    assert set(BUSINESS.metrics).isdisjoint(BUSINESS.fields)
