"""The general ledger: accounts, who posts to them, and every entry."""

from services.semantic.catalog import Entity, Plan, Relation, column_field

# In the order in which a balance sheet and a statement are read.
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
    "A line of the chart of accounts.",
    fields=(
        column_field("id", "Account", "integer", "Number of the row."),
        column_field("code", "Account number", "text", "Number on the chart of accounts.", dimension=True),
        column_field("name", "Account", "text", "Name of the account.", dimension=True),
        column_field("type", "Type of account", "text", "Asset, liability, equity, revenue, expense.", dimension=True),
        column_field(
            "subtype",
            "Statement line",
            "text",
            "Line of a statement that it goes into.",
            dimension=True,
            values=SUBTYPES,
            synonyms=("line of the statement",),
        ),
    ),
)

ACCOUNT_GROUP = Entity(
    "account_group",
    "Group of accounts",
    "accounts",
    "A heading of the chart of accounts, under which accounts stand.",
    fields=(
        column_field("id", "Group of accounts", "integer", "Number of the row."),
        column_field("name", "Group of accounts", "text", "Name of the heading.", dimension=True),
    ),
)

LEGAL_ENTITY = Entity(
    "legal_entity",
    "Entity",
    "legal_entities",
    "A company of the group that keeps books of its own.",
    fields=(
        column_field("id", "Entity", "integer", "Number of the row."),
        column_field(
            "name", "Entity", "text", "Name of the company.", dimension=True, synonyms=("company", "subsidiary")
        ),
    ),
)

COST_CENTRE = Entity(
    "cost_centre",
    "Cost centre",
    "cost_centres",
    "A part of the business that answers for its costs.",
    fields=(
        column_field("id", "Cost centre", "integer", "Number of the row."),
        column_field(
            "name", "Cost centre", "text", "Name of the cost centre.", dimension=True, synonyms=("cost center",)
        ),
    ),
)

ENTRY = Entity(
    "ledger_entry",
    "Ledger entry",
    "ledger_entries",
    "An amount that changes an account: posted, planned or expected.",
    time="ledger_entry.posted_on",
    rate="average",
    plan=Plan("ledger_entry.scenario", "actual", "budget"),
    fields=(
        column_field("id", "Entry", "integer", "Number of the row."),
        column_field("key", "Entry", "text", "Number of the entry.", dimension=True),
        column_field("posted_on", "Posted", "date", "Day to which it counts."),
        column_field("scenario", "Scenario", "text", "actual, budget or forecast.", dimension=True),
        column_field("document", "Document", "text", "Invoice, bill or journal that it comes from.", dimension=True),
        column_field("currency", "Entry's currency", "text", "Currency of the amount."),
        column_field(
            "amount", "Amount", "money", "Above zero where it raises its account.", currency="ledger_entry.currency"
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
