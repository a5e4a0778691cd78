"""The organisation that a load fills."""

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
    """One that the load makes, in its own transaction. ``currency`` is an ISO 4217 code, ``zone`` an IANA name.

    Raises BadOrganization for what is neither.
    """

    name: str
    currency: str = "USD"
    zone: str = "UTC"

    def __post_init__(self) -> None:
        if not CURRENCY.fullmatch(self.currency):
            raise BadOrganization(f"{self.currency} is not a currency code; write one like EUR.")
        if not is_zone(self.zone):
            raise BadOrganization(f"{self.zone} is not a time zone; write one like Europe/Berlin.")


def resolve_organization(
    engine: sa.Engine, name: str, *, create: bool = False, currency: str | None = None, zone: str | None = None
) -> int | NewOrganization:
    """The organisation called ``name``, or with ``create`` one to be made if there is none.

    Raises UnknownOrganization if there is none, and BadOrganization if there is one with another currency or zone.
    """
    settings = {"currency": currency, "zone": zone}
    requested = {word: value for word, value in settings.items() if value is not None}
    with engine.connect() as connection:
        found = connection.execute(sa.select(ORGANIZATIONS)).mappings().all()
    for row in found:
        if row["name"] == name:
            _check_settings(name, row, requested)
            return row["id"]
    if not create:
        raise UnknownOrganization(name, [row["name"] for row in found])
    return NewOrganization(name, **requested)


def _check_settings(name: str, row: sa.RowMapping, requested: dict[str, str]) -> None:
    # To go on would show sums in a currency, or days in a zone, that somebody just said are not meant.
    for word, value in requested.items():
        if row[word] != value:
            raise BadOrganization(f"{name} is there already, and its {word} is {row[word]}, not {value}.")


def make_organization(connection: sa.Connection, new: NewOrganization, at: datetime) -> int:
    """Write the organisation and return its number."""
    values = {"name": new.name, "currency": new.currency, "zone": new.zone, "created_at": at, "updated_at": at}
    insert = sa.insert(ORGANIZATIONS).values(values).returning(ORGANIZATIONS.c.id)
    return connection.execute(insert).scalar_one()
