"""The form of a load map: how the files of somebody's CSV export become rows of our tables."""

import codecs
from typing import Any, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, field_validator, model_validator

from services.sources.loading.columns import ColumnSpec, LineFilter, Lookup, MapPart

DATE_PARTS = (("%d",), ("%m", "%b", "%B"), ("%y", "%Y"))
TIME_PARTS = (("%H", "%I"), ("%M",))


class LoadStep(LineFilter):
    """One file into one table. ``repeats``: a key may stand on several lines, which must then agree.

    In place of a file, ``given`` lists the rows themselves; ``columns`` may then be left out.
    """

    file: str | None = Field(default=None, alias="from")
    given: tuple[dict[str, str], ...] = ()
    into: str
    repeats: bool = False
    columns: dict[str, ColumnSpec]

    @model_validator(mode="before")
    @classmethod
    def _columns_of_given_rows(cls, value: Any) -> Any:
        if not isinstance(value, dict) or "columns" in value or not isinstance(value.get("given"), list):
            return value
        rows = [row for row in value["given"] if isinstance(row, dict)]
        return value | {"columns": {name: name for row in rows for name in row}}

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if bool(self.file) == bool(self.given):
            raise ValueError("Say where the rows come from: give either the word from, or rows under given.")
        return self

    @property
    def source(self) -> str:
        """What a person may call the place that the rows come from."""
        return self.file or "the map"


def is_zone(name: str) -> bool:
    """Whether there is a time zone of this IANA name."""
    try:
        return bool(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


class FileFormat(MapPart):
    """How the files are written. ``dates`` and ``instants`` are ISO or a strptime pattern.

    ``zone`` is the time zone of instants that do not name their own; ``empty`` lists spellings of "unknown".
    """

    delimiter: Literal[",", ";", "\t", "|"] = ","
    encoding: str = Field(default="utf-8", validate_default=True)
    dates: str = "ISO"
    instants: str = "ISO"
    zone: str | None = None
    decimal: Literal[".", ","] = "."
    empty: tuple[str, ...] = ()

    @field_validator("encoding")
    @classmethod
    def _known_encoding(cls, encoding: str) -> str:
        try:
            name = codecs.lookup(encoding).name
            "a".encode(encoding)
        except (LookupError, UnicodeError) as error:
            raise ValueError(f"There is no encoding {encoding}; cp1252 and utf-8 are common.") from error
        # A byte order mark belongs to the encoding, not to the name of the first column.
        return "utf-8-sig" if name == "utf-8" else name

    @field_validator("dates")
    @classmethod
    def _whole_date(cls, dates: str) -> str:
        # strptime would put a date without a year into 1900.
        if not _has(dates, DATE_PARTS):
            raise ValueError(f"The dates {dates} lack a day, a month or a year; write ISO or like %d.%m.%Y.")
        return dates

    @field_validator("instants")
    @classmethod
    def _whole_instant(cls, instants: str) -> str:
        if not _has(instants, (*DATE_PARTS, *TIME_PARTS)):
            raise ValueError(
                f"The instants {instants} lack a part of the date or of the time; write ISO or like %d.%m.%Y %H:%M."
            )
        return instants

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, zone: str) -> str:
        if not is_zone(zone):
            raise ValueError(f"There is no time zone {zone}; write one like Europe/Berlin.")
        return zone


def _has(pattern: str, parts: tuple[tuple[str, ...], ...]) -> bool:
    return pattern == "ISO" or all(any(spelling in pattern for spelling in part) for part in parts)


class LoadMap(MapPart):
    """A whole map. Steps run in their order, so a table comes after those that it points at."""

    version: Literal["1"]
    about: str = ""
    format: FileFormat = FileFormat()
    load: tuple[LoadStep, ...] = Field(min_length=1)


WORDS = {
    field.alias or name
    for part in (LoadMap, FileFormat, LoadStep, ColumnSpec, Lookup)
    for name, field in part.model_fields.items()
}
