"""A statement's card: rows that open by themselves, and values that are read with their headings."""

from dataclasses import dataclass

from components.statement import statement_card
from tests.components.tree import attribute, of_class, of_type, text


@dataclass(frozen=True)
class Cell:
    words: str
    exact: str
    share: float | None = None
    verdict: str = "neutral"


@dataclass(frozen=True)
class Row:
    name: str
    cells: tuple[Cell, ...]
    is_total: bool = False
    number: str | None = None
    account: str | None = None
    below: tuple["Row", ...] = ()


def cells(actual: str, variance: str, verdict: str = "neutral", share: float | None = None) -> tuple[Cell, ...]:
    return Cell(actual, f"{actual}.00 EUR", share), Cell(variance, f"{variance}.00 EUR", None, verdict)


LAMPS = Row("Lamps", cells("600", "100", "good"), number="411", account="lamps")
GOODS = Row("Sales of goods", cells("600", "100", "good"), below=(LAMPS,))
REPAIRS = Row("Repairs", cells("40", "(10)", "bad"), number="42")
SALES = Row("Gross sales", cells("640", "90", "good", share=0.5), below=(GOODS, REPAIRS))
REVENUE = Row("Revenue", cells("640", "90", "good"), is_total=True)


def card(**more):
    result = {"title": "Profit and loss", "columns": ("Actual, EUR", "Variance, EUR"), "caption": "By line and account"}
    return statement_card(**{**result, "rows": (SALES, REVENUE), **more})


def test_a_line_opens_into_its_groups_and_they_into_their_accounts_without_a_call():
    sales, goods = of_type(card(), "Details")
    assert [text(of_class(each.children[0], "statement__name")) for each in (sales, goods)] == [
        "Gross sales",
        "Sales of goods",
    ]
    assert [type(part).__name__ for part in sales.children] == ["Summary", "Div"]
    assert "Lamps" in text(goods) and "Repairs" not in text(goods) and "Repairs" in text(sales)
    assert not getattr(sales, "open", None)


def test_an_account_leads_to_what_is_behind_it_and_no_other_row_does():
    [link] = of_type(card(address=lambda account: f"/behind/{account}"), "A")
    assert (link.href, text(link)) == ("/behind/lamps", "Lamps")
    assert of_type(card(), "A") == []


def test_a_row_with_nothing_below_it_does_not_pretend_to_open():
    rows = of_class(card(), "statement__row")
    plain = [text(of_class(row, "statement__name")) for row in rows if type(row).__name__ == "Div"]
    assert plain == ["", "411 Lamps", "42 Repairs", "Revenue"]


def test_each_value_is_read_with_the_heading_of_its_column():
    [total] = of_class(card(), "statement__row--total")
    assert text(total) == "Revenue Actual, EUR:  640 Variance, EUR:  90"
    [head] = of_class(card(), "statement__row--head")
    assert attribute(head, "aria-hidden") == "true"


def test_a_value_shows_its_cents_on_hover():
    [total] = of_class(card(), "statement__row--total")
    assert [span.title for span in of_type(total, "Span") if getattr(span, "title", None)] == [
        "640.00 EUR",
        "90.00 EUR",
    ]


def test_a_bar_is_as_long_as_its_share_and_only_where_there_is_one():
    shown = of_class(card(), "statement__cell--neutral")
    assert [cell.style for cell in shown] == [{"--share": "50.0%"}, None, None, None, None]


def test_good_and_bad_news_have_a_look_beside_their_sign():
    assert [text(cell) for cell in of_class(card(), "statement__cell--bad")] == ["Variance, EUR:  (10)"]
    assert len(of_class(card(), "statement__cell--good")) == 4


def test_the_frame_that_may_scroll_sideways_is_reached_by_keyboard_and_named():
    [frame] = of_class(card(), "statement__frame")
    assert (frame.tabIndex, frame.role, attribute(frame, "aria-label")) == ("0", "region", "By line and account")


def test_the_sheet_knows_how_many_columns_it_has():
    [sheet] = of_class(card(), "statement__sheet")
    assert sheet.style == {"--columns": "2"}


def test_it_says_what_it_shows_and_what_to_mind():
    result = text(card(finding="Net profit of 12", note="So far."))
    assert result.startswith("Profit and loss Net profit of 12") and result.endswith("So far.")


def test_its_heading_is_lower_in_a_section():
    assert [heading.children for heading in of_type(card(level=3), "H3")] == ["Profit and loss"]
