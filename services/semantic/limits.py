"""The time limit of a query. Past it the query is stopped, and the error says what to do."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from threading import Event, Thread

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from services.errors import TookTooLong, TooLarge
from services.semantic.dialects import find_dialect

AGAIN_AFTER = 0.1


@contextmanager
def within(connection: Connection, seconds: float) -> Iterator[None]:
    """Run what is inside for at most ``seconds``.

    Raises TookTooLong past that, TooLarge where memory ran out, and UnknownDialect.
    """
    dialect = find_dialect(connection.dialect.name)
    stop = partial(dialect.cancel, connection.connection.dbapi_connection)
    done, late = Event(), Event()
    watch = Thread(target=_watch, args=(seconds, stop, done, late), daemon=True)
    watch.start()
    try:
        yield
    except DBAPIError as error:
        if late.is_set():
            raise TookTooLong(seconds) from error
        if type(error.orig).__name__ in dialect.out_of_memory:
            raise TooLarge from error
        raise
    finally:
        done.set()
        # Only then may somebody else use the connection: a stop that is under way would hit their statement.
        watch.join()


def _watch(seconds: float, stop: Callable[[], object], done: Event, late: Event) -> None:
    """Stop whatever runs once the time is over, again and again: between two statements there is nothing to stop."""
    if done.wait(seconds):
        return
    late.set()
    while not done.is_set():
        # What fails here fails in the statement too, whose error reaches the asker.
        with suppress(Exception):
            stop()
        done.wait(AGAIN_AFTER)
