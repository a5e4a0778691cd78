"""The parameters of an address that belong to one page only, beside the filters that all pages share."""

from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl, urlencode

from services.errors import BadQuery


def split_params(search: str | None, names: Iterable[str]) -> tuple[dict[str, str], str]:
    """Return the page's own parameters, and the query string of the rest; raises BadQuery for one that is repeated."""
    own_names = set(names)
    own: dict[str, str] = {}
    rest = []
    for name, value in parse_qsl((search or "").removeprefix("?"), keep_blank_values=True):
        if name not in own_names:
            rest.append((name, value))
        elif name in own:
            raise BadQuery(f"{name} appears twice in the address. Remove one of them.")
        else:
            own[name] = value
    return own, f"?{urlencode(rest)}" if rest else ""


def merge_params(search: str, own: Mapping[str, str | None]) -> str:
    """Return a query string followed by the page's own parameters; empty ones are left out."""
    parts = [search.removeprefix("?"), urlencode([(name, value) for name, value in own.items() if value])]
    merged = "&".join(part for part in parts if part)
    return f"?{merged}" if merged else ""
