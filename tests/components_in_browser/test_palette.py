"""The palette, with a server that knows one page and one customer."""

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, html
from dash.testing.browser import Browser
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.expected_conditions import url_to_be
from selenium.webdriver.support.ui import WebDriverWait

from components.palette import ids, palette, palette_opener
from tests.components_in_browser import RING
from tests.components_in_browser.conftest import PATIENCE, Mount

pytestmark = RING

PAGE = {"group": "Pages", "label": "Finance", "address": "/finance"}


def test_it_opens_by_key_and_asks_the_server_once_for_its_entries(mount: Mount):
    server = PaletteServer()
    browser = _open_palette(mount, server)
    browser.wait_for_contains_text("#palette-list", "Finance")
    assert browser.driver.switch_to.active_element.get_attribute("role") == "combobox"
    ActionChains(browser.driver).send_keys(Keys.ESCAPE).perform()
    browser.wait_for_style_to_equal("#palette", "display", "none")
    _press_the_key(browser)
    browser.wait_for_contains_text("#palette-list", "Finance")
    assert len(server.wanted) == 1


def test_what_is_typed_is_asked_once_and_enter_opens_the_best(mount: Mount):
    server = PaletteServer()
    browser = _open_palette(mount, server)
    browser.wait_for_contains_text("#palette-list", "Finance")
    ActionChains(browser.driver).send_keys("quill").perform()
    browser.wait_for_text_to_equal('#palette-list [aria-selected="true"] mark', "Quill")
    assert server.texts == ["quill"]
    ActionChains(browser.driver).send_keys(Keys.ENTER).perform()
    WebDriverWait(browser.driver, PATIENCE).until(url_to_be(f"{browser.server_url}/clients/7"))
    browser.wait_for_element(".palette-opener")


class PaletteServer:
    """The server's part: it keeps what it was asked."""

    def __init__(self) -> None:
        self.wanted: list[Any] = []
        self.texts: list[str] = []

    def register(self, app: Dash) -> None:
        wanted, asked = Input(ids.ENTRIES_REQUEST, "data"), Input(ids.QUERY, "data")
        app.callback(Output(ids.ENTRIES, "data"), wanted, prevent_initial_call=True)(self.entries)
        app.callback(Output(ids.RESULTS, "data"), asked, prevent_initial_call=True)(self.matches)
        app.clientside_callback(
            ClientsideFunction("palette", "update"),
            Output(ids.OUTPUT, "data"),
            Input(ids.ENTRIES, "data"),
            Input(ids.RESULTS, "data"),
            prevent_initial_call=True,
        )

    def entries(self, wanted: Any) -> list[dict[str, str]]:
        self.wanted.append(wanted)
        return [PAGE]

    def matches(self, text: str) -> dict[str, Any]:
        self.texts.append(text)
        customer = {"group": "Clients", "label": "Quillfeather", "detail": "C-7", "address": "/clients/7"}
        return {"text": text, "groups": [{"group": "Clients", "entries": [customer], "more": False}]}


def _open_palette(mount: Mount, server: PaletteServer) -> Browser:
    # What was opened last is kept for the reader whom the shell names.
    shell = html.Main([palette_opener(), palette()], className="shell", **{"data-reader": "7"})
    browser = mount(shell, server.register)
    browser.wait_for_element(".palette-opener")
    _press_the_key(browser)
    browser.wait_for_style_to_equal("#palette", "display", "flex")
    return browser


def _press_the_key(browser: Browser) -> None:
    ActionChains(browser.driver).key_down(Keys.CONTROL).send_keys("k").key_up(Keys.CONTROL).perform()
