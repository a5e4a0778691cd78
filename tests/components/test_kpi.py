"""A key figure says everything in words."""

from components.kpi import KpiTarget, kpi_card
from tests.components.tree import attribute, of_class, text


def spoken_text(card) -> str:
    """What screen readers announce of a card's change."""
    (line,) = of_class(card, "kpi__change")
    return text(of_class(line, "visually-hidden"))


def change_text(**change):
    return kpi_card(label="Revenue", value="1", **change)


def test_a_screen_reader_hears_the_direction_that_the_arrow_shows():
    card = change_text(change="12%", change_spoken="down 12 percent", direction="down", verdict="good")
    [line] = of_class(card, "kpi__change--good")
    assert [text(part) for part in line.children if text(part)] == ["12%", "down 12 percent, better"]
    assert line.children[1].to_plotly_json()["props"]["aria-hidden"] == "true"


def test_it_reads_label_value_and_change():
    card = change_text(
        change="12% vs previous year", change_spoken="up 12 percent versus previous year", direction="up"
    )
    assert text(card) == "Revenue 1 12% vs previous year up 12 percent versus previous year"


def test_good_and_bad_are_shown_apart_without_colour():
    good, bad = (change_text(change="4.0%", direction="up", verdict=verdict) for verdict in ("good", "bad"))
    assert of_class(good, "icon--check") and not of_class(bad, "icon--check")
    assert of_class(bad, "icon--triangle-alert") and not of_class(good, "icon--triangle-alert")
    assert not of_class(change_text(change="4.0%", direction="up"), "kpi__sign")


def test_the_whole_number_is_for_screen_readers_and_on_hover():
    card = kpi_card(label="Revenue", value="1.24 M", exact="1,240,310.50")
    shown, read = of_class(card, "kpi__value")[0].children
    assert (shown.children, shown.title, attribute(shown, "aria-hidden")) == ("1.24 M", "1,240,310.50", "true")
    assert (read.children, read.className) == ("1,240,310.50", "visually-hidden")


def test_a_number_that_is_already_whole_is_stated_once():
    assert text(kpi_card(label="Orders", value="812", exact="812")) == "Orders 812"


def test_a_rise_that_is_bad_says_so_in_a_word():
    assert (
        spoken_text(change_text(change="1 pp", change_spoken="up 1 point", direction="up", verdict="bad"))
        == "up 1 point, worse"
    )


def test_a_fall_that_is_good_says_so_in_a_word():
    card = change_text(change="1 pp", change_spoken="down 1 point", direction="down", verdict="good")
    assert spoken_text(card) == "down 1 point, better"


def test_the_arrow_follows_the_direction_and_not_the_verdict():
    card = kpi_card(label="Costs", value="4", change="1.0%", direction="down", verdict="good")
    assert of_class(card, "icon--arrow-down") and not of_class(card, "icon--arrow-up")


def test_an_incomplete_period_is_marked():
    assert "so far" in text(kpi_card(label="Orders", value="812", note="so far"))


def test_a_count_says_what_it_counts_beside_its_value():
    assert text(kpi_card(label="Cycle time", value="4.5", unit="days", note="so far")) == "Cycle time 4.5 days so far"


def test_a_remark_stands_at_the_foot_also_where_there_is_no_value():
    shown = kpi_card(label="Hours", value="12", remark="Not filtered by Region")
    missing = kpi_card(label="Hours", unavailable="No time entries recorded yet", remark="Not filtered by Region")
    for card in (shown, missing):
        assert text(of_class(card, "card__note")) == "Not filtered by Region"


def test_what_cannot_be_worked_out_says_why_and_shows_nothing_else():
    card = kpi_card(
        label="Margin",
        value="1",
        change="up",
        spark="data:,",
        unavailable="Nothing was sold.",
        target=KpiTarget(1, "all"),
    )
    assert text(card) == "Margin n/a Nothing was sold."
    assert of_class(card, "kpi__spark") == []


def test_a_target_that_is_passed_fills_its_bar_and_no_more():
    card = kpi_card(label="Orders", value="12", target=KpiTarget(1.2, "120 % of 10"))
    assert of_class(card, "kpi__track")[0].style == {"--reached": "100.0%"}
    assert "120 % of 10" in text(card)


def test_the_sparkline_is_not_read_aloud():
    (spark,) = of_class(kpi_card(label="Orders", value="12", spark="data:image/svg+xml,x"), "kpi__spark")
    assert attribute(spark, "aria-hidden") == "true"
    assert spark.style["maskImage"] == 'url("data:image/svg+xml,x")'
