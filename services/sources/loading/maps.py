"""The schema of a load map, which describes how the CSV files of an export become rows of the tables."""

import codecs
from typing import Any, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, field_validator, model_validator

from services.sources.loading.columns import ColumnSpec, LineFilter, Lookup, MapPart

DATE_PARTS = (("%d",), ("%m", "%b", "%B"), ("%y", "%Y"))
TIME_PARTS = (("%H", "%I"), ("%M",))


class LoadStep(LineFilter):
    """Loads one file into one table. ``repeats``: a key may occur on several lines, which must then agree.

    Instead of a file, ``given`` lists the rows themselves; ``columns`` can then be omitted.
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
            raise ValueError("Give exactly one source of rows: either from or given.")
        return self

    @property
    def source(self) -> str:
        """The name of the source, for messages."""
        return self.file or "the map"


def is_zone(name: str) -> bool:
    """Return whether there is a time zone with this IANA name."""
    try:
        return bool(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


class FileFormat(MapPart):
    """How the files are written. ``dates`` and ``instants`` are ISO or a strptime pattern.

    ``zone`` is the time zone of instants that do not include one. ``empty`` lists texts that stand for an empty value.
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
            raise ValueError(f"Unknown encoding {encoding}. Common encodings are utf-8 and cp1252.") from error
        # Without this, a byte order mark would become part of the name of the first column.
        return "utf-8-sig" if name == "utf-8" else name

    @field_validator("dates")
    @classmethod
    def _whole_date(cls, dates: str) -> str:
        # strptime would set a date without a year to 1900.
        if not _has(dates, DATE_PARTS):
            raise ValueError(
                f"The date format {dates} lacks a day, a month or a year. Use ISO or a pattern such as %d.%m.%Y."
            )
        return dates

    @field_validator("instants")
    @classmethod
    def _whole_instant(cls, instants: str) -> str:
        if not _has(instants, (*DATE_PARTS, *TIME_PARTS)):
            raise ValueError(
                f"The format {instants} lacks a part of the date or time. Use ISO or a pattern such as %d.%m.%Y %H:%M."
            )
        return instants

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, zone: str) -> str:
        if not is_zone(zone):
            raise ValueError(f"Unknown time zone {zone}. Use a name such as Europe/Berlin.")
        return zone


def _has(pattern: str, parts: tuple[tuple[str, ...], ...]) -> bool:
    return pattern == "ISO" or all(any(spelling in pattern for spelling in part) for part in parts)


class LoadMap(MapPart):
    """A load map. Its steps run in order, so a table is loaded after the tables that it refers to."""

    version: Literal["1"]
    about: str = ""
    format: FileFormat = FileFormat()
    load: tuple[LoadStep, ...] = Field(min_length=1)


WORDS = {
    field.alias or name
    for part in (LoadMap, FileFormat, LoadStep, ColumnSpec, Lookup)
    for name, field in part.model_fields.items()
}
