"""Joins the markup that no callback reads or writes into single components.

Dash looks at every component of a page whenever anything on it changes, so a page of thousands of spans is slow to draw
and slow to use. Markup without an id cannot take part in a callback: it is sent as plain elements, which one component
draws (``assets/00-static-markup.js``).
"""

from copy import copy
from typing import Any

from dash.development.base_component import Component

# [tag, attributes, child, ...], where a child is another of these, a text or a number.
Element = list[Any]

HTML = "dash_html_components"
# These elements load or send something. Dash's own components check where to.
LOADING = frozenset({"Base", "Embed", "Form", "Iframe", "Img", "Link", "Meta", "ObjectEl", "Script", "Source"})
# The addresses that a link may have here; Dash's own component checks all others.
SAFE_ADDRESSES = ("/", "#", "?", "http://", "https://", "mailto:")


class StaticMarkup(Component):
    """Elements that no callback reads or writes. ``element`` is [tag, attributes, child, ...]."""

    _namespace = "panorama_components"
    _type = "StaticMarkup"
    _prop_names = ["element"]
    _valid_wildcard_attributes: list[str] = []
    available_properties = ["element"]
    available_wildcard_properties: list[str] = []

    def __init__(self, element: Element) -> None:
        super().__init__(element=element)  # type: ignore[no-untyped-call]  # Dash does not type its base class.


def with_static_markup(content: Component) -> Component:
    """Return a component with its static parts joined. The given one is not changed."""
    result: Component = _as_component(_join(content))
    return result


def _join(node: Any) -> Any:
    """Return an element for a component that is static as a whole, or a copy of it whose static children are joined."""
    if not isinstance(node, Component):
        return node
    given = getattr(node, "children", None)
    children = [_join(each) for each in (given if isinstance(given, list | tuple) else [given])]
    if _is_static(node) and not any(isinstance(each, Component) for each in children):
        return [_tag(node), _attributes(node), *(each for each in children if each is not None)]
    if given is None:
        return node
    shown = [_as_component(each) for each in children]
    result = copy(node)
    result.children = shown if isinstance(given, list | tuple) else shown[0]
    return result


def _as_component(part: Any) -> Any:
    return StaticMarkup(part) if isinstance(part, list) else part


def _is_static(node: Component) -> bool:
    if node._namespace != HTML or node._type in LOADING or hasattr(node, "id"):
        return False
    address = getattr(node, "href", None)
    return address is None or address.startswith(SAFE_ADDRESSES)


def _tag(node: Component) -> str:
    return node._type.removesuffix("El").lower()


def _attributes(node: Component) -> dict[str, Any]:
    given: dict[str, Any] = node.to_plotly_json()["props"]
    return {name: value for name, value in given.items() if name != "children" and value is not None}
