"""The part of Plotly.js in assets/: of the version that Python's plotly has, with every kind of trace that is drawn."""

import re
from pathlib import Path

from plotly.offline import get_plotlyjs_version

ROOT = Path(__file__).parents[2]
# Kinds of traces that Plotly.js always has.
CORE = {"scatter"}


def test_it_has_the_version_of_the_figures():
    first_line = (ROOT / "assets/plotly/plotly.min.js").read_text(encoding="utf-8").splitlines()[0]
    assert first_line == f"/* Plotly.js {get_plotlyjs_version()}, MIT */", "Run `make plotly`."


def test_it_has_every_kind_of_trace_that_is_drawn():
    entry = (ROOT / "scripts/plotly/entry.js").read_text(encoding="utf-8")
    bundled = set(re.findall(r'"plotly\.js/lib/(\w+)"', entry)) - {"core"} | CORE
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "services").rglob("*.py"))
    drawn = {name.lower() for name in re.findall(r"\bgo\.([A-Z][A-Za-z]*)\(", sources)} - {"figure"}
    assert drawn == bundled
