"""From a signed-in member to the Context that every question needs."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo

from services.access.members import Member
from services.semantic.catalog import Catalog
from services.semantic.conditions import EVERYTHING
from services.semantic.context import Calendar, Context, Policy, Principal


def policy_of(organization: int, catalog: Catalog, *, show_individuals: bool = False) -> Policy:
    """Return the policy of a member without row rules: every row of the organisation, and of no other.

    ``show_individuals``: whether the organisation shows numbers about single people.
    """
    return Policy(organization, dict.fromkeys(catalog.entities, EVERYTHING), show_individuals)


class OrganizationSettings(Protocol):
    """What an organisation counts in: its zone, calendar and currency."""

    @property
    def zone(self) -> str: ...

    @property
    def week_start(self) -> int: ...

    @property
    def fiscal_year_start(self) -> int: ...

    @property
    def business_hours(self) -> Sequence[Sequence[str] | None]: ...

    @property
    def shows_people(self) -> bool: ...

    @property
    def currency(self) -> str: ...


def context_in(
    organization: int, house: OrganizationSettings, principal: Principal, catalog: Catalog, now: datetime | None = None
) -> Context:
    """Return the context of a principal without row rules, in the calendar and currency of their house."""
    return Context(
        principal=principal,
        organization=organization,
        policy=policy_of(organization, catalog, show_individuals=house.shows_people),
        calendar=Calendar(
            ZoneInfo(house.zone), house.week_start, house.fiscal_year_start, tuple(map(_open, house.business_hours))
        ),
        currency=house.currency,
        now=now or datetime.now(UTC),
    )


def _open(hours: Sequence[str] | None) -> tuple[time, time] | None:
    if not hours:
        return None
    opens, closes = map(time.fromisoformat, hours)
    return opens, closes


def context_of(member: Member, catalog: Catalog, now: datetime | None = None) -> Context:
    """Return who asks: this member, in their organisation's calendar and currency."""
    return context_in(member.organization_id, member, Principal("user", str(member.user_id)), catalog, now)
