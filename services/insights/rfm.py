"""RFM: customer scores for recency, frequency and monetary value, and the segments derived from them.

Customers are ranked against each other, so a score says nothing about the business as a whole.
"""

from dataclasses import dataclass, replace

import pandas as pd

from services.semantic.answer import Answer, Column
from services.semantic.query import Query

CLIENT = "client.key"
RECENCY, FREQUENCY, MONEY = METRICS = ("client.recency", "order.count", "order.revenue")
# Scores from 1 to 5, the value score of frequency and monetary value, and the segment: columns of a scored answer.
R, F, M, WORTH, SEGMENT = "rfm.r", "rfm.f", "rfm.m", "rfm.worth", "rfm.segment"
CLIENTS = "rfm.clients"
SCORES = 5
# Revenue beyond these percentiles is capped, so that one very large customer does not set the scale.
LOWEST, HIGHEST = 0.01, 0.99


@dataclass(frozen=True)
class RfmSegment:
    """A range of recency scores and of value scores, both ends included, with a name."""

    name: str
    recency: tuple[int, int]
    worth: tuple[int, int]
    meaning: str

    def contains(self, recency: int, value_score: int) -> bool:
        """Return whether a customer with these scores belongs to the segment."""
        return self.recency[0] <= recency <= self.recency[1] and self.worth[0] <= value_score <= self.worth[1]


SEGMENTS = (
    RfmSegment("Champions", (4, 5), (4, 5), "ordered recently, often and at high value"),
    RfmSegment("Loyal", (3, 3), (4, 5), "order often and at high value, most recently some time ago"),
    RfmSegment("Potential", (4, 5), (2, 3), "ordered recently, with medium frequency and value"),
    RfmSegment("New", (4, 5), (1, 1), "ordered recently, once or at low value"),
    RfmSegment("Slipping", (3, 3), (1, 3), "ordered some time ago, with medium or low frequency and value"),
    RfmSegment("At risk", (1, 2), (3, 5), "were good customers and have not ordered for a long time"),
    RfmSegment("Hibernating", (1, 2), (1, 2), "ordered little, a long time ago"),
)
"""They cover all pairs of scores without overlap. The best comes first."""


TERMS = (
    (
        "Scores",
        "Customers who ordered in the period are scored by days since the last order (recency), number of orders "
        "(frequency) and revenue (monetary value): the best 20% score 5, the next 20% score 4, and so on. Equal "
        "values score equally. Revenue is capped at the 1st and 99th percentile. The value score is the mean of "
        "frequency and monetary scores, rounded half up.",
    ),
    *(
        (
            segment.name,
            f"Recency score {segment.recency[0]} to {segment.recency[1]}, "
            f"value score {segment.worth[0]} to {segment.worth[1]}: {segment.meaning}.",
        )
        for segment in SEGMENTS
    ),
)
"""The method, as pairs of term and meaning."""


def rfm_query(query: Query) -> Query:
    """Return the query for the RFM metrics per customer, in the period of ``query`` and the previous period."""
    return replace(
        query, metrics=METRICS, dimensions=(CLIENT,), compare="previous_period", grain=None, order=(CLIENT,), limit=None
    )


def score_customers(answer: Answer, mark: str = "") -> Answer:
    """Return the customers who ordered in the period, each with scores and segment.

    ``answer`` answers ``rfm_query``; with the mark of the comparison, the previous period is scored. Ties share the
    score of the middle of their ranks.
    """
    frame = answer.frame[[CLIENT, *(name + mark for name in METRICS)]].set_axis([CLIENT, *METRICS], axis="columns")
    frame = frame[frame[CLIENT].notna() & (frame[FREQUENCY].fillna(0) > 0)].reset_index(drop=True)
    frame[R] = quintiles(-frame[RECENCY].astype(float))
    frame[F] = quintiles(frame[FREQUENCY].astype(float))
    frame[M] = quintiles(winsorise(frame[MONEY].astype(float)))
    frame[WORTH] = [value_score(*scores) for scores in zip(frame[F], frame[M], strict=True)]
    frame[SEGMENT] = [segment_of(*scores).name for scores in zip(frame[R], frame[WORTH], strict=True)]
    known = {column.name: column for column in answer.columns}
    columns = (*(known[name] for name in (CLIENT, *METRICS)), *_SCORE_COLUMNS)
    query = replace(answer.query, compare=None)
    return replace(answer, query=query, frame=frame.astype(object), columns=columns, total=len(frame))


def count_by_score(answer: Answer) -> Answer:
    """Return the number of customers and their revenue by scores; ``answer`` is a scored one."""
    money = next(column for column in answer.columns if column.name == MONEY)
    groups = answer.frame.groupby([R, WORTH, SEGMENT], as_index=False)
    frame = groups.agg(**{CLIENTS: (CLIENT, "size"), MONEY: (MONEY, "sum")}).astype(object)
    query = replace(answer.query, metrics=(CLIENTS, MONEY), dimensions=(R, WORTH, SEGMENT), order=())
    columns = (*(column for column in _SCORE_COLUMNS if column.name in query.dimensions), CUSTOMER_COUNT, money)
    return replace(answer, query=query, frame=frame, columns=columns, total=len(frame))


CUSTOMER_COUNT = Column(CLIENTS, "Customers", "integer", "customers", additive=True)
_SCORE_COLUMNS = (
    Column(R, "Recency score", "integer"),
    Column(F, "Frequency score", "integer"),
    Column(M, "Monetary score", "integer"),
    Column(WORTH, "Value score", "integer"),
    Column(SEGMENT, "RFM segment", "text"),
)


def quintiles(values: pd.Series) -> list[int]:
    """Return a score from 1 to 5 for each value, 5 for the highest fifth. Ties get the score of their middle rank."""
    doubled = (2 * values.rank(method="average") - 1).astype(int)
    return [SCORES * place // (2 * len(values)) + 1 for place in doubled]


def winsorise(values: pd.Series) -> pd.Series:
    """Return the values, capped at the outermost percentiles."""
    return values.clip(float(values.quantile(LOWEST)), float(values.quantile(HIGHEST)))


def value_score(frequency: int, money: int) -> int:
    """Return the mean of two scores, rounded half up."""
    return (frequency + money + 1) // 2


def segment_of(recency: int, value_score: int) -> RfmSegment:
    """Return the segment of two scores."""
    return next(segment for segment in SEGMENTS if segment.contains(recency, value_score))
