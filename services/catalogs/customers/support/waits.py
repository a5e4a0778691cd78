"""Waits: how long it took until tickets were answered and resolved, on the clock and in business hours."""

from services.catalogs.common import HOURS_PER_SECOND
from services.catalogs.customers.support.tickets import OPENED, OWNER, PEOPLE, RESOLVED
from services.semantic.catalog import Metric
from services.semantic.expression import Arithmetic, Expression, FieldRef, Percentile

ON_THE_CLOCK = "Tickets without that time. Nights and weekends count."
IN_BUSINESS_HOURS = "Tickets without that time. Public holidays count as ordinary days."
OPEN_TO_RESPONSE = Arithmetic("*", FieldRef("ticket.open_seconds_to_response"), HOURS_PER_SECOND)
OPEN_TO_RESOLUTION = Arithmetic("*", FieldRef("ticket.open_seconds_to_resolution"), HOURS_PER_SECOND)


def _wait(
    name: str,
    label: str,
    hours: Expression,
    level: float,
    times: tuple[str, ...],
    definition: str,
    exclusions: str,
    *synonyms: str,
) -> Metric:
    """Return a percentile of a time that tickets took."""
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
        unit="hours" if exclusions == ON_THE_CLOCK else "business hours",
        definition=definition,
        exclusions=exclusions,
        owner=OWNER,
        synonyms=synonyms,
    )


FIRST_RESPONSE = _wait(
    "first_response",
    "First response",
    FieldRef("ticket.hours_to_response"),
    0.5,
    OPENED,
    "Half of the tickets were first answered sooner, half later, by when they came in.",
    ON_THE_CLOCK,
    "response time",
)
RESOLUTION = _wait(
    "resolution",
    "Time to resolution",
    FieldRef("ticket.hours_to_resolution"),
    0.5,
    RESOLVED,
    "Half of the tickets were resolved sooner, half later, by when they were resolved.",
    ON_THE_CLOCK,
    "resolution time",
    "mttr",
)
RESOLUTION_P90 = _wait(
    "resolution_p90",
    "Time to resolution, slowest tenth",
    FieldRef("ticket.hours_to_resolution"),
    0.9,
    RESOLVED,
    "Nine in ten tickets were resolved sooner, one in ten later.",
    ON_THE_CLOCK,
    "p90 resolution",
)
OPEN_RESPONSE = _wait(
    "response_open",
    "First response, business hours",
    OPEN_TO_RESPONSE,
    0.5,
    OPENED,
    "Business hours to the first answer: half of the tickets took less, half more, by when they came in.",
    IN_BUSINESS_HOURS,
    "median first response",
)
OPEN_RESPONSE_P90 = _wait(
    "response_open_p90",
    "First response, business hours, slowest tenth",
    OPEN_TO_RESPONSE,
    0.9,
    OPENED,
    "Business hours to the first answer: nine in ten tickets took less, one in ten more, by when they came in.",
    IN_BUSINESS_HOURS,
    "p90 first response",
)
OPEN_RESOLUTION = _wait(
    "resolution_open",
    "Resolution, business hours",
    OPEN_TO_RESOLUTION,
    0.5,
    RESOLVED,
    "Business hours to the last resolution: half of the tickets took less, half more.",
    IN_BUSINESS_HOURS,
    "median resolution",
)
OPEN_RESOLUTION_P90 = _wait(
    "resolution_open_p90",
    "Resolution, business hours, slowest tenth",
    OPEN_TO_RESOLUTION,
    0.9,
    RESOLVED,
    "Business hours to the last resolution: nine in ten tickets took less, one in ten more.",
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
