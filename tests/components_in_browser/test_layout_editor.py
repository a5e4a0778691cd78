"""The grid adapter: a layout changes by hand and by key, and never by itself."""

from dash import Dash, html
from dash.testing.browser import Browser
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.ui import WebDriverWait

from callbacks import layout_editor as layout_editor_callbacks
from callbacks.surface import Surface
from components.layout_editor import GAP, EditableItem, layout_editor, layout_editor_toolbar
from services.dashboards.layouts import COLUMNS, grid_rules
from tests.components_in_browser import RING
from tests.components_in_browser.conftest import PATIENCE, Mount

pytestmark = RING

SAVE, UNDO = '[data-do="layout-save"]', '[data-do="layout-undo"]'


def test_an_arrow_key_moves_a_card_and_undo_brings_it_back(mount: Mount):
    browser = _open_grid(mount)
    browser.find_element("#layout-item-revenue .layout-editor__handle").send_keys(Keys.ARROW_RIGHT)
    browser.wait_for_contains_text(".layout-editor__status", "Revenue: column 2, row 1")
    browser.wait_for_element(f"{SAVE}:not([disabled])")
    _wait_for_column(browser, "revenue", 1)
    browser.find_element(UNDO).click()
    browser.wait_for_element(f"{SAVE}[disabled]")
    _wait_for_column(browser, "revenue", 0)


def test_a_card_is_dragged_by_its_handle(mount: Mount):
    browser = _open_grid(mount)
    handle = browser.find_element("#layout-item-revenue .layout-editor__handle")
    column = browser.find_element(".layout-editor").size["width"] // COLUMNS["wide"]
    drag = ActionChains(browser.driver).click_and_hold(handle)
    drag.move_by_offset(column, 0).move_by_offset(2 * column, 0).release().perform()
    browser.wait_for_element(f"{SAVE}:not([disabled])")
    _wait_for_column(browser, "revenue", 3)


def test_a_window_of_another_size_is_no_change_of_the_layout(mount: Mount):
    browser = _open_grid(mount)
    browser.driver.set_window_size(700, 900)
    _wait_for_column(browser, "orders", 3, of=COLUMNS["medium"])
    browser.driver.set_window_size(1280, 900)
    _wait_for_column(browser, "orders", 8)
    assert not browser.find_element(SAVE).is_enabled()
    assert not browser.find_element(UNDO).is_enabled()


def _open_grid(mount: Mount) -> Browser:
    """Open two cards beside each other; at narrow widths the second stands below the first."""

    def register(app: Dash) -> None:
        layout_editor_callbacks.register(Surface(app, "test"))

    names = {"revenue": "Revenue", "orders": "Orders"}
    cards = [EditableItem(name, title, html.P(title)) for name, title in names.items()]
    state = {
        "board": "sales",
        "titles": names,
        "grid": grid_rules(),
        "layouts": {
            "wide": [_place("revenue", 0, 0, 4), _place("orders", 8, 0, 4)],
            "medium": [_place("revenue", 0, 0, 3), _place("orders", 3, 0, 3)],
            "narrow": [_place("revenue", 0, 0, 2), _place("orders", 0, 8, 2)],
        },
        "etags": {width: {} for width in COLUMNS},
    }
    tools = layout_editor_toolbar(for_everyone=False, is_own=False)
    browser = mount(html.Main([html.Div(tools), layout_editor(cards, state)]), register)
    browser.wait_for_element("#layout-item-orders .layout-editor__handle")
    _wait_for_column(browser, "orders", 8)
    return browser


def _place(name: str, x: int, y: int, w: int) -> dict[str, object]:
    return {"name": name, "x": x, "y": y, "w": w, "h": 8, "hidden": False}


COLUMN_OF = """
const grid = document.querySelector(".react-grid-layout").getBoundingClientRect()
const left = document.getElementById("layout-item-" + arguments[0]).getBoundingClientRect().left
return (left - grid.left) * arguments[1] / (grid.width + arguments[2])
"""


def _wait_for_column(browser: Browser, name: str, column: int, of: int = COLUMNS["wide"]) -> None:
    """Wait until a card has come to rest in a column, counted from 0."""

    def is_there(driver: WebDriver) -> bool:
        return abs(driver.execute_script(COLUMN_OF, name, of, GAP) - column) < 0.02

    WebDriverWait(browser.driver, PATIENCE).until(is_there)
