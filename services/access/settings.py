"""The settings of an organisation, and the preferences of a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from typing import Protocol
from zoneinfo import ZoneInfo

from services.semantic.context import Calendar


class OrganizationRow(Protocol):
    """The columns of an organisation that its settings are read from."""

    zone: str
    week_start: int
    fiscal_year_start: int
    business_hours: Sequence[Sequence[str] | None]
    currency: str
    shows_people: bool


@dataclass(frozen=True)
class OrganizationSettings:
    """An organisation's calendar and currency, and whether numbers about single people may be shown."""

    calendar: Calendar
    currency: str
    show_individuals: bool = False


@dataclass(frozen=True)
class Preferences:
    """The preferences of a reader: the locale of numbers and dates."""

    locale: str


def settings_of(organization: OrganizationRow) -> OrganizationSettings:
    """Return the settings in the columns of an organisation."""
    hours = tuple(map(_opening_times, organization.business_hours))
    calendar = Calendar(ZoneInfo(organization.zone), organization.week_start, organization.fiscal_year_start, hours)
    return OrganizationSettings(calendar, organization.currency, organization.shows_people)


def _opening_times(hours: Sequence[str] | None) -> tuple[time, time] | None:
    if not hours:
        return None
    opens, closes = map(time.fromisoformat, hours)
    return opens, closes
