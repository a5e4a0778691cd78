"""The commands of `flask`."""

from importlib import import_module
from pathlib import Path

from flask import Flask


def install(app: Flask) -> None:
    """Add every command: each module here has a ``register(app)``."""
    for file in sorted(Path(__file__).parent.glob("[!_]*.py")):
        import_module(f"{__name__}.{file.stem}").register(app)
