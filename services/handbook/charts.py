"""docs/charts.md: every chart type with its purpose, its query, an example, and what a click on its marks does."""

import json
from collections.abc import Iterator
from typing import get_args

from services.charts import KINDS, ChartKind
from services.charts.registry.kind import Group

INTRODUCTION = """
# Chart types

Generated from the declarations in `services/charts/` by `make docs`; change those, not this page.

A tile has a chart type and a query. The type determines how the answer is drawn, and what the query must contain.
[queries.md](queries.md) describes queries; [metrics.md](metrics.md) lists the metrics and dimensions. All examples
below are valid queries.

Each chart shows a one-sentence finding, a text summary for screen readers, and notes below the chart: groups that are
not shown, periods in progress, totals that do not reconcile. A bucket in progress is lighter, or has a hollow marker.
A tile whose query does not suit its chart type says so on its card; the other tiles are not affected.
""".strip()


def charts_page() -> str:
    """Return the page as Markdown."""
    rows = [f"| `{kind.name}` | {kind.when} | {kind.shape_words} |" for kind in _in_order()]
    overview = "\n".join(["| chart type | purpose | query |", "|---|---|---|", *rows])
    return "\n\n".join([INTRODUCTION, overview, *_sections()]) + "\n"


def _in_order() -> list[ChartKind]:
    return [kind for group in get_args(Group) for kind in _kinds_of(group)]


def _kinds_of(group: str) -> list[ChartKind]:
    return [kind for kind in KINDS.values() if kind.group == group]


def _sections() -> Iterator[str]:
    for group in get_args(Group):
        yield f"## {group}"
        yield from (_section(kind) for kind in _kinds_of(group))


def _section(kind: ChartKind) -> str:
    query = f"**Query:** {kind.shape_words}." + (f" {kind.notes}" if kind.notes else "")
    return "\n\n".join(
        [
            f"### {kind.name}",
            f"**{kind.label}.** {kind.when}.",
            query,
            f"**Marks:** {kind.marks}",
            f"```json\n{_query_json(kind)}\n```",
        ]
    )


def _query_json(kind: ChartKind) -> str:
    """Return the example with a line for each part of the query."""
    lines = [f'  "{name}": {json.dumps(value)}' for name, value in kind.example.items()]
    return "{\n" + ",\n".join(lines) + "\n}"
