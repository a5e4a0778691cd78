"""How gunicorn serves `wsgi:app`: `gunicorn wsgi:app` needs nothing else."""

import os

from dashapp.config import settings_from_environment

settings = settings_from_environment()

bind = f"{settings.host}:{settings.port}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", 2))
threads = 4
# The imports alone take some 200 MB; loaded before the fork, the workers share them.
preload_app = True
timeout = 120
# Each worker tells by touching a file that it is alive; on a disk, that can stall.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None
loglevel = "warning"


def when_ready(server):
    """Say where to look, once the address answers; then let go of all that must not cross the fork."""
    import duckdb

    from dashapp import welcome

    print(welcome.startup_message(server.app.callable), flush=True)
    # Importing DuckDB opens a connection with a thread. A forked worker has the one without the other, and crashes
    # when it ends.
    duckdb.close()


def post_fork(server, worker):
    """Let every worker open its own connections."""
    from models import db

    with server.app.callable.app_context():
        db.engine.dispose(close=False)
