"""A tiny app around a component, in the browser of Dash's own testing tools.

pyproject.toml keeps Dash's pytest plugin out, since it would stand in every other ring as well; what it offers is made
here for this one.
"""

import shutil
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from dash import Dash
from dash.development.base_component import Component

from dashapp.config import ROOT
from tests.browsing import FLAGS, chromium
from tests.serving import handed_over_whole, serve

with warnings.catch_warnings():
    # Dash's tests hold selenium at 4.2, which asks urllib3 for an extra that it has given up.
    warnings.filterwarnings("ignore", message="'urllib3\\[secure\\]' extra is deprecated", category=DeprecationWarning)
    from dash.testing.browser import Browser
    from selenium.webdriver.chrome.options import Options

Mount = Callable[..., Browser]
# In seconds: how long a fact is waited for on a machine that has much else to do.
PATIENCE = 60
QUIET = ("--headless", "--disable-gpu", "--no-first-run")
SIZE = (1280, 900)


def chrome_options() -> Options:
    """Return how Chromium is started: the same way as for the journeys."""
    options = Options()
    options.binary_location = chromium()
    for flag in (*QUIET, *FLAGS):
        options.add_argument(flag)
    return options


@pytest.fixture(scope="session")
def dash_br() -> Iterator[Browser]:
    """One browser for the ring."""
    assert shutil.which("chromedriver"), "There is no chromedriver. Debian: apt-get install chromium-driver"
    with Browser("Chrome", options=[chrome_options()], wait_timeout=PATIENCE, percy_run=False) as browser:
        yield browser


@pytest.fixture
def mount(dash_br: Browser) -> Iterator[Mount]:
    """Return a function that opens a layout in the browser, with our assets. At the end the console must be empty.

    ``register`` takes the app, and ties the callbacks to it that the test needs.
    """
    with ExitStack() as stack:

        def open_app(layout: Component, register: Callable[[Dash], object] = lambda app: None) -> Browser:
            app = Dash(__name__, assets_folder=str(ROOT / "assets"))
            app.layout = layout
            register(app)
            port = stack.enter_context(serve(handed_over_whole(app.server)))
            dash_br.driver.set_window_size(*SIZE)
            dash_br.server_url = f"http://127.0.0.1:{port}"
            return dash_br

        yield open_app
        complaints = dash_br.get_logs()
        # Nothing of this app may still ask for something when its server has ended.
        dash_br.driver.get("about:blank")
    assert complaints == []
