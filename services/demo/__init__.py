"""An invented company with three years behind it, so that a first run has something to show."""

from services.demo.filling import NAME, OWNER_EMAIL, OWNER_NAME, fill, ignore_progress, is_there

__all__ = ["NAME", "OWNER_EMAIL", "OWNER_NAME", "fill", "is_there", "ignore_progress"]
