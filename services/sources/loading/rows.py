"""Reads and checks the rows of a step: each value, each reference, and each key against the earlier lines."""

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
    """The keys that one step has read: the first line of each key, and its row if later lines must agree with it."""

    file: str
    lines: dict[Any, int] = field(default_factory=dict)
    rows: dict[Any, Row] = field(default_factory=dict)


@dataclass
class SeenKeys:
    """The keys that have been read so far, by table and step."""

    steps: dict[str, list[StepKeys]] = field(default_factory=dict)

    def start_step(self, plan: StepPlan) -> list[StepKeys]:
        """Return the keys of every step into the same table. The last item is new, and belongs to this step."""
        step_keys = self.steps.setdefault(plan.into.name, [])
        step_keys.append(StepKeys(plan.source.name))
        return step_keys


def rows(
    plan: StepPlan, known: KnownKeys, seen: SeenKeys, counts: LineCounts, refuse: Refuse
) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a step that can be loaded, with their lines, and pass every refusal to ``refuse``.

    ``known`` contains the keys of each table that the step refers to. References to the same table are not checked
    here, because a parent may come on a later line.
    """
    step_keys = seen.start_step(plan)
    width = len(plan.source.header)
    for line, fields in plan.source.records():
        refusals: list[Refusal] = []
        if not fields:
            counts.blank += 1
        elif len(fields) != width:
            reason = f"has {len(fields)} fields, but the header has {width}"
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
                raise InvalidValue(f"refers to {value}, which is not a key in {table}")
        except InvalidValue as invalid:
            refusals.append(Refusal(plan.source.name, line, cell.label, cell.raw_text(fields), str(invalid)))
        row.append(value)
    return tuple(row)


def _is_new(plan: StepPlan, step_keys: list[StepKeys], line: int, row: Row, refusals: list[Refusal]) -> bool:
    """Return whether the key is new. A repeated key is refused, unless the lines agree and the map allows it."""
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
