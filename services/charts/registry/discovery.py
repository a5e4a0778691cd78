"""The kinds of charts, found in the modules of their package."""

import pkgutil
from collections.abc import Iterable, Mapping
from importlib import import_module
from types import MappingProxyType

from services.charts.registry.kind import ChartKind


class InvalidKind(Exception):
    """A module of the package declares no kind of chart, or one that another module declares too."""


def discover(package: str, paths: Iterable[str]) -> Mapping[str, ChartKind]:
    """Return the kind of each module of a package, by its name and in the order of the names.

    Packages inside it hold what several kinds share. Raises InvalidKind.
    """
    names = sorted(module.name for module in pkgutil.iter_modules(paths) if not module.ispkg)
    kinds: dict[str, ChartKind] = {}
    for name in names:
        kind = getattr(import_module(f"{package}.{name}"), "KIND", None)
        if not isinstance(kind, ChartKind):
            raise InvalidKind(f"{package}.{name} declares no chart kind: add KIND = ChartKind(...).")
        if kind.name in kinds:
            raise InvalidKind(f"{package}.{name} declares the kind {kind.name}, which exists already.")
        kinds[kind.name] = kind
    return MappingProxyType(kinds)
