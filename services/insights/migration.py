"""Migration: which segment clients were in during the period before, and which they are in now."""

from dataclasses import replace

import pandas as pd

from services.insights.rfm import CLIENT, CLIENTS, COUNTED, SEGMENT, SEGMENTS, scored
from services.insights.rfm import TERMS as RFM_TERMS
from services.semantic.answer import Answer, Column
from services.semantic.runner import BEFORE_MARK

BEFORE = "rfm.segment_before"
NO_ORDER = "No order"
# The best first, and last those who did not order.
ORDER = (*(each.name for each in SEGMENTS), NO_ORDER)
TERMS = (
    *RFM_TERMS,
    (
        "Moves",
        f'Each period is ranked in itself. Who ordered in one of the two alone comes from, or goes to, "{NO_ORDER}".',
    ),
)
"""How it works, as terms with their meaning."""


def moved(answer: Answer) -> Answer:
    """Return how many clients went from which segment to which; ``answer`` is that to ``rfm.question``.

    Who ordered in one of the two periods alone comes from, or goes to, "No order". Each period is ranked in itself.
    """
    now, before = (_segments(scored(answer, mark)) for mark in ("", BEFORE_MARK))
    both = pd.DataFrame({BEFORE: before, SEGMENT: now}).fillna(NO_ORDER)
    counts = both.groupby([BEFORE, SEGMENT], as_index=False).size().rename(columns={"size": CLIENTS})
    places = counts[[BEFORE, SEGMENT]].map(ORDER.index)
    frame = counts.loc[places.sort_values([BEFORE, SEGMENT]).index].reset_index(drop=True).astype(object)
    query = replace(answer.query, metrics=(CLIENTS,), dimensions=(BEFORE, SEGMENT), compare=None, order=())
    return replace(answer, query=query, frame=frame, columns=_COLUMNS, total=len(frame))


_COLUMNS = (
    Column(BEFORE, "Segment in the period before", "text"),
    Column(SEGMENT, "Segment in this period", "text"),
    COUNTED,
)


def _segments(answer: Answer) -> pd.Series:
    return answer.frame.set_index(CLIENT)[SEGMENT]
