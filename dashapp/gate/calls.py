"""The form of a callback's call. What no page of ours sends stops at the gate, and reaches no function."""

import json
from collections.abc import Callable
from typing import Any

from flask import Request

# What the browser tells of its own address, and how.
LOCATION_CHECKS: dict[str, Callable[[Any], bool]] = {
    "pathname": lambda path: isinstance(path, str) and path.startswith("/"),
    "search": lambda search: search is None or isinstance(search, str),
}


def body_of(request: Request) -> dict[str, Any] | None:
    """Return what a call says, or None where it is no JSON object that can be read."""
    try:
        body = request.get_json(silent=True)
    except RecursionError:
        return None
    return body if isinstance(body, dict) else None


def is_sound(body: dict[str, Any], callback: dict[str, Any]) -> bool:
    """Return whether a call gives all that a callback asks for, each under an id and a property of its own."""
    expected = [*callback["inputs"], *callback["state"]]
    inputs, state, changed = (body.get(name, []) for name in ("inputs", "state", "changedPropIds"))
    if not all(isinstance(part, list) for part in (inputs, state, changed)) or not _is_target(body.get("outputs")):
        return False
    given = [*inputs, *state]
    fit = len(inputs) == len(callback["inputs"]) and len(given) == len(expected)
    return fit and all(map(_is_given, given, expected)) and all(isinstance(each, str) for each in changed)


def _is_target(outputs: Any) -> bool:
    if isinstance(outputs, list):
        return bool(outputs) and all(_is_property(each) or _is_many(each) for each in outputs)
    return _is_property(outputs)


def _is_many(part: Any) -> bool:
    return isinstance(part, list) and all(map(_is_property, part))


def _is_given(part: Any, dependency: dict[str, Any]) -> bool:
    """Return whether a part of a call is the Input or State that stands in its place."""
    if '["ALL"]' in dependency["id"]:
        return isinstance(part, list) and all(_matches_dependency(each, dependency) for each in part)
    return _matches_dependency(part, dependency)


def _matches_dependency(part: Any, dependency: dict[str, Any]) -> bool:
    if not _is_property(part) or part["property"] != dependency["property"] or not _fits(part["id"], dependency["id"]):
        return False
    value, check = part.get("value"), LOCATION_CHECKS.get(part["property"])
    # A component that is asked for its own id has that one.
    return value == part["id"] if part["property"] == "id" else check is None or check(value)


def _is_property(part: Any) -> bool:
    return isinstance(part, dict) and isinstance(part.get("id"), (str, dict)) and isinstance(part.get("property"), str)


def _fits(id: str | dict[str, Any], pattern: str) -> bool:
    """Return whether an id is the one that a callback names, or is of its pattern."""
    if not pattern.startswith("{"):
        return id == pattern
    parts = json.loads(pattern)
    # A wildcard is written as a list of one word.
    return isinstance(id, dict) and id.keys() == parts.keys() and all(_fills(id[key], parts[key]) for key in parts)


def _fills(part: Any, expected: Any) -> bool:
    return isinstance(part, (str, int, float)) if isinstance(expected, list) else part == expected
