"""Who asks, when, and under which rules: the other argument of every question."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Literal
from zoneinfo import ZoneInfo

from services.semantic.conditions import Condition, Scalar

Values = tuple[Scalar, ...]


@dataclass(frozen=True)
class Principal:
    """Whoever asks: a user, a share link, an embed, an API key or a job. Never assume a user."""

    kind: Literal["user", "share", "embed", "key", "job"]
    id: str
    attributes: Mapping[str, Values] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def user_id(self) -> int | None:
        """Return the number of the person, None for a principal that is no person."""
        return int(self.id) if self.kind == "user" else None


@dataclass(frozen=True)
class Policy:
    """Which rows may be read. An entity without a row rule may not be read at all.

    ``rows`` maps an entity to the condition its rows must meet; EVERYTHING means every row of the organisation.
    ``show_individuals``: whether numbers about small groups and single people at work may be shown.
    """

    organization: int
    rows: Mapping[str, Condition]
    show_individuals: bool = False


@dataclass(frozen=True)
class Calendar:
    """How an organisation cuts its days into weeks, quarters and years.

    ``week_start``: 0 is Monday. ``fiscal_year_start``: month 1 to 12, in which quarters and years begin.
    ``business_hours``: when each day opens and closes, from Monday to Sunday; None is closed.
    """

    zone: ZoneInfo = ZoneInfo("UTC")
    week_start: int = 0
    fiscal_year_start: int = 1
    business_hours: tuple[tuple[time, time] | None, ...] = (*((time(9), time(17)),) * 5, None, None)


@dataclass(frozen=True)
class Context:
    """Everything about an asker that an answer depends on."""

    principal: Principal
    organization: int
    policy: Policy
    calendar: Calendar
    currency: str
    now: datetime

    @property
    def today(self) -> date:
        """The day it is now where the organisation keeps its calendar."""
        return self.now.astimezone(self.calendar.zone).date()
