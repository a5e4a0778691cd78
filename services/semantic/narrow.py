"""The one door: a Query and who asks become a Permitted, and nothing else can be compiled."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from services.errors import MissingAttribute, NotNarrowed
from services.semantic.conditions import And, Attribute, Compare, Condition, Exists, In, Not, Or, Scalar
from services.semantic.context import Calendar, Context, Policy, Principal
from services.semantic.periods import Bucket, Span, buckets, cut_at_today, span_of
from services.semantic.query import Everything, Last, Query


@dataclass(frozen=True)
class Permitted:
    """A question whose asker's rules are fixed. Made by ``narrow`` alone.

    ``data`` is the first and the last day that have data; it is known once someone looked. ``ahead``:
    whether the question is about what is planned or due, so that its period goes on beyond today.
    """

    query: Query
    policy: Policy
    calendar: Calendar
    today: date
    currency: str
    data: tuple[date, date] | None = None
    ahead: bool = False

    def with_data(self, data: tuple[date, date]) -> "Permitted":
        """Return the same question, knowing from which day to which there is data."""
        return replace(self, data=data)

    @property
    def depends_on_data(self) -> bool:
        """Whether the period is known only once the days that have data are known."""
        period = self.query.period
        open_ended = period is None and bool(self.query.metrics)
        return open_ended or isinstance(period, Everything) or (isinstance(period, Last) and period.until == "data")

    @property
    def names_data_metric(self) -> bool:
        """Whether the period names the metric whose data it depends on."""
        return isinstance(self.query.period, Last | Everything) and self.query.period.of is not None

    def without_data_metric(self) -> "Permitted":
        """Return the same question, whose period depends on the data of its own metrics or records."""
        period = self.query.period
        assert isinstance(period, Last | Everything)
        return replace(self, query=replace(self.query, period=replace(period, of=None)))

    @cached_property
    def span(self) -> Span | None:
        """The days asked for; None where records of any day are. Raises NotBegun."""
        if self.query.period is None and self.query.fields:
            return None
        span = span_of(self.query.period or Everything(), self.today, self.data, self.calendar)
        return span if self.ahead else cut_at_today(span, self.today)

    @cached_property
    def buckets(self) -> tuple[Bucket, ...]:
        """The days asked for, cut by the grain."""
        return buckets(self.span, self.query.grain, self.query.compare, self.calendar) if self.span else ()


def narrow(query: Query, context: Context) -> Permitted:
    """Fix which rows the asker may read.

    Raises NotNarrowed for a policy of another organisation, MissingAttribute where a rule asks for what the
    principal lacks: an empty value never means "everything".
    """
    if context.policy.organization != context.organization:
        raise NotNarrowed("this organisation")
    rows = {entity: _bind(rule, context.principal) for entity, rule in context.policy.rows.items()}
    return Permitted(
        query=query,
        policy=replace(context.policy, rows=rows),
        calendar=context.calendar,
        today=context.today,
        currency=query.currency or context.currency,
    )


def _bind(rule: Condition, principal: Principal) -> Condition:
    """Put the principal's own values where the rule names attributes."""
    bind = _BINDERS.get(type(rule))
    return bind(rule, principal) if bind else rule


def _bind_parts(rule: And | Or, principal: Principal) -> And | Or:
    return replace(rule, parts=tuple(_bind(part, principal) for part in rule.parts))


def _bind_in(rule: In, principal: Principal) -> In:
    return replace(rule, values=_values(rule.values, principal)) if isinstance(rule.values, Attribute) else rule


def _bind_compare(rule: Compare, principal: Principal) -> Compare | In:
    if not isinstance(rule.value, Attribute):
        return rule
    values = _values(rule.value, principal)
    if rule.op == "=":
        return In(rule.field, values)
    if len(values) != 1:
        raise MissingAttribute(rule.value.attribute)
    return replace(rule, value=values[0])


def _values(attribute: Attribute, principal: Principal) -> tuple[Scalar, ...]:
    values = principal.attributes.get(attribute.attribute) or ()
    if not values or any(value in ("", None) for value in values):
        raise MissingAttribute(attribute.attribute)
    return tuple(values)


_BINDERS: dict[type, Callable[[Any, Principal], Condition]] = {
    And: _bind_parts,
    Or: _bind_parts,
    Not: lambda rule, principal: replace(rule, part=_bind(rule.part, principal)),
    Exists: lambda rule, principal: replace(rule, where=_bind(rule.where, principal)),
    In: _bind_in,
    Compare: _bind_compare,
}
