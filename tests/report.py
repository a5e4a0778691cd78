"""Where the time of a run went: the seconds of each ring of tests beside its budget, after ``pytest --rings``."""

from collections import Counter

import pytest

# Seconds on two cores with nothing else to do, over all workers: set-up, test and clean-up. A ring that needs more is
# reported and fails nothing, since machines differ. Tests of a folder that is not named here share "everything else".
BUDGETS = {
    "journeys": 700,
    "services/semantic": 300,
    "dashapp": 200,
    "oracles": 120,
    "services/sources": 100,
    "services/demo": 90,
    "services/access": 40,
    "everything else": 200,
}
OTHERS = "everything else"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rings", action="store_true", help="show the time of each ring of tests beside its budget")


def ring_of(test: str) -> str:
    """Return the ring of a test by its node ID: the first folder under tests/, and of services the next as well."""
    folders = test.partition("::")[0].split("/")[1:-1]
    ring = "/".join(folders[: 2 if folders[:1] == ["services"] else 1])
    return ring if ring in BUDGETS else OTHERS


class Rings:
    """Adds up the time of every test. With several workers, the process that started them hears of each."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self.tests: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        ring = ring_of(report.nodeid)
        self.seconds[ring] += report.duration  # type: ignore[assignment]
        self.tests[ring] += report.when == "setup"

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.tests:
            terminalreporter.section("time by ring")
            for line in self.lines():
                terminalreporter.write_line(line)

    def lines(self) -> list[str]:
        """Return a line for each ring that ran, the slowest first."""
        return [
            f"{seconds:6.0f} s of {BUDGETS[ring]:4} s  {ring}: {self.tests[ring]:,} tests"
            + (", OVER BUDGET" if seconds > BUDGETS[ring] else "")
            for ring, seconds in self.seconds.most_common()
        ]
