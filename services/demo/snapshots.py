"""Daily snapshots of open deals."""

import numpy as np

from services.demo.deals import FIRST_STAGE, Deals
from services.demo.rows import Rows, ids


def snapshot_rows(deals: Deals) -> Rows:
    """Return a row for each deal and each day on which it was open at the end of the day."""
    calendar = deals.calendar
    first, last = np.maximum(deals.opened, 0), np.minimum(deals.closed_day - 1, calendar.last)
    days = np.maximum(0, last - first + 1)
    deal = np.repeat(np.arange(len(deals)), days)
    day = np.arange(len(deal)) - np.repeat(np.cumsum(days) - days, days) + first[deal]
    # Sorted by day, as snapshots are taken.
    order = np.argsort(day, kind="stable")
    deal, day = deal[order], day[order]
    return Rows(
        "deal_snapshots",
        {
            "id": ids(len(deal)),
            "deal_id": deal + 1,
            "taken_on": calendar.day_of(day),
            "stage_id": FIRST_STAGE[deals.pipeline[deal]] + deals.step_on(deal, day),
            "owner_id": deals.owner[deal],
            "amount": deals.amount_on(deal, day),
            "currency": deals.currency[deal],
            "forecast_category": deals.category_on(deal, day),
            "expected_close_on": calendar.day_of(deals.expected_on(deal, day)),
        },
    )
