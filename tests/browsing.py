"""Which browser the journeys use, how it is started, and the profiles that they share."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext

# The first lets Chromium run as root; the next keep it from calling home.
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The tabs of a profile share one process, which keeps what it has compiled; a second compiler does not pay off.
    "--process-per-site",
    "--js-flags=--no-maglev --no-flush-bytecode",
]
# In ms: how long a page of many tiles may take on a machine that has much else to do.
PATIENCE = 120_000
NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str:
    """Return the path of the browser's program; a machine without one fails the journeys rather than skip them."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    assert found, "There is no Chromium. Install it (Debian: apt-get install chromium) or set CHROMIUM to its path."
    return found


class Profiles:
    """Profiles of one browser for one site, which tests use one after the other: a new profile compiles every script.

    A profile is lent without tabs, cookies or stored data. What it keeps is the browser's cache of scripts and styles.
    """

    def __init__(self, browser: Browser, site: str) -> None:
        self.browser = browser
        self.site = site
        self._idle: list[BrowserContext] = []

    @contextmanager
    def lend(self) -> Iterator[BrowserContext]:
        profile = self._idle.pop() if self._idle else self._new()
        yield profile
        self._clear(profile)
        self._idle.append(profile)

    def _new(self) -> BrowserContext:
        profile = self.browser.new_context(base_url=self.site)
        # While one tab of the site is open, its process goes on.
        profile.new_page().goto(self.site)
        return profile

    def _clear(self, profile: BrowserContext) -> None:
        for page in profile.pages[1:]:
            page.close()
        profile.clear_cookies()
        profile.clear_permissions()
        profile.unroute_all()
        stored = {"origin": self.site, "storageTypes": "local_storage,indexeddb,cache_storage,service_workers"}
        profile.new_cdp_session(profile.pages[0]).send("Storage.clearDataForOrigin", stored)
