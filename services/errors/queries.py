"""Questions that cannot be answered."""

from collections.abc import Iterable
from datetime import date

from services.errors.base import PanoramaError, did_you_mean


class BadQuery(PanoramaError):
    """The query is malformed, or asks for something that is not possible."""


class NotBegun(BadQuery):
    """A period lies ahead, and the question is about what has happened."""

    def __init__(self, first: date) -> None:
        super().__init__(f"This period begins on {first:%-d %B %Y}. Choose one that has begun.")


class AddressTooLong(BadQuery):
    """An address that is longer than the server reads."""

    status = 414

    def __init__(self) -> None:
        super().__init__("This address is too long. Choose fewer values, or reset the filters.")


class UnknownName(BadQuery):
    """A metric, field or relation that the catalog does not have."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        super().__init__(f"There is no {kind} called {name}.{did_you_mean(name, known)}")


class OtherCatalog(BadQuery):
    """A question over a catalog that is not the one at hand: its names might mean something else there."""

    def __init__(self, asked: str, known: str) -> None:
        super().__init__(
            f"This query is for the catalog {asked}, and the catalog here is {known}. Use one for this catalog."
        )


class UnknownDialect(BadQuery):
    """A source or engine whose SQL nobody has described."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"There is no SQL dialect called {name}. Known dialects: {', '.join(sorted(known))}.")


class CannotExpress(BadQuery):
    """A dialect that has no SQL for something that a question needs."""

    def __init__(self, dialect: str, element: str) -> None:
        super().__init__(f"Questions that need {element} cannot be asked of {dialect}.")


class SeveralSources(BadQuery):
    """A question over tables that no one engine holds."""

    def __init__(self, sources: Iterable[str]) -> None:
        super().__init__(
            f"This question needs data from {' and '.join(dict.fromkeys(sources))}, which cannot be joined in one "
            "question. Run one query for each source."
        )


class SourceNotConnected(PanoramaError):
    """A source that the catalog names and that this installation cannot open."""

    status = 503

    def __init__(self, name: str) -> None:
        super().__init__(f"The source {name} is not connected. Ask an administrator to connect it.")


class Unreachable(BadQuery):
    """Two names of the catalog that no joins connect without counting rows twice."""

    def __init__(self, field: str, entity: str) -> None:
        super().__init__(f"{field} cannot be combined with {entity}: every join between them would count rows twice.")


class NotNarrowed(PanoramaError):
    """A table that no policy restricts. Nothing is shown rather than too much."""

    status = 403

    def __init__(self, entity: str) -> None:
        super().__init__(f"You do not have access to {entity}: no rule defines which rows you may see.")


class MissingAttribute(PanoramaError):
    """A row rule needs an attribute that the principal does not have."""

    status = 403

    def __init__(self, attribute: str) -> None:
        super().__init__(
            f"Your profile has no {attribute}, which decides which rows you may see. Ask an administrator to set it."
        )


class NoExchangeRate(PanoramaError):
    """A sum over several currencies lacks an exchange rate, so it is refused rather than wrong."""

    def __init__(self, from_currency: str, to_currency: str) -> None:
        super().__init__(
            f"Some amounts are in {from_currency}, and there is no exchange rate to {to_currency} for their dates. "
            f'Add the rate, or show the amounts in {from_currency} ("currency": "{from_currency}").'
        )


class NoData(PanoramaError):
    """There is no period to show because no data has been loaded yet."""

    status = 404

    def __init__(self) -> None:
        super().__init__("There is no data yet. Load some with `flask load`.")


class TookTooLong(PanoramaError):
    """A query ran longer than the limit."""

    status = 503

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"This query took longer than {seconds:g} seconds and was stopped. "
            "Choose a shorter period, a longer interval, or fewer groups."
        )


class TooLarge(PanoramaError):
    """A query needed more memory than the others that ran at the time left."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            "There was not enough memory for this query. Try again, or choose a shorter period or fewer groups."
        )
