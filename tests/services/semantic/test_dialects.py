"""Dialects: each spells every element, and one that is missing is refused in words."""

from datetime import date
from types import MappingProxyType

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import mssql

from services.errors import CannotExpress, UnknownDialect
from services.semantic import dialects
from services.semantic.compiler.elements import BinaryElement, InlineRows, days_between
from services.semantic.dialects import DIALECTS, Dialect, find_dialect
from services.semantic.limits import within

DAYS = days_between(sa.column("a"), sa.column("b"))


class Elsewhere(mssql.dialect):
    """A dialect that SQLAlchemy knows and the road does not."""


def test_each_dialect_spells_every_element():
    known = BinaryElement.__subclasses__()
    elements = {each.__name__ for each in known if each.in_every_dialect}
    assert len(elements) > 5
    assert {name: elements - set(dialect.spellings) for name, dialect in DIALECTS.items()} == dict.fromkeys(
        DIALECTS, set()
    )
    # Copies are DuckDB's.
    assert set(DIALECTS["duckdb"].spellings) == {each.__name__ for each in known}


def test_a_dialect_is_named_as_sqlalchemy_names_it():
    assert {name: dialect.name for name, dialect in DIALECTS.items()} == {name: name for name in DIALECTS}
    assert set(DIALECTS) == {"duckdb", "postgresql", "sqlite"}


@pytest.mark.parametrize("element", [DAYS, sa.select(InlineRows([sa.column("a", sa.Integer)], [(1,)], "rows"))])
def test_a_missing_dialect_is_refused_in_words_that_list_the_known_ones(element):
    with pytest.raises(UnknownDialect, match=r"called mssql\. Known dialects: duckdb, postgresql, sqlite\."):
        element.compile(dialect=Elsewhere())


def test_an_element_that_a_dialect_lacks_is_refused_in_words(monkeypatch):
    bare = Dialect("mssql", {}, cancel=lambda connection: None)
    monkeypatch.setattr(dialects, "DIALECTS", MappingProxyType({"mssql": bare}))
    with pytest.raises(CannotExpress, match="Questions that need days_between cannot be asked of mssql"):
        DAYS.compile(dialect=Elsewhere())


def test_a_new_dialect_is_spelled_in_its_own_words(monkeypatch):
    spellings = {"days_between": lambda start, end: f"DATEDIFF(day, {start}, {end})"}
    made = Dialect("mssql", spellings, cancel=lambda connection: None, literal=lambda value: f"<{value}>")
    monkeypatch.setattr(dialects, "DIALECTS", MappingProxyType({"mssql": made}))
    assert str(DAYS.compile(dialect=Elsewhere())) == "DATEDIFF(day, (a), (b))"
    rows = InlineRows([sa.column("a", sa.Date)], [(date(2025, 1, 2),)], "rows")
    assert "VALUES (<2025-01-02>)" in str(sa.select(rows).compile(dialect=Elsewhere()))


def test_a_statement_of_an_unknown_engine_is_not_begun(monkeypatch):
    monkeypatch.setattr(dialects, "DIALECTS", MappingProxyType({}))
    with sa.create_engine("sqlite://").connect() as connection, pytest.raises(UnknownDialect), within(connection, 1):
        pass


def test_a_quote_in_a_name_cannot_end_the_name():
    assert find_dialect("sqlite").quote('a"b') == '"a""b"'
