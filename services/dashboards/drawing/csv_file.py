"""A tile's question as a file to take along: all its rows, as far as one file may reach."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, quote, urlencode

from cachelib import NullCache

from services.dashboards.drill.entity_pages import is_row_number
from services.dashboards.queries.insights import INSIGHTS, insight_answer, page
from services.dashboards.queries.resolve import Viewer, asked
from services.dashboards.spec import TileSpec
from services.present import words
from services.present.export import csv_parts
from services.road import Road
from services.semantic.answer import Answer
from services.views.open_view import Visit

MOST_ROWS = 100_000
# Spreadsheets take a file for Latin letters of their own unless it begins like this.
MARK = "\ufeff"
# Signs that a system keeps for itself, line ends and controls, and what turns the order of letters around: with it, a
# file's last letters would look like those of another kind of file.
UNFIT = re.compile(r'[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069<>:"/\\|?*]+')
LONGEST_NAME = 150


@dataclass(frozen=True)
class File:
    """A file's name, and what is in it, in parts."""

    name: str
    parts: Iterator[str]


def csv_address(tile: TileSpec, board: str, search: str | None) -> str:
    """Return the address at which a tile's file is found, with the choices that the page's address spells."""
    spelt = urlencode(parse_qsl((search or "").removeprefix("?"), keep_blank_values=True))
    return f"/download/{quote(board, safe='')}/{quote(tile.slug, safe='')}.csv{'?' if spelt else ''}{spelt}"


def csv_of(tile: TileSpec, visit: Visit, most: int = MOST_ROWS) -> File:
    """Return the rows of a tile's question as CSV, as its viewer may see them: all of them, or the first ``most``,
    which the file's name then says. Raises as the road does."""
    # The same road; but what is asked for once, and is this long, would drive all else out of the cache.
    road = Road(visit.road.catalog, visit.road.store, NullCache())
    answer = _answer(tile, visit.viewer, road, most)
    told = tuple(column for column in answer.columns if not is_row_number(column.name))
    return File(_name(tile, visit, answer), _marked(csv_parts(replace(answer, columns=told))))


def _answer(tile: TileSpec, viewer: Viewer, road: Road, most: int) -> Answer:
    if tile.kind in INSIGHTS:
        return page(insight_answer(tile, viewer, road), (), 0, most)
    query = asked(tile, viewer, road)
    return road.answer(replace(query, limit=most if query.limit is None else min(query.limit, most)), viewer.context)


def _marked(parts: Iterator[str]) -> Iterator[str]:
    yield MARK
    yield from parts


def _name(tile: TileSpec, visit: Visit, answer: Answer) -> str:
    """Return "Sales, Orders, 1 Jun 2024 - 20 May 2025.csv", with how many rows it holds where it holds not all."""
    days = [words.period(answer.span, visit.viewer.locale)] if answer.span else []
    told = ", ".join([visit.board.title, tile.title, *days]).replace("–", "-")
    name = " ".join(UNFIT.sub(" ", told).split())[:LONGEST_NAME].strip(" .")
    held = len(answer.frame)
    return f"{name}{f' (first {held:,} of {answer.total:,} rows)' if held < answer.total else ''}.csv"
