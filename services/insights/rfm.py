"""RFM: how recently, how often and for how much each client bought, and the segment that follows.

Clients are ranked against one another, so a score says nothing about how good business is as a whole.
"""

from dataclasses import dataclass, replace

import pandas as pd

from services.semantic.answer import Answer, Column
from services.semantic.query import Query

CLIENT = "client.key"
RECENCY, FREQUENCY, MONEY = METRICS = ("client.recency", "order.count", "order.revenue")
# Scores of 1 to 5, the worth that follows from frequency and money, and the segment: columns of a scored answer.
R, F, M, WORTH, SEGMENT = "rfm.r", "rfm.f", "rfm.m", "rfm.worth", "rfm.segment"
CLIENTS = "rfm.clients"
SCORES = 5
# Spend beyond these shares of the clients counts as much as at them, so that one giant does not set the scale.
LOWEST, HIGHEST = 0.01, 0.99


@dataclass(frozen=True)
class Segment:
    """A rectangle of scores: who bought that recently, and is worth that much. Both ends are included."""

    name: str
    recency: tuple[int, int]
    worth: tuple[int, int]
    meaning: str

    def holds(self, recency: int, worth: int) -> bool:
        """Whether a client with these scores belongs to it."""
        return self.recency[0] <= recency <= self.recency[1] and self.worth[0] <= worth <= self.worth[1]


SEGMENTS = (
    Segment("Champions", (4, 5), (4, 5), "bought lately, often and for much"),
    Segment("Loyal", (3, 3), (4, 5), "buy often and for much, the last time a while ago"),
    Segment("Potential", (4, 5), (2, 3), "bought lately, not yet often"),
    Segment("New", (4, 5), (1, 1), "bought lately, once or for little"),
    Segment("Slipping", (3, 3), (1, 3), "bought a while ago, not often"),
    Segment("At risk", (1, 2), (3, 5), "were good clients, and have not bought for long"),
    Segment("Hibernating", (1, 2), (1, 2), "bought little, and long ago"),
)
"""Every pair of scores lies in one of them. The best comes first."""


TERMS = (
    (
        "Scores",
        "Of the clients who ordered in the period, by days since the last order (recency), orders (frequency) and "
        "revenue (money): the best fifth scores 5, the next 4, and so on. Who are alike score alike. Revenue beyond "
        "the outermost hundredths counts as at them. Worth is the mean of frequency and money, halves rounded up.",
    ),
    *(
        (
            each.name,
            f"Recency {each.recency[0]} to {each.recency[1]}, worth {each.worth[0]} to {each.worth[1]}: "
            f"{each.meaning}.",
        )
        for each in SEGMENTS
    ),
)
"""How it works, as terms with their meaning."""


def question(asked: Query) -> Query:
    """Return what must be known of each client: in the period of ``asked``, and in the period before it."""
    return replace(
        asked, metrics=METRICS, dimensions=(CLIENT,), compare="previous_period", grain=None, order=(CLIENT,), limit=None
    )


def scored(answer: Answer, mark: str = "") -> Answer:
    """Return the clients who ordered in the period, each with scores, worth and segment.

    ``answer`` is that to ``question``; with the mark of the comparison, the period before is scored. Ties share a
    score, which is that of the middle of their ranks.
    """
    frame = answer.frame[[CLIENT, *(name + mark for name in METRICS)]].set_axis([CLIENT, *METRICS], axis="columns")
    frame = frame[frame[CLIENT].notna() & (frame[FREQUENCY].fillna(0) > 0)].reset_index(drop=True)
    frame[R] = quintiles(-frame[RECENCY].astype(float))
    frame[F] = quintiles(frame[FREQUENCY].astype(float))
    frame[M] = quintiles(winsorised(frame[MONEY].astype(float)))
    frame[WORTH] = [worth(*scores) for scores in zip(frame[F], frame[M], strict=True)]
    frame[SEGMENT] = [segment(*scores).name for scores in zip(frame[R], frame[WORTH], strict=True)]
    known = {column.name: column for column in answer.columns}
    columns = (*(known[name] for name in (CLIENT, *METRICS)), *_ADDED)
    query = replace(answer.query, compare=None)
    return replace(answer, query=query, frame=frame.astype(object), columns=columns, total=len(frame))


def cells(answer: Answer) -> Answer:
    """Return how many clients have which scores, and what they spent; ``answer`` is a scored one."""
    money = next(column for column in answer.columns if column.name == MONEY)
    groups = answer.frame.groupby([R, WORTH, SEGMENT], as_index=False)
    frame = groups.agg(**{CLIENTS: (CLIENT, "size"), MONEY: (MONEY, "sum")}).astype(object)
    query = replace(answer.query, metrics=(CLIENTS, MONEY), dimensions=(R, WORTH, SEGMENT), order=())
    columns = (*(column for column in _ADDED if column.name in query.dimensions), COUNTED, money)
    return replace(answer, query=query, frame=frame, columns=columns, total=len(frame))


COUNTED = Column(CLIENTS, "Clients", "integer", "clients", additive=True)
_ADDED = (
    Column(R, "Recency score", "integer"),
    Column(F, "Frequency score", "integer"),
    Column(M, "Money score", "integer"),
    Column(WORTH, "Worth score", "integer"),
    Column(SEGMENT, "RFM segment", "text"),
)


def quintiles(values: pd.Series) -> list[int]:
    """Return a score of 1 to 5 for each value, the highest fifth 5. Equal values get the score of their middle rank."""
    doubled = (2 * values.rank(method="average") - 1).astype(int)
    return [SCORES * place // (2 * len(values)) + 1 for place in doubled]


def winsorised(values: pd.Series) -> pd.Series:
    """Return the values, those beyond the outermost shares moved in to them."""
    return values.clip(float(values.quantile(LOWEST)), float(values.quantile(HIGHEST)))


def worth(frequency: int, money: int) -> int:
    """Return the mean of two scores, halves rounded up."""
    return (frequency + money + 1) // 2


def segment(recency: int, worth: int) -> Segment:
    """Return the segment of two scores."""
    return next(each for each in SEGMENTS if each.holds(recency, worth))
