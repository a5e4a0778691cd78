"""``python -m bench.loads FOLDER``: measures the time and memory for loading the real tables with the maps in maps/.

FOLDER contains customer360, finance, funnel and productivity. The database is a new SQLite file, or the empty database
whose URL is the second argument. Each map is loaded twice; the second load changes nothing.
"""

import resource
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import sqlalchemy as sa

from dashapp.config import ROOT
from dashapp.database import tune
from models import db
from services.sources.loading import NewOrganization, Progress, load, read_map, resolve_organization

FOLDERS = {
    "customer360": "customer360",
    "crm": "funnel",
    "adventureworks": ".",
    "finance": "finance",
    "service_desk": "productivity",
    "garment_factory": "productivity",
}
NAME = "Real tables"


def main(business: Path, *address: str) -> None:
    """Print the rows, the seconds of both loads, and the peak memory so far, for each map."""
    with TemporaryDirectory() as folder:
        engine = sa.create_engine(*address or (f"sqlite:///{folder}/record.sqlite",))
        tune(engine)
        db.metadata.create_all(engine)
        print(f"{engine.dialect.name:20} {'rows':>9} {'first':>9} {'second':>9} {'peak':>9}")
        total = perf_counter()
        for name, place in FOLDERS.items():
            (rows, first), (_, second) = (_time_load(engine, name, business / place) for _ in range(2))
            print(f"{name:20} {rows:9,} {first:7.1f} s {second:7.1f} s {_peak():6.0f} MB")
        print(f"{'all':20} {perf_counter() - total:29.1f} s {_peak():6.0f} MB")
        engine.dispose()


def _time_load(engine: sa.Engine, name: str, folder: Path) -> tuple[int, float]:
    start = perf_counter()
    organization: int | NewOrganization = resolve_organization(engine, NAME, create=True)
    load_map = read_map(ROOT / f"maps/{name}.yaml")
    done = load(folder, load_map, engine, organization, at=datetime.now(UTC), refuse=print, report=_ignore_progress)
    return sum(counts.total for counts in done.tables.values()), perf_counter() - start


def _ignore_progress(progress: Progress) -> None:
    """Report nothing."""


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
