"""Slipped deals and moves of the expected close date."""

from services.catalogs.sales.forecast_accuracy import of_short_period
from services.catalogs.sales.open_pipeline import SNAPSHOT_DATE, WITHOUT_SNAPSHOTS
from services.catalogs.sales.pipeline_movement import (
    IS_DUE,
    IS_OPEN,
    WAS_DUE,
    if_any,
    if_due_in_period,
    if_none,
    snapshot_at,
)
from services.catalogs.sales.stages import ONE, START
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
    formula=CountDistinct(snapshot_at(START, if_due_in_period(FieldRef("deal_snapshot.deal_id")))),
    times=SNAPSHOT_DATE,
    at="start",
    unit="deals",
    definition="Deals open at the start of the period with an expected close date before its end, including overdue "
    "ones.",
    exclusions=f"Deals without an expected close date, and deals created during the period. {WITHOUT_SNAPSHOTS}",
    owner=OWNER,
    synonyms=("deals expected to close",),
)
SLIPPED = Metric(
    "deal.slipped",
    "Slipped deals",
    kind="snapshot",
    type="integer",
    entity="deal_snapshot",
    formula=SumPer("deal_snapshot.deal_id", if_any(WAS_DUE, if_any(IS_OPEN, if_none(IS_DUE, ONE)))),
    times=SNAPSHOT_DATE,
    at="both",
    better="down",
    unit="deals",
    definition="Deals due in the period that were still open at its end, with an expected close date moved beyond it.",
    exclusions=f"Deals still open whose expected close date was not moved; these are overdue. {WITHOUT_SNAPSHOTS}",
    owner=OWNER,
    synonyms=("deals slipped", "pushed deals"),
)
SLIP_RATE = Metric(
    "deal.slip_rate",
    "Slip rate",
    kind="ratio",
    type="ratio",
    entity="deal_snapshot",
    formula=of_short_period(Divide(MetricRef("deal.slipped"), MetricRef("deal.due"))),
    times=SNAPSHOT_DATE,
    better="down",
    unit="% of deals due",
    definition="Share of deals due in the period whose expected close date was moved beyond its end. For longer "
    "periods, ask by month or quarter.",
    denominator="Deals due at the start of the period; n/a if there are none, or if the period is longer than a "
    "quarter.",
    missing="No deals due at the start, or a period longer than a quarter: choose an interval of months or quarters.",
    exclusions=f"Deals without an expected close date, and deals created during the period. {WITHOUT_SNAPSHOTS}",
    owner=OWNER,
    synonyms=("push rate",),
)
PUSHES = Metric(
    "deal.pushes",
    "Close date pushes",
    kind="balance",
    type="integer",
    entity="deal_snapshot",
    # The first expected close date is not a push; earlier dates were counted in earlier periods.
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
    definition="Number of times the expected close date of a deal was moved in the period to a date it had not had "
    "before. Moves to an earlier date count too.",
    exclusions="Several moves within one day, and deals without an expected close date.",
    owner=OWNER,
    synonyms=("close date moves", "times pushed"),
)

METRICS = (DUE, SLIPPED, SLIP_RATE, PUSHES)
