"""Rows by column, and random number generators for each part of the company."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from models.base import MONEY_SCALE

Array = npt.NDArray[Any]
Column = Array | list[Any]

CENT = MONEY_SCALE // 100


@dataclass(frozen=True)
class Rows:
    """Rows of one table, by column, with values as the database stores them.

    Ids and references count from 1 within the company; the writer adds the offset of the table's ids. Money is in
    1/10,000. Days are ``datetime64[D]``, and instants ``datetime64[s]`` in UTC. NaT and None are missing values.
    """

    table: str
    columns: dict[str, Column]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))


def rng_of(seed: int, part: str) -> np.random.Generator:
    """Return the random number generator of one part, so that a change in one part does not affect the others."""
    return np.random.default_rng([seed, crc32(part.encode())])


def ids(count: int, after: int = 0) -> Array:
    """Return ``count`` numbers that follow ``after``."""
    return np.arange(after + 1, after + count + 1)


def keys(prefix: str, numbers: Iterable[int], width: int = 5) -> list[str]:
    """Return business keys such as SO-00001."""
    return list(map(f"{prefix}-%0{width}d".__mod__, numbers))


def keep_where(values: Column, which: Array) -> Array:
    """Return the values, with None where ``which`` is false."""
    result = np.asarray(values, dtype=object).copy()
    result[~which] = None
    return result


def pick(rng: np.random.Generator, words: Sequence[Any], count: int, weights: Sequence[float] | None = None) -> Array:
    """Return ``count`` random words, drawn by weight."""
    shares = None if weights is None else np.array(weights) / sum(weights)
    return np.array(words, dtype=object)[rng.choice(len(words), count, p=shares)]


def rows_from_records(table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> Rows:
    """Return rows from records. Their ids follow their order."""
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    named: dict[str, Column] = {name: _to_column(cells) for name, cells in zip(names, columns, strict=True)}
    return Rows(table, {"id": ids(len(columns[0])), **named})


def _to_column(cells: Sequence[Any]) -> Column:
    known = next((cell for cell in cells if cell is not None), None)
    return np.array(cells, dtype="datetime64[D]") if isinstance(known, date) else list(cells)
