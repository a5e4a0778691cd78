"""The two Dash apps of one server: one for members, and one for embedding in other pages."""

from typing import Any

from dash import Dash, html
from flask import Flask

import callbacks
import pages
from callbacks.surface import BROWSER_ONLY, Surface
from components.document import document
from dashapp import error_handlers, shell
from dashapp.addresses import EMBED
from dashapp.assets import FOLDER, Assets
from dashapp.config import Settings
from services.access.rights import Right

# Callbacks that Dash registers itself: the one that opens a page, and the one that sets its title.
PAGES_ROUTER = ".._pages_content.children..._pages_store.data.."
PAGES_TITLE = "_pages_dummy.children"


class MembersApp(Dash):
    """Dash with a document of our own."""

    def interpolate_index(self, **parts: str) -> str:  # type: ignore[override]  # Dash names each part.
        """Return the document of every page; Dash calls this."""
        assets: Assets = self.server.extensions["panorama.assets"]
        return document(
            assets.address,
            title=parts["title"],
            metas=parts["metas"],
            entry=parts["app_entry"],
            config=parts["config"],
            scripts=parts["scripts"] + parts["renderer"],
        )


def install(app: Flask, settings: Settings) -> None:
    """Mount both surfaces, and keep them under ``app.extensions["panorama.surfaces"]``."""
    # Dash uses the prefix of the last app for page links, so the members' app comes last.
    embed = _embed(app)
    main = _main(app, settings)
    app.extensions["panorama.surfaces"] = (main, embed)


def surfaces_of(app: Flask) -> tuple[Surface, Surface]:
    """Return the members' surface and the embed surface."""
    surfaces: tuple[Surface, Surface] = app.extensions["panorama.surfaces"]
    return surfaces


def _main(server: Flask, settings: Settings) -> Surface:
    dash_app = MembersApp(
        "panorama",
        use_pages=True,
        pages_folder="",
        include_pages_meta=False,
        csrf_token_name=settings.cookie("_csrf_token"),
        on_error=error_handlers.show_in_notice,
        **_shared_options(server),
    )
    pages.register()
    dash_app.layout = shell.layout
    surface = Surface(dash_app, "main")
    for module in callbacks.ALL:
        module.register(surface)
    _finish(surface)
    surface.adopt(PAGES_ROUTER, Right.VIEW)
    surface.adopt(PAGES_TITLE, BROWSER_ONLY)
    return surface


def _embed(server: Flask) -> Surface:
    # There are no callbacks and no tokens yet: the gate answers every request under this prefix with 401.
    dash_app = Dash(
        "panorama-embed",
        use_pages=False,
        routes_pathname_prefix=EMBED,
        requests_pathname_prefix=EMBED,
        **_shared_options(server),
    )
    dash_app.layout = html.Main()
    return Surface(dash_app, "embed")


def _shared_options(server: Flask) -> dict[str, Any]:
    """Return the options that both Dash apps have."""
    return {
        "server": server,
        "assets_folder": str(FOLDER),
        # Pages load the bundles of dashapp/assets.py instead.
        "assets_ignore": ".*",
        "suppress_callback_exceptions": True,
        "title": "Panorama",
        "update_title": None,
    }


def _finish(surface: Surface) -> None:
    """Make Dash register its own callbacks now: the headers need the hashes of their scripts."""
    server = surface.app.server
    with server.test_request_context():
        for prepare in server.before_request_funcs[None]:
            if getattr(prepare, "__module__", "").startswith("dash."):
                prepare()
