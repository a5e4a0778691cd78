"""Generates an invented company with three years of data, so that a new installation has something to show."""

from services.demo.filling import NAME, OWNER_EMAIL, OWNER_NAME, fill, ignore_progress, is_there

__all__ = ["NAME", "OWNER_EMAIL", "OWNER_NAME", "fill", "ignore_progress", "is_there"]
