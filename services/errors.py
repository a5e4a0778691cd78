"""Every error that a user can act on. Each message says what happened, and what to do."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any


class PanoramaError(Exception):
    """An error that a reader can act on. ``status`` is the HTTP status of the response."""

    status = 400

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return " Did you mean X?" for a near miss, else an empty string."""
    near = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f" Did you mean {near[0]}?" if near else ""


class BadQuery(PanoramaError):
    """The query is malformed, or asks for something that is not possible."""


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


class NotSignedIn(PanoramaError):
    """No one is signed in, or no longer."""

    status = 401

    def __init__(self) -> None:
        super().__init__("You are not signed in. Sign in and try again.")


class NotAllowed(PanoramaError):
    """A member without the right."""

    status = 403

    def __init__(self) -> None:
        super().__init__("You do not have permission to do this. Ask an administrator of your organisation.")


class NotFound(PanoramaError):
    """Something that does not exist, or belongs to another organisation, which must look the same."""

    status = 404

    def __init__(self, what: str) -> None:
        super().__init__(f"There is no such {what}. It may have been deleted, or the address is wrong.")


class StaleSave(PanoramaError):
    """A save that is based on an older version than the current one."""

    status = 409

    def __init__(self, what: str) -> None:
        super().__init__(
            f"This {what} has changed since you opened it, so nothing was saved. Copy your text, reload the page, "
            "and save it again."
        )


class BadLayout(PanoramaError):
    """A dashboard layout that cannot be drawn."""

    def __init__(self, why: str) -> None:
        super().__init__(f"This layout cannot be saved: {why}. Reload the page and edit it again.")


class StaleLayout(PanoramaError):
    """A layout that is based on an older version than the saved one.

    ``places`` and ``etags`` are those of the saved one; ``differs`` lists the differences in words.
    """

    status = 412

    def __init__(self, differs: list[str], places: list[dict[str, Any]], etags: dict[Any, str]) -> None:
        super().__init__(
            "The layout of this dashboard was changed elsewhere since you opened it, so nothing was saved. "
            "Your changes are still here: save them anyway, or load the other layout."
        )
        self.differs = differs
        self.places = places
        self.etags = etags


class BadMap(PanoramaError):
    """A load map that is not valid. ``issues`` are sentences, each with its line."""

    SHOWN = 5

    def __init__(self, name: str, issues: list[str]) -> None:
        more = len(issues) - self.SHOWN
        rest = f" And {more} more." if more > 0 else ""
        super().__init__(f"The map {name} is not valid. {' '.join(issues[: self.SHOWN])}{rest}")


class InvalidFile(PanoramaError):
    """A file that a load map names, and that does not match the map."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__(f"{file} cannot be loaded: {why}")


class RowsRefused(PanoramaError):
    """Rows of a load were refused, so nothing was loaded."""

    status = 422

    def __init__(self, rows: int) -> None:
        super().__init__(
            f"Nothing was loaded, because {rows:,} row{' was' if rows == 1 else 's were'} refused. "
            f"Correct the files and load again, or use --skip-refused to load the other rows."
        )


class ChangedMeanwhile(PanoramaError):
    """Rows that a load refers to were removed between its check and its writing."""

    status = 409

    def __init__(self, table: str) -> None:
        super().__init__(f"Nothing was loaded: rows that {table} refer to were removed during the load. Load again.")


class UnknownOrganization(PanoramaError):
    """There is no organisation with this name."""

    status = 404

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(
            f"There is no organisation called {name}.{did_you_mean(name, known)} "
            f"To create it, run `flask load --create` with its currency and time zone."
        )


class BadOrganization(PanoramaError):
    """An organisation that cannot be created with these settings, or that already has other settings."""


class DemoIsThere(PanoramaError):
    """The demo company exists already."""

    status = 409

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} already exists and has data. Nothing was written.")


class UnboundSession(RuntimeError):
    """A programming error: rows of an organisation were read through a session that is bound to none."""
