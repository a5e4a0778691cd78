"""What is wrong with a map, found before a file is opened."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from services.errors import did_you_mean
from services.sources.loading.maps import WORDS, LoadMap, Step
from services.sources.loading.targets import KEPT, LOADABLE, Target, target

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Fault:
    """``path`` leads to the place in the map, ``words`` say what is wrong and what to do."""

    path: Path
    words: str


WORDINGS = {
    "extra_forbidden": lambda name, said: f"A map has no word {name}.{did_you_mean(str(name), WORDS)}",
    "missing": lambda name, said: f"The word {name} is missing here.",
    "value_error": lambda name, said: said.removeprefix("Value error, "),
}


def faults_of_form(error: ValidationError) -> list[Fault]:
    """What pydantic found, in our words."""
    return [Fault(found["loc"], _wording(found["type"], found["loc"], found["msg"])) for found in error.errors()]


def _wording(kind: str, path: Path, said: str) -> str:
    name = path[-1] if path else "map"
    wording = WORDINGS.get(kind, lambda name, said: f"{name}: {said}.")
    return wording(name, said)


def faults_of_meaning(load_map: LoadMap) -> list[Fault]:
    """Where a well-formed map does not fit our tables."""
    return [fault for index, step in enumerate(load_map.load) for fault in _faults(load_map, index, step)]


def _faults(load_map: LoadMap, index: int, step: Step) -> Iterator[Fault]:
    place: Path = ("load", index)
    if step.into not in LOADABLE:
        yield Fault((*place, "into"), f"There is no table {step.into} to load.{did_you_mean(step.into, LOADABLE)}")
        return
    into = target(step.into)
    yield from _unknown_columns(place, step, into)
    yield from _missing_columns(place, step, into)
    yield from _too_early(place, load_map, index, into)


def _unknown_columns(place: Path, step: Step, into: Target) -> Iterator[Fault]:
    for name in step.columns:
        if name in KEPT:
            yield Fault((*place, "columns", name), f"The loader fills {into.name}.{name} itself: leave it out.")
        elif name not in into.columns:
            near = did_you_mean(name, into.columns)
            yield Fault((*place, "columns", name), f"The table {into.name} has no column {name}.{near}")


def _missing_columns(place: Path, step: Step, into: Target) -> Iterator[Fault]:
    missing = [name for name in into.needed if name not in step.columns]
    if missing:
        yield Fault((*place, "columns"), f"The table {into.name} also needs {', '.join(missing)}.")


def _too_early(place: Path, load_map: LoadMap, index: int, into: Target) -> Iterator[Fault]:
    later = {step.into for step in load_map.load[index + 1 :]}
    pointed_at = {into.references[name] for name in load_map.load[index].columns if name in into.references}
    for name in sorted(later & pointed_at - {into.name}):
        yield Fault(
            (*place, "into"), f"The table {into.name} points at {name}: put every step into {name} before this."
        )
