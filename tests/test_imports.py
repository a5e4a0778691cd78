"""The table of docs/architecture.md: which folder may import what. Imports inside functions count too."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = ("models", "services", "components", "pages", "callbacks", "dashapp", "wsgi", "migrations", "tests", "bench")

# A folder, what it may import of ours, and what it may not import of others. The longest name that fits a file holds.
MAY = {
    "models": ("models",),
    "services": ("services", "models"),
    "services/errors.py": (),
    "services/semantic": ("services.semantic", "services.errors"),
    "services/catalogs": ("services.semantic", "services.catalogs", "services.errors", "models"),
    "services/insights": ("services.semantic", "services.insights", "services.errors"),
    "services/present": ("services.semantic", "services.present", "services.errors"),
    "components": ("components",),
    "pages": ("pages", "components", "services"),
    "callbacks": ("callbacks", "pages", "components", "services"),
    "dashapp": ("dashapp", "callbacks", "pages", "components", "services", "models"),
    "wsgi.py": ("dashapp",),
    "gunicorn.conf.py": ("dashapp", "models"),
    "migrations": ("models",),
    "bench": ("bench", *OURS),
}
WEB = ("dash", "dash_bootstrap_components", "dash_ag_grid", "dash_snap_grid")
REQUEST = ("flask", "flask_login", "flask_wtf", "flask_limiter", "werkzeug")
DATA = ("pandas", "sqlalchemy", "duckdb", "pyarrow", "flask_sqlalchemy")
NEVER = {
    "models": (*WEB, *REQUEST),
    "services": (*WEB, *REQUEST, "flask_sqlalchemy"),
    "services/semantic": (*WEB, *REQUEST, "flask_sqlalchemy", "groq"),
    "components": (*REQUEST, *DATA),
    "pages": DATA,
    "callbacks": DATA,
}


def folder_of(file: Path, table: dict) -> str | None:
    """Return the longest row of a table that a file falls under."""
    path = file.relative_to(ROOT).as_posix()
    return max((row for row in table if path == row or path.startswith(f"{row}/")), key=len, default=None)


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield the full name of everything that is imported anywhere in a file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "Relative imports hide which folder is meant."
            yield from (f"{node.module}.{name.name}" for name in node.names)


def is_under(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def wrong_imports(file: Path, text: str) -> list[str]:
    """Return every import of a file that the table forbids."""
    names = list(imports(ast.parse(text)))
    may, never = folder_of(file, MAY), folder_of(file, NEVER)
    ours = [name for name in names if may and is_under(name, OURS) and not is_under(name, MAY[may])]
    others = [name for name in names if never and is_under(name, NEVER[never])]
    return ours + others


def test_no_file_imports_what_its_folder_may_not(source_files):
    found = {file.relative_to(ROOT).as_posix(): wrong_imports(file, file.read_text()) for file in source_files}
    assert {file: names for file, names in found.items() if names} == {}


def test_every_file_of_ours_is_under_the_table(source_files):
    assert [file.name for file in source_files if folder_of(file, MAY) is None] == []
    assert len(source_files) > 50


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("services/semantic/query.py", "from models import Client"),
        ("services/semantic/query.py", "from services.sources import versions"),
        ("services/access/members.py", "from flask_login import current_user"),
        ("services/access/members.py", "from flask import request"),
        ("services/road.py", "def late():\n    import dash"),
        ("services/present/figure/line.py", "from models.base import Owned"),
        ("services/insights/rfm.py", "from services.road import Road"),
        ("services/insights/health.py", "from models import Client"),
        ("components/shell.py", "from services.errors import NotFound"),
        ("components/shell.py", "from flask import request"),
        ("pages/sales.py", "import models"),
        ("pages/sales.py", "import pandas as pd"),
        ("pages/sales.py", "from callbacks import sales"),
        ("callbacks/sales.py", "from sqlalchemy import select"),
        ("callbacks/sales.py", "from dashapp.failures import answer"),
        ("models/base.py", "from services.errors import NotFound"),
        ("dashapp/gate/door.py", "from tests.organizations import House"),
    ],
)
def test_a_forbidden_import_is_found(file, line):
    assert wrong_imports(ROOT / file, line)


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("services/access/members.py", "from models import User"),
        ("services/catalogs/sales.py", "from services.semantic.catalog import Catalog"),
        ("pages/sales.py", "from flask_login import current_user"),
        ("components/chart.py", "import plotly.graph_objects as go"),
        ("callbacks/sales.py", "from pages.sales import ids"),
    ],
)
def test_an_allowed_import_is_not(file, line):
    assert not wrong_imports(ROOT / file, line)


def test_a_relative_import_is_refused():
    with pytest.raises(AssertionError, match="Relative imports"):
        wrong_imports(ROOT / "services/road.py", "from . import errors")
