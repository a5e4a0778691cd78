"""The form of a call to a callback. A call that no page of ours sends stops at the gate."""

import json
from collections.abc import Callable
from typing import Any

from flask import Request

# Properties of the browser's location, and the check of their values.
LOCATION_CHECKS: dict[str, Callable[[Any], bool]] = {
    "pathname": lambda path: isinstance(path, str) and path.startswith("/"),
    "search": lambda search: search is None or isinstance(search, str),
}


def body_of(request: Request) -> dict[str, Any] | None:
    """Return the body of a request, or None where it is not a JSON object."""
    try:
        body = request.get_json(silent=True)
    except RecursionError:
        return None
    return body if isinstance(body, dict) else None


def is_sound(body: dict[str, Any], callback: dict[str, Any]) -> bool:
    """Return whether a call has exactly the inputs and states of a callback, under their ids and properties."""
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
    """Return whether a part of a call is the Input or State at its position."""
    if '["ALL"]' in dependency["id"]:
        return isinstance(part, list) and all(_matches_dependency(each, dependency) for each in part)
    return _matches_dependency(part, dependency)


def _matches_dependency(part: Any, dependency: dict[str, Any]) -> bool:
    if not _is_property(part) or part["property"] != dependency["property"] or not _fits(part["id"], dependency["id"]):
        return False
    value, check = part.get("value"), LOCATION_CHECKS.get(part["property"])
    # The value of a component's ``id`` is its id.
    return value == part["id"] if part["property"] == "id" else check is None or check(value)


def _is_property(part: Any) -> bool:
    return isinstance(part, dict) and isinstance(part.get("id"), (str, dict)) and isinstance(part.get("property"), str)


def _fits(id: str | dict[str, Any], pattern: str) -> bool:
    """Return whether an id is the one that a callback names, or matches its pattern."""
    if not pattern.startswith("{"):
        return id == pattern
    parts = json.loads(pattern)
    # A wildcard is written as a list of one word.
    return isinstance(id, dict) and id.keys() == parts.keys() and all(_fills(id[key], parts[key]) for key in parts)


def _fills(part: Any, expected: Any) -> bool:
    return isinstance(part, (str, int, float)) if isinstance(expected, list) else part == expected
