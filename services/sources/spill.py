"""Where DuckDB writes what does not fit into memory: a folder for each of its instances, which no other one uses."""

import fcntl
import os
import shutil
from itertools import count
from pathlib import Path
from threading import Lock
from uuid import uuid4
from weakref import finalize

# Held for as long as the process lives. By it others know that its folder is in use.
LOCK = "lock"


class SpillFolders:
    """Folders below one root, one for each instance of DuckDB.

    Two instances that spill to one folder overwrite each other's files. When a process asks for its first folder, what
    processes that have ended left behind is removed.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._own: Path | None = None
        self._numbers = count(1)
        self._lock = Lock()

    def new(self) -> Path:
        """Return a folder that nobody else uses. DuckDB creates it when it spills."""
        # Asked for at the first query, since workers are forked after the app is made.
        with self._lock:
            if self._own is None:
                self._own = self._begin()
            return self._own / str(next(self._numbers))

    def _begin(self) -> Path:
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        for left in self.root.iterdir():
            _remove_if_unused(left)
        own = self.root / uuid4().hex
        own.mkdir(mode=0o700)
        lock = os.open(own / LOCK, os.O_WRONLY | os.O_CREAT, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
        finalize(self, os.close, lock)
        return own


def _remove_if_unused(folder: Path) -> None:
    try:
        with (folder / LOCK).open("r") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
    except OSError:
        # Somebody uses it, or is just beginning to.
        return
