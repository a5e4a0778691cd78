"""Writes refused values to a CSV file, for the person who corrects the export."""

import csv
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any, Self, TextIO

from services.present.export import harmless
from services.sources.loading.outcome import Refusal

HEADER = ",".join(field.name for field in fields(Refusal)) + "\r\n"


class RefusalFile:
    """Writes refusals to ``path``. The file is created with the first refusal."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: TextIO | None = None
        self._writer: Any = None

    def __enter__(self) -> Self:
        self._remove_earlier_file()
        return self

    def __exit__(self, *raised: object) -> None:
        if self._file:
            self._file.close()

    def _remove_earlier_file(self) -> None:
        # Refusals of an earlier load could be mistaken for those of this one. Any other file is kept.
        if self.path.is_file() and self.path.read_bytes().startswith(HEADER.encode()):
            self.path.unlink()

    def add(self, refusal: Refusal) -> None:
        """Write one refusal."""
        if self._writer is None:
            self._file = self.path.open("w", encoding="utf-8", newline="")
            self._writer = csv.writer(self._file)
            self._file.write(HEADER)
        self._writer.writerow(map(harmless, astuple(refusal)))
