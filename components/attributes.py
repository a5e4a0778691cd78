"""Attributes of an element that Python cannot name as keyword arguments."""

from collections.abc import Mapping
from typing import Any


def attributes(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``aria-*`` and ``data-*`` attributes as keyword arguments of a Dash component.

    >>> html.Span("20%", **attributes({"aria-hidden": "true"}))
    Span(children='20%', aria-hidden='true')

    Dash takes them at run time, but its types list only the properties that have a name in Python.
    """
    return dict(values)
