"""Loads CSV files into the tables of an organisation, as a load map describes. See docs/maps.md."""

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
