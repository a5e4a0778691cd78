"""Files to take along. Whoever may look at a dashboard may take its rows, as many of them as they may see."""

import unicodedata
from urllib.parse import quote

from flask import Blueprint, Flask, Response, request

from pages.request_context import visit_to
from services.dashboards.drawing.csv_file import csv_of

blueprint = Blueprint("downloads", __name__)


def install(app: Flask) -> None:
    """Add the route. The gate lets members through, and the visit finds only what is theirs."""
    app.register_blueprint(blueprint)


@blueprint.get("/download/<board>/<tile>.csv")
def csv(board: str, tile: str) -> Response:
    """Send the rows of a tile, with the choices that the query string spells as the page's own address does."""
    visit = visit_to(board, request.query_string.decode("ascii", "replace"))
    file = csv_of(visit.board.tile(tile), visit)
    response = Response(file.parts, content_type="text/csv; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", **_named(file.name))
    return response


def _named(name: str) -> dict[str, str]:
    """Return the file's name as browsers take it: in plain letters, and as it is for those that know more of them."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    exact = {} if plain == name else {"filename*": f"UTF-8''{quote(name, safe='')}"}
    return {"filename": plain} | exact
