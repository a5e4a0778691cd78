"""The general ledger: accounts, legal entities, cost centres and entries."""

from services.semantic.catalog import Entity, Plan, Relation, column_field

# In the order of the balance sheet and the profit and loss statement.
SUBTYPES = (
    "cash",
    "receivables",
    "inventory",
    "other_current_assets",
    "fixed_assets",
    "other_assets",
    "payables",
    "short_term_debt",
    "other_current_liabilities",
    "long_term_liabilities",
    "equity",
    "sales",
    "sales_deductions",
    "cost_of_sales",
    "sales_and_marketing",
    "research_and_development",
    "administration",
    "other_expense",
    "depreciation",
    "other_income",
    "interest",
    "tax",
)

ACCOUNT = Entity(
    "account",
    "Account",
    "accounts",
    "A ledger account in the chart of accounts.",
    fields=(
        column_field("id", "Account ID", "integer", "Internal ID of the row."),
        column_field("code", "Account number", "text", "Number in the chart of accounts.", dimension=True),
        column_field("name", "Account", "text", "Name of the account.", dimension=True),
        column_field("type", "Account type", "text", "Asset, liability, equity, revenue or expense.", dimension=True),
        column_field(
            "subtype",
            "Statement line",
            "text",
            "Statement line to which the account belongs.",
            dimension=True,
            values=SUBTYPES,
            synonyms=("line of the statement",),
        ),
    ),
)

ACCOUNT_GROUP = Entity(
    "account_group",
    "Account group",
    "accounts",
    "A heading in the chart of accounts that groups accounts.",
    fields=(
        column_field("id", "Account group ID", "integer", "Internal ID of the row."),
        column_field("name", "Account group", "text", "Name of the account group.", dimension=True),
    ),
)

LEGAL_ENTITY = Entity(
    "legal_entity",
    "Legal entity",
    "legal_entities",
    "A company in the group that keeps its own books.",
    fields=(
        column_field("id", "Legal entity ID", "integer", "Internal ID of the row."),
        column_field(
            "name", "Legal entity", "text", "Name of the company.", dimension=True, synonyms=("company", "subsidiary")
        ),
    ),
)

COST_CENTRE = Entity(
    "cost_centre",
    "Cost centre",
    "cost_centres",
    "A part of the business to which costs are assigned.",
    fields=(
        column_field("id", "Cost centre ID", "integer", "Internal ID of the row."),
        column_field(
            "name", "Cost centre", "text", "Name of the cost centre.", dimension=True, synonyms=("cost center",)
        ),
    ),
)

ENTRY = Entity(
    "ledger_entry",
    "Ledger entry",
    "ledger_entries",
    "An amount posted, budgeted or forecast to an account.",
    time="ledger_entry.posted_on",
    rate="average",
    plan=Plan("ledger_entry.scenario", "actual", "budget"),
    fields=(
        column_field("id", "Ledger entry ID", "integer", "Internal ID of the row."),
        column_field("key", "Entry number", "text", "Number of the entry.", dimension=True),
        column_field("posted_on", "Posting date", "date", "Date on which the entry takes effect."),
        column_field("scenario", "Scenario", "text", "actual, budget or forecast.", dimension=True),
        column_field(
            "document",
            "Document",
            "text",
            "Source document of the entry, such as an invoice, bill or journal.",
            dimension=True,
        ),
        column_field("currency", "Entry currency", "text", "Currency of the amount."),
        column_field(
            "amount",
            "Amount",
            "money",
            "Positive if the entry increases its account.",
            currency="ledger_entry.currency",
        ),
    ),
    synonyms=("posting", "journal line"),
)

ENTITIES = (ACCOUNT, ACCOUNT_GROUP, LEGAL_ENTITY, COST_CENTRE, ENTRY)
RELATIONS = (
    Relation("account.group", "account", "account_group", "parent_id", optional=True),
    Relation("ledger_entry.account", "ledger_entry", "account", "account_id"),
    Relation("ledger_entry.entity", "ledger_entry", "legal_entity", "entity_id", optional=True),
    Relation("ledger_entry.cost_centre", "ledger_entry", "cost_centre", "cost_centre_id", optional=True),
)
