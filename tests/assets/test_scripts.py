"""The scripts and styles of the browser: their own tests, and what they must not depend on."""

import json
import re

from tests.assets.node import ROOT, run_node

ASSETS = ROOT / "assets"
ADAPTER = ASSETS / "00-dash-adapter.js"
# Names of Dash, Plotly.js, AG Grid, React and the grid component that only the adapter may use.
INTERNALS = re.compile(
    r"dash_clientside|_dashprivate|_pages_|dash-dropdown|dash-options|data-dash|dashAgGrid|"
    r"js-plotly|plotly_|\bPlotly\b|\bReact\b|\.react-"
)
# Classes that these make; the style sheets fit them to the look of the app.
CLASSES_OF_OTHERS = re.compile(r"ag-|btn|dash-|form-|hover|js-plotly-plot$|offcanvas|plotly$|react-|svg$")


def test_the_scripts_do_what_their_own_tests_say():
    tests = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tests/assets").glob("*.test.js"))
    assert tests
    run_node("--test", *tests)


def test_only_the_adapter_knows_the_insides_of_dash_and_its_components():
    assert INTERNALS.search(ADAPTER.read_text())
    found = {
        path.name: sorted(set(INTERNALS.findall(_code(path.read_text()))))
        for path in ASSETS.glob("*.js")
        if path != ADAPTER
    }
    assert {name: names for name, names in found.items() if names} == {}


def test_every_class_of_the_style_sheets_is_used():
    ours = [*ASSETS.glob("*.js"), *(ROOT / "dashapp/templates").glob("*.html")]
    ours += [
        path
        for folder in ("components", "pages", "callbacks", "services/present")
        for path in (ROOT / folder).rglob("*.py")
    ]
    used = set(re.findall(r"[\w-]+", "\n".join(path.read_text() for path in ours)))
    unused = {name for name in _classes() if not CLASSES_OF_OTHERS.match(name) and _base(name) not in used}
    assert unused == set()


def test_the_lock_file_names_no_registry():
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert len(locked) > 1
    assert [name for name, package in locked.items() if "resolved" in package] == []
    assert [name for name, package in locked.items() if name and "integrity" not in package] == []
    assert "://" not in (ROOT / ".npmrc").read_text()


def _code(script: str) -> str:
    """Return a script without its comments."""
    return re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", script, flags=re.DOTALL)


def _classes() -> set[str]:
    sheets = (path.read_text() for path in ASSETS.glob("*.css") if "bootstrap" not in path.name)
    selectors = (re.sub(r"/\*.*?\*/|\{[^{}]*\}", " ", sheet, flags=re.DOTALL) for sheet in sheets)
    return {name for text in selectors for name in re.findall(r"\.([a-z][\w-]*)", text)}


def _base(name: str) -> str:
    """Return a class without its modifier: a component may put that together, as in ``card--{kind}``."""
    return name.split("--")[0]
