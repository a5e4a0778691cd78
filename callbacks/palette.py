"""The command palette: pages and metrics when it opens, customers and deals while typing."""

from dataclasses import asdict
from typing import Any

from dash import ClientsideFunction, Input, Output

import pages
from callbacks.surface import Surface
from components.palette import ids
from pages.request_context import member, reader, road
from services.access.rights import Right
from services.views import palette


def register(surface: Surface) -> None:
    surface.callback(
        Output(ids.ENTRIES, "data"), Input(ids.ENTRIES_REQUEST, "data"), needs=Right.VIEW, prevent_initial_call=True
    )(show_entries)
    surface.callback(
        Output(ids.RESULTS, "data"), Input(ids.QUERY, "data"), needs=Right.VIEW, prevent_initial_call=True
    )(show_records)
    surface.clientside(
        ClientsideFunction("palette", "update"),
        Output(ids.OUTPUT, "data"),
        Input(ids.ENTRIES, "data"),
        Input(ids.RESULTS, "data"),
        prevent_initial_call=True,
    )


def show_entries(_: Any) -> list[dict[str, Any]]:
    menu = [palette.PaletteEntry("Pages", page.title, page.path) for page in pages.menu()]
    found = [*menu, *palette.metrics(road().catalog)]
    return [asdict(each) for each in found if _opens(each.address)]


def show_records(text: Any) -> dict[str, Any]:
    found = palette.search_records(text, reader())
    return {"text": text, "groups": [asdict(each) for each in found]}


def _opens(address: str) -> bool:
    """Return whether there is a page at an address that the member may open."""
    page = pages.page_at(address)
    return page is not None and member().may(page.needs)
