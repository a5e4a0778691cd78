"""``make bench``: measures the queries of the sales page on the demo company, and the creation of its copy."""

import os
import platform
import shutil
from collections.abc import Callable
from functools import partial
from statistics import median
from time import perf_counter

from bench import demo as demo_bench
from bench import questions
from bench.figures import Figures
from bench.installation import demo_installation
from dashapp.road import road_of_organization
from models import db
from services import demo
from services.access.cli_context import cli_context
from services.dashboards.built_in import SALES
from services.semantic.catalog import Catalog
from services.sources.copy import Copies
from services.sources.store import SourceStore

RUNS = 7


def main() -> None:
    """Print the median time of several runs of each query, without the cache of answers."""
    with demo_installation() as app:
        road = road_of_organization(app, db.session(), demo.NAME)
        reader = cli_context(db.session(), demo.NAME, road.without_cache())
        assert isinstance(road.store, SourceStore)
        copies = road.store.copies["record"]
        print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
        copying = _seconds(lambda: _remake_copy(copies, reader.context.organization, road.catalog))
        print(f"{'creating the copy of all data':40} {copying:8.3f} s")
        for tile in SALES.tiles:
            print(f"{tile.title:40} {_seconds(partial(reader.answer, tile.query)):8.3f} s")
    demo_bench.main()
    figures = Figures()
    for scale in (1, demo_bench.SCALE):
        questions.measure(figures, scale)
    print(f"Figures are in {figures.write()}.")


def _remake_copy(copies: Copies, organization: int, catalog: Catalog) -> None:
    shutil.rmtree(copies.folder / str(organization), ignore_errors=True)
    Copies(copies.record, copies.folder, catalog).open(organization)


def _seconds(do: Callable[[], object]) -> float:
    took = []
    for _ in range(RUNS):
        start = perf_counter()
        do()
        took.append(perf_counter() - start)
    return median(took)


if __name__ == "__main__":
    main()
