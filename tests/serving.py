"""Apps on a port of this machine, as browsers reach them."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from werkzeug.serving import make_server


def handed_over_whole(app: Flask) -> Callable[..., list[bytes]]:
    """Return the app, whose answers are read to their end and closed before a byte is sent.

    Werkzeug's server forgets to close a file where the browser has dropped the connection in the meantime.
    """

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        body = app(environ, start_response)
        try:
            return [b"".join(body)]
        finally:
            body.close()  # type: ignore[attr-defined]

    return answer


@contextmanager
def serve(app: Any, port: int = 0) -> Iterator[int]:
    """Serve an app on a port of this machine, by default any that is free."""
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class SharedSite:
    """One address that serves the app of whichever test runs, so that a browser keeps what it has cached of it."""

    def __init__(self) -> None:
        self._app: Callable[..., Any] = _nothing

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        return self._app(environ, start_response)

    @contextmanager
    def of(self, app: Flask) -> Iterator[None]:
        """Serve an app for a while."""
        self._app = handed_over_whole(app)
        try:
            yield
        finally:
            self._app = _nothing


def _nothing(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    start_response("200 OK", [("Content-Type", "text/html")])
    return [b"<!doctype html><title>No test is running</title>"]
