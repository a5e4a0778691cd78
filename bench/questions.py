"""Eight questions about order revenue, without the cache of answers, beside plain SQL over one flat table.

``python -m bench.questions 42`` asks them of a million order lines. Each answer is compared with the flat
table's before anything is timed.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import duckdb

from bench.figures import Figures
from bench.installation import demo_installation
from dashapp.road import road_of_organization
from models import db
from services import demo
from services.access.cli_context import cli_context
from services.semantic.answer import Answer
from services.semantic.query import Everything, Query, Transform
from services.view_context import ViewContext

RUNS = 5
# From so many lines on: the most that the eight may take in ms, and in times of the flat table.
TARGETS = ((5_000_000, 320, 1), (500_000, 150, 1.5), (0, None, None))
REVENUE = "order.revenue"
TOTAL = Query(metrics=(REVENUE,), period=Everything())
QUESTIONS: dict[str, tuple[Query, str]] = {
    "total": (TOTAL, "SELECT sum(revenue) FROM flat"),
    "by month": (
        replace(TOTAL, grain="month"),
        "SELECT date_trunc('month', day) AS m, sum(revenue) FROM flat GROUP BY m",
    ),
    "by region": (
        replace(TOTAL, dimensions=("client.region",)),
        "SELECT region, sum(revenue) FROM flat GROUP BY region",
    ),
    "by category": (
        replace(TOTAL, dimensions=("product.category",)),
        "SELECT category, sum(revenue) FROM flat GROUP BY category",
    ),
    "channel by month": (
        replace(TOTAL, dimensions=("order.channel",), grain="month"),
        "SELECT channel, date_trunc('month', day) AS m, sum(revenue) FROM flat GROUP BY channel, m",
    ),
    "top 10 customers": (
        replace(TOTAL, dimensions=("client.name",), limit=10),
        "SELECT client, sum(revenue) AS r FROM flat GROUP BY client ORDER BY r DESC LIMIT 10",
    ),
    "region by category": (
        replace(TOTAL, dimensions=("client.region", "product.category")),
        "SELECT region, category, sum(revenue) FROM flat GROUP BY region, category",
    ),
    "weekly moving average": (
        replace(TOTAL, grain="week", transforms=(Transform(REVENUE, "moving", 4),)),
        "SELECT w, r, avg(r) OVER (ORDER BY w ROWS 3 PRECEDING) FROM"
        " (SELECT date_trunc('week', day) AS w, sum(revenue) AS r FROM flat GROUP BY w)",
    ),
}
# The rate of a day is the newest from then on; amounts are in 1/10,000 and rates in 1/1,000,000,000,000.
FLAT = """
CREATE TABLE flat AS SELECT o.ordered_on AS day, o.channel, c.region, c.name AS client, p.category,
  CASE WHEN o.currency = 'EUR' THEN l.amount
       ELSE CAST((CAST(abs(l.amount) AS HUGEINT) * r.rate + 500000000000) // 1000000000000 * sign(l.amount) AS BIGINT)
       END AS revenue
FROM order_lines l JOIN orders o ON l.order_id = o.id JOIN clients c ON o.client_id = c.id
JOIN products p ON l.product_id = p.id
ASOF LEFT JOIN (SELECT * FROM exchange_rates WHERE to_currency = 'EUR' AND kind = 'date') r
  ON r.from_currency = o.currency AND r.valid_from <= o.ordered_on
WHERE o.cancelled_on IS NULL ORDER BY day
"""


def main(scale: int = 1) -> None:
    figures = Figures()
    measure(figures, scale)
    figures.write()


def measure(figures: Figures, scale: int) -> None:
    """Measure the questions over a demo company of this size."""
    with demo_installation(scale) as app:
        road = road_of_organization(app, db.session(), demo.NAME)
        reader = cli_context(db.session(), demo.NAME, road.without_cache())
        started = perf_counter()
        road.store.open(reader.context.organization, tuple(road.catalog.sources.values()), road.catalog)
        figures.add(f"copy of all data, scale {scale}", perf_counter() - started, "s")
        folder = next(app.extensions["panorama.settings"].instance.glob("copies/*/record/*/order_lines.parquet")).parent
        with duckdb.connect() as flat:
            lines = _flat_table(flat, folder)
            print(f"{lines:,} order lines")
            _compare(figures, reader, flat, lines)


def _flat_table(flat: duckdb.DuckDBPyConnection, folder: Path) -> int:
    flat.execute("SET threads = 2")
    for table in ("order_lines", "orders", "clients", "products", "exchange_rates"):
        flat.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{folder / table}.parquet')")
    flat.execute(FLAT)
    counted = flat.execute("SELECT count(*) FROM order_lines").fetchone()
    assert counted
    return int(counted[0])


def _compare(figures: Figures, reader: ViewContext, flat: duckdb.DuckDBPyConnection, lines: int) -> None:
    ours, theirs = 0.0, 0.0
    for name, (query, sql) in QUESTIONS.items():
        _check(name, reader.answer(query), flat.execute(sql).fetchall())
        took = _milliseconds(partial(reader.answer, query))
        direct = _milliseconds(lambda sql=sql: flat.execute(sql).fetchall())  # type: ignore[misc]
        figures.add(f"{name}, {lines:,} lines", took, "ms")
        ours, theirs = ours + took, theirs + direct
    most, ratio = next((most, ratio) for least, most, ratio in TARGETS if lines >= least)
    figures.add(f"sum of the eight, {lines:,} lines", ours, "ms", most)
    figures.add(f"the same as SQL over a flat table, {lines:,} lines", theirs, "ms")
    figures.add(f"ratio to the flat table, {lines:,} lines", ours / theirs, "times", ratio)


def _check(name: str, answer: Answer, rows: list[tuple[object, ...]]) -> None:
    """Raise AssertionError unless both find the same amounts, whatever the order; weeks without any are left out."""
    column = list(answer.frame.columns).index(REVENUE)
    ours = sorted(round(row[column] * 10_000) for row in answer.frame.to_numpy().tolist() if row[column])
    position = -2 if name == "weekly moving average" else -1
    theirs = sorted(int(str(row[position])) for row in rows if row[position])
    assert ours == theirs, f"{name}: {ours[:3]} and {theirs[:3]}"


def _milliseconds(ask: Callable[[], object]) -> float:
    took = []
    for _ in range(RUNS):
        started = perf_counter()
        ask()
        took.append(1000 * (perf_counter() - started))
    return median(took)


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
