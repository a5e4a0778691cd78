"""Requests as a forger makes them: every route and callback, with another organisation's numbers and names in them."""

import json
from collections.abc import Iterator
from itertools import product
from typing import Any

from werkzeug.routing import Rule

from callbacks.surface import Surface
from services.dashboards.built_in import BUILT_IN

# Beside what was stolen, what everyone knows: the built-in dashboards are called the same everywhere.
BOARDS = [board.slug for board in BUILT_IN]
TILES = [tile.slug for board in BUILT_IN for tile in board.tiles]
FIELDS = sorted({field for board in BUILT_IN for field in board.filters})
ROWS = {"startRow": 0, "endRow": 100, "sortModel": [], "filterModel": {}}
# So are the boards that are made for a page, and their tiles. Those of a row are called by its number.
MADE = {"home:": ["order.revenue"], "metric:order.revenue": ["number", "course", "split", "rows-1"]}
OF_ROWS = {"client": ["order.revenue", "order", "deal", "contact"], "deal": ["course", "deal_snapshot"]}
ALL_DAYS = "?period=everything"
SPLIT = f"{ALL_DAYS}&by=client.name"


def addresses(rule: Rule, values: list[Any]) -> list[str]:
    """Return every path of a rule, with each value in the place of its parameters."""
    if not rule.arguments:
        return [rule.rule]
    given = [dict.fromkeys(rule.arguments, str(value)) for value in values]
    if rule.arguments == {"board", "tile"}:
        given += [{"board": board, "tile": tile} for board, tile in made(values)]
    return [rule.build(each)[1] for each in given]


def methods(rule: Rule) -> list[str]:
    return sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})


def form(stolen: Any) -> dict[str, Any]:
    """Return a form with every field that ours have, filled with what was stolen."""
    return dict.fromkeys(("organization_id", "id", "email", "password", "next"), stolen)


def made(stolen: list[Any]) -> Iterator[tuple[str, str]]:
    """Yield the slugs of boards that are made for a page, each with its tiles: those of every stolen number too."""
    rows = {f"{kind}:{each}": tiles for kind, tiles in OF_ROWS.items() for each in stolen if isinstance(each, int)}
    for board, tiles in (MADE | rows).items():
        yield from ((board, tile) for tile in tiles)


def calls(surface: Surface, output: str, stolen: list[Any]) -> list[dict[str, Any]]:
    """Return bodies for a callback: every dashboard and tile by name, and stolen values in every other place."""
    known = surface.app.callback_map[output]
    names = product([*BOARDS, stolen[0]], [*TILES, stolen[0]], stolen[:1], (True, False))
    values = product(BOARDS[:1], TILES[:1], [*FIELDS, *stolen], (True, False))
    forged = [Forged(board, tile, value, _search(value, on)) for board, tile, value, on in (*names, *values)]
    forged += [Forged(board, tile, "client.name", SPLIT) for board, tile in made(stolen)]
    bodies = [_body(known, each) for each in forged]
    # A callback that asks for no tile gets the same body for each of them: once will do.
    return list({json.dumps(body): body for body in bodies}.values())


def _search(value: Any, filtered: bool) -> str:
    return ALL_DAYS + "".join(f"&{field}={value}" for field in FIELDS if filtered)


def _body(known: dict[str, Any], forged: "Forged") -> dict[str, Any]:
    return {
        "outputs": forged.outputs(known["output"]),
        "inputs": [forged.given(each) for each in known["inputs"]],
        "state": [forged.given(each) for each in known["state"]],
        "changedPropIds": [],
    }


class Forged:
    """What a forger puts into one call."""

    def __init__(self, board: str, tile: str, value: Any, search: str) -> None:
        self.board, self.tile, self.value, self.search = board, tile, value, search

    def given(self, dependency: dict[str, Any]) -> Any:
        """Return an Input or State as the browser sends it; ids for ALL come as a list."""
        name = dependency["id"]
        one = {"id": self.id(name), "property": dependency["property"], "value": self._held(dependency)}
        return [one] if '["ALL"]' in name else one

    def outputs(self, output: Any) -> Any:
        if isinstance(output, (list, tuple)):
            return [self.outputs(each) for each in output]
        return {"id": self.id(output.component_id_str()), "property": output.component_property}

    def id(self, text: str) -> Any:
        """Return an id with the forger's value for each wildcard."""
        if not text.startswith("{"):
            return text
        return {key: self._part(key, part) for key, part in json.loads(text).items()}

    def _part(self, key: str, part: Any) -> Any:
        # A wildcard is written as a list of one word.
        if not isinstance(part, list):
            return part
        return self.tile if key == "tile" else str(self.value)

    def _held(self, dependency: dict[str, Any]) -> Any:
        held = {
            "search": self.search,
            "pathname": self._path(),
            "id": self.id(dependency["id"]),
            "getRowsRequest": ROWS,
        }
        named = {
            "board-slug": self.board,
            "board-explained": {"tile": self.tile},
            "shell-theme": "light",
            "client-kind": "everything",
            "client-list": self.tile,
            "client-note-asked": {"do": "write", "text": "forged"},
        }
        return held.get(dependency["property"], named.get(dependency["id"], self.value))

    def _path(self) -> str:
        """Return the address of the page that shows the board."""
        kind, _, name = self.board.partition(":")
        folders = {"metric": "/metrics/", "client": "/customers/", "deal": "/deals/", "home": "/"}
        return folders[kind] + name if kind in folders else f"/{self.board}"
