"""Finds or creates the organisation that a load writes to."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from models import Organization
from services.errors import BadOrganization, UnknownOrganization
from services.sources.loading.maps import is_zone
from services.sources.loading.rules import CURRENCY

ORGANIZATIONS = Organization.__table__


@dataclass(frozen=True)
class NewOrganization:
    """An organisation that the load creates in its own transaction.

    ``currency`` is an ISO 4217 code, ``zone`` an IANA name. Raises BadOrganization if one of them is not valid.
    """

    name: str
    currency: str = "USD"
    zone: str = "UTC"

    def __post_init__(self) -> None:
        if not CURRENCY.fullmatch(self.currency):
            raise BadOrganization(f"{self.currency} is not a currency code. Use a code such as EUR.")
        if not is_zone(self.zone):
            raise BadOrganization(f"{self.zone} is not a time zone. Use a name such as Europe/Berlin.")


def resolve_organization(
    engine: sa.Engine, name: str, *, create: bool = False, currency: str | None = None, zone: str | None = None
) -> int | NewOrganization:
    """Return the id of the organisation called ``name``, or, with ``create``, a new one if there is none.

    Raises UnknownOrganization if there is none, and BadOrganization if it has another currency or time zone.
    """
    settings = {"currency": currency, "zone": zone}
    requested = {word: value for word, value in settings.items() if value is not None}
    with engine.connect() as connection:
        found = connection.execute(sa.select(ORGANIZATIONS)).mappings().all()
    for row in found:
        if row["name"] == name:
            _check_settings(name, row, requested)
            return int(row["id"])
    if not create:
        raise UnknownOrganization(name, [row["name"] for row in found])
    return NewOrganization(name, **requested)


def _check_settings(name: str, row: sa.RowMapping, requested: dict[str, str]) -> None:
    # Otherwise amounts would be shown in a currency, or days in a zone, that the caller did not ask for.
    for word, value in requested.items():
        if row[word] != value:
            raise BadOrganization(f"{name} already exists, and its {word} is {row[word]}, not {value}.")


def make_organization(connection: sa.Connection, new: NewOrganization, at: datetime) -> int:
    """Insert the organisation and return its id."""
    values = {"name": new.name, "currency": new.currency, "zone": new.zone, "created_at": at, "updated_at": at}
    insert = sa.insert(ORGANIZATIONS).values(values).returning(ORGANIZATIONS.c.id)
    return int(connection.execute(insert).scalar_one())
