"""What pages show is tested over the same town as their dashboards."""

from tests.services.dashboards.conftest import engine, reader_of

__all__ = ["engine", "reader_of"]
