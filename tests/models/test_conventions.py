"""Conventions of all tables, so that rows stay inside their organisation and every column is documented."""

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from models import db
from models.base import Base, Identified, Owned, ScaledInteger, UtcDateTime

MODELS = sorted((mapper.class_ for mapper in Base.registry.mappers), key=lambda model: model.__tablename__)
OWNED = [model for model in MODELS if issubclass(model, Owned)]
OWNED_TABLES = {model.__tablename__ for model in OWNED}

each_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
each_owned = pytest.mark.parametrize("model", OWNED, ids=lambda model: model.__name__)


def names(constraint: Any) -> list[str]:
    return [column.name for column in constraint.columns]


def starts(table: sa.Table) -> Iterator[list[str]]:
    """Yield the columns of each key and index of a table, in order."""
    searchable = (sa.UniqueConstraint, sa.PrimaryKeyConstraint)
    yield from (names(rule) for rule in table.constraints if isinstance(rule, searchable))
    yield from (names(index) for index in table.indexes)


def test_there_are_tables_of_every_domain():
    domains = {model.__module__.split(".")[1] for model in MODELS}
    assert domains == {"identity", "customers", "sales", "finance", "work", "dashboards", "catalog"}
    assert len(db.metadata.tables) == len(MODELS)


@each_model
def test_a_model_says_what_its_rows_are(model):
    assert model.__dict__.get("__doc__"), "A docstring of its own, not one that it inherits."


@each_model
def test_a_column_says_what_it_means(model):
    assert [column.name for column in model.__table__.columns if not column.comment] == []


@each_model
def test_a_comment_says_more_than_the_column_s_name(model):
    comments = {column.name: (column.comment or "").lower() for column in model.__table__.columns}
    assert [name for name, words in comments.items() if words.replace(" ", "_") == name] == []


@each_owned
def test_a_business_row_belongs_to_an_organisation_and_is_deleted_with_it(model):
    [key] = [key for key in model.__table__.foreign_key_constraints if names(key) == ["organization_id"]]
    assert (key.referred_table.name, key.ondelete) == ("organizations", "CASCADE")
    assert not model.__table__.c.organization_id.nullable


@each_model
def test_a_reference_to_a_business_row_stays_inside_the_organisation(model):
    keys = [key for key in model.__table__.foreign_key_constraints if key.referred_table.name in OWNED_TABLES]
    assert [names(key) for key in keys if names(key)[0] != "organization_id" or len(names(key)) != 2] == []


@each_model
def test_every_reference_has_an_index(model):
    """Without an index, each deletion of a parent and each join scans the child table."""
    searchable = list(starts(model.__table__))
    keys = [names(key) for key in model.__table__.foreign_key_constraints]
    assert [key for key in keys if not any(start[: len(key)] == key for start in searchable)] == []


@each_owned
def test_a_business_row_has_one_business_key(model):
    uniques = [names(rule) for rule in model.__table__.constraints if isinstance(rule, sa.UniqueConstraint)]
    keys = [key for key in uniques if "id" not in key]
    assert len(keys) == 1
    assert keys[0][0] == "organization_id"


@each_model
def test_rows_have_timestamps(model):
    assert issubclass(model, Identified) or model.__name__ == "DataVersion"


@each_model
def test_a_time_has_the_type_that_its_name_says(model):
    columns = model.__table__.columns
    wrong = [c.name for c in columns if c.name.endswith("_at") and not isinstance(c.type, UtcDateTime)]
    wrong += [c.name for c in columns if c.name.endswith(("_on", "day")) and not isinstance(c.type, sa.Date)]
    assert wrong == []


@each_model
def test_no_number_is_a_float_and_no_instant_is_without_a_zone(model):
    loose = [c.name for c in model.__table__.columns if isinstance(c.type, sa.Numeric | sa.Float | sa.DateTime)]
    assert loose == []


def test_a_scaled_number_has_one_of_three_scales():
    scales = {c.type.scale for model in MODELS for c in model.__table__.columns if isinstance(c.type, ScaledInteger)}
    assert scales == {10_000, 10**9, 10**12}


@each_owned
def test_every_list_of_values_is_for_an_existing_column(model):
    ruled = {name for rule in model.__table__.constraints for name in rule.info}
    assert ruled <= set(model.__table__.columns.keys())
