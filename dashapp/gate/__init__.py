"""The gate before every route, and the headers of every response."""

from dashapp.gate.access import install
from dashapp.gate.headers import install as install_headers

__all__ = ["install", "install_headers"]
