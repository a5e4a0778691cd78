"""Every page, in the order of the menu. A new one is one more name here."""

from types import ModuleType

import dash

from pages import customers, finance, not_found, productivity, sales
from pages.page import Page, guarded

ALL: tuple[ModuleType, ...] = (customers, sales, finance, productivity)


def register() -> None:
    """Hand every page to Dash, each behind its check. Dash keeps one list of pages for the whole process."""
    for order, module in enumerate(ALL):
        page = module.PAGE
        dash.register_page(
            module.__name__,
            path=page.path if page.in_menu else None,
            path_template=None if page.in_menu else page.path,
            title=f"{page.title} · Panorama",
            name=page.title,
            order=order,
            layout=guarded(page, module.layout),
        )
    # Dash looks for a module that ends like this when no page answers a path.
    dash.register_page("pages.not_found_404", path="/not-found", title="Not found · Panorama", layout=not_found.layout)


def menu() -> list[Page]:
    """Return the pages that can be opened from the menu."""
    return [module.PAGE for module in ALL if module.PAGE.in_menu]


def page_at(path: str) -> Page | None:
    """Return the page that answers a path, if there is one."""
    return next((module.PAGE for module in ALL if module.PAGE.answers(path)), None)
