"""The records that the palette finds, their order, and whose they are."""

from services.catalogs import BUSINESS
from services.views.palette import metrics, search_records
from tests.services.dashboards.conftest import DashboardReader


def people(shop):
    for name in ("Jo Anders", "Anders Ltd", "Sanders", "Bo"):
        shop.client(name)


def labels(reader: DashboardReader, text: object) -> list[str]:
    return [entry.label for group in search_records(text, reader.context) for entry in group.entries]


def test_names_that_start_with_the_text_come_first_then_those_with_such_a_word(reader_of):
    assert labels(reader_of(people), "anders") == ["Anders Ltd", "Jo Anders", "Sanders"]


def test_a_customer_of_another_organisation_is_not_found(town_of, reader_of):
    reader = reader_of(people)
    # The neighbours sell to Ada.
    assert labels(reader, "Ada") == []


def test_an_invalid_search_finds_nothing(reader_of):
    reader = reader_of(people)
    assert [labels(reader, each) for each in (None, 5, {}, "a", " ", "x" * 500, "an\0")] == [[]] * 7


def test_a_group_has_eight_results_and_says_that_there_are_more(reader_of):
    reader = reader_of(lambda shop: [shop.client(f"Firm {number}") for number in range(10)])
    (group,) = search_records("firm", reader.context)
    assert (len(group.entries), group.more) == (8, True)


def test_every_metric_links_to_its_page_and_is_found_by_its_synonyms():
    entries = {entry.address: entry for entry in metrics(BUSINESS)}
    revenue = BUSINESS.metric("order.revenue")
    assert set(entries["/metrics/order.revenue"].others) >= {*revenue.synonyms, "order.revenue"}
    assert len(entries) == len(BUSINESS.metrics)
