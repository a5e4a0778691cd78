"""The parts of an address that one page alone knows, told apart from the choices that every page shares."""

from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl, urlencode

from services.errors import BadQuery


def split_params(search: str | None, names: Iterable[str]) -> tuple[dict[str, str], str]:
    """Return the page's own parts of an address, and the rest of it; raises BadQuery where one is said twice."""
    known = set(names)
    own: dict[str, str] = {}
    rest = []
    for name, value in parse_qsl((search or "").removeprefix("?"), keep_blank_values=True):
        if name not in known:
            rest.append((name, value))
        elif name in own:
            raise BadQuery(f"{name} is said twice in the address. Say it once.")
        else:
            own[name] = value
    return own, f"?{urlencode(rest)}" if rest else ""


def merge_params(search: str, own: Mapping[str, str | None]) -> str:
    """Return an address's query string with the page's own parts behind it; those that are empty are left out."""
    parts = [search.removeprefix("?"), urlencode([(name, value) for name, value in own.items() if value])]
    told = "&".join(part for part in parts if part)
    return f"?{told}" if told else ""
