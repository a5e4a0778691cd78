"""What a question is about, as far as the choice of a chart depends on it."""

import re
from dataclasses import dataclass
from functools import cached_property

from services.semantic.answer import Column, columns_of
from services.semantic.catalog import Catalog, Field, Metric
from services.semantic.query import Query

# The last words of the fields that identify single records.
RECORD_KEYS = ("key", "number")
TARGET_WORDS = ("budget", "budgeted", "planned", "plan", "quota", "target", "goal", "available")


@dataclass(frozen=True)
class Question:
    """A query with the catalog that gives its names a meaning."""

    query: Query
    catalog: Catalog

    @cached_property
    def metrics(self) -> list[Metric]:
        return [self.catalog.metric(name) for name in self.query.metrics]

    @cached_property
    def dimensions(self) -> list[Field]:
        return [self.catalog.field(name) for name in self.query.dimensions]

    @cached_property
    def fields(self) -> list[Field]:
        return [self.catalog.field(name) for name in self.query.fields]

    @cached_property
    def columns(self) -> list[Column]:
        """Return the columns of the metrics."""
        return [each for each in columns_of(self.query, self.catalog) if each.name in self.query.metrics]

    @property
    def is_over_time(self) -> bool:
        return self.query.grain is not None

    @property
    def adds_up(self) -> bool:
        """Return whether the groups are parts of a total."""
        return all(each.additive for each in self.columns)

    @property
    def can_stack(self) -> bool:
        """Return whether the groups may be stacked: they add up, or are counts, of which some may be in two groups."""
        return all(each.additive or each.type == "integer" for each in self.columns)

    @property
    def is_share(self) -> bool:
        """Return whether a share of the total is asked for."""
        return any(each.kind == "share" for each in self.query.transforms)

    @property
    def is_ranking(self) -> bool:
        """Return whether the first few groups by the metric are asked for."""
        first = self.query.order[0].removeprefix("-") if self.query.order else None
        return first in self.query.metrics and self.query.limit is not None

    @property
    def is_by_record(self) -> bool:
        """Return whether the only dimension identifies single records, such as each order."""
        return len(self.query.dimensions) == 1 and self.query.dimensions[0].rpartition(".")[2] in RECORD_KEYS

    @property
    def has_ordered_groups(self) -> bool:
        """Return whether the last dimension has an order of its own, such as stages or states."""
        return bool(self.dimensions) and bool(self.dimensions[-1].values)

    @property
    def is_of_one_unit(self) -> bool:
        return len({(each.type, each.unit) for each in self.metrics}) == 1

    @property
    def has_target(self) -> bool:
        """Return whether the last metric is what the others are to reach."""
        words = re.findall(r"[a-z]+", self.metrics[-1].label.lower()) if len(self.metrics) > 1 else []
        return any(word in TARGET_WORDS for word in words)

    @property
    def opens_and_closes(self) -> bool:
        """Return whether the first metric is a level at the start of the period."""
        return len(self.metrics) > 2 and self.metrics[0].label.lower().startswith(("opening", "starting"))
