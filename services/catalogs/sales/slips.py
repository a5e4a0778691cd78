"""Deals that are put off: how many of those that were due, and how often."""

from services.catalogs.sales.bridge import IS_DUE, IS_OPEN, WAS_DUE, due, has, has_not, told
from services.catalogs.sales.stages import ONE, START
from services.catalogs.sales.standing import TAKEN, WITHOUT_SNAPSHOTS
from services.semantic.catalog import Metric
from services.semantic.expression import Arithmetic, CountDistinct, Divide, FieldRef, Greatest, MetricRef, SumPer, When

OWNER = "Sales"
EXPECTED = FieldRef("deal_snapshot.expected_close_on")

DUE = Metric(
    "deal.due",
    "Deals due",
    kind="snapshot",
    type="integer",
    entity="deal_snapshot",
    formula=CountDistinct(told(START, due(FieldRef("deal_snapshot.deal_id")))),
    times=TAKEN,
    at="start",
    unit="deals",
    definition="Deals that were open when the period began and should be decided before it ends, overdue ones among "
    "them.",
    exclusions=f"Deals without an expected close, and deals entered since. {WITHOUT_SNAPSHOTS}",
    owner=OWNER,
    synonyms=("deals expected to close",),
)
SLIPPED = Metric(
    "deal.slipped",
    "Deals slipped",
    kind="snapshot",
    type="integer",
    entity="deal_snapshot",
    formula=SumPer("deal_snapshot.deal_id", has(WAS_DUE, has(IS_OPEN, has_not(IS_DUE, ONE)))),
    times=TAKEN,
    at="both",
    better="down",
    unit="deals",
    definition="Of the deals that were due, those that were still open at the end of the period and had been put off "
    "beyond it.",
    exclusions=f"Deals that stayed open without a new day: they are overdue. {WITHOUT_SNAPSHOTS}",
    owner=OWNER,
    synonyms=("slipped deals", "pushed deals"),
)
SLIP_RATE = Metric(
    "deal.slip_rate",
    "Slip rate",
    kind="ratio",
    type="ratio",
    entity="deal_snapshot",
    formula=Divide(MetricRef("deal.slipped"), MetricRef("deal.due")),
    times=TAKEN,
    better="down",
    unit="% of deals due",
    definition="Share of the deals that were due when the period began which were put off beyond its end.",
    denominator="Deals due when the period began; n/a where there is none.",
    exclusions=f"Deals without an expected close, and deals entered since. {WITHOUT_SNAPSHOTS}",
    owner=OWNER,
    synonyms=("push rate",),
)
PUSHES = Metric(
    "deal.pushes",
    "Pushes",
    kind="balance",
    type="integer",
    entity="deal_snapshot",
    # A deal's first expected day is no push; what it had before the period was counted then.
    formula=SumPer(
        "deal_snapshot.deal_id",
        Arithmetic(
            "-",
            CountDistinct(EXPECTED),
            Greatest(CountDistinct(When(FieldRef("deal_snapshot.taken_on"), "<", START, EXPECTED)), ONE),
        ),
    ),
    opened="deal_snapshot.taken_on",
    better="down",
    unit="pushes",
    definition="How often the expected close of a deal was moved to a day that it had not had before, in the period.",
    exclusions="Moves within a day, and deals that never had an expected close. "
    "A move to an earlier day counts as one too.",
    owner=OWNER,
    synonyms=("close date moves", "times pushed"),
)

METRICS = (DUE, SLIPPED, SLIP_RATE, PUSHES)
