"""Response and resolution times of tickets, around the clock and in business hours."""

from services.catalogs.common import HOURS_PER_SECOND
from services.catalogs.customers.support.tickets import OPENED, OWNER, PEOPLE, RESOLVED
from services.semantic.catalog import Metric
from services.semantic.expression import Arithmetic, Expression, FieldRef, Percentile

AROUND_THE_CLOCK = "Tickets without a response or resolution. Nights and weekends count."
IN_BUSINESS_HOURS = (
    "Tickets without a response or resolution, and for resolutions the time that a ticket waited for the customer or "
    "lay resolved, where its history is recorded. Public holidays count as working days."
)
OPEN_TO_RESPONSE = Arithmetic("*", FieldRef("ticket.open_seconds_to_response"), HOURS_PER_SECOND)
OPEN_TO_RESOLUTION = Arithmetic("*", FieldRef("ticket.open_seconds_to_resolution"), HOURS_PER_SECOND)


def _time_percentile(
    name: str,
    label: str,
    hours: Expression,
    level: float,
    times: tuple[str, ...],
    definition: str,
    exclusions: str,
    *synonyms: str,
) -> Metric:
    """Return a percentile of a response or resolution time."""
    return Metric(
        f"ticket.{name}",
        label,
        kind="simple",
        type="number",
        entity="ticket",
        formula=Percentile(level, hours, per="ticket.id"),
        times=times,
        people=PEOPLE,
        better="down",
        unit="hours" if exclusions == AROUND_THE_CLOCK else "business hours",
        definition=definition,
        exclusions=exclusions,
        owner=OWNER,
        synonyms=synonyms,
    )


FIRST_RESPONSE = _time_percentile(
    "first_response",
    "First response time (FRT)",
    FieldRef("ticket.hours_to_response"),
    0.5,
    OPENED,
    "Median hours from opening to first response, by opening date.",
    AROUND_THE_CLOCK,
    "median first response time",
)
RESOLUTION = _time_percentile(
    "resolution",
    "Resolution time",
    FieldRef("ticket.hours_to_resolution"),
    0.5,
    RESOLVED,
    "Median hours from opening to last resolution, by resolution date.",
    AROUND_THE_CLOCK,
    "time to resolution",
    "mttr",
)
RESOLUTION_P90 = _time_percentile(
    "resolution_p90",
    "Resolution time (P90)",
    FieldRef("ticket.hours_to_resolution"),
    0.9,
    RESOLVED,
    "Hours within which 90% of tickets were resolved (90th percentile), by resolution date.",
    AROUND_THE_CLOCK,
    "p90 resolution",
)
OPEN_RESPONSE = _time_percentile(
    "response_open",
    "First response time (business hours)",
    OPEN_TO_RESPONSE,
    0.5,
    OPENED,
    "Median business hours from opening to first response, by opening date.",
    IN_BUSINESS_HOURS,
    "frt in business hours",
)
OPEN_RESPONSE_P90 = _time_percentile(
    "response_open_p90",
    "First response time (P90, business hours)",
    OPEN_TO_RESPONSE,
    0.9,
    OPENED,
    "Business hours within which 90% of tickets received their first response (90th percentile), by opening date.",
    IN_BUSINESS_HOURS,
    "p90 first response",
)
OPEN_RESOLUTION = _time_percentile(
    "resolution_open",
    "Resolution time (business hours)",
    OPEN_TO_RESOLUTION,
    0.5,
    RESOLVED,
    "Median business hours from opening to last resolution, by resolution date.",
    IN_BUSINESS_HOURS,
    "median resolution",
)
OPEN_RESOLUTION_P90 = _time_percentile(
    "resolution_open_p90",
    "Resolution time (P90, business hours)",
    OPEN_TO_RESOLUTION,
    0.9,
    RESOLVED,
    "Business hours within which 90% of tickets were resolved (90th percentile), by resolution date.",
    IN_BUSINESS_HOURS,
    "p90 resolution in business hours",
)

METRICS = (
    FIRST_RESPONSE,
    RESOLUTION,
    RESOLUTION_P90,
    OPEN_RESPONSE,
    OPEN_RESPONSE_P90,
    OPEN_RESOLUTION,
    OPEN_RESOLUTION_P90,
)
