"""Downloads: members who may view a dashboard may download the rows that they can see."""

import unicodedata
from urllib.parse import quote

from flask import Blueprint, Flask, Response, request

from pages.request_context import board_view
from services.dashboards.drawing.csv_file import csv_file

blueprint = Blueprint("downloads", __name__)


def install(app: Flask) -> None:
    """Add the route. The gate lets members through, and the view finds only what they may see."""
    app.register_blueprint(blueprint)


@blueprint.get("/download/<board>/<tile>.csv")
def csv(board: str, tile: str) -> Response:
    """Send the rows of a tile, with the filters of the query string, which is that of the page."""
    view = board_view(board, request.query_string.decode("ascii", "replace"))
    file = csv_file(view.tile(tile), view)
    response = Response(file.parts, content_type="text/csv; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", **_file_name(file.name))
    return response


def _file_name(name: str) -> dict[str, str]:
    """Return the parameters of a file's name: in ASCII, and exact for browsers that support it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    exact = {} if plain == name else {"filename*": f"UTF-8''{quote(name, safe='')}"}
    return {"filename": plain} | exact
