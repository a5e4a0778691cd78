"""A copy that is damaged, emptied or gone is made anew, while it is read as well as after a restart."""

import logging
import stat
from pathlib import Path

import pytest

from services.catalogs import BUSINESS
from services.sources.copy import Copies
from tests.services.sources.town_copies import TownCopies

LINES = "order_lines.parquet"


@pytest.fixture
def engine() -> str:
    """The copy is files whatever engine holds the record."""
    return "sqlite"


@pytest.fixture
def tenant(tenant: TownCopies) -> TownCopies:
    """The organisation, whose copy has been made."""
    tenant.total()
    return tenant


def flip_a_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 1
    path.write_bytes(content)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def remove_folder(path: Path) -> None:
    for file in path.parent.iterdir():
        file.unlink()
    path.parent.rmdir()


FILES = {
    "a bit is flipped": flip_a_bit,
    "a file is cut off": truncate,
    "a file is empty": lambda path: path.write_bytes(b""),
    "a file is gone": Path.unlink,
    "a file is too many": lambda path: (path.parent / "more.parquet").write_bytes(b""),
    "the folder is gone": remove_folder,
}
MANIFESTS = {
    "cut off": lambda text: text[: len(text) // 2],
    "empty": lambda text: "",
    "no object": lambda text: "[]",
    "without checksums": lambda text: text.replace('"files"', '"others"'),
    "without a time": lambda text: text.replace('"made_at"', '"when"'),
    "no text": lambda text: "\x00\xff" * 40,
}


@pytest.mark.parametrize("damage", FILES.values(), ids=FILES)
@pytest.mark.parametrize("restarts", [False, True], ids=["while it is read", "after a restart"])
def test_a_damaged_copy_is_made_anew(tenant, damage, restarts, caplog):
    (before,) = tenant.make()
    damage(tenant.own / before / LINES)
    if restarts:
        tenant.copies = Copies(tenant.record, tenant.folder, BUSINESS)
    with caplog.at_level(logging.WARNING):
        assert tenant.total() == 1_0000
        assert tenant.total() == 1_0000
    assert tenant.make()[-1] != before
    assert [record.getMessage().partition(" in ")[0] for record in caplog.records] == ["The copy"]


@pytest.mark.parametrize("change", MANIFESTS.values(), ids=MANIFESTS)
def test_a_copy_whose_manifest_cannot_be_read_is_made_anew(tenant, change, caplog):
    manifest = tenant.own / "manifest.json"
    manifest.write_text(change(manifest.read_text()), encoding="latin-1")
    tenant.copies = Copies(tenant.record, tenant.folder, BUSINESS)
    with caplog.at_level(logging.WARNING):
        assert tenant.total() == 1_0000
    assert len(caplog.records) == 1
    tenant.copies = Copies(tenant.record, tenant.folder, BUSINESS)
    assert tenant.total() == 1_0000


def test_a_file_that_was_only_touched_is_read_on(tenant):
    (tenant.own / tenant.make()[0] / LINES).touch()
    assert tenant.total() == 1_0000
    assert len(tenant.make()) == 1


def test_nobody_but_the_owner_of_the_process_can_read_a_copy(tenant):
    everything = [tenant.folder, *tenant.folder.rglob("*")]
    open_to_others = [path for path in everything if stat.S_IMODE(path.stat().st_mode) & 0o077 and path.name != "lock"]
    assert len(everything) > 10
    assert open_to_others == []
