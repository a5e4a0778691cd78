"""The CSV files of an export, read as they are written: nothing is guessed, nothing is skipped but empty lines."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from services.errors import UnfitFile, did_you_mean
from services.sources.loading.maps import Format

Record = tuple[int, list[str]]


class Export:
    """A folder of CSV files that are written alike."""

    def __init__(self, folder: Path, form: Format) -> None:
        self.folder = folder
        self.form = form

    def header(self, file: str) -> list[str]:
        """The names of the file's columns. Raises UnfitFile if there are none, or one stands twice."""
        for _, names in self._records(file):
            names = [name.strip() for name in names]
            if twice := next((name for name in names if names.count(name) > 1), None):
                raise UnfitFile(file, f"its header names {twice} twice.")
            return names
        raise UnfitFile(file, "it is empty; the first line must name the columns.")

    def records(self, file: str) -> Iterator[Record]:
        """The lines after the header: the number on which each begins, and its fields."""
        records = self._records(file)
        next(records, None)
        yield from records

    def places(self, file: str, names: Sequence[str]) -> list[int]:
        """Where in the file's lines the named columns stand. Raises UnfitFile for those that are missing."""
        header = self.header(file)
        missing = [name for name in dict.fromkeys(names) if name not in header]
        if missing:
            near = "".join(did_you_mean(name, header) for name in missing)
            raise UnfitFile(file, f"its header lacks {', '.join(missing)}.{near}")
        return [header.index(name) for name in names]

    def exchange(self, file: str, by: str, take: str) -> Mapping[str, str]:
        """From the values of one column to those of another. Raises UnfitFile where two lines contradict."""
        key, value = self.places(file, [by, take])
        unknown = dict.fromkeys(self.form.empty, "")
        found: dict[str, str] = {}
        for line, fields in self.records(file):
            if len(fields) <= max(key, value):
                raise UnfitFile(file, f"line {line} has too few fields.")
            known, taken = fields[key].strip(), fields[value].strip()
            taken = unknown.get(taken, taken)
            if found.setdefault(known, taken) != taken:
                raise UnfitFile(file, f"line {line} gives {by} {known} another {take} than a line before.")
        return found

    def _records(self, file: str) -> Iterator[Record]:
        begins = 1
        with self._path(file).open(encoding=self.form.encoding, newline="") as lines:
            reader = csv.reader(lines, delimiter=self.form.delimiter, strict=True)
            try:
                for fields in reader:
                    if fields:
                        yield begins, fields
                    begins = reader.line_num + 1
            except csv.Error as error:
                raise UnfitFile(file, f"line {begins} is not well-formed CSV ({error}).") from error
            except UnicodeDecodeError as error:
                encoding = self.form.encoding.removesuffix("-sig")
                raise UnfitFile(file, f"it is not {encoding} text; name its encoding in the map.") from error

    def _path(self, file: str) -> Path:
        path = self.folder / file
        if not path.resolve().is_relative_to(self.folder.resolve()):
            raise UnfitFile(file, "it lies outside the folder.")
        if not path.is_file():
            present = [each.name for each in self.folder.glob("*")]
            raise UnfitFile(file, f"it is not in {self.folder}.{did_you_mean(file, present)}")
        return path
