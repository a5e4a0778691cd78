"""What was measured, beside its target: printed, and kept in ``build/bench.json``."""

import os
import platform
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson

from dashapp.config import ROOT

PATH = ROOT / "build" / "bench.json"


@dataclass(frozen=True)
class Figure:
    """A measured value; ``target`` is the most it should be, None where there is none."""

    name: str
    value: float
    unit: str
    target: float | None = None

    @property
    def met(self) -> bool | None:
        return None if self.target is None else self.value <= self.target

    def __str__(self) -> str:
        target = "" if self.target is None else f"   target {self.target:g}: {'met' if self.met else 'missed'}"
        return f"{self.name:56} {self.value:10,.2f} {self.unit}{target}"


class Figures:
    """The figures of one run, in the order in which they were measured."""

    def __init__(self) -> None:
        self.all: list[Figure] = []
        self.machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
        print(self.machine)

    def add(self, name: str, value: float, unit: str, target: float | None = None) -> None:
        """Keep a figure, and print it."""
        self.all.append(Figure(name, value, unit, target))
        print(self.all[-1], flush=True)

    def write(self) -> Path:
        """Write all figures into ``build/bench.json``, and return its path."""
        PATH.parent.mkdir(exist_ok=True)
        figures = [asdict(figure) | {"met": figure.met} for figure in self.all]
        PATH.write_bytes(orjson.dumps({"machine": self.machine, "figures": figures}, option=orjson.OPT_INDENT_2))
        return PATH
