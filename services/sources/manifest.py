"""What a copy consists of: its manifest names each file with its size and checksum, so that damage is found."""

import json
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any

from services.semantic.table_layout import WideTable

logger = logging.getLogger(__name__)

NAME = "manifest.json"
# Of every file: size in bytes, and the time of its last change in ns.
State = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Manifest:
    """Which folder holds the whole copy, of which version, made when.

    ``files`` are checksums by the files' names, ``wide`` the wide tables by their entity.
    """

    version: str
    made_at: datetime
    folder: str
    files: Mapping[str, str]
    wide: Mapping[str, WideTable] = field(default_factory=dict)


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest, or None where there is none that can be read."""
    try:
        read = json.loads((folder / NAME).read_text(encoding="utf-8"))
        made_at = datetime.fromisoformat(read["made_at"])
        wide = {entity: _wide_table(each) for entity, each in read["wide"].items()}
        return Manifest(str(read["version"]), made_at, str(read["folder"]), dict(read["files"]), wide)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        logger.warning("The manifest of %s cannot be read (%s), so the copy is made anew.", folder, error)
        return None


def publish(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, and rename it into place."""
    draft = folder / f"{NAME}.new"
    written = {"version": manifest.version, "made_at": manifest.made_at.isoformat(), "folder": manifest.folder}
    # Whoever may write here decides what readers see.
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        json.dump(written | {"files": dict(manifest.files), "wide": _to_json(manifest.wide)}, out)
    draft.replace(folder / NAME)


def _to_json(wide: Mapping[str, WideTable]) -> dict[str, object]:
    return {
        entity: {
            "name": each.name,
            "columns": sorted(each.columns),
            "converted": sorted(each.converted),
            "currency": each.currency,
        }
        for entity, each in wide.items()
    }


def _wide_table(read: Mapping[str, Any]) -> WideTable:
    return WideTable(
        str(read["name"]), frozenset(read["columns"]), frozenset(read["converted"]), read["currency"] or None
    )


def checksums(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file in a folder, by name."""
    found = {}
    for path in sorted(folder.iterdir()):
        with path.open("rb") as file:
            found[path.name] = file_digest(file, "sha256").hexdigest()
    return found


def is_intact(folder: Path, manifest: Manifest) -> bool:
    """Return whether the copy's files are those of the manifest; damage is logged."""
    copy = folder / manifest.folder
    intact = copy.is_dir() and checksums(copy) == manifest.files
    if not intact:
        logger.warning("The copy in %s is damaged, so it is made anew.", copy)
    return intact


def state_of(folder: Path) -> State:
    """Return what tells, without reading them, that files have changed; an empty state where the folder is gone."""
    try:
        with os.scandir(folder) as entries:
            found = [(entry.name, entry.stat()) for entry in entries]
    except OSError:
        return ()
    return tuple(sorted((name, stat.st_size, stat.st_mtime_ns) for name, stat in found))
