"""Compression of responses."""

from flask import Flask, Response
from flask_compress import Compress

COMPRESSED = (
    "text/html",
    "text/css",
    "text/csv",
    "text/javascript",
    "application/javascript",
    "application/json",
    "image/svg+xml",
)


def install(app: Flask) -> None:
    """Compress every response of these types. Flask runs this handler last, so it is installed last."""
    app.config.update(COMPRESS_MIMETYPES=COMPRESSED, COMPRESS_ALGORITHM=["br", "gzip"])
    Compress(app)
    app.after_request(_close_file)


def _close_file(response: Response) -> Response:
    # Compression replaces a file by a stream and leaves the file open.
    if response.direct_passthrough and hasattr(response.response, "close"):
        response.call_on_close(response.response.close)
    return response
