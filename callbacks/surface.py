"""A Dash app together with the right that each of its callbacks needs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from dash import ClientsideFunction, Dash

from services.access.rights import Right

Function = TypeVar("Function", bound=Callable[..., Any])

# The policy of a callback that runs in the browser alone: a server that is asked for it refuses.
BROWSER_ONLY = None


class Surface:
    """What a callbacks module registers on. A callback says which right it needs, or it does not exist."""

    def __init__(self, app: Dash, name: str) -> None:
        self.app = app
        self.name = name
        self.policies: dict[str, Right | None] = {}

    def callback(self, *dependencies: Any, needs: Right, **options: Any) -> Callable[[Function], Function]:
        """Register a function under a right. The function itself stays as it is, so that a test can call it."""

        def register(function: Function) -> Function:
            with self._policy(needs):
                self.app.callback(*dependencies, **options)(function)
            return function

        return register

    def clientside(self, source: str | ClientsideFunction, *dependencies: Any, **options: Any) -> None:
        """Register JavaScript that runs in the browser and never asks the server."""
        with self._policy(BROWSER_ONLY):
            self.app.clientside_callback(source, *dependencies, **options)

    def adopt(self, output: str, needs: Right | None) -> None:
        """Give a policy to a callback that Dash itself has registered."""
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
        # Dash would replace the first callback in silence, and its policy with it.
        if len(added) != 1:
            raise ValueError("This output already has a callback. Use allow_duplicate, or write one callback.")
        self.policies[added.pop()] = needs
