"""Downloads, requested as a browser does."""

import csv
import io

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from models import Client, Dashboard, Membership, Order, db
from services.access import tenants
from services.access.rights import RIGHTS_OF
from tests.forgery import page_boards
from tests.organizations import SOLD_ON, SeededOrganization

ORDERS = "/download/orders/orders.csv"


def rows(answer: TestResponse) -> list[list[str]]:
    assert answer.status_code == 200, answer.text
    return list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"), newline="")))


def test_the_rows_of_a_tile_are_a_named_file(client_of, ours: SeededOrganization):
    answer = client_of(ours.members["viewer"]).get(ORDERS)
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="Orders, Orders, 1 Apr 2024 - 14 Mar 2025.csv"'
    )
    assert answer.headers["Cache-Control"] == "no-store"
    assert rows(answer)[1][:3] == [f"O-{ours.marker}", SOLD_ON.isoformat(), f"{ours.marker} Ltd"]


def test_a_file_follows_the_filters_of_its_address(client_of, ours: SeededOrganization):
    visitor = client_of(ours.members["viewer"])
    assert len(rows(visitor.get(f"{ORDERS}?order.region={ours.key}"))) == 2
    assert len(rows(visitor.get(f"{ORDERS}?order.region=Nowhere"))) == 1


def change_rows(app: Flask, tenant: SeededOrganization, kind: type, **values: str) -> None:
    """Change every row of a model in an organisation."""
    with app.app_context():
        tenants.bind(db.session(), tenant.id)
        for row in db.session.scalars(db.select(kind)):
            for name, value in values.items():
                setattr(row, name, value)
        db.session.commit()


def test_a_text_that_a_spreadsheet_would_run_is_escaped(app: Flask, client_of, ours: SeededOrganization):
    change_rows(app, ours, Order, number="=1+1")
    assert rows(client_of(ours.members["viewer"]).get(ORDERS))[1][0] == "'=1+1"


def test_a_stranger_is_redirected_to_sign_in(client_of, ours: SeededOrganization):
    assert client_of().get(ORDERS).location.startswith("/sign-in?next=")
    assert client_of().fetch(ORDERS).status_code == 401


@pytest.mark.parametrize("role", ["viewer", "owner"])
def test_nobody_downloads_the_rows_of_another_organisation(
    client_of, ours: SeededOrganization, theirs: SeededOrganization, role
):
    visitor = client_of(ours.members[role])
    for address in (f"/download/{theirs.key}/{theirs.key}.csv", f"/download/orders/{theirs.key}.csv"):
        assert visitor.get(address).status_code == 404
    for address in (ORDERS, "/download/orders/revenue-by-region.csv", f"{ORDERS}?order.region={theirs.key}"):
        answer = visitor.get(address)
        assert answer.status_code == 200
        assert theirs.marker not in answer.text and theirs.key not in answer.text
    assert theirs.marker in client_of(theirs.members["viewer"]).get(ORDERS).text


@pytest.mark.parametrize("role", RIGHTS_OF)
def test_every_role_downloads_the_rows_of_metrics_and_records(client_of, ours: SeededOrganization, role):
    visitor = client_of(ours.members[role])
    for board, tile in (("home:", "order.revenue"), ("metric:order.revenue", "rows-1")):
        assert len(rows(visitor.get(f"/download/{board}/{tile}.csv"))) == 2
    answer = rows(visitor.get(f"/download/client:{ours.rows['client']}/order.csv"))
    assert answer[1][0] == f"O-{ours.marker}"


@pytest.mark.parametrize("role", RIGHTS_OF)
def test_nobody_downloads_a_customer_or_deal_of_another_organisation(
    client_of, ours: SeededOrganization, theirs: SeededOrganization, role
):
    visitor, member = client_of(ours.members[role]), client_of(theirs.members[role])
    stolen = [theirs.rows["client"], theirs.rows["deal"]]
    assert theirs.rows["client"] != ours.rows["client"]
    taken = 0
    for board, tile in page_boards(stolen):
        answer = visitor.get(f"/download/{board}/{tile}.csv")
        assert theirs.marker not in answer.text and theirs.key not in answer.text, board
        taken += theirs.marker in member.get(f"/download/{board}/{tile}.csv").text
    # What is looked for does come when it may.
    assert taken >= 4


def test_a_stranger_downloads_nothing_of_metrics_and_records(client_of, theirs: SeededOrganization):
    for board, tile in page_boards([theirs.rows["client"], theirs.rows["deal"]]):
        answer = client_of().fetch(f"/download/{board}/{tile}.csv")
        assert (answer.status_code, answer.mimetype) == (401, "application/json")


def test_a_person_who_left_downloads_nothing(app: Flask, client_of, ours: SeededOrganization):
    visitor = client_of(ours.members["viewer"])
    assert visitor.get(ORDERS).status_code == 200
    with app.app_context():
        db.session.execute(db.delete(Membership).where(Membership.user_id == ours.members["viewer"].user_id))
        db.session.commit()
    assert visitor.fetch(ORDERS).status_code == 401


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_download_accepts_only_get(client_of, ours: SeededOrganization, method):
    visitor = client_of(ours.members["owner"])
    answer = visitor.client.open(ORDERS, method=method, headers={"X-CSRFToken": visitor.token()})
    assert answer.status_code == 405


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/download/sale/orders.csv", 404, "There is no such dashboard."),
        ("/download/orders/order.csv", 404, "There is no such tile."),
        ("/download/orders/orders.csv?order.regoin=North", 400, "Did you mean order.region?"),
        ("/download/orders/orders.csv?period=dates&amp;from=x", 400, "There is no"),
        ("/download/orders/orders.csv?%ff=%fe", 400, ""),
        ("/download/orders/orders.xlsx", 404, ""),
        ("/download/sa%00les/orders.csv", 400, "This address is not valid."),
        ("/download/orders/orders.csv?order.region=%00", 400, "This address is not valid."),
        (f"/download/orders/orders.csv?order.region={'x' * 9_000}", 414, "This address is too long."),
        ("/download/client:0/order.csv", 404, "There is no such customer."),
        ("/download/client:%D9%A1%D9%A1/order.csv", 404, "There is no such customer."),
        ("/download/deal:-1/trend.csv", 404, "There is no such deal."),
        ("/download/metric:order.revenue/rows-2.csv", 404, "There is no such tile."),
        ("/download/metric:%3Cscript%3E/rows-1.csv", 400, "&lt;script&gt;"),
        ("/download/thing:1/rows-1.csv", 404, "There is no such dashboard."),
    ],
)
def test_an_invalid_download_gets_a_message(client_of, ours: SeededOrganization, address, status, words):
    answer = client_of(ours.members["viewer"]).get(address)
    assert answer.status_code == status
    assert words in answer.text
    assert "Traceback" not in answer.text


def test_a_name_beyond_ascii_is_sent_in_both_forms(app: Flask, client_of, ours: SeededOrganization):
    change_rows(app, ours, Dashboard, title="Umsätze")
    answer = client_of(ours.members["viewer"]).get(ORDERS).headers["Content-Disposition"]
    assert 'filename="Umsatze, Orders' in answer
    assert "filename*=UTF-8''Ums%C3%A4tze%2C%20Orders" in answer


def test_a_file_name_has_no_bidirectional_controls(app: Flask, client_of, ours: SeededOrganization):
    change_rows(app, ours, Client, name="Acme\u202efdp.\u2066x\u2028y\x85z")
    answer = client_of(ours.members["viewer"]).get(f"/download/client:{ours.rows['client']}/order.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Acme fdp. x y z, Orders.csv"'


def test_the_split_of_a_metric_says_what_each_group_contributed_to_the_change(client_of, ours: SeededOrganization):
    answer = client_of(ours.members["viewer"]).get("/download/metric:order.revenue/split.csv?by=order.region")
    heading = answer.text.splitlines()[0]
    assert "Revenue, previous year" in heading and "Revenue, share of total change" in heading
