"""``make bench``: measures the queries of the sales page on the demo company, and the creation of its copy."""

import os
import platform
import shutil
from collections.abc import Callable
from statistics import median
from time import perf_counter

from cachelib import NullCache

from bench import demo as demo_bench
from bench.installation import demo_installation
from dashapp.road import road_of
from models import db
from services import demo
from services.access.cli_context import cli_context
from services.dashboards.built_in import SALES
from services.road import Road
from services.semantic.catalog import Catalog
from services.sources.copy import Copies

RUNS = 7


def main() -> None:
    """Print the median time of several runs of each query, without the cache of answers."""
    with demo_installation() as app:
        known = road_of(app)
        context, _ = cli_context(db.session(), demo.NAME, known.catalog)
        store = known.store
        assert isinstance(store, Copies)
        print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
        copying = _seconds(lambda: _remake_copy(store, context.organization, known.catalog))
        print(f"{'creating the copy of all data':40} {copying:8.3f} s")
        road = Road(known.catalog, store, NullCache())
        for tile in SALES.tiles:
            print(f"{tile.title:40} {_seconds(lambda tile=tile: road.answer(tile.query, context)):8.3f} s")
    demo_bench.main()


def _remake_copy(store: Copies, organization: int, catalog: Catalog) -> None:
    shutil.rmtree(store.folder / str(organization), ignore_errors=True)
    Copies(store.record, store.folder, catalog).open(organization)


def _seconds(do: Callable[[], object]) -> float:
    took = []
    for _ in range(RUNS):
        start = perf_counter()
        do()
        took.append(perf_counter() - start)
    return median(took)


if __name__ == "__main__":
    main()
