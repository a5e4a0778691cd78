"""Real orders, from their files to the page: every figure is calculated here again, from the files only."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from babel.numbers import format_currency
from click.testing import Result
from flask import Flask

from dashapp.config import ROOT
from dashapp.factory import create_app
from models import db
from tests.conftest import SHARED, settings_in
from tests.markup import texts_of
from tests.visitors import Visitor

FILES = SHARED / "data/business/customer360"
NAME = "Adventure Works"
YEARS = (2010, 2011, 2012, 2013, 2014)


def rows(name: str) -> Iterator[dict[str, str]]:
    with (FILES / name).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


@cache
def revenue() -> dict[tuple[str, str], Decimal]:
    """Sum the lines of both files by day and region."""
    region = {row["territory_id"]: row["region"] for row in rows("sales_territories.csv")}
    order = {row["order_number"]: (row["order_date"], region[row["territory_id"]]) for row in rows("orders.csv")}
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for line in rows("order_lines.csv"):
        sums[order[line["order_number"]]] += Decimal(line["sales_amount"])
    for line in rows("reseller_order_lines.csv"):
        sums[line["order_date"], region[line["territory_id"]]] += Decimal(line["sales_amount"])
    return dict(sums)


def between(first: str, last: str) -> dict[str, Decimal]:
    """Return revenue by region between two days, inclusive."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for (day, region), amount in revenue().items():
        if first <= day <= last:
            sums[region] += amount
    return dict(sums)


def in_year(year: int) -> dict[str, Decimal]:
    return between(f"{year}-01-01", f"{year}-12-31")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("real")


@pytest.fixture(scope="module")
def app(folder: Path) -> Iterator[Flask]:
    """Yield an app with a SQLite database that `flask load` has filled."""
    app = create_app(settings_in(folder))
    with app.app_context():
        db.create_all()
    loaded = load(app, folder, "--create", "--currency", "USD")
    assert loaded.exit_code == 0, loaded.output
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="module")
def ann(app: Flask) -> Visitor:
    """A viewer who signed in with the link that `flask add-member` prints."""
    options = ("add-member", "--email", "ann@aw.example", "--name", "Ann", "--organization", NAME)
    link = command(app, *options).stdout.strip()
    visitor = Visitor(app, None)
    assert visitor.post(urlsplit(link).path).status_code == 302
    return visitor


def load(app: Flask, folder: Path, *options: str) -> Result:
    files = (str(FILES), "--map", str(ROOT / "maps/customer360.yaml"), "--refused", str(folder / "refused.csv"))
    return command(app, "load", *files, "--organization", NAME, *options)


def command(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=list(words))


def query_answer(app: Flask, **question: Any) -> Any:
    """Return the output of `flask query --json`."""
    answer = command(app, "query", json.dumps(question), "--organization", NAME, "--json")
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


def test_the_terminal_finds_the_same_cents_in_every_year_and_region(app: Flask):
    everything = {"metrics": ["order.revenue"], "dimensions": ["order.region"], "grain": "year"}
    answer = query_answer(app, **everything, period={"first": "2010-01-01", "last": "2014-12-31"})
    found = {(int(row["time"][:4]), row["order.region"]): Decimal(row["order.revenue"]) for row in answer["rows"]}
    expected = {(year, region): amount for year in YEARS for region, amount in in_year(year).items()}
    assert {place: amount for place, amount in found.items() if amount} == expected
    # Years and regions without sales are zero.
    assert len(expected) > 30 and sum(found.values()) == sum(revenue().values())
    assert (answer["currency"], answer["engine"]) == ("USD", "duckdb")


def test_the_terminal_finds_the_same_cents_in_every_month(app: Flask):
    answer = query_answer(app, metrics=["order.revenue"], grain="month", period={"all": True})
    expected: dict[str, Decimal] = defaultdict(Decimal)
    for (day, _), amount in revenue().items():
        expected[day[:7]] += amount
    assert {row["time"][:7]: Decimal(row["order.revenue"]) for row in answer["rows"]} == expected


def address(year: int) -> str:
    return f"?period=dates&from={year}-01-01&to={year}-12-31"


def tile(visitor: Visitor, slug: str, search: str) -> Any:
    """Return the card of a tile on the page of orders."""
    body = {"part": "body", "tile": slug}
    answer = visitor.call(
        '{"part":"body","tile":["MATCH"]}.children',
        outputs={"id": body, "property": "children"},
        inputs=[
            {"id": "board-address", "property": "search", "value": search},
            {"id": "shell-theme", "property": "data", "value": "light"},
            {"id": body, "property": "data-view", "value": None},
            {"id": body, "property": "data-retry", "value": None},
        ],
        state=[
            {"id": "board-slug", "property": "data", "value": "orders"},
            {"id": body, "property": "id", "value": body},
        ],
    )
    assert answer.status_code == 200
    (card,) = (given["children"] for given in answer.json["response"].values())
    return card


def parts(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every part of a card, as the browser receives it."""
    if isinstance(node, list):
        for each in node:
            yield from parts(each)
    elif isinstance(node, dict):
        yield node
        yield from parts(node["props"].get("children"))


def traces(card: Any) -> list[dict[str, Any]]:
    (figure,) = (part["props"]["figure"] for part in parts(card) if part["type"] == "Graph")
    return figure["data"]


def dollars(amount: Decimal) -> str:
    return format_currency(amount, "USD", locale="en")


@pytest.mark.parametrize("year", YEARS)
def test_the_page_shows_the_same_revenue_of_a_year(ann: Visitor, year: int):
    assert dollars(sum(in_year(year).values(), Decimal())) in texts_of(tile(ann, "revenue", address(year)))


@pytest.mark.parametrize("year", YEARS)
def test_the_page_s_bars_are_the_regions_of_the_year_with_the_largest_on_top(ann: Visitor, year: int):
    (bars,) = traces(tile(ann, "revenue-by-region", address(year)))
    expected = sorted(in_year(year).items(), key=lambda pair: pair[1])
    answer = list(zip(bars["customdata"], bars["x"], strict=True))
    assert [(region, amount) for (_, region, _), amount in answer] == [
        (name, float(amount)) for name, amount in expected
    ]
    assert [words for (_, _, words), _ in answer] == [f"{name}: {dollars(amount)}" for name, amount in expected]


def test_a_region_s_filter_leaves_that_region_s_revenue(ann: Visitor):
    for region, amount in in_year(2013).items():
        search = f"{address(2013)}&{urlencode({'order.region': region})}"
        assert dollars(amount) in texts_of(tile(ann, "revenue", search)), region


def test_the_page_s_line_compares_each_month_with_the_same_month_of_the_previous_year(ann: Visitor):
    before, now = traces(tile(ann, "revenue-over-time", address(2013)))
    for line, year in ((before, 2012), (now, 2013)):
        months = [between(f"{year}-{month:02}-01", f"{year}-{month:02}-31") for month in range(1, 13)]
        assert line["y"] == [float(sum(month.values())) for month in months]


def test_the_default_period_is_the_last_twelve_months_with_data(ann: Visitor):
    last_year = sum(between("2013-02-01", "2014-01-28").values(), Decimal())
    assert max(day for day, _ in revenue()) == "2014-01-28"
    assert dollars(last_year) in texts_of(tile(ann, "revenue", ""))


def test_the_page_shows_the_period_and_the_end_of_the_data(ann: Visitor):
    answer = ann.call(
        "board-period-line.children",
        outputs={"id": "board-period-line", "property": "children"},
        inputs=[{"id": "board-address", "property": "search", "value": ""}],
        state=[{"id": "board-slug", "property": "data", "value": "orders"}],
    )
    assert answer.json["response"]["board-period-line"]["children"] == (
        "1 Feb 2013 – 28 Jan 2014, compared with the previous year · Data until 28 January 2014"
    )


def test_a_second_load_changes_nothing(app: Flask, folder: Path):
    question = {"metrics": ["order.revenue", "order.open", "client.active"], "period": {"all": True}}
    before = query_answer(app, **question)
    again = load(app, folder)
    assert again.exit_code == 0
    assert again.stdout.splitlines() == [
        "clients: 0 added, 0 changed, 19,185 unchanged",
        "products: 0 added, 0 changed, 606 unchanged",
        "orders: 0 added, 0 changed, 31,455 unchanged",
        "order_lines: 0 added, 0 changed, 121,253 unchanged",
        "Nothing was written: every row is up to date.",
    ]
    # The copy was not created again.
    assert query_answer(app, **question) == before
