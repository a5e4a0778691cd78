"""Finds what is wrong with a map before any file is opened."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from services.errors import did_you_mean
from services.sources.loading.maps import WORDS, LoadMap, LoadStep
from services.sources.loading.targets import LOADABLE, MANAGED_COLUMNS, TargetTable, target_table

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class MapIssue:
    """One thing that is wrong with a map: its path in the map, and a message that says what to do."""

    path: Path
    message: str


MESSAGES: dict[str, Callable[[str | int, str], str]] = {
    "extra_forbidden": lambda name, message: f"Unknown property {name}.{did_you_mean(str(name), WORDS)}",
    "missing": lambda name, message: f"The property {name} is missing.",
    "value_error": lambda name, message: message.removeprefix("Value error, "),
}


def schema_issues(error: ValidationError) -> list[MapIssue]:
    """Return what pydantic found, with messages for the author of the map."""
    return [MapIssue(found["loc"], _message(found["type"], found["loc"], found["msg"])) for found in error.errors()]


def _message(kind: str, path: Path, message: str) -> str:
    name = path[-1] if path else "map"
    to_message = MESSAGES.get(kind)
    return to_message(name, message) if to_message else f"{name}: {message}."


def table_issues(load_map: LoadMap) -> list[MapIssue]:
    """Return where a well-formed map does not match the tables."""
    return [issue for index, step in enumerate(load_map.load) for issue in _step_issues(load_map, index, step)]


def _step_issues(load_map: LoadMap, index: int, step: LoadStep) -> Iterator[MapIssue]:
    place: Path = ("load", index)
    if step.into not in LOADABLE:
        yield MapIssue((*place, "into"), f"There is no table called {step.into}.{did_you_mean(step.into, LOADABLE)}")
        return
    into = target_table(step.into)
    yield from _unknown_columns(place, step, into)
    yield from _missing_columns(place, step, into)
    yield from _too_early(place, load_map, index, into)


def _unknown_columns(place: Path, step: LoadStep, into: TargetTable) -> Iterator[MapIssue]:
    for name in step.columns:
        if name in MANAGED_COLUMNS:
            yield MapIssue(
                (*place, "columns", name), f"The loader fills {into.name}.{name} itself. Remove it from the map."
            )
        elif name not in into.columns:
            near = did_you_mean(name, into.columns)
            yield MapIssue((*place, "columns", name), f"The table {into.name} has no column {name}.{near}")


def _missing_columns(place: Path, step: LoadStep, into: TargetTable) -> Iterator[MapIssue]:
    missing = [name for name in into.required if name not in step.columns]
    if missing:
        yield MapIssue((*place, "columns"), f"The table {into.name} also requires {', '.join(missing)}.")


def _too_early(place: Path, load_map: LoadMap, index: int, into: TargetTable) -> Iterator[MapIssue]:
    later = {step.into for step in load_map.load[index + 1 :]}
    pointed_at = {into.references[name] for name in load_map.load[index].columns if name in into.references}
    for name in sorted(later & pointed_at - {into.name}):
        yield MapIssue(
            (*place, "into"), f"The table {into.name} refers to {name}. Move every step into {name} before this step."
        )
