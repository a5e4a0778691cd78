"""The names of parameters in an address: which are filters, which are ignored, and which are near misses.

A filter has three forms: ``order.region=North`` keeps a value, ``order.region.not=North`` leaves it out, and
``order.region.list=KEY`` or ``order.region.not.list=KEY`` name a list of values that is stored on the server.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from services.errors import BadQuery

NOT, LIST = ".not", ".list"
# What other programs add to links. None of it is a misspelling of ours, however near it looks.
FOREIGN_STARTS = ("utm_", "mc_", "hsa_", "pk_", "mtm_", "_")
FOREIGN = frozenset({"fbclid", "gclid", "dclid", "yclid", "msclkid", "igshid", "ref", "trk", "si"})

# How alike a name without a dot is to a misspelt one of ours: "regoin" to "region", but not "session".
NEAR = 0.7
# Parameters of one kind of page only. On another one they are ignored; a misspelling of them is refused everywhere.
OF_ONE_PAGE = ("board", "by", "edit-layout")
# Returns the values of a stored list, by its dimension and key.
FindList = Callable[[str, str], tuple[str, ...]]


@dataclass(frozen=True)
class FilterParameter:
    """What the name of a parameter says: the dimension, whether its values are left out, and whether the value is the
    key of a stored list."""

    dimension: str
    excludes: bool = False
    is_list: bool = False


def filter_parameters(dimensions: Iterable[str]) -> dict[str, FilterParameter]:
    """Return every parameter by which an address can filter by ``dimensions``, by its name."""
    return {
        parameter_name(each): each
        for name in dimensions
        for each in (FilterParameter(name, excludes, stored) for excludes in (False, True) for stored in (False, True))
    }


def parameter_name(parameter: FilterParameter) -> str:
    """Return the name under which an address writes a filter."""
    return f"{parameter.dimension}{NOT * parameter.excludes}{LIST * parameter.is_list}"


def check_unknown(name: str, singles: Iterable[str], dimensions: Iterable[str]) -> None:
    """Raise BadQuery for an unknown parameter that is meant as a filter; return for one that may be ignored.

    A filter that is ignored shows another number than the link was made for. A name with a dot has the form of a
    filter, and one that is near to ours is a misspelling of it.
    """
    nearest = _nearest(name, list(singles), list(dimensions))
    # Bytes that are no text may have been any name.
    if "." not in name and "\ufffd" not in name and nearest is None:
        return
    near = f" Did you mean {nearest}?" if nearest else ""
    raise BadQuery(f"There is no parameter called {name}.{near} Correct the address, or reset the filters.")


def _nearest(name: str, singles: list[str], dimensions: list[str]) -> str | None:
    """Return the parameter that a name is near to: in full, or in the part behind its dot."""
    # A link that was copied from the source of a page or a mail has "&amp;" between its parameters.
    folded = name.casefold().removeprefix("amp;")
    if folded in (*FOREIGN, *OF_ONE_PAGE) or folded.startswith(FOREIGN_STARTS):
        return None
    words = {each: each for each in (*singles, *OF_ONE_PAGE, *filter_parameters(dimensions))}
    for dimension in dimensions:
        words.setdefault(dimension.rsplit(".", 1)[-1], dimension)
    near = get_close_matches(folded, words, n=1, cutoff=0.6 if "." in name else NEAR)
    return words[near[0]] if near else None


def check_once(filters: Mapping[FilterParameter, tuple[str, ...]]) -> None:
    """Raise BadQuery where an address filters by a dimension in two forms, or by two stored lists."""
    seen: dict[str, str] = {}
    for each, given in filters.items():
        name = parameter_name(each)
        if each.is_list and len(given) > 1:
            raise BadQuery(f"{name} appears twice in the address. Keep one of the two.")
        if seen.setdefault(each.dimension, name) != name:
            raise BadQuery(f"The address filters by {seen[each.dimension]} and by {name}. Keep one of the two.")


def values_of(parameter: FilterParameter, given: tuple[str, ...], find_list: FindList | None) -> tuple[str, ...]:
    """Return the values that a filter names; raises BadQuery for a stored list where there is none."""
    if not parameter.is_list:
        return given
    if find_list is None:
        raise BadQuery(f"{parameter_name(parameter)} cannot be used here. Name the values instead.")
    return find_list(parameter.dimension, given[0])
