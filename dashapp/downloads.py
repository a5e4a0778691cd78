"""Downloads. Whoever may view a dashboard may download its rows, as far as they may see them."""

import unicodedata
from urllib.parse import quote

from flask import Blueprint, Flask, Response, request

from pages.request_context import board_view
from services.dashboards.drawing.csv_file import csv_file

blueprint = Blueprint("downloads", __name__)


def install(app: Flask) -> None:
    """Add the route. The gate admits members, and the view finds only what is theirs."""
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
    """Return the file's name as browsers take it: in plain letters, and as it is for those that know more of them."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    exact = {} if plain == name else {"filename*": f"UTF-8''{quote(name, safe='')}"}
    return {"filename": plain} | exact
