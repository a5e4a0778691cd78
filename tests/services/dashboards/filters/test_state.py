"""What a reader chose, to the address and back."""

from datetime import date

import pytest

from services.catalogs import BUSINESS
from services.dashboards.built_in import BUILT_IN, SALES
from services.dashboards.filters.state import (
    COMPARISONS,
    DATES,
    EMPTY,
    GRAINS,
    PERIODS,
    FilterState,
    from_search,
    to_param,
    to_search,
)
from services.errors import BadQuery, UnknownName
from services.semantic.conditions import And, Compare, Exists, In, Not, Null, Or
from services.semantic.query import Dates, Last, Query
from tests.services.dashboards.conftest import FILTERS

BY_MONTH = Query(metrics=("order.revenue",), grain="month", compare="previous_year")
BY_REGION = Query(metrics=("order.revenue",), dimensions=("order.region",))
ORDERS = Query(fields=("order.number", "client.name"))


def test_what_is_usual_is_left_out_of_the_address():
    assert to_search(FilterState()) == ""
    assert from_search("", FILTERS) == from_search("?", FILTERS) == from_search(None, FILTERS) == FilterState()


def test_an_address_spells_every_choice():
    march = FilterState(
        period=DATES,
        first=date(2025, 3, 1),
        last=date(2025, 3, 31),
        grain="week",
        compare="none",
        values={"order.region": ("North", EMPTY), "product.category": ("Bikes & more",)},
    )
    assert to_search(march) == (
        "?period=dates&from=2025-03-01&to=2025-03-31&grain=week&compare=none"
        "&order.region=North&order.region=~empty&product.category=Bikes+%26+more"
    )
    assert from_search(to_search(march), FILTERS) == march


@pytest.mark.parametrize("period", PERIODS)
def test_every_period_comes_back_from_its_address(period):
    chosen = FilterState(period=period)
    assert from_search(to_search(chosen), FILTERS) == chosen


@pytest.mark.parametrize("grain", GRAINS)
@pytest.mark.parametrize("compare", COMPARISONS)
def test_every_grain_and_comparison_comes_back_from_its_address(grain, compare):
    chosen = FilterState(grain=grain, compare=compare)
    assert from_search(to_search(chosen), FILTERS) == chosen


@pytest.mark.parametrize("value", ["", " ", "a&b=c", "ä ö", "100%", "North+South", "'; DROP TABLE orders; --", "#?"])
def test_any_value_of_a_filter_comes_back_from_its_address(value):
    chosen = FilterState(values={"order.region": (value,)})
    assert from_search(to_search(chosen), FILTERS) == chosen


@pytest.mark.parametrize(
    ("search", "words"),
    [
        ("?perod=this-year", "There is no parameter called perod. Did you mean period?"),
        ("?period=this-yaer", "There is no period called this-yaer. Did you mean this-year?"),
        ("?grain=moth", "There is no grain called moth. Did you mean month?"),
        ("?compare=previous-yer", "There is no comparison called previous-yer. Did you mean previous-year?"),
        ("?order.regoin=North", "There is no parameter called order.regoin. Did you mean order.region?"),
        ("?client.name=Ada", "There is no parameter called client.name."),
        ("?regoin=North", "There is no parameter called regoin. Did you mean order.region?"),
        ("?Region=North", "There is no parameter called Region. Did you mean order.region?"),
        ("?order.region.nto=North", "There is no parameter called order.region.nto. Did you mean order.region.not?"),
        ("?order.region=North&order.region.not=South", "The address filters by order.region and by order.region.not."),
        ("?order.region.list=a&order.region.list=b", "order.region.list appears twice in the address."),
        (
            "?grain=week&amp;order.region=North",
            "There is no parameter called amp;order.region. Did you mean order.region?",
        ),
        ("?form=2025-01-01", "There is no parameter called form. Did you mean from?"),
        ("?bord=sales", "There is no parameter called bord. Did you mean board?"),
        ("?period=dates&from=yesterday&to=2025-03-31", "yesterday is not a date. Use the format 2025-03-31."),
        ("?period=dates&from=2025-02-30&to=2025-03-31", "2025-02-30 is not a date."),
    ],
)
def test_what_an_address_misspells_is_named_rather_than_ignored(search, words):
    with pytest.raises(BadQuery) as refused:
        from_search(search, FILTERS)
    assert refused.value.message.startswith(words)


@pytest.mark.parametrize("search", ["?period=dates", "?period=dates&from=2025-01-01", "?period=dates&to=2025-01-01"])
def test_a_period_between_two_days_needs_both(search):
    with pytest.raises(BadQuery, match="needs both dates"):
        from_search(search, FILTERS)


@pytest.mark.parametrize("search", ["?from=2025-01-01&to=2025-03-31", "?period=this-year&from=2025-01-01"])
def test_two_days_that_no_period_takes_are_refused_rather_than_ignored(search):
    with pytest.raises(BadQuery, match="from and to are for period=dates only"):
        from_search(search, FILTERS)


def test_a_period_that_ends_before_it_begins_is_refused():
    backwards = from_search("?period=dates&from=2025-03-31&to=2025-03-01", FILTERS)
    with pytest.raises(BadQuery, match="Swap the two days"):
        backwards.apply_to(BY_MONTH, BUSINESS)


def test_a_page_without_filters_takes_none():
    with pytest.raises(BadQuery, match="There is no parameter called order.region"):
        from_search("?order.region=North", ())


def test_choices_change_the_period_and_only_a_grain_or_comparison_that_is_asked_for():
    chosen = FilterState(period="last-90-days", grain="week", compare="previous-period")
    by_week = chosen.apply_to(BY_MONTH, BUSINESS)
    assert (by_week.period, by_week.grain, by_week.compare) == (Last(90, "day", "data"), "week", "previous_period")
    by_region = chosen.apply_to(BY_REGION, BUSINESS)
    assert (by_region.period, by_region.grain, by_region.compare) == (Last(90, "day", "data"), None, None)


def test_two_days_become_the_period():
    march = from_search("?period=dates&from=2025-03-01&to=2025-03-31", FILTERS)
    assert march.apply_to(BY_MONTH, BUSINESS).period == Dates(date(2025, 3, 1), date(2025, 3, 31))


def test_no_comparison_may_be_chosen():
    assert FilterState(compare="none").apply_to(BY_MONTH, BUSINESS).compare is None


def where(search: str, query: Query = BY_REGION) -> object:
    return from_search(search, FILTERS).apply_to(query, BUSINESS).where


def test_the_values_of_a_filter_are_kept_and_the_empty_group_means_rows_without_one():
    assert where("?order.region=North&order.region=South") == In("order.region", ("North", "South"))
    assert where("?order.region=North&order.region=~empty") == Or(
        (In("order.region", ("North",)), Null("order.region"))
    )
    assert where("?order.region=~empty") == Or((In("order.region", ()), Null("order.region")))


def test_filters_are_added_to_what_the_tile_asks_for():
    companies = Compare("client.kind", "=", "company")
    asked = Query(metrics=("order.revenue",), where=companies)
    both = where("?order.region=North&product.category=Bikes", asked)
    assert both == And((companies, In("order.region", ("North",)), In("product.category", ("Bikes",))))


def test_a_record_is_compared_with_its_related_rows():
    assert where("?product.category=Bikes", ORDERS) == Exists("order_line.order", In("product.category", ("Bikes",)))
    assert where("?order.region=North", ORDERS) == In("order.region", ("North",))


@pytest.mark.parametrize("query", [Query(fields=("team.name",)), Query(metrics=("work.hours",))], ids=str)
def test_a_filter_that_no_join_leads_to_is_left_out_and_named(query):
    chosen = from_search("?order.region=North&product.category=Bikes", FILTERS)
    assert chosen.apply_to(query, BUSINESS).where is None
    assert chosen.inapplicable(query, BUSINESS) == ("order.region", "product.category")
    assert chosen.inapplicable(BY_REGION, BUSINESS) == ()


def test_a_filter_holds_for_all_metrics_of_a_question_or_for_none():
    both = Query(metrics=("order.revenue", "work.hours"))
    chosen = from_search("?order.region=North", FILTERS)
    assert chosen.inapplicable(both, BUSINESS) == ("order.region",)
    assert chosen.apply_to(both, BUSINESS).where is None


def test_a_filter_that_nobody_knows_is_refused():
    with pytest.raises(UnknownName):
        from_search("?order.colour=red", ("order.colour",)).apply_to(ORDERS, BUSINESS)


def test_yes_and_no_are_written_in_words():
    hours = Query(metrics=("work.hours",))
    chosen = from_search("?work_log.billable=true&work_log.billable=~empty", ("work_log.billable",))
    assert chosen.apply_to(hours, BUSINESS).where == Or((In("work_log.billable", (True,)), Null("work_log.billable")))


@pytest.mark.parametrize(("value", "text"), [(True, "true"), (False, "false"), (None, EMPTY), ("New", "New"), (3, "3")])
def test_a_value_is_written_as_an_address_reads_it(value, text):
    assert to_param(value) == text


def test_the_usual_choices_leave_the_built_in_tiles_as_they_are():
    assert [FilterState().apply_to(tile.query, BUSINESS) for tile in SALES.tiles] == [
        tile.query for tile in SALES.tiles
    ]


@pytest.mark.parametrize(
    "name",
    [
        *("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "UTM_Region"),
        *(
            "gclid",
            "fbclid",
            "msclkid",
            "mc_cid",
            "_ga",
            "_gl",
            "ref",
            "trk",
            "si",
            "igshid",
            "filters",
            "v",
            "lang",
            "session",
            "by",
            "board",
        ),
    ],
)
def test_what_other_programs_add_to_a_link_is_ignored_and_named(name):
    found = from_search(f"?{name}=mail&order.region=North&{name}=x", FILTERS)
    assert (found, found.ignored) == (FilterState(values={"order.region": ("North",)}), (name,))
    assert to_search(found) == "?order.region=North"


@pytest.mark.parametrize("board", BUILT_IN, ids=lambda board: board.slug)
def test_a_filter_that_lacks_a_letter_is_never_ignored(board):
    for name in board.filters:
        for place in range(len(name)):
            with pytest.raises(BadQuery, match="There is no parameter called"):
                from_search(f"?{name[:place]}{name[place + 1 :]}=x", board.filters)
        with pytest.raises(BadQuery, match=f"Did you mean {name}"):
            from_search(f"?{name.rsplit('.', 1)[-1]}=x", (name,))


def test_all_but_some_values_is_a_condition():
    chosen = FilterState(values={"order.region": ("North", EMPTY)}, excluded=frozenset({"order.region"}))
    assert to_search(chosen) == "?order.region.not=North&order.region.not=~empty"
    assert from_search(to_search(chosen), FILTERS) == chosen
    assert chosen.apply_to(BY_REGION, BUSINESS).where == Not(Or((In("order.region", ("North",)), Null("order.region"))))
    assert chosen.without("order.region") == FilterState()
    assert chosen.with_values({"order.region": ("South",)}) == FilterState(values={"order.region": ("South",)})


def test_a_stored_list_stays_a_key_as_long_as_its_values_are_the_same():
    found = from_search("?order.region.not.list=k1", FILTERS, lambda dimension, key: (dimension, key))
    assert found.values == {"order.region": ("order.region", "k1")} and found.excluded == {"order.region"}
    assert to_search(found) == "?order.region.not.list=k1"
    assert to_search(found.with_values({"order.region": ("North",)})) == "?order.region=North"
