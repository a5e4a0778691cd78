"""The table of docs/architecture.md: which folder may import what, and no cycles. Imports inside functions count."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = ("models", "services", "components", "pages", "callbacks", "dashapp", "wsgi", "migrations", "tests", "bench")

# What everything that stands on the road may use.
DASHBOARDS = (
    "services.access",
    "services.charts",
    "services.errors",
    "services.insights",
    "services.present",
    "services.road",
    "services.semantic",
    "services.view_context",
)

# A folder, what it may import of ours, and what it may not import of others. The longest name that fits a file holds.
MAY = {
    "models": ("models",),
    "services": ("services", "models"),
    "services/errors": ("services.errors",),
    "services/semantic": ("services.semantic", "services.errors"),
    "services/catalogs": ("services.semantic", "services.catalogs", "services.errors", "models"),
    "services/insights": ("services.semantic", "services.insights", "services.errors"),
    "services/present": ("services.semantic", "services.present", "services.errors"),
    "services/charts": (
        "services.semantic",
        "services.present",
        "services.insights",
        "services.charts",
        "services.errors",
    ),
    "services/road.py": ("services.semantic", "services.errors"),
    "services/view_context.py": ("services.road", "services.semantic"),
    "services/access": (
        "services.access",
        "services.road",
        "services.view_context",
        "services.semantic",
        "services.sources.versions",
        "services.errors",
        "models",
    ),
    "services/sources": (
        "services.sources",
        "services.semantic",
        "services.present.export",
        "services.errors",
        "models",
    ),
    "services/demo": ("services.demo", "services.sources", "services.errors", "models"),
    "services/handbook": ("services.handbook", "services.catalogs", "services.charts", "services.semantic", "models"),
    "services/dashboards": (*DASHBOARDS, "services.dashboards", "models"),
    "services/dashboards/spec.py": ("services.semantic", "services.errors"),
    "services/dashboards/view.py": (
        "services.dashboards.spec",
        "services.dashboards.filters.state",
        "services.semantic",
        "services.view_context",
    ),
    "services/profiles": (*DASHBOARDS, "services.dashboards", "services.profiles", "models"),
    "services/views": (*DASHBOARDS, "services.dashboards", "services.profiles", "services.views", "models"),
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
        ("services/present/words.py", "from models.base import Owned"),
        ("services/present/words.py", "from services.charts import bar"),
        ("services/charts/line.py", "from models.base import Owned"),
        ("services/charts/line.py", "from services.road import Road"),
        ("services/charts/bar.py", "from services.dashboards.spec import TileSpec"),
        ("services/insights/rfm.py", "from services.road import Road"),
        ("services/insights/health.py", "from models import Client"),
        ("components/shell.py", "from services.errors import NotFound"),
        ("components/shell.py", "from flask import request"),
        ("pages/sales.py", "import models"),
        ("pages/sales.py", "import pandas as pd"),
        ("pages/sales.py", "from callbacks import sales"),
        ("callbacks/sales.py", "from sqlalchemy import select"),
        ("callbacks/sales.py", "from dashapp.error_handlers import answer"),
        ("models/base.py", "from services.errors import NotFound"),
        ("services/dashboards/view.py", "from services.dashboards.queries.resolve import resolve_query"),
        ("services/dashboards/drawing/draw.py", "from services.profiles import client"),
        ("services/profiles/client.py", "from services.views.open_view import open_view"),
        ("services/access/context.py", "from services.dashboards.spec import Board"),
        ("dashapp/gate/access.py", "from tests.organizations import House"),
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


def module_name(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def runtime_imports(node: ast.AST) -> Iterator[str]:
    """Yield what is imported when the code runs, which leaves out the imports for types alone."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
            continue
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield from imports(child)
        else:
            yield from runtime_imports(child)


def import_graph(files: list[Path]) -> dict[str, set[str]]:
    """Return, for each module of ours, the modules of ours that it imports."""
    modules = {module_name(file): file for file in files}

    def find_known(name: str) -> str | None:
        while name and name not in modules:
            name = name.rpartition(".")[0]
        return name or None

    graph = {}
    for name, file in modules.items():
        found = {find_known(each) for each in runtime_imports(ast.parse(file.read_text()))}
        graph[name] = {each for each in found if each and each != name}
    return graph


def sibling_graphs(graph: dict[str, set[str]]) -> dict[str, dict[str, set[str]]]:
    """Return, for each package, which of its children import which others; a child is a module or a whole package."""
    siblings: dict[str, dict[str, set[str]]] = {}
    for name, others in graph.items():
        for other in others:
            own, its = name.split("."), other.split(".")
            depth = next((place for place, (a, b) in enumerate(zip(own, its, strict=False)) if a != b), None)
            # A package's __init__ and what is inside it are no siblings.
            if depth is not None:
                parent = ".".join(own[:depth])
                siblings.setdefault(parent, {}).setdefault(own[depth], set()).add(its[depth])
    return siblings


def cycle_in(graph: dict[str, set[str]]) -> list[str]:
    """Return the nodes of a circle, nothing where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return sorted(set(error.args[1]))
    return []


def test_no_packages_or_modules_import_each_other_in_a_circle(source_files):
    ours = [file for file in source_files if "versions" not in file.parts]
    cycles = {parent: cycle_in(graph) for parent, graph in sibling_graphs(import_graph(ours)).items()}
    assert {parent: nodes for parent, nodes in cycles.items() if nodes} == {}


def test_a_circle_is_found():
    assert cycle_in({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}}) == ["b", "c"]
    assert cycle_in({"a": {"b"}, "b": {"c"}}) == []
