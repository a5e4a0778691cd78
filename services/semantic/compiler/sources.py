"""Which sources a query reads, determined by the catalog and the row rules alone."""

from collections.abc import Iterable, Iterator

from services.errors import SeveralSources
from services.semantic.catalog import RATES, Catalog, Metric, Source
from services.semantic.conditions import And, Condition, Exists, Not, Or, walk_condition
from services.semantic.expression import Expression, FieldRef, PerValue, RelatedAggregate, walk
from services.semantic.narrow import Permitted
from services.semantic.query import Everything, Last


def sources_read(permitted: Permitted, catalog: Catalog) -> tuple[Source, ...]:
    """Return the sources that the question reads.

    Raises SeveralSources unless there is one, or all are copies that one engine holds.
    """
    if len(catalog.sources) == 1:
        return tuple(catalog.sources.values())
    names = dict.fromkeys(catalog.entity(name).source for name in _Entities(permitted, catalog).all())
    sources = tuple(catalog.source(name) for name in names)
    joinable = len({source.dialect for source in sources}) == 1 and all(source.mode == "copy" for source in sources)
    if len(sources) > 1 and not joinable:
        raise SeveralSources(names)
    return sources


class _Entities:
    """The entities whose tables a question reads, found by following names."""

    def __init__(self, permitted: Permitted, catalog: Catalog) -> None:
        self.permitted, self.catalog = permitted, catalog
        self.found: dict[str, None] = {}
        self.fields: set[str] = set()

    def all(self) -> Iterable[str]:
        query = self.permitted.query
        for name in (*query.fields, *query.dimensions, *filter(None, [query.time])):
            self._add_field(name)
        of = query.period.of if isinstance(query.period, Last | Everything) else None
        for name in (*query.metrics, *filter(None, [of])):
            for metric in self.catalog.parts(self.catalog.metric(name)):
                self._add_metric(metric)
        self._add_condition(query.where)
        self._add_joins()
        return self.found

    def _add_metric(self, metric: Metric) -> None:
        self._add_entity(metric.entity)
        days = (metric.opened, metric.rated_by)
        for name in (*metric.times[:1], *filter(None, days), *metric.closed, *metric.series):
            self._add_field(name)
        self._add_condition(metric.where)
        for name in _names(metric.formula):
            self._add_field(name)
        if metric.people:
            self._add_entity(self.catalog.metric(metric.people).entity)

    def _add_field(self, name: str) -> None:
        if name in self.fields:
            return
        self.fields.add(name)
        spec = self.catalog.field(name)
        self._add_entity(self.catalog.entity_of(name).name)
        for inner in _names(spec.formula):
            self._add_field(inner)
        for node in walk(spec.formula):
            if isinstance(node, RelatedAggregate):
                self._add_entity(self.catalog.relation(node.relation).many)
        if spec.currency:
            self._add_field(spec.currency)
            if RATES in self.catalog.entities:
                self._add_entity(RATES)

    def _add_entity(self, name: str) -> None:
        if name not in self.found:
            self.found[name] = None
            self.catalog.entity(name)
            self._add_condition(self.permitted.policy.rows.get(name))

    def _add_condition(self, condition: Condition | None) -> None:
        for each in walk_condition(condition):
            if isinstance(each, Exists):
                relation = self.catalog.relation(each.relation)
                self._add_entity(relation.many)
                self._add_entity(relation.one)
            elif not isinstance(each, And | Or | Not) and each.field not in self.permitted.query.metrics:
                self._add_field(each.field)

    def _add_joins(self) -> None:
        """Add what lies on the way between two that are read."""
        for start in list(self.found):
            for end in list(self.found):
                if self.catalog.reaches(start, end):
                    for step in self.catalog.path(start, end):
                        self._add_entity(step.one)


def _names(formula: Expression) -> Iterator[str]:
    for node in walk(formula):
        if isinstance(node, FieldRef):
            yield node.field
        elif isinstance(node, PerValue):
            yield node.per
