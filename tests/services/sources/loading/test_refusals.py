"""Every reason to refuse a row, with its position in the file."""

import csv

import pytest
import sqlalchemy as sa

from services.errors import RowsRefused
from services.sources.loading import Refusal, RefusalFile
from services.sources.loading.rules import rule_of
from services.sources.loading.targets import LOADABLE
from tests.services.sources.loading.conftest import CLIENTS

PRODUCTS = """
    version: "1"
    load:
      - {from: products.csv, into: products, columns: {key: code, code: code, name: name, list_price: price}}
"""
TRADE = """
    version: "1"
    load:
      - {from: clients.csv, into: clients, columns: {key: number, kind: {always: person}, name: name}}
      - from: orders.csv
        into: orders
        repeats: true
        columns: {number: order, client_id: client, currency: currency, ordered_on: day}
      - {from: products.csv, into: products, columns: {key: code, code: code, name: code}}
      - from: orders.csv
        into: order_lines
        columns:
          order_id: order
          number: line
          product_id: code
          quantity: pieces
          unit_price: price
          amount: {product: [pieces, price]}
          cost: price
"""
HEADER = "order,client,currency,day,line,code,pieces,price\n"


INEXACT = {
    "12.34567": "is more precise than 1/10,000",
    "0.00001": "is more precise than 1/10,000",
    "1.00000000000000000000000000000001": "is more precise than 1/10,000",
    "1000000000000000": "is too large",
    "1,234": "is not a number such as 1234.56",
    "1_000": "is not a number such as 1234.56",
    "1e3": "is not a number such as 1234.56",
    "NaN": "is not a number such as 1234.56",
    "١٢": "is not a number such as 1234.56",
    "free": "is not a number such as 1234.56",
}


def test_money_that_cannot_be_kept_exactly_is_refused(desk):
    lines = [f'{code},Lamp,"{price}"\n' for code, price in enumerate(INEXACT)]
    desk.write("products.csv", "code,name,price\n" + "".join(lines))
    with pytest.raises(RowsRefused):
        desk.load(PRODUCTS)
    assert {value: reason for _, _, value, reason in desk.reasons()} == INEXACT


def test_money_of_four_decimals_is_kept_exactly(desk):
    desk.write("products.csv", "code,name,price\nL,Lamp,12.3456\nM,Mat,-0.10000\nN,Net,922337203685477.5807\n")
    desk.load(PRODUCTS)
    prices = desk.rows("SELECT list_price FROM products ORDER BY key")
    assert prices == [(123456,), (-1000,), (9223372036854775807,)]


INVALID = [
    ("A1,EUR,31.01.2025,1,L,2,5", "day", "31.01.2025", "is not a date such as 2025-01-31"),
    ("A1,EUR,20250131,1,L,2,5", "day", "20250131", "is not a date such as 2025-01-31"),
    ("A1,EUR,2025-02-30,1,L,2,5", "day", "2025-02-30", "is not a valid date"),
    ("A1,EUR,2025-01-31 00:00:00,1,L,2,5", "day", "2025-01-31 00:00:00", "is not a date such as 2025-01-31"),
    ("A1,euro,2025-01-31,1,L,2,5", "currency", "euro", "is longer than 3 characters"),
    ("A1,eur,2025-01-31,1,L,2,5", "currency", "eur", "must be a currency code such as EUR"),
    (",EUR,2025-01-31,1,L,2,5", "client", "", "is empty, but a value is required"),
    ("Z9,EUR,2025-01-31,1,L,2,5", "client", "Z9", "refers to Z9, which is not a key in clients"),
    ("A1,EUR,2025-01-31,one,L,2,5", "line", "one", "is not a whole number"),
    ("A1,EUR,2025-01-31,1,L,2.5,5", "pieces", "2.5", "is not a whole number"),
    ("A1,EUR,2025-01-31,1,L,3000000000,5", "pieces", "3000000000", "is too large"),
    ("A1,EUR,2025-01-31,1,X,2,5", "code", "X", "refers to X, which is not a key in products"),
    ("A1,EUR,2025-01-31,1,\0,2,5", "code", "\0", "contains a character that cannot be stored"),
    ("A1,EUR", "", "", "has 3 fields, but the header has 8"),
    ("A1,EUR,2025-01-31,1,L,2,5,6", "", "", "has 9 fields, but the header has 8"),
]


def test_an_invalid_value_is_refused_with_its_position(desk):
    desk.write("clients.csv", "number,name\nA1,Anna\n")
    desk.write("products.csv", "code\nL\n")
    desk.write("orders.csv", HEADER + "".join(f"R{number},{line}\n" for number, (line, *_) in enumerate(INVALID)))
    with pytest.raises(RowsRefused):
        desk.load(TRADE)
    expected = [(number, *refusal) for number, (_, *refusal) in enumerate(INVALID, start=2)]
    assert [refusal for refusal in expected if refusal not in desk.reasons()] == []
    assert desk.rows("SELECT key FROM clients") == []


def test_every_invalid_value_of_a_row_is_reported(desk):
    desk.write("clients.csv", f"number,kind,name,email\nA1,robot,{'x' * 201},\n")
    with pytest.raises(RowsRefused, match="1 row was refused"):
        desk.load()
    assert [(column, reason) for _, column, _, reason in desk.reasons()] == [
        ("kind", "must be one of person, company"),
        ("name", "is longer than 200 characters"),
    ]


def test_a_duplicate_key_is_refused(desk):
    desk.write("clients.csv", "number,kind,name,email\nA1,person,Anna,\nA1,person,Anna,\n")
    desk.load(skip_refused=True)
    assert desk.reasons() == [(3, "number", "A1", "has the same key as line 2 of clients.csv")]


def test_a_key_that_two_files_share_is_refused(desk):
    desk.write("clients.csv", "number,kind,name,email\nA1,person,Anna,\n")
    desk.write("firms.csv", "number,kind,name,email\nA1,company,Arbor,\n")
    desk.load(CLIENTS + CLIENTS.split("load:\n")[1].replace("clients.csv", "firms.csv"), skip_refused=True)
    assert [(each.file, each.line, each.reason) for each in desk.refusals] == [
        ("firms.csv", 2, "has the same key as line 2 of clients.csv")
    ]


def test_lines_of_one_order_must_agree(desk):
    desk.write("clients.csv", "number,name\nA1,Anna\n")
    desk.write("products.csv", "code\nL\n")
    lines = "R1,A1,EUR,2025-01-31,1,L,2,5\nR1,A1,EUR,2025-02-01,2,L,2,5\n"
    desk.write("orders.csv", HEADER + lines)
    desk.load(TRADE, skip_refused=True)
    reason = "differs from 2025-01-31 on line 2 of orders.csv, which has the same key"
    assert desk.reasons() == [(3, "day", "2025-02-01", reason)]


def test_lines_with_one_key_must_be_in_one_step(desk):
    desk.write("clients.csv", "number,kind,name,email\nA1,person,Anna,\nA1,person,Anna,\n")
    twice = CLIENTS.replace("into: clients", "into: clients\n        repeats: true")
    desk.load(twice + twice.split("load:\n")[1], skip_refused=True)
    assert {(line, reason) for line, *_, reason in desk.reasons()} == {
        (2, "has the same key as line 2 of clients.csv"),
        (3, "has the same key as line 2 of clients.csv"),
    }


def test_a_row_that_refers_to_a_refused_row_is_refused_too(desk):
    desk.write("clients.csv", "number,name\nA1,Anna\nB2,\n")
    desk.write("products.csv", "code\nL\n")
    desk.write("orders.csv", HEADER + "R1,A1,EUR,2025-01-31,1,L,2,5\nR2,B2,EUR,2025-01-31,1,L,2,5\n")
    loaded = desk.load(TRADE, skip_refused=True)
    assert [(each.file, each.line, each.column) for each in desk.refusals] == [
        ("clients.csv", 3, "name"),
        ("orders.csv", 3, "client"),
        ("orders.csv", 3, "order"),
    ]
    assert loaded.refused == 3
    assert desk.rows("SELECT number FROM orders") == [("R1",)]


def test_a_line_is_counted_as_an_editor_counts_it(desk):
    desk.write("clients.csv", 'number,kind,name,email\n\nA1,person,"Anna\nBerg",\n\nB2,robot,Bo,\n')
    desk.load(skip_refused=True)
    assert [(line, column) for line, column, *_ in desk.reasons()] == [(6, "kind")]


CHECKS = [
    (table, constraint)
    for table in LOADABLE.values()
    for constraint in sorted(table.constraints, key=lambda each: str(each.name))
    if isinstance(constraint, sa.CheckConstraint)
]


@pytest.mark.parametrize(("table", "constraint"), CHECKS, ids=lambda each: str(each.name))
def test_every_check_constraint_has_a_rule(table, constraint):
    assert rule_of(table.c[str(constraint.name).removeprefix(f"ck_{table.name}_")])


@pytest.mark.parametrize(
    ("table", "column", "bad", "good", "reason"),
    [
        ("interactions", "nps_score", (-1, 11), (0, 10), "must be between 0 and 10"),
        ("interactions", "csat_score", (0, 6), (1, 5), "must be between 1 and 5"),
        ("quotas", "months", (0, -3), (1,), "must be greater than zero"),
        ("stages", "probability", (-1,), (0,), "must be between 0 and 1"),
        ("exchange_rates", "rate", (0,), (1,), "must be greater than zero"),
        ("deals", "forecast_category", ("sure",), ("commit",), "must be one of omitted, pipeline, best_case"),
        ("employees", "currency", ("eur", "EU"), ("EUR",), "must be a currency code such as EUR"),
    ],
)
def test_a_value_outside_the_range_of_a_column_is_refused(table, column, bad, good, reason):
    rule = rule_of(LOADABLE[table].c[column])
    assert rule.reason.startswith(reason)
    assert not any(rule.accepts(value) for value in bad) and all(rule.accepts(value) for value in good)


def test_refusals_are_written_to_a_file(tmp_path):
    path = tmp_path / "refused.csv"
    with RefusalFile(path) as refusals:
        refusals.add(Refusal("a.csv", 2, "price", "1,5", "is not a number"))
    assert list(csv.reader(path.read_text().splitlines())) == [
        ["file", "line", "column", "value", "reason"],
        ["a.csv", "2", "price", "1,5", "is not a number"],
    ]


def test_a_load_without_refusals_removes_an_earlier_refusal_file_and_no_other_file(tmp_path):
    ours, others = tmp_path / "refused.csv", tmp_path / "customers.csv"
    ours.write_bytes(b"file,line,column,value,reason\r\na.csv,2,price,x,y\r\n")
    others.write_text("number,name\n")
    for path in (ours, others):
        with RefusalFile(path):
            pass
    assert (ours.exists(), others.exists()) == (False, True)
