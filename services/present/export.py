"""An Answer as a file: CSV for spreadsheets, JSON for programs."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from services.present.changes import with_changes
from services.present.table import headings
from services.semantic.answer import Answer
from services.semantic.query import to_json

# A spreadsheet runs a cell that begins with one of these as a formula. The list is OWASP's, on CSV injection.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


ROWS_AT_ONCE = 1_000


def to_csv(answer: Answer) -> str:
    """Return the rows as CSV with a heading line: full values, ISO days, nothing that a spreadsheet would run."""
    return "".join(csv_parts(answer))


def csv_parts(answer: Answer) -> Iterator[str]:
    """Yield the same file in parts of some rows, so that a long one is sent while it is written."""
    answer = with_changes(answer)
    columns = headings(answer)
    rows = answer.frame[[column.name for column in columns]].itertuples(index=False, name=None)
    lines = chain([[column.label for column in columns]], rows)
    while part := list(islice(lines, ROWS_AT_ONCE)):
        out = io.StringIO()
        # Lines end as RFC 4180 says. With "\n" alone, Python leaves a "\r" in a text bare, and it would end the row.
        cells = ([harmless(_in_zone(value, answer.zone)) for value in line] for line in part)
        csv.writer(out, lineterminator="\r\n").writerows(cells)
        yield out.getvalue()


def to_json_text(answer: Answer) -> str:
    """Return the rows and all that is needed to trust them. Money is text, so that no reader rounds it."""
    answer = with_changes(answer)
    whole = {
        "query": to_json(answer.query),
        "rows": [
            {name: _in_zone(value, answer.zone) for name, value in row.items()}
            for row in answer.frame.to_dict("records")
        ],
        "total": answer.total,
        "currency": answer.currency,
        "as_of": answer.as_of,
        "engine": answer.engine,
        "notes": [note.words for note in answer.notes],
    }
    return orjson.dumps(whole, default=_plain, option=orjson.OPT_INDENT_2).decode()


def _in_zone(value: Any, zone: ZoneInfo) -> Any:
    """Return an instant as the clocks of the organisation show it, like the screen does; other values unchanged."""
    return value.astimezone(zone) if isinstance(value, datetime) and value.tzinfo else value


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    raise TypeError(type(value))


def harmless(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA_STARTS) else text
