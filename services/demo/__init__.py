"""A small invented company, so that a first run has something to show."""

from services.demo.company import NAME, OWNER_EMAIL, OWNER_NAME
from services.demo.filling import fill, is_there

__all__ = ["NAME", "OWNER_EMAIL", "OWNER_NAME", "fill", "is_there"]
