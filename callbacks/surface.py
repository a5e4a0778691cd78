"""A Dash app together with the right that each of its callbacks needs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, TypeVar

from dash import ClientsideFunction, Dash
from dash.development.base_component import Component

from components.static_markup import with_static_markup
from services.access.rights import Right

Function = TypeVar("Function", bound=Callable[..., Any])

# The policy of a callback that runs in the browser only: the server refuses to run it.
BROWSER_ONLY = None


class Surface:
    """Registers callbacks, each with the right that it needs; without one, registration fails."""

    def __init__(self, app: Dash, name: str) -> None:
        self.app = app
        self.name = name
        self.policies: dict[str, Right | None] = {}

    def callback(self, *dependencies: Any, needs: Right, **options: Any) -> Callable[[Function], Function]:
        """Register a function with a right, and return it unchanged, so that a test can call it."""

        def register(function: Function) -> Function:
            with self._policy(needs):
                self.app.callback(*dependencies, **options)(_joins_markup(function))
            return function

        return register

    def clientside(self, source: str | ClientsideFunction, *dependencies: Any, **options: Any) -> None:
        """Register JavaScript that runs in the browser and never calls the server."""
        with self._policy(BROWSER_ONLY):
            self.app.clientside_callback(source, *dependencies, **options)

    def adopt(self, output: str, needs: Right | None) -> None:
        """Set the policy of a callback that Dash itself registered. Raises LookupError for an unknown one."""
        if output not in self.app.callback_map:
            raise LookupError(f"Dash has no callback for {output}.")
        self.policies[output] = needs

    def right_for(self, output: object) -> Right | None:
        """Return the right that a call of this callback needs, or None when nobody may call it."""
        return self.policies.get(output) if isinstance(output, str) else None

    @contextmanager
    def _policy(self, needs: Right | None) -> Iterator[None]:
        before = set(self.app.callback_map)
        yield
        added = set(self.app.callback_map) - before
        # Dash would silently replace the first callback, and its policy with it.
        if len(added) != 1:
            raise ValueError("This output already has a callback. Use allow_duplicate, or write one callback.")
        self.policies[added.pop()] = needs


def _joins_markup(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function with the static markup of what it returns joined."""

    @wraps(function)
    def call(*values: Any) -> Any:
        return _join_markup(function(*values))

    return call


def _join_markup(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return type(value)(map(_join_markup, value))
    return with_static_markup(value) if isinstance(value, Component) else value
