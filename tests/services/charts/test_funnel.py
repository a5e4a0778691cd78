"""Ordered steps, each with what is left of the one before it and of the first."""

import html
from decimal import Decimal
from typing import Any

from services.charts.funnel import MOST_STEPS, STEP_LETTERS, funnel
from services.semantic.answer import Column
from services.semantic.query import Query
from tests.services.charts.answers import answer
from tests.services.shop import Shop, days

LEADS = Column("lead.arrived", "Leads", "integer", "leads")
QUALIFIED = Column("lead.qualified", "Qualified leads", "integer", "leads")
OFFERS = Column("deal.offered", "Offers made", "integer", "deals")
DEALS = Column("deal.won", "Deals won", "integer", "deals")
STEPS = (LEADS, QUALIFIED, OFFERS, DEALS)
STAGE = Column("stage.name", "Stage", "text")


def by_metric(*values: Any, columns: tuple[Column, ...] = STEPS) -> Any:
    kept = columns[: len(values)]
    return answer(Query(metrics=tuple(each.name for each in kept)), kept, [values])


def by_stage(*rows: tuple[Any, Any], metric: Column = DEALS, **more: Any) -> Any:
    query = Query(metrics=(metric.name,), dimensions=(STAGE.name,), order=("stage.position",))
    return answer(query, (STAGE, metric), rows, **more)


def step_names(drawn: Any) -> list[str]:
    return [name.strip() for name in drawn.figure["layout"]["yaxis"]["ticktext"]]


def test_each_metric_is_a_bar_with_what_the_step_before_had_after_it():
    drawn = funnel(by_metric(100, 40, 30, 6), "light", "en")
    before, bars, labels = drawn.figure["data"]
    assert list(bars["x"]) == [100, 40, 30, 6]
    assert list(before["x"]) == [None, 100, 40, 30]
    assert step_names(drawn) == ["Leads", "Qualified leads", "Offers made", "Deals won"]
    # The first step is on top.
    assert list(drawn.figure["layout"]["yaxis"]["range"]) == [3.5, -0.5]
    assert drawn.figure["layout"]["xaxis"]["range"][0] == 0
    assert list(labels["x"]) == [100, 100, 40, 30]


def test_labels_say_how_much_and_the_share_of_the_first_and_of_the_step_before():
    drawn = funnel(by_metric(100, 40, 30, 6), "light", "en")
    assert [label.strip() for label in drawn.figure["data"][2]["text"]] == [
        "100",
        "40",
        "30<br>  30.0% of first",
        "6<br>  6.0% of first",
    ]
    between = [(each["text"], each["y"]) for each in drawn.figure["layout"]["annotations"]]
    assert between == [("↓ 40.0%", 0.5), ("↓ 75.0%", 1.5), ("↓ 20.0%", 2.5)]


def test_the_finding_says_how_many_come_through_and_where_most_are_lost():
    found = funnel(by_metric(100, 40, 30, 6), "light", "en").finding
    assert (
        found
        == "Conversion from leads to deals won is 6.0%; the largest drop is from Leads to Qualified leads (60 leads)"
    )
    assert funnel(by_metric(400, 3), "light", "en").finding == "Conversion from leads to qualified leads is 0.8%"


def test_where_two_steps_lose_as_much_none_loses_most():
    assert funnel(by_metric(100, 60, 20), "light", "en").finding == "Conversion from leads to offers made is 20.0%"


def test_the_summary_states_every_step_in_words():
    drawn = funnel(by_metric(100, 40, 30), "light", "en")
    assert drawn.summary == (
        "Leads: 100 leads; Qualified leads: 40 leads, 40.0% of the previous step; "
        "Offers made: 30 deals, 75.0% of the previous step, 30.0% of the first"
    )
    assert [mark[2] for mark in drawn.figure["data"][1]["customdata"]] == drawn.summary.split("; ")


def test_a_metric_is_no_group_and_a_stage_hands_itself_to_a_click():
    steps = funnel(by_metric(100, 40), "light", "en").figure["data"][1]["customdata"]
    assert [list(mark[:2]) for mark in steps] == [[None, None], [None, None]]
    stages = funnel(by_stage(("Offer", 4), (None, 1)), "light", "en").figure["data"][1]["customdata"]
    assert [list(mark) for mark in stages] == [
        ["stage.name", "Offer", "Offer: 4 deals"],
        ["stage.name", None, "Not given: 1 deal, 25.0% of the previous step"],
    ]


def regions(shop: Shop) -> None:
    shop.sells(("lamp", "30", "1"), on="2025-04-10", region="South")
    shop.sells(("lamp", "120", "1"), on="2025-04-10", region="North")
    shop.sells(("lamp", "60", "1"), on="2025-04-10", region="West")


def test_groups_stand_in_the_order_of_the_rows(town_of):
    asked = Query(metrics=("order.revenue",), dimensions=("order.region",), period=days("2025-04-01", "2025-04-30"))
    drawn = funnel(town_of(regions).ask(asked), "light", "en")
    assert step_names(drawn) == ["North", "West", "South"]
    assert drawn.finding == "Conversion from North to South is 25.0%; the largest drop is from North to West (€60.00)"
    assert funnel(by_stage(("Lead", 200), ("Won", 9)), "light", "en").finding == "Conversion from Lead to Won is 4.5%"


def test_a_step_that_is_larger_than_the_one_before_is_stated_and_leaves_no_finding():
    drawn = funnel(by_metric(10, 40, 5), "light", "en")
    assert (drawn.finding, drawn.note) == (None, "Larger than the previous step: Qualified leads.")
    assert drawn.figure["layout"]["annotations"][0]["text"] == "↓ 400.0%"


def test_nothing_to_begin_with_is_not_divided_by():
    drawn = funnel(by_metric(0, 0, 0), "light", "en")
    assert drawn.finding is None
    assert drawn.figure["layout"]["annotations"][0]["text"] == "↓ n/a"
    assert drawn.figure["layout"]["xaxis"]["range"][1] > 0


def test_a_step_that_is_not_known_is_a_gap():
    drawn = funnel(by_metric(100, None, 30), "light", "en")
    assert list(drawn.figure["data"][1]["x"]) == [100, None, 30]
    assert drawn.finding is None
    assert "Qualified leads: n/a, n/a of the previous step" in drawn.summary


def test_one_step_alone_finds_nothing():
    assert funnel(by_metric(100), "light", "en").finding is None


def test_sixty_steps_are_cut_off_with_a_note_and_the_finding_is_of_all():
    stages = [(f"Stage {number}", 1_000 - number * number) for number in range(1, 21)]
    drawn = funnel(by_stage(*stages), "light", "en")
    assert len(drawn.figure["data"][1]["x"]) == MOST_STEPS
    assert drawn.note == f"Showing {MOST_STEPS} of 20 steps."
    assert drawn.finding == (
        "Conversion from Stage 1 to Stage 20 is 60.1%; the largest drop is from Stage 19 to Stage 20 (39 deals)"
    )
    assert funnel(by_stage(*stages, total=60), "light", "en").finding is None


def test_long_names_are_cut_off_on_the_axis_alone_and_tags_are_shown_as_they_are():
    drawn = funnel(by_stage(("<i>Waiting for the signature of the board</i>", 5)), "light", "en")
    [shown] = drawn.figure["layout"]["yaxis"]["ticktext"]
    lines = [line.strip() for line in shown.split("<br>")]
    assert lines == ["&lt;i&gt;Waiting for the", "signature of the…"]
    assert all(len(html.unescape(line)) <= STEP_LETTERS for line in lines)
    assert "signature of the board&lt;/i&gt;: 5 deals" in drawn.figure["data"][1]["customdata"][0][2]


def test_money_stays_exact_in_words():
    pipeline = Column("deal.amount", "Pipeline", "money", additive=True)
    drawn = funnel(by_stage(("Lead", Decimal("10.10")), ("Won", Decimal("10.05")), metric=pipeline), "light", "en")
    assert drawn.summary == "Lead: €10.10; Won: €10.05, 99.5% of the previous step"
