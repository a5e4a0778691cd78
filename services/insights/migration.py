"""Segment migration: the customers' segments in the previous period and in the selected period."""

from dataclasses import replace

import pandas as pd

from services.insights.rfm import CLIENT, CLIENTS, CUSTOMER_COUNT, SEGMENT, SEGMENTS, score_customers
from services.insights.rfm import TERMS as RFM_TERMS
from services.semantic.answer import Answer, Column
from services.semantic.runner import BEFORE_MARK

BEFORE = "rfm.segment_before"
NO_ORDER = "No order"
# The best segment first, and customers without orders last.
ORDER = (*(segment.name for segment in SEGMENTS), NO_ORDER)
TERMS = (
    *RFM_TERMS,
    (
        "Migration",
        "Customers are ranked within each period. A customer who ordered in only one of the two periods appears "
        f'under "{NO_ORDER}" in the other.',
    ),
)
"""The method, as pairs of term and meaning."""


def segment_migration(answer: Answer) -> Answer:
    """Return the number of customers by previous and current segment; ``answer`` answers ``rfm.rfm_query``.

    Customers who ordered in only one of the two periods appear under "No order" in the other.
    """
    now, before = (_segments(score_customers(answer, mark)) for mark in ("", BEFORE_MARK))
    both = pd.DataFrame({BEFORE: before, SEGMENT: now}).fillna(NO_ORDER)
    counts = both.groupby([BEFORE, SEGMENT], as_index=False).size().rename(columns={"size": CLIENTS})
    places = counts[[BEFORE, SEGMENT]].map(ORDER.index)
    frame = counts.loc[places.sort_values([BEFORE, SEGMENT]).index].reset_index(drop=True).astype(object)
    query = replace(answer.query, metrics=(CLIENTS,), dimensions=(BEFORE, SEGMENT), compare=None, order=())
    return replace(answer, query=query, frame=frame, columns=_COLUMNS, total=len(frame))


_COLUMNS = (
    Column(BEFORE, "Previous segment", "text"),
    Column(SEGMENT, "Current segment", "text"),
    CUSTOMER_COUNT,
)


def _segments(answer: Answer) -> pd.Series:
    return answer.frame.set_index(CLIENT)[SEGMENT]
