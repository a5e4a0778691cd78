"""The rows that a step of a map gives, each checked on its own, against its table and against the lines before."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from services.sources.loading.files import Fields
from services.sources.loading.invalid_value import InvalidValue
from services.sources.loading.outcome import LineCounts, Refusal, Refuse
from services.sources.loading.plans import Row, StepPlan
from services.sources.loading.values import format_value

KnownKeys = Mapping[str, Container[Any]]


@dataclass
class StepKeys:
    """What one step has shown: on which line each key was read first, and its row if later lines must agree with it."""

    file: str
    lines: dict[Any, int] = field(default_factory=dict)
    rows: dict[Any, Row] = field(default_factory=dict)


@dataclass
class SeenKeys:
    """What the files have shown so far, by table and step."""

    steps: dict[str, list[StepKeys]] = field(default_factory=dict)

    def start_step(self, plan: StepPlan) -> list[StepKeys]:
        """The pages of the steps into the same table; the last are new, and for this step."""
        step_keys = self.steps.setdefault(plan.into.name, [])
        step_keys.append(StepKeys(plan.source.name))
        return step_keys


def rows(
    plan: StepPlan, known: KnownKeys, seen: SeenKeys, counts: LineCounts, refuse: Refuse
) -> Iterator[tuple[int, Row]]:
    """The rows of a step that can be loaded, with their lines, in the order of the file; the rest goes to ``refuse``.

    ``known`` holds, for each table that the step points at, the keys of its rows. Whether a parent in the same table
    is there cannot be told before the last line, so it is not asked here.
    """
    step_keys = seen.start_step(plan)
    width = len(plan.source.header)
    for line, fields in plan.source.records():
        refusals: list[Refusal] = []
        if len(fields) != width:
            reason = f"has {len(fields)} fields where the header has {width}"
            refusals.append(Refusal(plan.source.name, line, "", "", reason))
        elif not plan.includes(fields):
            counts.excluded += 1
        else:
            row = _row(plan, known, line, fields, refusals)
            if not refusals and _is_new(plan, step_keys, line, row, refusals):
                yield line, row
        counts.refused += bool(refusals)
        for refusal in refusals:
            refuse(refusal)


def _row(plan: StepPlan, known: KnownKeys, line: int, fields: Fields, refusals: list[Refusal]) -> Row:
    row = []
    for cell, table in zip(plan.cells, plan.references, strict=True):
        value = None
        try:
            value = cell.read(fields)
            if table and table != plan.into.name and value is not None and value not in known[table]:
                raise InvalidValue(f"leads to {value}, which is not the key of any row of {table}")
        except InvalidValue as invalid:
            refusals.append(Refusal(plan.source.name, line, cell.label, cell.raw_text(fields), str(invalid)))
        row.append(value)
    return tuple(row)


def _is_new(plan: StepPlan, step_keys: list[StepKeys], line: int, row: Row, refusals: list[Refusal]) -> bool:
    """Whether the key is read for the first time. A second time is refused, unless the lines say the same."""
    key = plan.key_of(row)
    for steps in step_keys:
        if key in steps.lines:
            before = steps.rows.get(key) if steps is step_keys[-1] else None
            refusals.extend(_conflicts(plan, line, row, f"line {steps.lines[key]} of {steps.file}", before))
            return False
    step_keys[-1].lines[key] = line
    if plan.step.repeats:
        step_keys[-1].rows[key] = row
    return True


def _conflicts(plan: StepPlan, line: int, row: Row, place: str, before: Row | None) -> Iterator[Refusal]:
    file = plan.source.name
    if before is None:
        key = plan.key_of(row)
        key_text = " ".join(map(str, key)) if isinstance(key, tuple) else str(key)
        yield Refusal(file, line, plan.key_label, key_text, f"has the same key as {place}")
        return
    for cell, value, earlier in zip(plan.cells, row, before, strict=True):
        if value != earlier:
            reason = f"differs from {format_value(earlier, cell.column)} on {place}, which has the same key"
            yield Refusal(file, line, cell.label, format_value(value, cell.column), reason)
