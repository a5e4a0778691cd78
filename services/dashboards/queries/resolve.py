"""A tile's question as one reader asks it: with their choices in it, as far as it can take them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from services.dashboards.filters.state import FilterState, from_param, to_param
from services.dashboards.spec import EMPHASISES, OWN_GRAIN, TELLS_SAMPLE, TileSpec
from services.errors import BadQuery, PanoramaError
from services.present import words
from services.present.figure.parts import MOST_BARS
from services.road import Road
from services.semantic.catalog import Catalog
from services.semantic.context import Context
from services.semantic.query import Query


@dataclass(frozen=True)
class Viewer:
    """Whoever looks at a dashboard: who asks, how numbers are written for them, what they chose, and the metric whose
    last day says where the dashboard's data ends."""

    context: Context
    locale: str
    choices: FilterState
    dated_by: str | None = None


@dataclass(frozen=True)
class ResolvedQuery:
    """A question, and what its reader must know of the choices in it.

    ``unreached`` are filters that it cannot be held against, ``untargeted`` those that only its target cannot.
    ``emphasised`` are the values that a chart sets off from the other groups, which it draws too: by dimension, spelt
    as an address spells them. ``grouped`` are the dimensions by which it is told instead of by single people.
    """

    query: Query
    unreached: tuple[str, ...] = ()
    untargeted: tuple[str, ...] = ()
    emphasised: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    grouped: tuple[str, ...] = ()

    def remarks(self, catalog: Catalog) -> tuple[str, ...]:
        """Return what the card must say, in words."""
        said = []
        if self.grouped:
            said.append(f"By {_labels(self.grouped, catalog).lower()}, since single people are not told of here")
        if self.unreached:
            said.append(f"Not filtered by {_labels(self.unreached, catalog)}")
        if self.untargeted:
            said.append(f"No target by {_labels(self.untargeted, catalog)}")
        if self.query.compare == "budget" and not any(map(catalog.has_plan, map(catalog.metric, self.query.metrics))):
            said.append("Nobody budgets this")
        if self.query.fields and self.query.period is None:
            said.append("Rows of all days")
        for name, values in self.emphasised.items():
            dimension = catalog.dimension(name)
            chosen = words.listed([words.group(from_param(value, dimension)) for value in values])
            said.append(f"Faded: outside the filter {dimension.label}: {chosen}")
        return tuple(said)

    def stands_out(self, dimension: str, value: object) -> bool:
        """Whether a mark is one of those that were chosen, among the groups that are drawn beside it."""
        return dimension not in self.emphasised or to_param(value) in self.emphasised[dimension]


def _labels(names: tuple[str, ...], catalog: Catalog) -> str:
    return words.listed([catalog.dimension(name).label for name in names])


def asked(tile: TileSpec, viewer: Viewer, road: Road) -> Query:
    """Return the tile's question with the viewer's choices in it; raises BadQuery where it cannot be read."""
    return resolve_query(tile, viewer, road).query


def remarks(tile: TileSpec, viewer: Viewer, road: Road) -> tuple[str, ...]:
    """Return what a tile's card must say of the viewer's choices; nothing where the tile itself is refused."""
    try:
        return resolve_query(tile, viewer, road).remarks(road.catalog)
    except PanoramaError:
        return ()


def resolve_query(tile: TileSpec, viewer: Viewer, road: Road) -> ResolvedQuery:
    """Return the tile's question with the viewer's choices in it, and what they must know of it; raises as the road."""
    if tile.fault:
        raise BadQuery(tile.fault)
    choices, catalog = viewer.choices, road.catalog
    question, untargeted = _with_target(tile, choices, catalog)
    question, grouped = _with_groups(_with_sample(tile, question, catalog), viewer, catalog)
    emphasised = _emphasised(tile, question, viewer, road)
    choices = choices.without(*emphasised)
    query = _with_choices(tile, question, choices, viewer, catalog)
    return ResolvedQuery(query, choices.unreached(question, catalog), untargeted, emphasised, grouped)


def _with_choices(tile: TileSpec, question: Query, choices: FilterState, viewer: Viewer, catalog: Catalog) -> Query:
    query = choices.applied(question, catalog, viewer.dated_by)
    return replace(query, grain=question.grain) if tile.kind in OWN_GRAIN else query


def _with_target(tile: TileSpec, choices: FilterState, catalog: Catalog) -> tuple[Query, tuple[str, ...]]:
    """Return a key figure's question without its target where only the target cannot be filtered: the number then
    answers the filter, and is held against nothing rather than against what holds for everyone."""
    if tile.kind != "number" or len(tile.query.metrics) < 2:
        return tile.query, ()
    alone = replace(tile.query, metrics=tile.query.metrics[:1])
    lost = set(choices.unreached(tile.query, catalog)) - set(choices.unreached(alone, catalog))
    return (alone, tuple(name for name in choices.filters if name in lost)) if lost else (tile.query, ())


def _with_sample(tile: TileSpec, question: Query, catalog: Catalog) -> Query:
    """Return the question with the metric beside it that counts what its first one is taken from."""
    if tile.kind not in TELLS_SAMPLE or not question.metrics:
        return question
    sample = catalog.metric(question.metrics[0]).sample
    if sample is None or sample in question.metrics:
        return question
    return replace(question, metrics=(*question.metrics, sample))


def _with_groups(question: Query, viewer: Viewer, catalog: Catalog) -> tuple[Query, tuple[str, ...]]:
    """Return a question about single people as one about those they belong to, where the former would show nothing."""
    watched = any(catalog.metric(name).people for name in question.metrics)
    if viewer.context.policy.show_individuals or not watched:
        return question, ()
    told = {name: catalog.dimension(name).group or name for name in question.dimensions}
    grouped = tuple(group for name, group in told.items() if group != name)
    order = tuple(
        f"{'-' * word.startswith('-')}{told.get(name := word.removeprefix('-'), name)}" for word in question.order
    )
    return replace(question, dimensions=tuple(dict.fromkeys(told.values())), order=order), grouped


def _emphasised(tile: TileSpec, question: Query, viewer: Viewer, road: Road) -> dict[str, tuple[str, ...]]:
    """Return the filter by the dimension that splits the tile, where all that is chosen would be among its marks.

    A chart that is filtered by its own dimension would show one mark alone; it shows the chosen ones among all.
    """
    split = question.dimensions[0] if question.dimensions else ""
    if tile.kind not in EMPHASISES or question.grain or split not in viewer.choices.filters:
        return {}
    whole = _with_choices(tile, question, viewer.choices.without(split), viewer, road.catalog)
    drawn = road.answer(whole, viewer.context).frame[split].head(MOST_BARS)
    chosen = viewer.choices.filters[split]
    return {split: chosen} if set(chosen) <= set(map(to_param, drawn)) else {}
