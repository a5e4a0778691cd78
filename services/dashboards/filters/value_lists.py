"""Values of a filter that are too many for an address. They are stored once for an organisation, under a key that links
carry. A link gives no rights: of the values, its reader gets those that they may see."""

import hashlib
import json
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from models import ValueList
from services.dashboards.filters.parameters import FindList
from services.dashboards.filters.state import EMPTY, from_param, to_param
from services.errors import BadQuery, PanoramaError
from services.semantic.catalog import Catalog
from services.semantic.conditions import In, Null, Or
from services.semantic.query import Query
from services.view_context import ViewContext

# A query binds each value. Far more would take longer than a query may run.
MOST_VALUES = 20_000
MOST_LETTERS = 2_000_000
# A use is noted once in so many days, so that reading hardly ever writes.
NOTED_EVERY = timedelta(days=30)
KEPT_FOR = timedelta(days=400)


def store_values(session: Session, catalog: Catalog, dimension: Any, values: Any, today: date) -> str:
    """Store the values of a filter, commit, and return their key. Lists that nobody has used for long are deleted.

    Raises UnknownName for an unknown dimension, BadQuery for values that are no texts or too many.
    """
    catalog.dimension(str(dimension))
    _check(values)
    unique = list(dict.fromkeys(values))
    key = _key(dimension, unique)
    row = _row(session, key) or ValueList(key=key, dimension=dimension, selected=unique)
    row.used_on = today
    session.add(row)
    session.execute(delete(ValueList).where(ValueList.used_on < today - KEPT_FOR))
    try:
        session.commit()
    except IntegrityError:
        # The same list was stored at the same time.
        session.rollback()
    return key


def list_finder(session: Session, reader: ViewContext) -> FindList:
    """Return the function by which an address finds its stored lists, as the reader may see them."""

    def find(dimension: str, key: str) -> tuple[str, ...]:
        values = find_values(session, dimension, key, reader.context.today)
        return visible_values(values, dimension, reader)

    return find


def saved_list_finder(session: Session, today: date) -> FindList:
    """Return the function that finds whole lists, for an address that is checked and not shown."""
    return partial(_find_saved, session, today)


def _find_saved(session: Session, today: date, dimension: str, key: str) -> tuple[str, ...]:
    return find_values(session, dimension, key, today)


def find_values(session: Session, dimension: str, key: str, today: date) -> tuple[str, ...]:
    """Return all values of a list of the session's organisation; raises BadQuery for one that does not exist."""
    row = _row(session, key)
    if row is None or row.dimension != dimension:
        raise BadQuery(
            "The values selected in this link are no longer stored. "
            "Select them again, or ask the sender for a new link."
        )
    values = tuple(row.selected)
    _note_use(session, row, today)
    return values


def visible_values(values: tuple[str, ...], dimension: str, reader: ViewContext) -> tuple[str, ...]:
    """Return those of the values that the reader's rows have. Of others, not even the name is shown."""
    field = reader.catalog.dimension(dimension)
    given = In(dimension, tuple(value for each in values if (value := from_param(each, field)) is not None))
    where = Or((given, Null(dimension))) if EMPTY in values else given
    query = Query(catalog=reader.catalog.id, fields=(dimension,), where=where)
    try:
        # A count by value would leave out the rows without a day.
        found = set(map(to_param, reader.answer(query).frame[dimension].unique()))
    except PanoramaError:
        return ()
    return tuple(value for value in values if value in found)


def _check(values: Any) -> None:
    if not isinstance(values, list) or not values or not all(isinstance(each, str) for each in values):
        raise BadQuery("The selected values cannot be read. Reload the page and select them again.")
    if len(values) > MOST_VALUES or sum(map(len, values)) > MOST_LETTERS or any("\0" in each for each in values):
        raise BadQuery(
            f"A filter can have at most {MOST_VALUES:,} values. Select fewer, or select the values to leave out."
        )


def _key(dimension: str, values: list[str]) -> str:
    return hashlib.sha256(json.dumps([dimension, values]).encode()).hexdigest()[:24]


def _row(session: Session, key: str) -> ValueList | None:
    found: ValueList | None = session.scalar(select(ValueList).where(ValueList.key == key))
    return found


def _note_use(session: Session, row: ValueList, today: date) -> None:
    """Note that a list is in use. A database that is busy or read-only does not keep the page from opening."""
    if today - row.used_on < NOTED_EVERY:
        return
    row.used_on = today
    try:
        session.commit()
    except OperationalError:
        session.rollback()
