"""Parses a YAML file to a validated load map."""

import pathlib
from typing import Any

import yaml
from pydantic import ValidationError

from services.errors import BadMap
from services.sources.loading.map_issues import MapIssue, Path, schema_issues, table_issues
from services.sources.loading.maps import LoadMap


def read_map(path: pathlib.Path) -> LoadMap:
    """Return the load map in a file. Raises BadMap, with the line of each issue."""
    try:
        return parse_map(path.read_text(encoding="utf-8"), name=path.name)
    except FileNotFoundError as error:
        raise BadMap(path.name, [f"The file {path} does not exist."]) from error
    except UnicodeDecodeError as error:
        raise BadMap(path.name, ["The file is not UTF-8 text."]) from error
    except RecursionError as error:
        raise BadMap(path.name, ["Part of it refers to itself, or is nested too deeply."]) from error


def parse_map(text: str, *, name: str) -> LoadMap:
    """Return the load map in a text. Raises BadMap; ``name`` is the name of the map in the message."""
    tree = _parse_yaml(text, name)
    try:
        load_map = LoadMap.model_validate(_to_plain(tree))
    except ValidationError as error:
        raise _bad_map(name, tree, schema_issues(error)) from error
    if issues := table_issues(load_map):
        raise _bad_map(name, tree, issues)
    return load_map


def _parse_yaml(text: str, name: str) -> yaml.Node | None:
    # The base loader keeps every value as text: "NO" does not become False, and codes keep their leading zeros.
    try:
        tree = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise BadMap(name, [" ".join(str(error).split())]) from error
    if duplicate := _first_duplicate(tree):
        raise BadMap(name, [f"Line {_line(duplicate)}: {duplicate.value} appears twice in the same place."])
    return tree


def _first_duplicate(node: yaml.Node | None) -> yaml.Node | None:
    """Return the first property that appears twice in one place. YAML would silently use the last one."""
    words: set[str] = set()
    for name, key, child in _children(node):
        if name in words:
            return key
        words.add(name)
        if inner := _first_duplicate(child):
            return inner
    return None


def _children(node: yaml.Node | None) -> list[tuple[str, yaml.Node, yaml.Node]]:
    """Return the children of a node: the name or list index, the node that has the line number, and the value."""
    if isinstance(node, yaml.MappingNode):
        return [(str(key.value), key, child) for key, child in node.value]
    if isinstance(node, yaml.SequenceNode):
        return [(str(place), child, child) for place, child in enumerate(node.value)]
    return []


def _to_plain(node: yaml.Node | None) -> Any:
    """Return the tree as dicts, lists and strings."""
    if isinstance(node, yaml.MappingNode):
        return {name: _to_plain(child) for name, _, child in _children(node)}
    if isinstance(node, yaml.SequenceNode):
        return [_to_plain(child) for child in node.value]
    return node.value if node else {}


def _bad_map(name: str, tree: yaml.Node | None, issues: list[MapIssue]) -> BadMap:
    return BadMap(name, [f"Line {_line_of(tree, issue.path)}: {issue.message}" for issue in issues])


def _line_of(node: yaml.Node | None, path: Path) -> int:
    """Return the line of the node at ``path``, or of its closest ancestor that exists."""
    for name, key, child in _children(node):
        if path and name == str(path[0]):
            return _line_of(child, path[1:]) if path[1:] else _line(key)
    return _line(node) if node else 1


def _line(node: yaml.Node) -> int:
    return node.start_mark.line + 1
