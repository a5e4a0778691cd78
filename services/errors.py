"""Every error that a user can act on. Each is worded for its reader: what happened, and what to do."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any


class PanoramaError(Exception):
    """Something a reader can act on. ``status`` is the HTTP status it is answered with."""

    status = 400

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return " Did you mean X?" for a near miss, else an empty string."""
    near = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f" Did you mean {near[0]}?" if near else ""


class BadQuery(PanoramaError):
    """The question is not of the form that a Query has, or asks what cannot be asked."""


class UnknownName(BadQuery):
    """A metric, field or relation that the catalog does not hold."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        super().__init__(f"There is no {kind} called {name}.{did_you_mean(name, known)}")


class Unreachable(BadQuery):
    """Two names of the catalog that no chain of joins connects without counting rows twice."""

    def __init__(self, field: str, entity: str) -> None:
        super().__init__(f"{field} cannot be combined with {entity}: no join leads there without double counting.")


class NotNarrowed(PanoramaError):
    """A table would be read that no policy narrows. Nothing is shown rather than too much."""

    status = 403

    def __init__(self, entity: str) -> None:
        super().__init__(f"You may not read {entity}: no rule says which rows are yours.")


class MissingAttribute(PanoramaError):
    """A row rule asks for an attribute that the principal does not bear."""

    status = 403

    def __init__(self, attribute: str) -> None:
        super().__init__(f"This needs to know your {attribute}, and nobody has said it. Ask an administrator.")


class NoExchangeRate(PanoramaError):
    """A sum over several currencies lacks a rate, so it is refused rather than wrong."""

    def __init__(self, from_currency: str, to_currency: str) -> None:
        super().__init__(
            f"Some amounts are in {from_currency} and no exchange rate to {to_currency} holds on their day. "
            f'Add the rate, or ask for the answer in {from_currency}: "currency": "{from_currency}".'
        )


class NoData(PanoramaError):
    """The question has no period to show because nothing has been loaded yet."""

    status = 404

    def __init__(self) -> None:
        super().__init__("There is no data yet. Load some with `flask load`, then come back.")


class TookTooLong(PanoramaError):
    """A question ran longer than one may."""

    status = 503

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"This took longer than {seconds:g} seconds and was stopped. "
            "Ask for a shorter period, larger steps of time, or fewer splits."
        )


class TooLarge(PanoramaError):
    """There was not enough memory for a question, beside those that ran at the time."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            "There was not enough memory for this. Try again, or ask for a shorter period or fewer splits."
        )


class NotSignedIn(PanoramaError):
    """Nobody, or nobody any more."""

    status = 401

    def __init__(self) -> None:
        super().__init__("You are not signed in. Sign in and try again.")


class NotAllowed(PanoramaError):
    """Somebody, but without the right."""

    status = 403

    def __init__(self) -> None:
        super().__init__("You do not have the right to do this. Ask an administrator of your organisation.")


class NotFound(PanoramaError):
    """It is not there, or it is another organisation's, which must look the same."""

    status = 404

    def __init__(self, what: str) -> None:
        super().__init__(f"There is no such {what}. It may have been removed, or the address is mistyped.")


class StaleSave(PanoramaError):
    """A save that is based on an older version than the one that is there."""

    status = 409

    def __init__(self, what: str) -> None:
        super().__init__(
            f"This {what} was changed since you opened it, so nothing was saved. Copy what you wrote, load the page "
            "again, and save it once more."
        )


class BadLayout(PanoramaError):
    """A layout of a dashboard that cannot be drawn."""

    def __init__(self, why: str) -> None:
        super().__init__(f"This layout cannot be kept: {why}. Load the page again, and arrange it once more.")


class StaleLayout(PanoramaError):
    """A layout that is based on another than the one that is there.

    It tells that one by its ``places`` and ``etags``, and in words what ``differs``.
    """

    status = 412

    def __init__(self, differs: list[str], places: list[dict[str, Any]], etags: dict[Any, str]) -> None:
        super().__init__(
            "This dashboard was arranged elsewhere since you opened it, so nothing was saved. "
            "Yours is still here: keep it, or take the other one."
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
