"""What the road's values share: a misspelled key in their JSON is refused, never guessed."""

from typing import ClassVar, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

from services.errors import BadQuery

T = TypeVar("T")


class Strict:
    """Base of the dataclasses that have a JSON form."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")


def parse(adapter: TypeAdapter[T], data: object, what: str) -> T:
    """Return ``data`` (parsed JSON) as the adapter's type; raises BadQuery that says where it is wrong."""
    try:
        return adapter.validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or what
        raise BadQuery(f"{place}: {first['msg']}.") from error
