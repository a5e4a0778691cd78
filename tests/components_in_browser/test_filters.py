"""The period picker."""

from datetime import date

from dash import Dash, Input, Output, html
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from components.filters import CUSTOM, period_picker
from tests.components_in_browser import RING
from tests.components_in_browser.conftest import Mount

pytestmark = RING

PRESETS = [("last-month", "Last month"), ("this-year", "This year")]


def test_the_two_days_are_in_sight_only_for_dates_of_ones_own(mount: Mount):
    browser = mount(_page())
    period = Select(browser.wait_for_element("#preset"))
    days = [browser.find_element(field) for field in ("#first", "#last")]
    assert [day.is_displayed() for day in days] == [False, False]
    period.select_by_value(CUSTOM)
    assert [day.is_displayed() for day in days] == [True, True]
    period.select_by_value("this-year")
    assert [day.is_displayed() for day in days] == [False, False]


def test_a_day_is_sent_as_an_iso_date_once_it_is_entered(mount: Mount):
    sent: list[str] = []

    def register(app: Dash) -> None:
        app.callback(Output("echo", "children"), Input("first", "value"))(lambda day: sent.append(day) or day)

    browser = mount(_page(), register)
    Select(browser.wait_for_element("#preset")).select_by_value(CUSTOM)
    browser.wait_for_text_to_equal("#echo", "2026-03-01")
    browser.find_element("#first").send_keys("04152026", Keys.ENTER)
    browser.wait_for_text_to_equal("#echo", "2026-04-15")
    # Not a day for each key that was pressed.
    assert sent == ["2026-03-01", "2026-04-15"]


def _page() -> html.Main:
    picker = period_picker(
        preset_id="preset",
        first_id="first",
        last_id="last",
        presets=PRESETS,
        selected="last-month",
        first=date(2026, 3, 1),
        last=date(2026, 3, 31),
    )
    return html.Main([picker, html.P(id="echo")])
