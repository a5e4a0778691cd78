"""How the tests read a tree of components."""

from collections.abc import Iterator
from typing import Any


def walk(node: Any) -> Iterator[Any]:
    """Yield ``node`` and everything in it, in reading order."""
    if isinstance(node, (list, tuple)):
        for each in node:
            yield from walk(each)
    elif node is not None:
        yield node
        if not isinstance(node, str):
            yield from walk(getattr(node, "children", None))


def text(node: Any) -> str:
    """All words in ``node``, one space between."""
    return " ".join(str(each) for each in walk(node) if isinstance(each, (str, int, float)))


def of_type(node: Any, *types: str) -> list[Any]:
    return [each for each in walk(node) if type(each).__name__ in types]


def of_class(node: Any, name: str) -> list[Any]:
    return [each for each in walk(node) if name in (getattr(each, "className", None) or "").split()]


def attribute(node: Any, name: str) -> Any:
    """An ``aria-`` or ``data-`` attribute, or None."""
    return node.to_plotly_json()["props"].get(name)
