"""Daily bank balances, and month-end balances of the balance sheet accounts."""

import numpy as np

from services.demo import chart
from services.demo.days import DemoCalendar
from services.demo.ledger import GeneralLedger
from services.demo.rows import CENT, Rows, ids, keys
from services.demo.tally import ENTITIES


def bank_rows(calendar: DemoCalendar, ledger: GeneralLedger) -> Rows:
    """Return the bank balance at the end of each day, by entity."""
    days = calendar.day_of(np.arange(calendar.count))
    balances = [ledger.balance(entity, chart.CASH) for entity in range(ENTITIES)]
    return Rows(
        "bank_balances",
        {
            "id": ids(ENTITIES * calendar.count),
            "bank_account": ["Main account"] * calendar.count + ["Boston account"] * calendar.count,
            "entity_id": np.repeat(np.arange(1, ENTITIES + 1), calendar.count),
            "day": np.tile(days, ENTITIES),
            "balance": np.concatenate(balances) * CENT,
            "currency": np.repeat(np.array(chart.CURRENCIES, dtype=object), calendar.count),
        },
    )


def balance_rows(calendar: DemoCalendar, ledger: GeneralLedger) -> Rows:
    """Return the balance sheet of each entity at each month end. Net income to date is part of the equity."""
    ends = calendar.month_ends[: calendar.closed_months]
    sheet = [line.code for line in chart.CHART if line.subtype and line.type in ("asset", "liability", "equity")]
    pairs = [(entity, code) for entity in range(ENTITIES) for code in sheet]
    stood = [ledger.result(entity) if code == chart.RESULT else ledger.balance(entity, code) for entity, code in pairs]
    entity, account = (np.repeat(np.array(each), len(ends)) for each in zip(*pairs, strict=True))
    count = len(account)
    return Rows(
        "account_balances",
        {
            "id": ids(count),
            "key": keys("AB", range(1, count + 1)),
            "day": np.tile(calendar.day_of(ends), len(pairs)),
            "account_id": [chart.ID_OF[code] for code in account],
            "entity_id": entity + 1,
            "scenario": ["actual"] * count,
            "amount": np.concatenate([balance[ends] for balance in stood]) * CENT,
            "currency": np.array(chart.CURRENCIES, dtype=object)[entity],
        },
    )
