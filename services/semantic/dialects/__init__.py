"""The SQL dialects that a source may speak. Each module here but ``base`` is one: to add a dialect, add a module."""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from services.errors import UnknownDialect
from services.semantic.dialects.base import Dialect

__all__ = ["DIALECTS", "Dialect", "find_dialect"]


def _load_dialects() -> Mapping[str, Dialect]:
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__) if found.name != "base")
    return MappingProxyType({module.DIALECT.name: module.DIALECT for module in modules})


DIALECTS = _load_dialects()


def find_dialect(name: str) -> Dialect:
    """Return the dialect of this name; raises UnknownDialect, which lists those that there are."""
    if name not in DIALECTS:
        raise UnknownDialect(name, DIALECTS)
    return DIALECTS[name]
