"""Finance: ledger, budget, receivables and payables, cash, inventory and liquidity."""

from services.catalogs.finance import (
    balances,
    bills,
    bridge,
    budget,
    cash,
    cycle,
    growth,
    invoices,
    ledger,
    receivables,
    sheet,
    statement,
)
from services.semantic.catalog import Layer

LAYER = Layer(
    "finance",
    entities=(*ledger.ENTITIES, *balances.ENTITIES, *invoices.ENTITIES, *bills.ENTITIES),
    relations=(*ledger.RELATIONS, *balances.RELATIONS, *invoices.RELATIONS, *bills.RELATIONS),
    metrics=(
        *statement.METRICS,
        *budget.METRICS,
        *growth.METRICS,
        *bridge.METRICS,
        *receivables.METRICS,
        *bills.METRICS,
        *balances.METRICS,
        *sheet.METRICS,
        *cycle.METRICS,
        *cash.METRICS,
    ),
)
