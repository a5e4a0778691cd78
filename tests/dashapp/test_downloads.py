"""Files to take along, asked as a browser asks for them."""

import csv
import io

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from models import Dashboard, Order, db
from services.access import tenants
from tests.houses import SOLD_ON, House

ORDERS = "/download/sales/orders.csv"


def rows(answer: TestResponse) -> list[list[str]]:
    assert answer.status_code == 200, answer.text
    return list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"), newline="")))


def test_the_rows_of_a_tile_come_as_a_file_with_a_name(client_of, ours: House):
    answer = client_of(ours.members["viewer"]).get(ORDERS)
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="Sales, Orders, 1 Apr 2024 - 14 Mar 2025.csv"'
    )
    assert answer.headers["Cache-Control"] == "no-store"
    assert rows(answer)[1][:3] == [f"O-{ours.marker}", SOLD_ON.isoformat(), f"{ours.marker} Ltd"]


def test_a_file_follows_the_choices_of_its_address(client_of, ours: House):
    visitor = client_of(ours.members["viewer"])
    assert len(rows(visitor.get(f"{ORDERS}?order.region={ours.key}"))) == 2
    assert len(rows(visitor.get(f"{ORDERS}?order.region=Nowhere"))) == 1


def changed(app: Flask, house: House, kind: type, **values: str) -> None:
    """Change every row of a kind that a house has."""
    with app.app_context():
        tenants.bind(db.session(), house.id)
        for row in db.session.scalars(db.select(kind)):
            for name, value in values.items():
                setattr(row, name, value)
        db.session.commit()


def test_a_text_that_a_spreadsheet_would_run_is_made_harmless(app: Flask, client_of, ours: House):
    changed(app, ours, Order, number="=1+1")
    assert rows(client_of(ours.members["viewer"]).get(ORDERS))[1][0] == "'=1+1"


def test_a_stranger_is_sent_to_sign_in(client_of, ours: House):
    assert client_of().get(ORDERS).location.startswith("/sign-in?next=")
    assert client_of().fetch(ORDERS).status_code == 401


@pytest.mark.parametrize("role", ["viewer", "owner"])
def test_nobody_takes_the_rows_of_another_organisation(client_of, ours: House, theirs: House, role):
    visitor = client_of(ours.members[role])
    for address in (f"/download/{theirs.key}/{theirs.key}.csv", f"/download/sales/{theirs.key}.csv"):
        assert visitor.get(address).status_code == 404
    for address in (ORDERS, "/download/sales/revenue-by-region.csv", f"{ORDERS}?order.region={theirs.key}"):
        answer = visitor.get(address)
        assert answer.status_code == 200
        assert theirs.marker not in answer.text and theirs.key not in answer.text
    assert theirs.marker in client_of(theirs.members["viewer"]).get(ORDERS).text


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/download/sale/orders.csv", 404, "There is no such dashboard."),
        ("/download/sales/order.csv", 404, "There is no such tile."),
        ("/download/sales/orders.csv?order.regoin=North", 400, "Did you mean order.region?"),
        ("/download/sales/orders.csv?period=dates&amp;from=x", 400, "There is no"),
        ("/download/sales/orders.csv?%ff=%fe", 400, ""),
        ("/download/sales/orders.xlsx", 404, ""),
    ],
)
def test_what_cannot_be_taken_is_told_in_words(client_of, ours: House, address, status, words):
    answer = client_of(ours.members["viewer"]).get(address)
    assert answer.status_code == status
    assert words in answer.text
    assert "Traceback" not in answer.text


def test_a_name_of_other_letters_is_told_in_both_ways(app: Flask, client_of, ours: House):
    changed(app, ours, Dashboard, title="Umsätze")
    told = client_of(ours.members["viewer"]).get(ORDERS).headers["Content-Disposition"]
    assert 'filename="Umsatze, Orders' in told
    assert "filename*=UTF-8''Ums%C3%A4tze%2C%20Orders" in told
