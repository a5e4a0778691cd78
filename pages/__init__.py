"""Every page, in the order of the menu. A new one is one more name here."""

from collections.abc import Callable
from types import ModuleType

import dash

from pages import client, customers, dashboard, deal, finance, home, metric, not_found, orders, productivity, sales
from pages.page import Page, with_access_check
from services.errors import PanoramaError

ALL: tuple[ModuleType, ...] = (home, customers, sales, orders, finance, productivity, dashboard, metric, client, deal)


def register() -> None:
    """Hand every page to Dash, each behind its check. Dash keeps one list of pages for the whole process."""
    for order, module in enumerate(ALL):
        page = module.PAGE
        dash.register_page(
            module.__name__,
            path=page.path if page.in_menu else None,
            path_template=None if page.in_menu else page.path,
            title=_title_of(module),
            name=page.title,
            order=order,
            layout=with_access_check(page, module.layout),
        )
    # Dash looks for a module that ends like this when no page answers a path.
    dash.register_page("pages.not_found_404", path="/not-found", title="Not found · Panorama", layout=not_found.layout)


def _title_of(module: ModuleType) -> str | Callable[..., str]:
    """Return the title of the window. A page about one thing names it, where the reader may see it."""
    default = f"{module.PAGE.title} · Panorama"
    name_of = getattr(module, "name_of", None)

    def title(**parameters: str) -> str:
        try:
            return f"{name_of(**parameters)} · Panorama" if name_of else default
        except PanoramaError:
            return default

    return title if name_of else default


def menu() -> list[Page]:
    """Return the pages that can be opened from the menu."""
    return [module.PAGE for module in ALL if module.PAGE.in_menu]


def page_at(path: str) -> Page | None:
    """Return the page that answers a path, if there is one."""
    return next((module.PAGE for module in ALL if module.PAGE.answers(path)), None)
