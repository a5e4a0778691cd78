"""Bank, inventory and account balances. Each is a state at the end of a day and is never summed over time."""

from services.semantic.catalog import Entity, Metric, Relation, column_field
from services.semantic.expression import FieldRef, Sum

OWNER = "Finance"

BANK = Entity(
    "bank_balance",
    "Bank balance",
    "bank_balances",
    "Balance of a bank account at the end of a day.",
    time="bank_balance.day",
    rate="closing",
    fields=(
        column_field("id", "Bank balance ID", "integer", "Internal ID of the row."),
        column_field("bank_account", "Bank account", "text", "Name of the bank account.", dimension=True),
        column_field("day", "Date", "date", "Day whose end the balance shows."),
        column_field("currency", "Bank account currency", "text", "Currency of the balance.", dimension=True),
        column_field("balance", "Balance", "money", "Balance of the bank account.", currency="bank_balance.currency"),
    ),
)

STOCK = Entity(
    "inventory_level",
    "Inventory",
    "inventory_levels",
    "Stock of a product at the end of a day.",
    time="inventory_level.counted_on",
    plural="Inventory levels",
    rate="closing",
    fields=(
        column_field("id", "Stock count ID", "integer", "Internal ID of the row."),
        column_field("counted_on", "Count date", "date", "Day whose end the count shows."),
        column_field("quantity", "Units", "integer", "Units in stock."),
        column_field("currency", "Inventory currency", "text", "Currency of the value."),
        column_field("value", "Value", "money", "Cost of the units in stock.", currency="inventory_level.currency"),
    ),
    synonyms=("inventory",),
)

ACCOUNT_BALANCE = Entity(
    "account_balance",
    "Account balance",
    "account_balances",
    "Balance of a ledger account at the end of a day.",
    time="account_balance.day",
    rate="closing",
    fields=(
        column_field("id", "Account balance ID", "integer", "Internal ID of the row."),
        column_field("key", "Balance number", "text", "Number of the balance.", dimension=True),
        column_field("day", "Date", "date", "Day whose end the balance shows."),
        column_field("entity_id", "Entity ID", "integer", "Legal entity whose books hold the balance."),
        column_field("scenario", "Balance scenario", "text", "actual, budget or forecast.", dimension=True),
        column_field("currency", "Balance currency", "text", "Currency of the amount."),
        column_field(
            "amount",
            "Amount",
            "money",
            "Positive on the normal side of the account.",
            currency="account_balance.currency",
        ),
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
    definition="Total of the last recorded balances of all bank accounts at the end of the period, with other "
    "currencies at the closing rate.",
    exclusions="Cash in transit and credit lines. A closed bank account counts until a balance of zero is recorded.",
    owner=OWNER,
    synonyms=("cash balance", "bank balance", "money in the bank"),
)

STOCK_VALUE = Metric(
    "inventory.value",
    "Inventory value",
    kind="snapshot",
    type="money",
    entity="inventory_level",
    formula=Sum(FieldRef("inventory_level.value")),
    times=("inventory_level.counted_on",),
    rate="closing",
    better="down",
    definition="Cost of the stock on hand, at the last count in or before the period.",
    exclusions="Products not counted on that day.",
    owner="Operations",
    synonyms=("stock value", "stock on hand"),
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
    definition="Units in stock at the last count in or before the period.",
    exclusions="Products not counted on that day.",
    owner="Operations",
    synonyms=("inventory units", "stock"),
)

METRICS = (CASH, STOCK_VALUE, STOCK_UNITS)
