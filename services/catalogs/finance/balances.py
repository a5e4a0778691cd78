"""What lies in the bank, in stock, and on accounts of which only balances are known: states, never sums over time."""

from services.semantic.catalog import Entity, Metric, Relation, column_field
from services.semantic.expression import FieldRef, Sum

OWNER = "Finance"

BANK = Entity(
    "bank_balance",
    "Bank balance",
    "bank_balances",
    "What lay on a bank account at the end of a day.",
    time="bank_balance.day",
    rate="closing",
    fields=(
        column_field("id", "Balance", "integer", "Number of the row."),
        column_field("bank_account", "Bank account", "text", "Name of the account.", dimension=True),
        column_field("day", "Day", "date", "Day at whose end it was so."),
        column_field("currency", "Bank account's currency", "text", "Currency of the balance.", dimension=True),
        column_field("balance", "Balance", "money", "Money on the account.", currency="bank_balance.currency"),
    ),
)

STOCK = Entity(
    "inventory_level",
    "Stock",
    "inventory_levels",
    "How much of a product lay in stock at the end of a day.",
    time="inventory_level.counted_on",
    rate="closing",
    fields=(
        column_field("id", "Count", "integer", "Number of the row."),
        column_field("counted_on", "Counted", "date", "Day at whose end it was counted."),
        column_field("quantity", "Units", "integer", "Units in stock."),
        column_field("currency", "Stock's currency", "text", "Currency of the value."),
        column_field("value", "Value", "money", "What the stock cost.", currency="inventory_level.currency"),
    ),
    synonyms=("inventory",),
)

ACCOUNT_BALANCE = Entity(
    "account_balance",
    "Account balance",
    "account_balances",
    "What an account stood at when a day ended.",
    time="account_balance.day",
    rate="closing",
    fields=(
        column_field("id", "Balance", "integer", "Number of the row."),
        column_field("key", "Balance", "text", "Number of the balance.", dimension=True),
        column_field("day", "Day", "date", "Day at whose end it was so."),
        column_field("entity_id", "Entity", "integer", "Entity in whose books it stands."),
        column_field("scenario", "Balance's scenario", "text", "actual, budget or forecast.", dimension=True),
        column_field("currency", "Balance's currency", "text", "Currency of the amount."),
        column_field("amount", "Amount", "money", "On the side of its account.", currency="account_balance.currency"),
    ),
)

ENTITIES = (BANK, STOCK, ACCOUNT_BALANCE)
RELATIONS = (
    Relation("bank_balance.entity", "bank_balance", "legal_entity", "entity_id", optional=True),
    Relation("inventory_level.product", "inventory_level", "product", "product_id"),
    Relation("account_balance.account", "account_balance", "account", "account_id"),
    Relation("account_balance.entity", "account_balance", "legal_entity", "entity_id", optional=True),
    Relation("account_balance.cost_centre", "account_balance", "cost_centre", "cost_centre_id", optional=True),
)

CASH = Metric(
    "bank.cash",
    "Cash",
    kind="snapshot",
    type="money",
    entity="bank_balance",
    formula=Sum(FieldRef("bank_balance.balance")),
    times=("bank_balance.day",),
    series=("bank_balance.bank_account",),
    rate="closing",
    better="up",
    definition="Money on all bank accounts at the end of the period, each as it was last recorded, other currencies at "
    "the closing rate.",
    exclusions="Money on its way, and credit lines. An account that was closed counts until its balance is recorded as "
    "nothing.",
    owner=OWNER,
    synonyms=("cash balance", "bank balance", "money in the bank"),
)

STOCK_VALUE = Metric(
    "inventory.value",
    "Stock value",
    kind="snapshot",
    type="money",
    entity="inventory_level",
    formula=Sum(FieldRef("inventory_level.value")),
    times=("inventory_level.counted_on",),
    rate="closing",
    better="down",
    definition="What the stock in hand cost, at the last count by the end of the period.",
    exclusions="Products that were not counted on that day.",
    owner="Operations",
    synonyms=("inventory value", "stock on hand"),
)

STOCK_UNITS = Metric(
    "inventory.units",
    "Units in stock",
    kind="snapshot",
    type="integer",
    entity="inventory_level",
    formula=Sum(FieldRef("inventory_level.quantity")),
    times=("inventory_level.counted_on",),
    better="neither",
    unit="units",
    definition="Units that lay in stock at the last count by the end of the period.",
    exclusions="Products that were not counted on that day.",
    owner="Operations",
    synonyms=("inventory units", "stock"),
)

METRICS = (CASH, STOCK_VALUE, STOCK_UNITS)
