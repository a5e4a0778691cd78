"""Every error that a user can act on. Each message says what happened, and what to do."""

from services.errors.access import NotAllowed, NotFound, NotSignedIn, UnboundSession
from services.errors.base import PanoramaError, did_you_mean
from services.errors.layouts import BadLayout, StaleLayout, StaleSave
from services.errors.loading import (
    BadMap,
    BadOrganization,
    ChangedMeanwhile,
    DemoIsThere,
    InvalidFile,
    RowsRefused,
    UnknownOrganization,
)
from services.errors.queries import (
    BadQuery,
    CannotExpress,
    MissingAttribute,
    NoData,
    NoExchangeRate,
    NotNarrowed,
    OtherCatalog,
    SeveralSources,
    SourceNotConnected,
    TookTooLong,
    TooLarge,
    UnknownDialect,
    UnknownName,
    Unreachable,
)

__all__ = [
    "BadLayout",
    "BadMap",
    "BadOrganization",
    "BadQuery",
    "CannotExpress",
    "ChangedMeanwhile",
    "DemoIsThere",
    "InvalidFile",
    "MissingAttribute",
    "NoData",
    "NoExchangeRate",
    "NotAllowed",
    "NotFound",
    "NotNarrowed",
    "NotSignedIn",
    "OtherCatalog",
    "PanoramaError",
    "RowsRefused",
    "SeveralSources",
    "SourceNotConnected",
    "StaleLayout",
    "StaleSave",
    "TooLarge",
    "TookTooLong",
    "UnboundSession",
    "UnknownDialect",
    "UnknownName",
    "UnknownOrganization",
    "Unreachable",
    "did_you_mean",
]
