"""Summarises a checked step: where each column comes from, which stay empty, and what is not read."""

from collections.abc import Iterator

from services.sources.loading.columns import ColumnSpec, LineFilter
from services.sources.loading.outcome import LineCounts, StepCheck
from services.sources.loading.plans import StepPlan


def summarize_step(plan: StepPlan, counts: LineCounts) -> StepCheck:
    """Return the summary of a step."""
    columns = plan.step.columns
    read = {name for part in (plan.step, *columns.values()) for name in part.filter_columns}
    read |= {name for column in columns.values() for name in column.sources}
    return StepCheck(
        file=plan.source.name,
        table=plan.into.name,
        counts=counts,
        line_filter=", ".join(_describe_conditions(plan.step)),
        fills={name: describe_column(column) for name, column in columns.items()},
        empty=tuple(name for name in plan.into.columns if name not in columns),
        unused=tuple(name for name in plan.source.header if name not in read),
    )


def describe_column(column: ColumnSpec) -> str:
    """Return a description of where the values of a column come from."""
    return ", ".join(
        part
        for part in (_describe_origin(column), *_describe_conditions(column), *_describe_transforms(column))
        if part
    )


def _describe_origin(column: ColumnSpec) -> str:
    if column.always is not None:
        return f"always {column.always}"
    if column.place is not None:
        return f"position among the lines with the same {column.place}"
    return column.label


def _describe_conditions(lines: LineFilter) -> Iterator[str]:
    for name, texts in lines.only.items():
        yield f"only where {name} is {_any_of(texts)}"
    for name, texts in lines.excepted.items():
        yield f"except where {name} is {_any_of(texts)}"


def _any_of(texts: tuple[str, ...]) -> str:
    return " or ".join(text or "empty" for text in texts)


def _describe_transforms(column: ColumnSpec) -> Iterator[str]:
    if column.words is not None:
        yield "translated"
    for find in column.find:
        yield f"looked up as {find.take} in {find.file}"
    if column.times is not None:
        yield f"multiplied by {column.times:,f}"
    if column.round is not None:
        yield f"rounded to {column.round} decimal places"
    if column.default is not None:
        yield f"default {column.default}"
