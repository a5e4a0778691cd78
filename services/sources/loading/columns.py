"""The schema of a column in a load map: where its value comes from, and how the value is transformed."""

from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

ORIGINS = ("column", "always", "join", "sum", "product", "place")


class MapPart(BaseModel):
    """Base of every part of a map. An unknown property is an error; it is never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _one_or_more(value: Any) -> Any:
    return (value,) if isinstance(value, str | dict) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(_one_or_more)]


class LineFilter(MapPart):
    """Selects lines of a file: ``only`` those with one of these texts, ``except`` those with one of these.

    Where several columns are named, a line must satisfy all of them. The text "" matches an empty field.
    """

    only: dict[str, Texts] = {}
    excepted: dict[str, Texts] = Field(default={}, alias="except")

    @property
    def filter_columns(self) -> tuple[str, ...]:
        """The columns of the file that the filter reads."""
        return (*self.only, *self.excepted)


class Lookup(LineFilter):
    """Replaces a value by one from a lookup file, such as a territory's number by its region.

    ``by`` is the column of the lookup file that contains the value. It can be omitted if the column has the same name
    as in the main file.
    """

    file: str = Field(alias="in")
    by: str | None = None
    take: str


class ColumnSpec(LineFilter):
    """Where the value of a column comes from: exactly one origin, followed by transforms in the order below.

    Origins: ``column`` of the file; ``always`` a constant; ``join`` of the texts that are not empty, separated by
    ``between``; ``sum`` or ``product`` of numbers, empty if one of them is empty; ``place`` of the line, from 1, among
    the lines that have the same text in that column.
    Transforms: ``only`` and ``except`` make the value empty on the other lines; ``words`` translates a text, and
    refuses a text that it does not list; ``find`` looks the value up, once for each entry; ``times`` multiplies
    exactly; ``round`` rounds to that number of decimals, half to even; ``default`` replaces an empty value.
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
        present = [origin for origin in ORIGINS if getattr(self, origin) is not None]
        if len(present) != 1:
            raise ValueError(f"Give exactly one of {', '.join(ORIGINS)}; found {' and '.join(present) or 'none'}.")
        # Only the first lookup starts from a value that comes directly from a column of the file.
        if any(not find.by and (place or not self.column) for place, find in enumerate(self.find)):
            raise ValueError("Add the property by to find: the column of the lookup file that contains the value.")
        return self

    @property
    def sources(self) -> tuple[str, ...]:
        """The columns of the file that the value is made from."""
        one = self.place if self.column is None else self.column
        if one is not None:
            return (one,)
        return self.join or self.sum or self.product or ()

    @property
    def label(self) -> str:
        """The columns as a person would write them: "Qty × Price"; empty without any."""
        return (" × " if self.product else " + ").join(self.sources)
