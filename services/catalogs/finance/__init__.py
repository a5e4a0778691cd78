"""Finance: what the ledger tells, what lies in the bank and in stock."""

from services.catalogs.finance import balances, budget, ledger, statement
from services.semantic.catalog import Layer

LAYER = Layer(
    "finance",
    entities=(*ledger.ENTITIES, *balances.ENTITIES),
    relations=(*ledger.RELATIONS, *balances.RELATIONS),
    metrics=(*statement.METRICS, *budget.METRICS, *balances.METRICS),
)
