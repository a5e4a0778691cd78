"""The form of a load map: how the columns of somebody's CSV export become columns of our tables."""

import codecs
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

DATE_PARTS = (("%d",), ("%m", "%b", "%B"), ("%y", "%Y"))
ORIGINS = ("column", "always", "join", "sum", "product")


class Part(BaseModel):
    """A piece of a map. A word that it does not know is a fault, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Find(Part):
    """Exchange a value for another of the same row in a side file, such as a territory's number for its region.

    ``by`` is the side file's column that holds the value; it may be left out if it is called as in the main file.
    """

    file: str = Field(alias="in")
    by: str | None = None
    take: str


class Column(Part):
    """Where the value of one of our columns comes from. Exactly one origin, then the changes in this order.

    Origins: ``column`` of the file; ``always`` this value; ``join`` the texts that are not empty, with ``between``
    between them; ``sum`` or ``product`` of numbers, empty if one of them is.
    Changes: ``words`` translates, and refuses what it does not list; ``find`` exchanges; ``default`` fills in.
    """

    column: str | None = None
    always: str | None = None
    join: tuple[str, ...] | None = None
    sum: tuple[str, ...] | None = None
    product: tuple[str, ...] | None = None
    between: str = " "
    words: dict[str, str] | None = None
    find: Find | None = None
    default: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        return {"column": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        given = [origin for origin in ORIGINS if getattr(self, origin) is not None]
        if len(given) != 1:
            raise ValueError(f"Give exactly one of {', '.join(ORIGINS)}; here is {' and '.join(given) or 'none'}.")
        if self.find and not self.find.by and not self.column:
            raise ValueError("Say by which column of the side file to find the value: find needs the word by.")
        return self

    @property
    def sources(self) -> tuple[str, ...]:
        """The columns of the file that it reads."""
        return (self.column,) if self.column else self.join or self.sum or self.product or ()


class Step(Part):
    """One file into one table. ``repeats``: a key may stand on several lines, which must then agree."""

    file: str = Field(alias="from")
    into: str
    repeats: bool = False
    columns: dict[str, Column]


class Format(Part):
    """How the files are written. ``dates`` is ISO or a strptime pattern; ``empty`` lists spellings of "unknown"."""

    delimiter: Literal[",", ";", "\t", "|"] = ","
    encoding: str = Field(default="utf-8", validate_default=True)
    dates: str = "ISO"
    decimal: Literal[".", ","] = "."
    empty: tuple[str, ...] = ()

    @field_validator("encoding")
    @classmethod
    def _known_encoding(cls, encoding: str) -> str:
        try:
            name = codecs.lookup(encoding).name
        except LookupError as error:
            raise ValueError(f"There is no encoding {encoding}; cp1252 and utf-8 are common.") from error
        # A byte order mark belongs to the encoding, not to the name of the first column.
        return "utf-8-sig" if name == "utf-8" else name

    @field_validator("dates")
    @classmethod
    def _whole_date(cls, dates: str) -> str:
        # strptime would put a date without a year into 1900.
        if dates != "ISO" and not all(any(part in dates for part in parts) for parts in DATE_PARTS):
            raise ValueError(f"The dates {dates} lack a day, a month or a year; write ISO or like %d.%m.%Y.")
        return dates


class LoadMap(Part):
    """A whole map. Steps run in their order, so a table comes after those that it points at."""

    version: Literal["1"]
    about: str = ""
    format: Format = Format()
    load: tuple[Step, ...] = Field(min_length=1)


WORDS = {
    field.alias or name for part in (LoadMap, Format, Step, Column, Find) for name, field in part.model_fields.items()
}
