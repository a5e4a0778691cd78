"""The frame of a page: one heading, a name for every field, one place for notices."""

import re
from datetime import date
from pathlib import Path

import pytest

from components.document import document
from components.filters import (
    CUSTOM,
    EXCEPT,
    FilterOption,
    filter_bar,
    filter_chips,
    multi_select,
    multi_select_options,
    period_picker,
    segmented_control,
    select_field,
)
from components.grid import tile
from components.icon import ICONS, icon
from components.notice import notice
from components.page import page_frame
from components.shell import MenuItem, ids, shell
from tests.components.tree import attribute, of_class, of_type, text, walk

ANOTHER_ORIGIN = re.compile(r"(?:(?:src|href)=|url\()[\"']?(?:https?:)?//")
DOCUMENT = document(str, title="Sales", metas="", entry="", config="", scripts="the scripts of Dash")
ASSETS = Path(__file__).parents[2] / "assets"


def picker():
    return period_picker(
        preset_id="period",
        first_id="first",
        last_id="last",
        presets=[("year", "This year")],
        selected="year",
        first=date(2025, 1, 1),
        last=date(2025, 12, 31),
    )


def frame_of(**more):
    menu = [MenuItem("/sales", "Sales", "trending-up"), MenuItem("/finance", "Finance", "wallet")]
    page = page_frame("Sales", tile("chart", 8), period_line="May 2025", filters=filter_bar(picker()))
    return shell(
        menu=menu,
        current="/sales",
        person="Mara Lindqvist",
        organization="Nordwind",
        csrf_token="secret",
        content=page,
        **more,
    )


def test_a_page_has_one_h1_and_one_main():
    frame = frame_of()
    assert [heading.children for heading in of_type(frame, "H1")] == ["Sales"]
    assert [main.id for main in of_type(frame, "Main")] == [ids.CONTENT]


def test_a_page_of_several_sections_leads_to_each():
    def anchors(*sections: tuple[str, str]) -> list[tuple[str, str]]:
        return [(link.href, link.children) for link in of_class(page_frame("Sales", anchors=sections), "anchors__link")]

    assert anchors(("trade", "Trade"), ("work", "Work")) == [("#trade", "Trade"), ("#work", "Work")]
    assert anchors(("trade", "Trade")) == anchors() == []


def test_the_skip_link_leads_to_the_content():
    assert of_class(frame_of(), "skip")[0].href == f"#{ids.CONTENT}"


def test_the_rail_marks_where_we_are():
    assert [link.title for link in of_class(frame_of(), "rail__link--current")] == ["Sales"]


def test_what_is_read_aloud_by_itself_are_problems_what_went_well_and_the_tour():
    live = [node for node in walk(frame_of()) if not isinstance(node, str) and attribute(node, "aria-live")]
    assert [getattr(region, "id", None) or region.className for region in live] == [
        "tour__steps",
        ids.NOTICE,
        ids.TOASTS,
    ]


def test_signing_out_is_a_post_with_a_token():
    (form,) = of_type(frame_of(), "Form")
    (token,) = of_type(form, "Input")
    assert (form.action, form.method) == ("/sign-out", "POST")
    assert (token.type, token.name, token.value) == ("hidden", "csrf_token", "secret")


def test_other_organisations_can_be_opened():
    forms = of_type(frame_of(organizations=[("7", "Nordwind Services")]), "Form")
    values = {field.name: field.value for field in of_type(forms[0], "Input")}
    assert values == {"csrf_token": "secret", "organization_id": "7"}
    assert text(forms[0]) == "Nordwind Services"


def test_every_button_has_a_name():
    unnamed = [b for b in of_type(frame_of(), "Button") if not (text(b) or attribute(b, "aria-label"))]
    assert unnamed == []


def test_the_document_says_its_language_and_sets_the_theme_before_anything_is_painted():
    assert '<html lang="en"' in DOCUMENT
    assert DOCUMENT.index("theme.js") < DOCUMENT.index("panorama.css") < DOCUMENT.index("</head>")


def test_our_scripts_come_before_those_that_draw_the_page():
    assert DOCUMENT.index("panorama.js") < DOCUMENT.index("the scripts of Dash")


def test_nothing_comes_from_another_origin():
    own = [*ASSETS.glob("*.css"), *ASSETS.glob("*.js")]
    texts = [DOCUMENT, *(path.read_text() for path in own)]
    assert [found for words in texts for found in ANOTHER_ORIGIN.findall(words)] == []


def test_each_field_of_the_period_has_a_label():
    labels = {label.htmlFor: label.children for label in of_type(picker(), "Label")}
    assert labels == {"period": "Period", "first": "From", "last": "To"}
    days = [(day.type, day.value) for day in of_type(picker(), "Input")]
    assert days == [("date", "2025-01-01"), ("date", "2025-12-31")]


def test_two_days_of_ones_own_are_the_last_choice():
    (select,) = of_type(picker(), "Select")
    assert [option["value"] for option in select.options] == ["year", CUSTOM]


def test_a_choice_is_labelled_counted_and_found_by_its_words():
    options = [FilterOption("de", "Germany", "6,912", "6,912 orders"), FilterOption("fr", "France")]
    field = multi_select("country", "Country", options, ["de"])
    (dropdown,) = of_type(field, "Dropdown")
    _, germany, france = dropdown.options
    assert (text(germany["label"]), text(france["label"])) == ("Germany 6,912", "France")
    assert of_class(germany["label"], "option__count")[0].title == "6,912 orders"
    assert (germany["search"], dropdown.value, dropdown.multi) == ("Germany", ["de"], True)
    assert (of_type(field, "Label")[0].htmlFor, attribute(field, "aria-label")) == ("country", "Country")


def test_a_list_says_how_many_values_it_leaves_out_and_finds_what_the_server_found():
    germany = FilterOption("de", "Germany", "6,912")
    _, first, more = multi_select_options([germany], 4_499)
    assert (more["label"], more["disabled"], first["search"]) == ("4,499 more. Type to search.", True, "Germany")
    _, first, more = multi_select_options([germany], 3, text="germ")
    assert (more["label"], more["search"]) == ("3 more match. Type more letters.", "germ")
    assert first["search"] == "Germany germ"


def test_all_but_what_is_selected_is_an_option_of_every_list():
    field = multi_select("country", "Country", [FilterOption("de", "Germany")], ["de"], excludes=True)
    (dropdown,) = of_type(field, "Dropdown")
    assert (dropdown.options[0]["value"], dropdown.value) == (EXCEPT, [EXCEPT, "de"])


def test_a_label_finds_a_field_whose_id_is_a_pattern():
    (label,) = of_type(select_field({"part": "x", "key": 1}, "Compare", [("a", "A")], "a"), "Label")
    assert label.htmlFor == '{"key":1,"part":"x"}'


def test_one_of_a_few_is_a_named_group():
    group = segmented_control("grain", "By", [("week", "Week"), ("month", "Month")], "month")
    assert (group.role, attribute(group, "aria-label")) == ("radiogroup", "By")


def test_a_chip_says_what_it_removes():
    row = filter_chips([("Country: Germany", "remove-country")], clear_id="clear")
    remove, clear = of_type(row, "Button")
    assert (remove.id, attribute(remove, "aria-label")) == ("remove-country", "Remove filter Country: Germany")
    assert clear.id == "clear"


def test_without_filters_there_are_no_chips():
    assert filter_chips([], clear_id="clear") is None


def test_a_problem_stays_until_it_is_dismissed():
    assert (notice("No.").duration, notice("Saved.", "done").duration) == (None, 6000)
    assert text(notice("No.")) == "No."


def test_every_icon_is_drawn():
    rules = set(re.findall(r"\.icon--([\w-]+) \{", (ASSETS / "20-icons.css").read_text()))
    assert rules == set(ICONS)


def test_an_unknown_icon_is_refused():
    with pytest.raises(ValueError, match="no icon called dragon"):
        icon("dragon")
