"""Keeps checked rows on disk until they are written, so that memory use does not depend on the size of a load."""

import pickle
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from tempfile import TemporaryFile
from typing import Self

from services.sources.loading.plans import Row

Batch = list[Row]


class Spool:
    """Batches of rows, in the order in which they were added.

    The file is temporary and disappears with the process.
    """

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - closed by __exit__

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._file.close()

    def add(self, step: int, batch: Batch) -> None:
        """Add rows of the step with this index."""
        pickle.dump((step, batch), self._file, protocol=pickle.HIGHEST_PROTOCOL)

    def by_step(self) -> Iterator[tuple[int, Iterator[Batch]]]:
        """Yield the index of each step with its batches."""
        self._file.seek(0)
        for step, batches in groupby(self._read_batches(), key=itemgetter(0)):
            yield step, (batch for _, batch in batches)

    def _read_batches(self) -> Iterator[tuple[int, Batch]]:
        while True:
            try:
                yield pickle.load(self._file)
            except EOFError:
                return
