"""Reads the CSV files of an export. Nothing is guessed, and only blank lines are skipped."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from services.errors import InvalidFile, did_you_mean
from services.sources.loading.columns import LineFilter, Lookup
from services.sources.loading.maps import FileFormat, LoadStep

LONGEST_NAME = 250
# A cell that nobody reads may be long. One that never ends, for want of a quote, must not take the memory.
csv.field_size_limit(16 * 1024 * 1024)
# What Excel writes into the first line: which delimiter follows.
_DELIMITER_LINE = re.compile(r'"?sep=(.)"?\r?\n?', re.IGNORECASE)

Fields = Sequence[str]
Record = tuple[int, Fields]
LinePredicate = Callable[[Fields], bool]


@dataclass(frozen=True)
class RowSource:
    """A source of rows: the names of its columns, and its records, each with the number of its first line.

    A blank line is a record without fields.
    """

    name: str
    header: Sequence[str]
    records: Callable[[], Iterator[Record]]

    def positions(self, names: Sequence[str]) -> list[int]:
        """Return the positions of the named columns. Raises InvalidFile if one of them is missing or stands twice."""
        if "" in names:
            raise InvalidFile(self.name, "a column without a name cannot be read. Give it a name in the first line.")
        if twice := next((name for name in names if self.header.count(name) > 1), None):
            raise InvalidFile(self.name, f"the header contains {twice} twice.")
        missing = [name for name in dict.fromkeys(names) if name not in self.header]
        if missing:
            near = "".join(did_you_mean(name, self.header) for name in missing)
            raise InvalidFile(self.name, f"the header lacks {', '.join(missing)}.{near}")
        return [self.header.index(name) for name in names]

    def line_predicate(self, lines: LineFilter) -> LinePredicate:
        """Return a function that tells whether a line passes the filter.

        Raises InvalidFile if a column that the filter reads is missing.
        """
        self.positions(lines.filter_columns)
        conditions = [(self.header.index(name), frozenset(texts), True) for name, texts in lines.only.items()]
        conditions += [(self.header.index(name), frozenset(texts), False) for name, texts in lines.excepted.items()]
        return lambda fields: all(
            (fields[position].strip() in texts) is wanted for position, texts, wanted in conditions
        )


class Export:
    """A folder of CSV files that share one file format."""

    def __init__(self, folder: Path, file_format: FileFormat) -> None:
        self.folder = folder
        self.file_format = file_format

    def source(self, step: LoadStep) -> RowSource:
        """Return the source of a step's rows. Raises InvalidFile."""
        return self._file(step.file) if step.file else _rows_in_map(step)

    def lookup_table(self, find: Lookup, by: str) -> Mapping[str, str]:
        """Return the values to take, by the values of the column ``by``.

        Raises InvalidFile if two lines contradict each other.
        """
        side = self._file(find.file)
        key, value = side.positions([by, find.take])
        line_predicate = side.line_predicate(find)
        unknown = dict.fromkeys(self.file_format.empty, "")
        found: dict[str, str] = {}
        for line, fields in side.records():
            if not fields:
                continue
            if len(fields) != len(side.header):
                raise InvalidFile(side.name, f"line {line} has too {_few_or_many(fields, side)} fields.")
            if not line_predicate(fields):
                continue
            known, taken = fields[key].strip(), fields[value].strip()
            taken = unknown.get(taken, taken)
            if found.setdefault(known, taken) != taken:
                raise InvalidFile(
                    side.name, f"line {line} contradicts an earlier line: {by} {known} has another {find.take}."
                )
        return found

    def _file(self, file: str) -> RowSource:
        return RowSource(file, self._header(file), lambda: self._lines(file))

    def _header(self, file: str) -> list[str]:
        for _, names in self._records(file):
            if not _is_blank(names):
                return [name.strip() for name in names]
        raise InvalidFile(file, "the file is empty. The first line must contain the column names.")

    def _lines(self, file: str) -> Iterator[Record]:
        header = self._header(file)
        records = self._records(file)
        # Up to the header.
        next(line for line, fields in records if not _is_blank(fields))
        for line, fields in records:
            yield line, [] if _is_blank(fields) else _fit(fields, header)

    def _records(self, file: str) -> Iterator[tuple[int, list[str]]]:
        begins, skipped = 1, 0
        with self._path(file).open(encoding=self.file_format.encoding, newline="") as lines:
            try:
                delimiter = _DELIMITER_LINE.fullmatch(lines.readline())
                if delimiter:
                    begins, skipped = 2, 1
                else:
                    lines.seek(0)
                separator = delimiter.group(1) if delimiter else self.file_format.delimiter
                reader = csv.reader(lines, delimiter=separator, strict=True)
                for fields in reader:
                    yield begins, fields
                    begins = skipped + reader.line_num + 1
            except csv.Error as error:
                raise InvalidFile(file, f"line {begins} is not valid CSV ({error}).") from error
            except UnicodeError as error:
                encoding = self.file_format.encoding.removesuffix("-sig")
                raise InvalidFile(
                    file, f"the file is not {encoding} text. Set the encoding under format in the map."
                ) from error

    def _path(self, file: str) -> Path:
        if not file.isprintable() or len(file) > LONGEST_NAME:
            raise InvalidFile(file[:LONGEST_NAME], "this is not a valid file name.")
        path = self.folder / file
        # A symbolic link may point outside the folder, so the resolved path is checked too.
        inside = path.resolve().is_relative_to(self.folder.resolve())
        if PurePath(file).is_absolute() or ".." in PurePath(file).parts or not inside:
            raise InvalidFile(file, "the file is outside the folder.")
        if not path.is_file():
            beside = path.parent if path != self.folder else self.folder
            present = [str(each.relative_to(self.folder)) for each in beside.glob("*")]
            raise InvalidFile(file, f"the file is not in {self.folder}.{did_you_mean(file, present)}")
        return path


def _is_blank(fields: Fields) -> bool:
    return not any(field.strip() for field in fields)


def _fit(fields: list[str], header: list[str]) -> list[str]:
    """Return the fields without empty ones at the end that have no column, and with those of unnamed columns."""
    width = len(header)
    if _is_blank(fields[width:]):
        fields = fields[:width]
    return [*fields, *([""] * (width - len(fields)))] if not any(header[len(fields) :]) else fields


def _few_or_many(fields: Fields, side: RowSource) -> str:
    return "few" if len(fields) < len(side.header) else "many"


def _rows_in_map(step: LoadStep) -> RowSource:
    header = list(dict.fromkeys(name for row in step.given for name in row))
    lines = [[row.get(name, "") for name in header] for row in step.given]
    return RowSource(step.source, header, lambda: enumerate(lines, start=1))
