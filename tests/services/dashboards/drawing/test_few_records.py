"""Charts of records: they look at no more of them than they can draw or count, and say how many there are."""

from services.charts import KINDS, Picture
from services.present.table import Table
from tests.services.dashboards.conftest import tile
from tests.services.shop import Shop

MOST = KINDS["gantt"].row_limit or 0
FIELDS = ("order.number", "order.ordered_on", "order.due_on", "order.shipped_on", "order.cancelled_on")
ROWS = tile("gantt", fields=FIELDS, order=("order.number",))


def many_orders(shop: Shop) -> None:
    for number in range(MOST + 3):
        shop.sells(("lamp", "10", "1"), on="2025-03-10", shipped="2025-03-12", region=f"Region {number % 3}")


def test_a_chart_of_records_looks_at_some_and_says_how_many_there_are(reader_of):
    drawn = reader_of(many_orders).sees(ROWS)
    assert isinstance(drawn, Picture)
    assert drawn.note == f"Showing 14 of {MOST + 3} records."
    # They come in the order of their numbers as text, and the last three are not looked at.
    last = sorted(f"O{number}" for number in range(1, MOST + 4))[MOST - 1]
    assert f"; …; {last}-2025-03-10: " in drawn.summary


def test_its_table_looks_at_the_same_records_and_shows_of_all(reader_of):
    reader = reader_of(many_orders)
    drawn = reader.sees(ROWS, as_table=True)
    assert isinstance(drawn, Table)
    assert (len(drawn.rows), drawn.total) == (MOST, MOST + 3)


def test_a_limit_of_the_question_itself_stays_where_it_is_smaller(reader_of):
    drawn = reader_of(many_orders).sees(tile("gantt", fields=FIELDS, order=("order.number",), limit=2))
    assert isinstance(drawn, Picture)
    assert len(drawn.figure["data"][0]["x"]) == 2


def test_charts_of_metrics_are_asked_whole(reader_of):
    regions = tile("heatmap", metrics=("order.count",), dimensions=("order.region",), grain="month")
    drawn = reader_of(many_orders).sees(regions)
    assert isinstance(drawn, Picture)
    assert "cells" not in str(drawn.note)
    assert list(drawn.figure["layout"]["yaxis"]["ticktext"]) == ["Region 0", "Region 1", "Region 2"]
