"""Pages are tested with the same data as dashboards."""

from tests.services.dashboards.conftest import engine, reader_of

__all__ = ["engine", "reader_of"]
