"""A tile's query with the reader's filters in it, as far as it can take them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from services.charts import declaration
from services.charts.drawing.limits import MOST_BARS
from services.dashboards.filters.state import FilterState, from_param, to_param
from services.dashboards.spec import TileSpec
from services.dashboards.view import BoardView
from services.errors import BadQuery
from services.present import words
from services.semantic.catalog import Catalog
from services.semantic.query import Query


@dataclass(frozen=True)
class ResolvedQuery:
    """A query, and what its reader must know about the filters in it.

    ``inapplicable`` are filters that do not apply to it, ``untargeted`` those that do not apply to its target alone.
    ``emphasised`` are the values that a chart highlights among the groups that it draws: by dimension, written as an
    address writes them. ``grouped`` are the dimensions that stand in for single people.
    """

    query: Query
    inapplicable: tuple[str, ...] = ()
    untargeted: tuple[str, ...] = ()
    emphasised: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    grouped: tuple[str, ...] = ()

    def remarks(self, catalog: Catalog) -> tuple[str, ...]:
        """Return what the card must say about the filters."""
        remarks = []
        if self.grouped:
            remarks.append(f"By {_labels(self.grouped, catalog).lower()}: individuals are not shown")
        if self.inapplicable:
            remarks.append(f"Not filtered by {_labels(self.inapplicable, catalog)}")
        if self.untargeted:
            remarks.append(f"No target by {_labels(self.untargeted, catalog)}")
        if self.query.compare == "budget" and not any(map(catalog.has_plan, map(catalog.metric, self.query.metrics))):
            remarks.append("Not budgeted")
        if self.query.fields and self.query.period is None:
            remarks.append("Not limited to the selected period")
        for name, values in self.emphasised.items():
            dimension = catalog.dimension(name)
            chosen = words.join_names([words.group(from_param(value, dimension)) for value in values])
            remarks.append(f"Faded: outside the filter {dimension.label}: {chosen}")
        return tuple(remarks)

    def stands_out(self, dimension: str, value: object) -> bool:
        """Return whether a mark belongs to the groups that the reader filters by."""
        return dimension not in self.emphasised or to_param(value) in self.emphasised[dimension]


def _labels(names: tuple[str, ...], catalog: Catalog) -> str:
    return words.join_names([catalog.dimension(name).label for name in names])


def resolve_query(tile: TileSpec, view: BoardView) -> ResolvedQuery:
    """Return the tile's query with the reader's filters in it.

    Raises BadQuery for a tile whose stored query cannot be read, and the errors of the road.
    """
    if tile.fault:
        raise BadQuery(tile.fault)
    question, untargeted = _with_target(tile, view.filters, view.catalog)
    question, grouped = _with_groups(_with_sample(tile, question, view.catalog), view)
    emphasised = _emphasised_values(tile, question, view)
    filters = view.filters.without(*emphasised)
    query = _with_filters(tile, question, filters, view)
    return ResolvedQuery(query, filters.inapplicable(question, view.catalog), untargeted, emphasised, grouped)


def _with_filters(tile: TileSpec, question: Query, filters: FilterState, view: BoardView) -> Query:
    query = filters.apply_to(question, view.catalog, view.board.dated_by)
    return replace(query, grain=question.grain) if declaration(tile.kind).own_grain else query


def _with_target(tile: TileSpec, filters: FilterState, catalog: Catalog) -> tuple[Query, tuple[str, ...]]:
    """Return a key figure's query without its target where a filter does not apply to the target alone.

    The number then follows the filter and has no target, rather than one that holds for everyone.
    """
    if not declaration(tile.kind).is_key_figure or len(tile.query.metrics) < 2:
        return tile.query, ()
    alone = replace(tile.query, metrics=tile.query.metrics[:1])
    lost = set(filters.inapplicable(tile.query, catalog)) - set(filters.inapplicable(alone, catalog))
    return (alone, tuple(name for name in filters.values if name in lost)) if lost else (tile.query, ())


def _with_sample(tile: TileSpec, question: Query, catalog: Catalog) -> Query:
    """Return the query with the metric that counts the sample of its first one."""
    if not declaration(tile.kind).shows_sample or not question.metrics:
        return question
    sample = catalog.metric(question.metrics[0]).sample
    if sample is None or sample in question.metrics:
        return question
    return replace(question, metrics=(*question.metrics, sample))


def _with_groups(question: Query, view: BoardView) -> tuple[Query, tuple[str, ...]]:
    """Return a query about individuals as one about their groups, where individuals are not shown."""
    about_people = any(view.catalog.metric(name).people for name in question.metrics)
    if view.reader.context.policy.show_individuals or not about_people:
        return question, ()
    groups = {name: view.catalog.dimension(name).group or name for name in question.dimensions}
    grouped = tuple(group for name, group in groups.items() if group != name)
    order = tuple(
        f"{'-' * token.startswith('-')}{groups.get(name := token.removeprefix('-'), name)}" for token in question.order
    )
    return replace(question, dimensions=tuple(dict.fromkeys(groups.values())), order=order), grouped


def _emphasised_values(tile: TileSpec, question: Query, view: BoardView) -> dict[str, tuple[str, ...]]:
    """Return the filter by the dimension that splits the tile, where all of its values would be among the marks.

    A chart that is filtered by its own dimension would show one mark alone; it highlights the chosen ones instead.
    """
    split = question.dimensions[0] if question.dimensions else ""
    if not declaration(tile.kind).emphasises or question.grain or split not in view.filters.values:
        return {}
    # A chart highlights what is chosen. It draws no more values than it has bars, and none that are left out.
    if split in view.filters.excluded or len(view.filters.values[split]) > MOST_BARS:
        return {}
    whole = _with_filters(tile, question, view.filters.without(split), view)
    drawn = view.answer(whole).frame[split].head(MOST_BARS)
    chosen = view.filters.values[split]
    return {split: chosen} if set(chosen) <= set(map(to_param, drawn)) else {}
