"""The one gate before every route, and the headers on every answer."""

from dashapp.gate.door import install
from dashapp.gate.headers import install as install_headers

__all__ = ["install", "install_headers"]
