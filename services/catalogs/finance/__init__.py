"""Finance: ledger, budget, receivables and payables, cash, inventory and liquidity."""

from services.catalogs.finance import (
    balance_sheet,
    balances,
    bills,
    budget,
    cash,
    cash_conversion,
    growth,
    invoices,
    ledger,
    receivables,
    revenue_bridge,
    solvency,
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
        *revenue_bridge.METRICS,
        *receivables.METRICS,
        *bills.METRICS,
        *balances.METRICS,
        *balance_sheet.METRICS,
        *cash_conversion.METRICS,
        *cash.METRICS,
        *solvency.METRICS,
    ),
)
