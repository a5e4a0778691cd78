"""A tile as a CSV file: all its rows, up to the most that one file may hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, quote, urlencode

from services.dashboards.drawing.draw import capped_limit
from services.dashboards.links.entity_pages import is_row_number
from services.dashboards.queries.insights import derived_answer, page
from services.dashboards.queries.resolve import resolve_query
from services.dashboards.spec import TileSpec
from services.dashboards.view import BoardView
from services.present import words
from services.present.export import csv_parts
from services.semantic.answer import Answer

MOST_ROWS = 100_000
# Without this mark, spreadsheets read the file in an encoding of their own.
MARK = "\ufeff"
# Characters that a file system reserves, line ends and controls, and the marks that reverse the order of letters: with
# one of them a file could appear to have another extension.
RESERVED = re.compile(r'[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069<>:"/\\|?*]+')
LONGEST_NAME = 150


@dataclass(frozen=True)
class CsvFile:
    """A file's name, and its content in parts."""

    name: str
    parts: Iterator[str]


def csv_address(tile: TileSpec, board: str, search: str | None) -> str:
    """Return the address of a tile's file, with the filters of the page's address."""
    parameters = urlencode(parse_qsl((search or "").removeprefix("?"), keep_blank_values=True))
    return f"/download/{quote(board, safe='')}/{quote(tile.slug, safe='')}.csv{'?' if parameters else ''}{parameters}"


def csv_file(tile: TileSpec, view: BoardView, most: int = MOST_ROWS) -> CsvFile:
    """Return the rows of a tile as CSV, as the reader may see them: all, or the first ``most``, which the file's name
    then says. Raises as the road does."""
    # An answer that is asked for once, and this long, would push all others out of the cache.
    answer = _answer(tile, view.without_cache(), most)
    shown = tuple(column for column in answer.columns if not is_row_number(column.name))
    return CsvFile(_name(tile, view, answer), _with_mark(csv_parts(replace(answer, columns=shown))))


def _answer(tile: TileSpec, view: BoardView, most: int) -> Answer:
    query = resolve_query(tile, view).query
    if derived := derived_answer(tile, query, view.reader):
        return page(derived, (), 0, most)
    return view.answer(replace(query, limit=capped_limit(query, most)))


def _with_mark(parts: Iterator[str]) -> Iterator[str]:
    yield MARK
    yield from parts


def _name(tile: TileSpec, view: BoardView, answer: Answer) -> str:
    """Return "Sales, Orders, 1 Jun 2024 - 20 May 2025.csv", with the number of rows where it does not hold all."""
    days = [words.period(answer.span, view.locale)] if answer.span else []
    title = ", ".join([view.board.title, tile.title, *days]).replace("–", "-")
    name = " ".join(RESERVED.sub(" ", title).split())[:LONGEST_NAME].strip(" .")
    rows = len(answer.frame)
    return f"{name}{f' (first {rows:,} of {answer.total:,} rows)' if rows < answer.total else ''}.csv"
