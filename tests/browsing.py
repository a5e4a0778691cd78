"""Which browser the journeys use, and how it is started."""

import os
import shutil

# The first lets Chromium run as root; the others keep it from calling home.
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# In ms: how long a page of many tiles may take on a machine that has much else to do.
PATIENCE = 120_000
NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str:
    """Return the path of the browser's program; a machine without one fails the journeys rather than skip them."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    assert found, "There is no Chromium. Install it (Debian: apt-get install chromium) or set CHROMIUM to its path."
    return found
