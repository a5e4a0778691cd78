"""Files and organisations that cannot be loaded."""

from collections.abc import Iterable

from services.errors.base import PanoramaError, did_you_mean


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
