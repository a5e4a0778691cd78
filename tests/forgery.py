"""Forged requests: every route and callback, with the numbers and names of another organisation."""

import json
from collections.abc import Iterator
from itertools import product
from typing import Any

from werkzeug.routing import Rule

from callbacks.surface import Surface
from services.dashboards.built_in import BUILT_IN

# Names that everyone knows: the built-in dashboards have the same ones in every organisation.
BOARDS = [board.slug for board in BUILT_IN]
TILES = [tile.slug for board in BUILT_IN for tile in board.tiles]
FIELDS = sorted({field for board in BUILT_IN for field in board.filters})
ROWS = {"startRow": 0, "endRow": 100, "sortModel": [], "filterModel": {}}
# So have the boards of pages, and their tiles. The board of a record has its number.
PAGE_BOARDS = {"home:": ["order.revenue"], "metric:order.revenue": ["number", "trend", "split", "rows-1"]}
RECORD_BOARDS = {"client": ["order.revenue", "order", "deal", "contact"], "deal": ["trend", "deal_snapshot"]}
ALL_DAYS = "?period=everything"
SPLIT = f"{ALL_DAYS}&by=client.name"


def addresses(rule: Rule, values: list[Any]) -> list[str]:
    """Return every path of a rule, with each value as its parameters."""
    if not rule.arguments:
        return [rule.rule]
    arguments = [dict.fromkeys(rule.arguments, str(value)) for value in values]
    if rule.arguments == {"board", "tile"}:
        arguments += [{"board": board, "tile": tile} for board, tile in page_boards(values)]
    return [rule.build(each)[1] for each in arguments]


def methods(rule: Rule) -> list[str]:
    return sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})


def form(foreign: Any) -> dict[str, Any]:
    """Return a form with every field of ours, filled with a foreign value."""
    return dict.fromkeys(("organization_id", "id", "email", "password", "next"), foreign)


def page_boards(foreign: list[Any]) -> Iterator[tuple[str, str]]:
    """Yield the slugs and tiles of the boards of pages, those of every foreign number included."""
    rows = {
        f"{kind}:{each}": tiles for kind, tiles in RECORD_BOARDS.items() for each in foreign if isinstance(each, int)
    }
    for board, tiles in (PAGE_BOARDS | rows).items():
        yield from ((board, tile) for tile in tiles)


def calls(surface: Surface, output: str, foreign: list[Any]) -> list[dict[str, Any]]:
    """Return bodies for a callback: every dashboard and tile by name, and foreign values everywhere else."""
    callback = surface.app.callback_map[output]
    names = product([*BOARDS, foreign[0]], [*TILES, foreign[0]], foreign[:1], (True, False))
    values = product(BOARDS[:1], TILES[:1], [*FIELDS, *foreign], (True, False))
    forged = [ForgedCall(board, tile, value, _search(value, on)) for board, tile, value, on in (*names, *values)]
    forged += [ForgedCall(board, tile, "client.name", SPLIT) for board, tile in page_boards(foreign)]
    bodies = [_body(callback, each) for each in forged]
    # A callback without a tile would get the same body for each of them.
    return list({json.dumps(body): body for body in bodies}.values())


def _search(value: Any, filtered: bool) -> str:
    return ALL_DAYS + "".join(f"&{field}={value}" for field in FIELDS if filtered)


def _body(callback: dict[str, Any], forged: "ForgedCall") -> dict[str, Any]:
    return {
        "outputs": forged.outputs(callback["output"]),
        "inputs": [forged.dependency_value(each) for each in callback["inputs"]],
        "state": [forged.dependency_value(each) for each in callback["state"]],
        "changedPropIds": [],
    }


class ForgedCall:
    """The forged values of one call."""

    def __init__(self, board: str, tile: str, value: Any, search: str) -> None:
        self.board, self.tile, self.value, self.search = board, tile, value, search

    def dependency_value(self, dependency: dict[str, Any]) -> Any:
        """Return an Input or State as the browser sends it; ids for ALL come as a list."""
        name = dependency["id"]
        sent = {"id": self.id(name), "property": dependency["property"], "value": self._value_of(dependency)}
        return [sent] if '["ALL"]' in name else sent

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

    def _value_of(self, dependency: dict[str, Any]) -> Any:
        by_property = {
            "search": self.search,
            # Nothing is searched for, so that everything is listed.
            "search_value": "",
            "pathname": self._path(),
            "id": self.id(dependency["id"]),
            "getRowsRequest": ROWS,
        }
        by_id = {
            "board-slug": self.board,
            "board-drawer-request": {"tile": self.tile},
            "shell-theme": "light",
            "client-kind": "everything",
            "client-list": self.tile,
            "client-note-request": {"do": "write", "text": "forged"},
        }
        return by_property.get(dependency["property"], by_id.get(dependency["id"], self.value))

    def _path(self) -> str:
        """Return the address of the page that shows the board."""
        kind, _, name = self.board.partition(":")
        folders = {"metric": "/metrics/", "client": "/customers/", "deal": "/deals/", "home": "/"}
        return folders[kind] + name if kind in folders else f"/{self.board}"
