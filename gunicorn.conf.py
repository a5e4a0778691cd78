"""Gunicorn's settings for `wsgi:app`: `gunicorn wsgi:app` needs nothing else."""

import os
from typing import TYPE_CHECKING

from dashapp.config import settings_from_environment
from dashapp.long_addresses import LONGEST_LINE, install

if TYPE_CHECKING:
    from gunicorn.arbiter import Arbiter
    from gunicorn.workers.base import Worker

settings = settings_from_environment()

bind = f"{settings.host}:{settings.port}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", 2))
threads = 4
# The imports alone take some 200 MB; loaded before the fork, the workers share them.
preload_app = True
timeout = 120
# Workers signal that they are alive by touching a file; on a disk, that can stall.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None
loglevel = "warning"
limit_request_line = LONGEST_LINE


def when_ready(server: "Arbiter") -> None:
    """Print the startup message once the server accepts requests, and close what must not cross the fork."""
    import duckdb

    from dashapp import welcome

    print(welcome.startup_message(server.app.callable), flush=True)
    # Importing DuckDB opens a connection with a thread. A forked worker would have the connection without its thread,
    # and crash on exit.
    duckdb.close()


def post_fork(server: "Arbiter", worker: "Worker") -> None:
    """Make every worker open its own connections."""
    from models import db

    with server.app.callable.app_context():
        db.engine.dispose(close=False)


def post_worker_init(worker: "Worker") -> None:
    """Answer addresses that are too long in words."""
    install(worker, worker.app.callable)
