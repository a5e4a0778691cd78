"""What a kind of chart declares about itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from services.charts.drawing.picture import Picture
from services.charts.registry.question import Question
from services.charts.registry.shape import Shape
from services.present.number import Number
from services.present.statement import Statement
from services.present.table import Table, table
from services.semantic.answer import Answer
from services.semantic.catalog import Catalog
from services.semantic.query import Grain, Query

Ask = Callable[[Query], Answer]
"""Returns the answer that the reader may see; raises the errors of the road."""

Group = Literal["Numbers and lists", "Over time", "By group", "Changes and flows", "Individual records"]
Skeleton = Literal["kpi", "chart", "records"]
Width = Literal[4, 6, 8, 12]


@dataclass(frozen=True)
class Size:
    """How large a tile is until somebody arranges it: columns of twelve, and rows."""

    width: Width = 6
    height: int = 11


@dataclass(frozen=True)
class Fit:
    """How well a kind suits a question, from 0 to 1, and why."""

    score: float
    reason: str


@dataclass(frozen=True)
class MarkRequest:
    """A mark whose records are wanted: the value that it hands to a click, and the resolved query of its chart."""

    mark: str
    query: Query
    ask: Ask
    catalog: Catalog
    locale: str


@dataclass(frozen=True)
class MarkRows:
    """The words of a mark, and its records: the first column identifies a record, the others measure it."""

    words: str
    rows: Answer


MARK_GONE = "This mark is no longer on the chart, because its numbers have changed. Choose another one."


@dataclass(frozen=True)
class ChartKind:
    """A kind of chart, declared once by its module.

    ``when`` says what it is good for, ``notes`` what a reader of the docs must know, ``marks`` what a click on its
    marks does. ``shapes`` are the questions that it takes, ``check`` returns a further reason to refuse one.
    ``fits`` says how well it suits a question that it takes; None is never suggested.

    ``answer`` derives what is drawn from several answers, where one is not enough. ``trend`` is a further query whose
    answer is drawn beside the first. A kind without ``draw`` is a list. ``records`` returns the records of a mark, and
    ``lists`` is the entity that it lists, where its query does not say so. ``terms`` explain how it is calculated.

    ``own_grain``: the reader's grain does not apply. ``emphasises``: all groups are shown where the reader filters
    by them, the others faded; ``fade`` of ``drawing/marks.py`` fades bars and funnels. ``shows_sample``: a share
    says of how many it is taken. ``leads_with`` are the metrics that a card needs, where others are targets or
    later steps. ``row_limit`` is the most records that are drawn.
    """

    name: str
    label: str
    icon: str
    group: Group
    when: str
    shapes: tuple[Shape, ...]
    example: Mapping[str, Any]
    marks: str
    draw: Callable[..., Picture | Number | Statement] | None
    fits: Callable[[Question], Fit | None]
    notes: str = ""
    check: Callable[[Query, Catalog], str | None] | None = None
    answer: Callable[[Query, Ask], Answer] | None = None
    trend: Callable[[Query, Grain], Query] | None = None
    to_table: Callable[[Answer, str, int | None], Table] | None = table
    records: Callable[[MarkRequest], MarkRows] | None = None
    lists: str | None = None
    terms: tuple[tuple[str, str], ...] = ()
    size: Size = Size()
    skeleton: Skeleton = "chart"
    own_grain: bool = False
    emphasises: bool = False
    shows_sample: bool = False
    leads_with: slice = field(default_factory=lambda: slice(None))
    row_limit: int | None = None
    scrolls_on_phone: bool = False

    @property
    def is_key_figure(self) -> bool:
        """Return whether it shows one number, among others in a row."""
        return self.skeleton == "kpi"

    @property
    def shape_words(self) -> str:
        """Return the questions that it takes in words."""
        return ", or ".join(shape.words for shape in self.shapes)
