"""Whether a catalog can be answered from: its names, and everything that one thing says of another."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from services.errors import BadQuery
from services.semantic.catalog.entries import Entity, Field, Layer, Metric, Relation, Source
from services.semantic.catalog.formula_checks import check_condition, check_field, check_formula, refuse_cycles
from services.semantic.catalog.model import Catalog
from services.semantic.dialects import find_dialect
from services.semantic.expression import Aggregate, walk

_SIMPLE = re.compile(r"[a-z][a-z0-9_]*")
_QUALIFIED = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_DOTTED = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
# Table and column names are those of the source, but never a way out of their quotes or of the copy's folder.
_STORED = re.compile(r"[^\x00-\x1f\x7f\"'`\\/;]{1,63}")

_LOOKS_LIKE = {
    _SIMPLE: "small letters, digits and _, such as order_line",
    _QUALIFIED: "two such names and a dot, such as order.revenue",
    _DOTTED: "small letters, digits, _ and dots, such as order.client",
    _STORED: "at most 63 characters, none of them a quote, slash or semicolon",
}


def check_catalog(catalog: Catalog) -> None:
    """Raise BadQuery, which names the layer and the thing, for the first mistake in the catalog."""
    _refuse_duplicates("the catalog", "layer", (layer.name for layer in catalog.layers))
    for layer in catalog.layers:
        _check_names(layer)
    for source in catalog.sources.values():
        _at("source", source.name, catalog, _check_source, source)
    for entity in catalog.entities.values():
        _at("entity", entity.name, catalog, _check_entity, entity)
    for relation in catalog.relations.values():
        _at("relation", relation.name, catalog, _check_relation, relation)
    for name, spec in catalog.fields.items():
        _at("field", name, catalog, _check_field, name, spec)
    for metric in catalog.metrics.values():
        _at("metric", metric.name, catalog, _check_metric, metric)
    for kind, name, words in refuse_cycles(catalog):
        raise _with_place(kind, name, catalog, words)


def _at(kind: str, name: str, catalog: Catalog, check: Callable[..., None], *what: Any) -> None:
    """Run a check; the BadQuery that it raises then says in which layer, and of what."""
    try:
        check(*what, catalog)
    except BadQuery as error:
        raise _with_place(kind, name, catalog, error.message) from error


def _with_place(kind: str, name: str, catalog: Catalog, words: str) -> BadQuery:
    return BadQuery(f"In the layer {catalog.origin(kind, name)}, {kind} {name}: {words}")


def _check_names(layer: Layer) -> None:
    """Raise BadQuery for a name that the layer gives twice, or that is no name."""
    place = f"the layer {layer.name}"
    for kind, pattern, names in _names(layer):
        listed = list(names)
        _refuse_duplicates(place, kind, listed)
        if wrong := next((name for name in listed if not pattern.fullmatch(name)), None):
            raise BadQuery(f"In {place}: {wrong!r} is not a valid {kind} name. Use {_LOOKS_LIKE[pattern]}.")
    owners = [(entity.name, entity.fields) for entity in layer.entities]
    owners += [(addition.entity, addition.fields) for addition in layer.fields]
    for name, fields in owners:
        _refuse_duplicates(f"{place}, entity {name}", "field", (spec.name for spec in fields))


def _names(layer: Layer) -> Iterator[tuple[str, re.Pattern[str], Iterable[str]]]:
    yield "source", _SIMPLE, (source.name for source in layer.sources)
    yield "entity", _SIMPLE, (entity.name for entity in layer.entities)
    yield "relation", _DOTTED, (relation.name for relation in layer.relations)
    yield "metric", _QUALIFIED, (metric.name for metric in layer.metrics)


def _refuse_duplicates(place: str, kind: str, names: Iterable[str]) -> None:
    if twice := next((name for name, times in Counter(names).items() if times > 1), None):
        raise BadQuery(f"In {place}: there are two {kind}s called {twice}. Rename one of them.")


def _check_stored_names(names: Iterable[str | None]) -> None:
    """Raise BadQuery for what cannot be the name of a table or column."""
    for name in names:
        if name is not None and not _STORED.fullmatch(name):
            raise BadQuery(f"{name!r} is not a valid table or column name. Use {_LOOKS_LIKE[_STORED]}.")


def _check_source(source: Source, catalog: Catalog) -> None:
    lacking = set(source.capabilities) - find_dialect(source.dialect).capabilities
    if lacking:
        raise BadQuery(f"{source.dialect} does not offer {', '.join(sorted(lacking))}.")
    _check_stored_names([source.schema])


def _check_entity(entity: Entity, catalog: Catalog) -> None:
    catalog.source(entity.source)
    _check_stored_names((entity.table, entity.key, entity.tenant))
    if entity.time:
        catalog.path(entity.name, catalog.entity_of(entity.time).name)
    if entity.plan:
        catalog.field(entity.plan.field)


def _check_relation(relation: Relation, catalog: Catalog) -> None:
    catalog.entity(relation.many)
    catalog.entity(relation.one)
    _check_stored_names((relation.many_column, relation.one_column))
    known = {entity: catalog.column_types(entity) for entity in (relation.many, relation.one)}
    ends = ((relation.many, relation.many_column), (relation.one, relation.one_column))
    expected = catalog.join_type(relation)
    for entity, column in ends:
        found = known[entity].get(column, expected)
        if found != expected:
            raise BadQuery(f"{entity}.{column} is {found}, and the other end is {expected}. Both must be of one type.")


def _check_field(name: str, spec: Field, catalog: Catalog) -> None:
    entity, _, own = name.partition(".")
    if not _SIMPLE.fullmatch(own):
        raise BadQuery(f"{own!r} is not a valid field name. Use {_LOOKS_LIKE[_SIMPLE]}.")
    if name in catalog.metrics:
        raise BadQuery("a metric has the same name. Rename one of the two.")
    check_field(spec, entity, catalog)
    if spec.currency:
        catalog.path(entity, catalog.entity_of(spec.currency).name)
    if spec.group:
        catalog.dimension(spec.group)


def _check_metric(metric: Metric, catalog: Catalog) -> None:
    catalog.entity(metric.entity)
    if metric.kind == "cumulative" and not metric.window_days:
        raise BadQuery(f"{metric.name} is cumulative and needs window_days.")
    if metric.kind in ("balance", "during") and not metric.opened:
        raise BadQuery(f"{metric.name} counts what was open and needs the field on which it was opened.")
    counts_rows = any(isinstance(node, Aggregate) for node in walk(metric.formula))
    if not metric.times and not metric.opened and counts_rows:
        raise BadQuery(f"{metric.name} needs a date to be counted by.")
    days = (metric.opened, metric.rated_by)
    for name in (*metric.times, *filter(None, days), *metric.closed, *metric.series):
        entity = catalog.entity_of(name).name
        # A metric that is made of others alone reads no rows of its own.
        if counts_rows:
            catalog.path(metric.entity, entity)
    for other in filter(None, (metric.people, metric.sample)):
        catalog.metric(other)
    check_condition(metric.where, metric.entity, catalog)
    check_formula(metric.formula, metric.entity, catalog)
