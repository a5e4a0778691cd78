"""From a principal and the settings of their organisation to the Context that every query needs."""

from datetime import UTC, datetime

from services.access.members import Member
from services.access.settings import OrganizationSettings
from services.semantic.catalog import Catalog
from services.semantic.conditions import EVERYTHING
from services.semantic.context import Context, Policy, Principal


def policy_of(organization: int, catalog: Catalog, *, show_individuals: bool = False) -> Policy:
    """Return the policy of a principal without row rules: every row of the organisation, and of no other.

    ``show_individuals``: whether the organisation shows numbers about single people.
    """
    return Policy(organization, dict.fromkeys(catalog.entities, EVERYTHING), show_individuals)


def context_for(
    principal: Principal,
    organization: int,
    settings: OrganizationSettings,
    catalog: Catalog,
    now: datetime | None = None,
) -> Context:
    """Return the context of a principal without row rules, in the calendar and currency of their organisation."""
    return Context(
        principal=principal,
        organization=organization,
        policy=policy_of(organization, catalog, show_individuals=settings.show_individuals),
        calendar=settings.calendar,
        currency=settings.currency,
        now=now or datetime.now(UTC),
    )


def context_of(member: Member, catalog: Catalog, now: datetime | None = None) -> Context:
    """Return the context of a signed-in member."""
    return context_for(member.principal, member.organization_id, member.settings, catalog, now)
