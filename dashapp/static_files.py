"""Scripts, styles and fonts: the same for everybody, so they need no session, and each is compressed once."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import brotli
from flask import Flask
from werkzeug.datastructures import Headers
from werkzeug.wrappers import Request, Response

from dashapp.compression import COMPRESSED

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

FOLDERS = ("/assets/", "/_dash-component-suites/")
# A response that depends on these is not the same for everybody.
PERSONAL = ("HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_RANGE", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
# A file is compressed once a process, so it may take a tenth of a second a megabyte: 10 % smaller than Flask-Compress.
BROTLI_QUALITY = 9
BROTLI, GZIP, PLAIN = "br", "gzip", "identity"


@dataclass(frozen=True)
class KeptFile:
    """A file as it is sent in one encoding. ``query`` is the one it was asked for with, which holds its fingerprint."""

    query: bytes
    body: bytes
    headers: Headers
    etag: str

    def response_to(self, request: Request) -> Response:
        response = Response(self.body, headers=self.headers)
        response.set_etag(self.etag)
        return response.make_conditional(request)


class StaticFiles:
    """Sends static files, and passes everything else on to the app.

    The app sees the first request for a file, without cookies, and decides with its usual headers.
    """

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app
        self._kept: dict[tuple[str, str], KeptFile] = {}

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        request = Request(environ)
        if request.method not in ("GET", "HEAD") or not request.path.startswith(FOLDERS):
            return self._app(environ, start_response)
        return self._response_to(request)(environ, start_response)

    def _response_to(self, request: Request) -> Response:
        encoding = request.accept_encodings.best_match([BROTLI, GZIP], default=PLAIN)
        kept = self._kept.get((request.path, encoding))
        if kept is None or kept.query != request.query_string:
            response = self._ask_app(request, encoding)
            if response.status_code != 200:
                return response
            # One for each address, however many fingerprints are asked for, so that the memory is bounded.
            kept = self._kept[request.path, encoding] = _keep(request.query_string, encoding, response)
        return kept.response_to(request)

    def _ask_app(self, request: Request, encoding: str) -> Response:
        anonymous = {name: value for name, value in request.environ.items() if name not in PERSONAL}
        # Brotli is done here.
        accepted = {"HTTP_ACCEPT_ENCODING": PLAIN if encoding == BROTLI else encoding, "REQUEST_METHOD": "GET"}
        return Response.from_app(self._app, anonymous | accepted, buffered=True)


def _keep(query: bytes, encoding: str, response: Response) -> KeptFile:
    body, headers = response.get_data(), Headers(response.headers)
    for name in ("Set-Cookie", "Vary", "Content-Length", "ETag", "Date"):
        headers.remove(name)
    if encoding == BROTLI and response.mimetype in COMPRESSED:
        body = brotli.compress(body, quality=BROTLI_QUALITY)
        headers["Content-Encoding"] = BROTLI
    headers["Vary"] = "Accept-Encoding"
    return KeptFile(query, body, headers, sha256(body).hexdigest()[:16])


def install(app: Flask) -> None:
    """Put it in front of everything else."""
    app.wsgi_app = StaticFiles(app.wsgi_app)  # type: ignore[method-assign]
