"""What queries cannot hold in memory: each engine spills to a folder of its own, which goes with its process."""

import multiprocessing
from pathlib import Path

import pytest
import sqlalchemy as sa

from services.catalogs import BUSINESS
from services.sources.copy import Copies
from services.sources.opening import Limits
from services.sources.spill import SpillFolders

ROWS = 3_000_000
# Sorted by a text that DuckDB has to keep for every row: more than fits into the memory below.
SORTED = sa.text(
    f"SELECT count(*), sum(n), min(place) FROM (SELECT n, row_number() OVER (ORDER BY md5(n::VARCHAR)) AS place"
    f" FROM (SELECT unnest(range({ROWS})) AS n))"
)
EXPECTED = (ROWS, ROWS * (ROWS - 1) // 2, 1)
MEMORY = "120MB"


@pytest.fixture
def engine() -> str:
    """The engine of the record does not matter."""
    return "sqlite"


def answer(url: str, folder: Path, number: int, spill: Path) -> tuple[int, ...]:
    """Return what the copy answers to a question that does not fit into memory."""
    record = sa.create_engine(url)
    copies = Copies(record, folder, BUSINESS, Limits(memory=MEMORY, spill=SpillFolders(spill)))
    with copies.open(number).engine.connect() as connection:
        result = tuple(connection.execute(SORTED).one())
    record.dispose()
    return result


def test_two_processes_that_spill_at_once_answer_right_and_leave_nothing(tenant, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    spill = tmp_path / "spill"
    url = tenant.record.url.render_as_string(hide_password=False)
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        answers = pool.starmap(answer, [(url, tenant.folder, tenant.number, spill)] * 2, chunksize=1)
        pool.close()
        pool.join()
    assert answers == [EXPECTED, EXPECTED]
    assert len(list(spill.iterdir())) == 2
    own = SpillFolders(spill).new()
    assert list(spill.iterdir()) == [own.parent]
    assert not (tmp_path / ".tmp").exists()


def test_without_a_folder_nothing_is_spilled(tenant, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    copies = Copies(tenant.record, tenant.folder, BUSINESS, Limits(memory=MEMORY))
    fails = pytest.raises(sa.exc.OperationalError, match="Out of Memory")
    with copies.open(tenant.number).engine.connect() as connection, fails:
        connection.execute(SORTED).one()
    assert not (tmp_path / ".tmp").exists()


def test_no_two_engines_of_a_process_share_a_folder(tmp_path):
    folders = SpillFolders(tmp_path / "spill")
    first, second = folders.new(), folders.new()
    assert first != second
    assert first.parent == second.parent
    assert first.parent.stat().st_mode & 0o077 == 0
    # Another process that begins leaves the folder of one that lives alone.
    SpillFolders(tmp_path / "spill").new()
    assert first.parent.exists()
