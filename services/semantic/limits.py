"""How long a question may run. Past that it is stopped, and whoever asked is told what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Timer

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from services.errors import TookTooLong, TooLarge

# What stops the statement that another thread is running, by dialect.
STOPS = {"duckdb": "interrupt", "sqlite": "interrupt", "postgresql": "cancel"}
OUT_OF_MEMORY = "OutOfMemoryException"


@contextmanager
def within(connection: Connection, seconds: float) -> Iterator[None]:
    """Run what is inside for at most ``seconds``. Raises TookTooLong past that, and TooLarge where memory ran out."""
    stop = getattr(connection.connection.dbapi_connection, STOPS[connection.dialect.name])
    fired = Event()

    def fire() -> None:
        fired.set()
        stop()

    timer = Timer(seconds, fire)
    timer.daemon = True
    timer.start()
    try:
        yield
    except DBAPIError as error:
        if fired.is_set():
            raise TookTooLong(seconds) from error
        if type(error.orig).__name__ == OUT_OF_MEMORY:
            raise TooLarge from error
        raise
    finally:
        timer.cancel()
