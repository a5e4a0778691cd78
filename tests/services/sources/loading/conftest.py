"""A folder for small files, and an organisation to load them into."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import sqlalchemy as sa

from services.sources.loading import CheckResult, LoadResult, NewOrganization, Progress, Refusal, check, load, parse_map

MORNING = datetime(2025, 3, 1, 8, tzinfo=UTC)
EVENING = datetime(2025, 3, 1, 20, tzinfo=UTC)

CLIENTS = """
    version: "1"
    load:
      - from: clients.csv
        into: clients
        columns: {key: number, kind: kind, name: name, email: email}
"""


@dataclass
class LoadDesk:
    """Loads files that a test writes, and reads the tables."""

    folder: Path
    engine: sa.Engine
    organization: int | NewOrganization
    refusals: list[Refusal] = field(default_factory=list)

    def write(self, name: str, text: str) -> None:
        """Write a file. Its lines can be indented."""
        (self.folder / name).write_text(dedent(text).lstrip(), encoding="utf-8")

    def load(self, text: str = CLIENTS, *, at: datetime = MORNING, **options: Any) -> LoadResult:
        self.refusals.clear()
        options = {"report": lambda progress: None} | options
        load_map = parse_map(dedent(text), name="map.yaml")
        return load(
            self.folder, load_map, self.engine, self.organization, at=at, refuse=self.refusals.append, **options
        )

    def check(self, text: str = CLIENTS, *, report: Callable[[Progress], None] = lambda progress: None) -> CheckResult:
        self.refusals.clear()
        load_map = parse_map(dedent(text), name="map.yaml")
        return check(self.folder, load_map, self.engine, self.organization, refuse=self.refusals.append, report=report)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with self.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(sa.text(sql))]

    def reasons(self) -> list[tuple[int, str, str, str]]:
        """Return line, column, value and reason of each refusal of the last load."""
        return [(each.line, each.column, each.value, each.reason) for each in self.refusals]


@pytest.fixture
def desk(tmp_path: Path, record: sa.Engine) -> LoadDesk:
    """An organisation without rows and an empty folder."""
    folder = tmp_path / "export"
    folder.mkdir()
    with record.begin() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO organizations (id, name, zone, week_start, fiscal_year_start, currency, locale,"
                " shows_people, business_hours, created_at, updated_at)"
                " VALUES (7, 'Lindgren', 'UTC', 0, 1, 'USD', 'en', FALSE,"
                " '[null,null,null,null,null,null,null]', '2025-01-01 00:00:00', '2025-01-01 00:00:00')"
            )
        )
    return LoadDesk(folder, record, 7)
