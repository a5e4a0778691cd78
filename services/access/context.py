"""From a signed-in member to the Context that every question needs."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from services.access.members import Member
from services.semantic.catalog import Catalog
from services.semantic.conditions import EVERYTHING
from services.semantic.context import Calendar, Context, Policy, Principal


def policy_of(organization: int, catalog: Catalog) -> Policy:
    """Return the policy of a member without row rules: every row of the organisation, and of no other."""
    return Policy(organization, dict.fromkeys(catalog.entities, EVERYTHING))


def context_of(member: Member, catalog: Catalog, now: datetime | None = None) -> Context:
    """Return who asks: this member, in their organisation's calendar and currency."""
    zone = ZoneInfo(member.zone)
    return Context(
        principal=Principal("user", str(member.user_id)),
        organization=member.organization_id,
        policy=policy_of(member.organization_id, catalog),
        calendar=Calendar(zone, member.week_start, member.fiscal_year_start),
        currency=member.currency,
        now=now or datetime.now(UTC),
    )
