"""``make bench``: measures how long it takes to write the demo company, and how many order lines per second.

``python -m bench.demo 420`` measures ten million order lines.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from uuid import uuid4

import sqlalchemy as sa

from dashapp.database import tune
from models import Organization, db
from services import demo
from services.demo.anomalies import Anomalies
from services.demo.clients import build_clients
from services.demo.company import invent
from services.demo.days import DemoCalendar
from services.demo.goods import build_goods
from services.demo.orders import generate_orders
from services.demo.rates import LEAD, daily_rates
from services.demo.rows import Rows
from services.demo.staff import build_staff
from services.demo.writing import Writer, without_indexes
from tests.conftest import POSTGRES, sqlite_url

TODAY = date(2025, 11, 21)
SEED = 20
# About a million order lines.
SCALE = 42


def main(scale: int = SCALE) -> None:
    """Print the time for a small and a large company on each engine, and for order lines only."""
    for engine in ("sqlite", "postgresql"):
        for size in (1, scale):
            with _empty(engine) as record:
                _print(f"demo company into {engine}", *_fill(record, size))
        with _empty(engine) as record:
            _print("  its order lines only", *_fill_lines(record, scale))


def _print(what: str, seconds: float, rows: int) -> None:
    print(f"{what:40} {seconds:8.1f} s, {rows:>12,} rows, {rows / seconds:>9,.0f} a second")


def _fill(record: sa.Engine, scale: int) -> tuple[float, int]:
    """Return the seconds and the rows of a whole company."""
    sizes: dict[str, int] = {}
    started = perf_counter()
    with record.begin() as connection:
        demo.fill(connection, today=TODAY, seed=SEED, scale=scale, report=sizes.__setitem__)
    return perf_counter() - started, sum(sizes.values())


def _fill_lines(record: sa.Engine, scale: int) -> tuple[float, int]:
    """Return the seconds and the rows of the order lines, from generation to commit, including indexes and checks."""
    at, lines = datetime.combine(TODAY, time.min, UTC), 0
    with record.begin() as connection:
        organization = {"name": demo.NAME, "currency": "EUR", "zone": "UTC", "created_at": at, "updated_at": at}
        connection.execute(sa.insert(Organization.__table__).values(id=1, **organization))
        writer = Writer(connection, 1, at)
        for rows in invent(TODAY, SEED, scale):
            if rows.table == "subscriptions":
                break
            if rows.table != "order_lines":
                writer.write(rows)
        writer.finish()
    started = perf_counter()
    with record.begin() as connection, without_indexes(connection, ["order_lines"]):
        writer = replace(writer, connection=connection)
        for rows in _drawn_lines(scale):
            writer.write(rows)
            lines += len(rows)
    return perf_counter() - started, lines


def _drawn_lines(scale: int) -> Iterator[Rows]:
    """Yield the generated order lines. The rows that they refer to have been written, with ids from 1."""
    calendar = DemoCalendar(TODAY)
    anomalies = Anomalies(calendar)
    staff = build_staff(calendar, SEED)
    goods, clients = build_goods(calendar, anomalies, SEED), build_clients(calendar, anomalies, staff, SEED, scale)
    dollar = daily_rates(calendar, SEED)[LEAD:]
    for orders in generate_orders(calendar, anomalies, clients, goods, dollar, SEED, scale):
        yield orders.lines.rows(orders.first)


@contextmanager
def _empty(engine: str) -> Iterator[sa.Engine]:
    """Yield a new database with all tables, and drop it afterwards."""
    with TemporaryDirectory() as folder:
        name = f"panorama_bench_{uuid4().hex[:12]}"
        server = sa.create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
        if engine == "postgresql":
            with server.connect() as connection:
                connection.execute(sa.text(f"CREATE DATABASE {name}"))
        record = sa.create_engine(sqlite_url(Path(folder)) if engine == "sqlite" else server.url.set(database=name))
        tune(record)
        db.metadata.create_all(record)
        yield record
        record.dispose()
        if engine == "postgresql":
            with server.connect() as connection:
                connection.execute(sa.text(f"DROP DATABASE {name} WITH (FORCE)"))
        server.dispose()


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
