"""Loads: how the CSV files of somebody's export become our rows, by a map that they write. See docs/maps.md."""

from services.sources.loading.loads import check, load
from services.sources.loading.map_parser import parse_map, read_map
from services.sources.loading.maps import LoadMap
from services.sources.loading.organizations import NewOrganization, resolve_organization
from services.sources.loading.outcome import CheckResult, LoadResult, Progress, Refusal, RowCounts, StepCheck
from services.sources.loading.refusals import RefusalFile

__all__ = [
    "CheckResult",
    "LoadMap",
    "LoadResult",
    "NewOrganization",
    "Progress",
    "Refusal",
    "RefusalFile",
    "RowCounts",
    "StepCheck",
    "check",
    "load",
    "parse_map",
    "read_map",
    "resolve_organization",
]
