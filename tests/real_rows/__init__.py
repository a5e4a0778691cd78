"""Expected rows for the real files, made without the loader."""

import csv
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

Line = dict[str, str]
Row = dict[str, Any]
Read = Callable[[str], list[Line]]


def reader(folder: Path) -> Read:
    """Return a function that reads a file of the folder."""

    def read(name: str) -> list[Line]:
        with (folder / name).open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    return read


def number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def instant(text: str) -> datetime | None:
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None
