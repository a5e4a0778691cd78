"""The form of a column in a load map: where a value of ours comes from, and what is done with it."""

from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

ORIGINS = ("column", "always", "join", "sum", "product", "place")


class MapPart(BaseModel):
    """A piece of a map. A word that it does not know is a fault, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _one_or_more(value: Any) -> Any:
    return (value,) if isinstance(value, str | dict) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(_one_or_more)]


class LineFilter(MapPart):
    """Which lines of a file are meant: ``only`` those with one of these texts, ``except`` those with one of these.

    Where several columns are named, a line must pass each of them. The text "" stands for an empty field.
    """

    only: dict[str, Texts] = {}
    excepted: dict[str, Texts] = Field(default={}, alias="except")

    @property
    def filter_columns(self) -> tuple[str, ...]:
        """The columns of the file that decide."""
        return (*self.only, *self.excepted)


class Lookup(LineFilter):
    """Exchange a value for another of the same row in a side file, such as a territory's number for its region.

    ``by`` is the side file's column that holds the value; it may be left out if it is called as in the main file.
    """

    file: str = Field(alias="in")
    by: str | None = None
    take: str


class ColumnSpec(LineFilter):
    """Where the value of one of our columns comes from. Exactly one origin, then the changes in this order.

    Origins: ``column`` of the file; ``always`` this value; ``join`` the texts that are not empty, with ``between``
    between them; ``sum`` or ``product`` of numbers, empty if one of them is; ``place`` of the line, from 1, among
    those that have the same text in that column.
    Changes: ``only`` and ``except`` empty it on the other lines; ``words`` translates, and refuses what it does not
    list; ``find`` exchanges, as often as it is given; ``times`` multiplies exactly; ``round`` leaves so many decimals,
    half to even; ``default`` fills in.
    """

    column: str | None = None
    always: str | None = None
    join: tuple[str, ...] | None = None
    sum: tuple[str, ...] | None = None
    product: tuple[str, ...] | None = None
    place: str | None = None
    between: str = " "
    words: dict[str, str] | None = None
    find: Annotated[tuple[Lookup, ...], BeforeValidator(_one_or_more)] = ()
    times: Decimal | None = None
    round: int | None = Field(default=None, ge=0, le=12)
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
        # Only the first exchange begins with a value that a column of the file holds.
        if any(not find.by and (place or not self.column) for place, find in enumerate(self.find)):
            raise ValueError("Say by which column of the side file to find the value: find needs the word by.")
        return self

    @property
    def sources(self) -> tuple[str, ...]:
        """The columns of the file that the value is made from."""
        if one := self.column or self.place:
            return (one,)
        return self.join or self.sum or self.product or ()
