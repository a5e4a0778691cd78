"""Every page, in the order of the menu. To add a page, add its module here."""

from collections.abc import Callable
from types import ModuleType

import dash

from pages import client, customers, dashboard, deal, finance, home, metric, not_found, orders, productivity, sales
from pages.page import Page, with_access_check
from services.errors import PanoramaError

ALL: tuple[ModuleType, ...] = (home, customers, sales, orders, finance, productivity, dashboard, metric, client, deal)


def register() -> None:
    """Register every page with Dash, with its access check. Dash has one registry for the whole process."""
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
    # Dash uses the module whose name ends like this where no page matches a path.
    dash.register_page("pages.not_found_404", path="/not-found", title="Not found · Panorama", layout=not_found.layout)


def _title_of(module: ModuleType) -> str | Callable[..., str]:
    """Return the title of the window. The page of a record names it, where the reader may see it."""
    default = f"{module.PAGE.title} · Panorama"
    name_of = getattr(module, "name_of", None)

    def title(**parameters: str) -> str:
        try:
            return f"{name_of(**parameters)} · Panorama" if name_of else default
        except PanoramaError:
            return default

    return title if name_of else default


def menu() -> list[Page]:
    """Return the pages of the menu."""
    return [module.PAGE for module in ALL if module.PAGE.in_menu]


def page_at(path: str) -> Page | None:
    """Return the page of a path, or None."""
    return next((module.PAGE for module in ALL if module.PAGE.answers(path)), None)
