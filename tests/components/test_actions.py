"""What can be done with a card: a few buttons, and a menu of the rest."""

import re
from pathlib import Path

from components.actions import full_screen_button, menu_button, menu_link, overflow_menu, retry_button, table_button
from tests.components.tree import attribute, of_class, of_type, text

ASSETS = Path(__file__).parents[2] / "assets"


def test_a_menu_is_opened_by_a_button_of_its_own_name():
    menu = overflow_menu("Revenue", [menu_link("Download rows", "/rows.csv", "download", "CSV")])
    (opener,) = of_type(menu, "Summary")
    assert (attribute(opener, "aria-label"), opener.className) == ("Revenue: more", "action")
    (link,) = of_type(menu, "A")
    assert (link.href, text(link)) == ("/rows.csv", "Download rows CSV")


def test_a_chart_turns_to_a_table_and_back():
    there, back = table_button("Revenue", as_table=False), table_button("Revenue", as_table=True)
    assert [attribute(button, "aria-label") for button in (there, back)] == [
        "Revenue: show as table",
        "Revenue: show as chart",
    ]
    assert of_class(there, "icon--table-2") and of_class(back, "icon--chart-column")


def test_what_has_no_room_on_a_phone_stands_in_the_menu_there():
    assert (
        "menu__item--narrow-only" in menu_button("Full screen", "full-screen", "maximize-2", narrow_only=True).className
    )
    assert "action--wide-only" in full_screen_button("Revenue").className
    rules = (ASSETS / "60-cards.css").read_text() + (ASSETS / "32-menus.css").read_text()
    assert rules.count(".action--wide-only {") == 1 and rules.count(".menu__item--narrow-only {") == 2


def test_the_browser_knows_what_every_button_does():
    buttons = [
        retry_button(),
        table_button("Revenue", as_table=True),
        full_screen_button("Revenue"),
        menu_button("Download picture", "picture", "image"),
    ]
    scripts = (ASSETS / "shell.js").read_text() + (ASSETS / "cards.js").read_text()
    known = set(re.findall(r'actions\.(\w+) =|"([\w-]+)": ', scripts))
    assert {attribute(button, "data-do") for button in buttons} <= {name for pair in known for name in pair}
