"""Filters with more values than an address holds, requested as a browser does."""

import socket

import pytest
from flask import Flask

from dashapp.long_addresses import LONGEST_LINE, error_page, send
from models import Order, db
from services.access import tenants
from services.views.open_view import MOST_LETTERS
from tests.organizations import SeededOrganization

TOO_LONG = "This address is too long. Choose fewer values, or reset the filters."


def store(visitor, dimension, values) -> str:
    answer = visitor.post("/value-lists", json={"dimension": dimension, "values": values})
    assert answer.status_code == 200
    return answer.json["key"]


@pytest.mark.parametrize("role", ["viewer", "editor", "owner"])
def test_a_member_downloads_what_a_link_of_a_colleague_selects(app: Flask, client_of, ours: SeededOrganization, role):
    with app.app_context():
        tenants.bind(db.session(), ours.id)
        region = db.session.scalar(db.select(Order.region))
    names = [region, *(f"A region with a long name, {number}" for number in range(5_000))]
    key = store(client_of(ours.members["viewer"]), "order.region", names)
    colleague = client_of(ours.members[role])
    rows = colleague.get(f"/download/orders/orders.csv?period=everything&order.region.list={key}").text
    others = colleague.get(f"/download/orders/orders.csv?period=everything&order.region.not.list={key}").text
    assert (len(rows.splitlines()), len(others.splitlines())) == (2, 1)


def test_a_key_opens_nothing_for_another_organisation(client_of, ours: SeededOrganization, theirs: SeededOrganization):
    key = store(client_of(ours.members["viewer"]), "order.region", ["North"])
    answer = client_of(theirs.members["viewer"]).get(f"/download/orders/orders.csv?order.region.list={key}")
    assert (answer.status_code, "no longer stored" in answer.text) == (400, True)


@pytest.mark.parametrize("body", [None, [], {}, {"dimension": "order.region"}, {"dimension": "x", "values": ["a"]}])
def test_what_is_no_list_is_refused_in_words(client_of, ours: SeededOrganization, body):
    answer = client_of(ours.members["viewer"]).post("/value-lists", json=body)
    assert answer.status_code == 400 and answer.json["error"]


def test_a_stranger_stores_nothing(client_of):
    assert client_of(None).post("/value-lists", json={"dimension": "order.region", "values": ["a"]}).status_code == 401


@pytest.mark.parametrize("path", ["/orders", "/metrics/order.revenue", "/download/orders/orders.csv", "/sign-in", "/x"])
def test_an_address_is_too_long_in_words_on_every_page(client_of, ours: SeededOrganization, path):
    answer = client_of(ours.members["viewer"]).get(f"{path}?order.region={'x' * MOST_LETTERS}")
    assert (answer.status_code, TOO_LONG in answer.text) == (414, True)


def test_the_server_lets_every_address_through_that_the_app_takes():
    assert MOST_LETTERS + len("OPTIONS  HTTP/1.1\r\n") <= LONGEST_LINE


def test_a_longer_line_than_the_server_reads_gets_the_same_page(app: Flask):
    server, browser = socket.socketpair()
    with server, browser:
        browser.sendall(b"x" * 20_000)
        browser.shutdown(socket.SHUT_WR)
        send(server, error_page(app))
        server.close()
        page = b"".join(iter(lambda: browser.recv(65_536), b"")).decode()
    head, _, body = page.partition("\r\n\r\n")
    assert head.startswith("HTTP/1.1 414 ") and TOO_LONG in body and "<h1>" in body
    assert f"Content-Length: {len(body.encode())}" in head and "Set-Cookie" not in head
    assert "Content-Security-Policy" in head


def test_a_browser_that_has_left_does_not_stop_the_server(app: Flask):
    server, browser = socket.socketpair()
    browser.close()
    with server:
        send(server, b"x" * 10_000_000)
