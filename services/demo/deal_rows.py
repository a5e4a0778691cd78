"""The rows of pipelines, stages, deals as of today, and stage changes."""

from collections.abc import Iterator

import numpy as np

from models.base import SHARE_SCALE
from services.demo.deals import CLOSE, FIRST_STAGE, PIPELINES, STEPS, Deals
from services.demo.rows import Array, Rows, ids, keep_where, keys, rows_from_records

STAGES = tuple(
    (pipeline, step, name, outcome, probability)
    for pipeline, (_, _, stages) in enumerate(PIPELINES)
    for step, (name, outcome, probability) in enumerate(
        [*((name, "open", share) for name, share in stages), ("Won", "won", 1.0), ("Lost", "lost", 0.0)]
    )
)


def rows(deals: Deals) -> Iterator[Rows]:
    """Yield the pipelines, their stages, the deals and their stage changes."""
    yield rows_from_records("pipelines", ("key", "name"), [(key, name) for key, name, _ in PIPELINES])
    stages = [
        (f"{PIPELINES[pipeline][0]}-{step + 1}", pipeline + 1, step + 1, name, outcome, round(share * SHARE_SCALE))
        for pipeline, step, name, outcome, share in STAGES
    ]
    yield rows_from_records("stages", ("key", "pipeline_id", "position", "name", "outcome", "probability"), stages)
    calendar, every = deals.calendar, np.arange(len(deals))
    is_closed = deals.closed_day <= calendar.last
    day = np.minimum(deals.closed_day, calendar.last)
    outcome = np.where(deals.won, "closed", "omitted")
    yield Rows(
        "deals",
        {
            "id": ids(len(deals)),
            "key": keys("D", range(1, len(deals) + 1)),
            "name": [f"{PIPELINES[each][1]} {number}" for number, each in enumerate(deals.pipeline, 1)],
            "stage_id": np.where(
                is_closed, _final_stage(deals), FIRST_STAGE[deals.pipeline] + deals.step_on(every, day)
            ),
            "client_id": keep_where(deals.client + 1, every % 33 != 7),
            "owner_id": deals.owner,
            "product_id": deals.product,
            "source": deals.source,
            "amount": deals.amount_on(every, day),
            "currency": deals.currency,
            "forecast_category": np.where(is_closed, outcome, deals.category_on(every, day)),
            "opened_on": calendar.day_of(deals.opened),
            "expected_close_on": calendar.day_of(deals.expected_on(every, day)),
            "closed_on": calendar.day_if_past(deals.closed_day),
            "lost_reason": keep_where(deals.lost_because, is_closed & ~deals.won & (every % 12 != 5)),
        },
    )
    yield _stage_changes(deals)


def _final_stage(deals: Deals) -> Array:
    stage: Array = FIRST_STAGE[deals.pipeline] + STEPS[deals.pipeline] + ~deals.won
    return stage


def _stage_changes(deals: Deals) -> Rows:
    deal, step = np.nonzero(deals.entered <= deals.calendar.last)
    stage = np.where(step == CLOSE, _final_stage(deals)[deal], FIRST_STAGE[deals.pipeline[deal]] + step)
    firsts = np.append(True, deal[1:] != deal[:-1])
    starts = np.flatnonzero(firsts)
    # Steps on the same day follow each other in order.
    minutes = 9 * 60 + step * 90 + deal % 80
    return Rows(
        "stage_changes",
        {
            "id": ids(len(deal)),
            "deal_id": deal + 1,
            "number": np.arange(len(deal)) - np.repeat(starts, np.diff(np.append(starts, len(deal)))) + 1,
            "from_stage_id": keep_where(np.append(0, stage[:-1]), ~firsts),
            "to_stage_id": stage,
            "changed_at": deals.calendar.instant(deals.entered[deal, step], minutes),
        },
    )
