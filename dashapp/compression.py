"""What leaves the app leaves it compressed."""

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
    """Compress every answer of these kinds. It must be the last to see them, so it is installed last."""
    app.config.update(COMPRESS_MIMETYPES=COMPRESSED, COMPRESS_ALGORITHM=["br", "gzip"])
    Compress(app)
    app.after_request(_close_file)


def _close_file(response: Response) -> Response:
    # Compressing puts a stream in the place of a file, and nobody then closes the file.
    if response.direct_passthrough and hasattr(response.response, "close"):
        response.call_on_close(response.response.close)
    return response
