"""How the tests read the components of a response."""

from collections.abc import Iterator
from typing import Any


def texts_of(part: Any) -> Iterator[str]:
    """Yield all texts of a part of a response, in order."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, list):
        for each in part:
            yield from texts_of(each)
    elif isinstance(part, dict) and part.get("type") == "StaticMarkup":
        yield from _texts_of_element(part["props"]["element"])
    elif isinstance(part, dict) and "props" in part:
        yield from texts_of(part["props"].get("children"))
    elif isinstance(part, dict):
        for each in part.values():
            yield from texts_of(each)


def _texts_of_element(element: Any) -> Iterator[str]:
    """Yield the texts of static markup, which is [tag, attributes, child, ...]."""
    if isinstance(element, list):
        for child in element[2:]:
            yield from _texts_of_element(child)
    else:
        yield str(element)
