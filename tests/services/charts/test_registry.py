"""The registry: every module of the package declares one kind, and its declaration is complete."""

import sys
from pathlib import Path

import pytest

from services.catalogs import BUSINESS
from services.charts import KINDS, chart_kind, declaration, validate
from services.charts.registry.discovery import InvalidKind, discover
from services.dashboards.built_in import BUILT_IN
from services.errors import BadQuery

DECLARATION = """
from dataclasses import replace
from services.charts import KINDS
KIND = replace(KINDS["bar"], name="{name}")
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch):
    """Return what makes a package of modules, and discovers its kinds."""
    monkeypatch.syspath_prepend(str(tmp_path))
    folder = tmp_path / "some_charts"
    folder.mkdir()
    (folder / "__init__.py").write_text("")

    def discover_modules(**modules: str):
        for name, text in modules.items():
            (folder / f"{name}.py").write_text(text)
        return discover("some_charts", [str(folder)])

    yield discover_modules
    for name in [name for name in sys.modules if name.startswith("some_charts")]:
        del sys.modules[name]


def test_a_new_module_is_a_new_kind_and_nothing_else_is_needed(package):
    found = package(rings=DECLARATION.format(name="rings"), arcs=DECLARATION.format(name="arcs"))
    assert [*found] == ["arcs", "rings"]


def test_a_module_without_a_declaration_is_refused(package):
    with pytest.raises(InvalidKind, match=r"some_charts.rings declares no chart kind: add KIND = ChartKind"):
        package(rings="KIND = 1")


def test_a_kind_that_two_modules_declare_is_refused(package):
    text = DECLARATION.format(name="rings")
    with pytest.raises(InvalidKind, match=r"some_charts.rings declares the kind rings, which exists already"):
        package(arcs=text, rings=text)


def test_a_kind_is_named_after_its_module():
    folder = Path(sys.modules["services.charts"].__file__ or "").parent
    assert sorted(KINDS) == sorted(file.stem for file in folder.glob("*.py") if file.stem != "__init__")


def test_a_kind_that_this_release_lacks_is_refused_and_still_has_a_size():
    with pytest.raises(BadQuery, match="cannot draw a tile of the kind hologram"):
        chart_kind("hologram")
    assert (declaration("hologram").size.width, declaration("hologram").skeleton) == (6, "chart")


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_declaration_has_words_for_its_reader(kind):
    assert all((kind.label, kind.icon, kind.when, kind.shape_words))
    assert kind.marks.endswith(".") and not kind.when.endswith(".")


@pytest.mark.parametrize("board", BUILT_IN, ids=lambda board: board.slug)
def test_every_tile_of_a_built_in_dashboard_fits_its_kind(board):
    for tile in board.tiles:
        validate(tile.kind, tile.query, BUSINESS)
