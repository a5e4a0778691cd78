"""The answer to a request line that is longer than the server reads: the app's own page, which the app never gets to
give, as the server refuses the request before."""

import socket
from typing import TYPE_CHECKING, Any

from flask import Flask
from gunicorn.http.errors import LimitRequestLine

from services.views.open_view import MOST_LETTERS

if TYPE_CHECKING:
    from gunicorn.workers.base import Worker

# The most that gunicorn allows: an address of MOST_LETTERS, the method and the version.
LONGEST_LINE = 8_190
# What is left of the request is read for a moment: a connection that is closed before would lose the answer.
DRAIN_SECONDS, DRAIN_PARTS, PART = 0.2, 16, 65_536


def install(worker: "Worker", app: Flask) -> None:
    """Let a worker answer request lines that are too long with the app's page."""
    handle_error, page = worker.handle_error, error_page(app)

    def answer(req: Any, client: socket.socket, addr: Any, error: BaseException) -> None:
        if isinstance(error, LimitRequestLine):
            send(client, page)
        else:
            handle_error(req, client, addr, error)

    worker.handle_error = answer


def error_page(app: Flask) -> bytes:
    """Return the whole answer of the app to an address that is too long."""
    asked = app.test_client().get("/", query_string="x" * (MOST_LETTERS + 1), headers={"Accept": "text/html"})
    head = "".join(f"{name}: {value}\r\n" for name, value in asked.headers if name.lower() != "set-cookie")
    return f"HTTP/1.1 {asked.status}\r\n{head}Connection: close\r\n\r\n".encode("latin-1") + asked.get_data()


def send(client: socket.socket, page: bytes) -> None:
    """Send a page to a client that may still be sending; one that has left is ignored."""
    try:
        client.settimeout(DRAIN_SECONDS)
        client.sendall(page)
        client.shutdown(socket.SHUT_WR)
        for _ in range(DRAIN_PARTS):
            if not client.recv(PART):
                break
    except OSError:
        return
