"""The ledger, what is owed, and the money

Revision 0004, after 0003.
"""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('exchange_rates',
    sa.Column('kind', sa.String(length=16), nullable=False, comment='date: as quoted; average: mean until the next row; closing: at the end of that time'),
    sa.Column('from_currency', sa.String(length=3), nullable=False, comment='Currency that is converted'),
    sa.Column('to_currency', sa.String(length=3), nullable=False, comment='Currency it is converted to'),
    sa.Column('valid_from', sa.Date(), nullable=False, comment='First day on which the rate holds'),
    sa.Column('rate', sa.BigInteger(), nullable=False, comment='Units of to_currency for one of from_currency'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.CheckConstraint("kind IN ('date', 'average', 'closing')", name=op.f('ck_exchange_rates_kind')),
    sa.CheckConstraint('rate > 0', name=op.f('ck_exchange_rates_rate')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_exchange_rates_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_exchange_rates')),
    sa.UniqueConstraint('organization_id', 'kind', 'from_currency', 'to_currency', 'valid_from', name=op.f('uq_exchange_rates_organization_id_kind_from_currency_to_currency_valid_from'))
    )
    op.create_table('legal_entities',
    sa.Column('key', sa.String(length=64), nullable=False, comment='Number or code of the entity'),
    sa.Column('name', sa.String(length=200), nullable=False, comment='Name that people see'),
    sa.Column('parent_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Entity that it belongs to; empty at the top'),
    sa.Column('ownership', sa.BigInteger(), nullable=True, comment='Share of it that the parent owns'),
    sa.Column('currency', sa.String(length=3), nullable=True, comment='ISO 4217 code in which it keeps its books'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.ForeignKeyConstraint(['organization_id', 'parent_id'], ['legal_entities.organization_id', 'legal_entities.id'], name=op.f('fk_legal_entities_organization_id_parent_id_legal_entities')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_legal_entities_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_legal_entities')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_legal_entities_organization_id_id')),
    sa.UniqueConstraint('organization_id', 'key', name=op.f('uq_legal_entities_organization_id_key'))
    )
    op.create_index(op.f('ix_legal_entities_organization_id_parent_id'), 'legal_entities', ['organization_id', 'parent_id'], unique=False)
    op.create_table('cost_centres',
    sa.Column('key', sa.String(length=64), nullable=False, comment='Number or code of the cost centre'),
    sa.Column('name', sa.String(length=200), nullable=False, comment='Name that people see'),
    sa.Column('parent_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Cost centre that it is a part of; empty at the top'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.ForeignKeyConstraint(['organization_id', 'parent_id'], ['cost_centres.organization_id', 'cost_centres.id'], name=op.f('fk_cost_centres_organization_id_parent_id_cost_centres')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_cost_centres_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cost_centres')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_cost_centres_organization_id_id')),
    sa.UniqueConstraint('organization_id', 'key', name=op.f('uq_cost_centres_organization_id_key'))
    )
    op.create_index(op.f('ix_cost_centres_organization_id_parent_id'), 'cost_centres', ['organization_id', 'parent_id'], unique=False)
    op.create_table('accounts',
    sa.Column('key', sa.String(length=64), nullable=False, comment='Number by which entries name the account'),
    sa.Column('code', sa.String(length=64), nullable=True, comment='Number on the chart of accounts'),
    sa.Column('name', sa.String(length=200), nullable=False, comment='Name that people see'),
    sa.Column('type', sa.String(length=16), nullable=True, comment='What it counts; empty for a heading over several types'),
    sa.Column('subtype', sa.String(length=32), nullable=True, comment='Which line of a statement it goes into'),
    sa.Column('parent_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Account that it is a part of; empty at the top'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.CheckConstraint("subtype IN ('cash', 'receivables', 'inventory', 'other_current_assets', 'fixed_assets', 'other_assets', 'payables', 'short_term_debt', 'other_current_liabilities', 'long_term_liabilities', 'equity', 'sales', 'sales_deductions', 'other_income', 'cost_of_sales', 'sales_and_marketing', 'research_and_development', 'administration', 'depreciation', 'interest', 'tax', 'other_expense')", name=op.f('ck_accounts_subtype')),
    sa.CheckConstraint("type IN ('asset', 'liability', 'equity', 'revenue', 'expense', 'statistical')", name=op.f('ck_accounts_type')),
    sa.ForeignKeyConstraint(['organization_id', 'parent_id'], ['accounts.organization_id', 'accounts.id'], name=op.f('fk_accounts_organization_id_parent_id_accounts')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_accounts_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_accounts')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_accounts_organization_id_id')),
    sa.UniqueConstraint('organization_id', 'key', name=op.f('uq_accounts_organization_id_key'))
    )
    op.create_index(op.f('ix_accounts_organization_id_parent_id'), 'accounts', ['organization_id', 'parent_id'], unique=False)
    op.create_table('ledger_entries',
    sa.Column('key', sa.String(length=64), nullable=False, comment='Number of the entry'),
    sa.Column('posted_on', sa.Date(), nullable=False, comment='Day to which it counts'),
    sa.Column('account_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Account that it changes'),
    sa.Column('entity_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Entity in whose books it stands'),
    sa.Column('cost_centre_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Cost centre that answers for it'),
    sa.Column('scenario', sa.String(length=16), nullable=False, comment='Whether it happened, was planned or is expected'),
    sa.Column('amount', sa.BigInteger(), nullable=False, comment='Above zero where it raises its account: a debit of an asset or expense, a credit of the others'),
    sa.Column('currency', sa.String(length=3), nullable=True, comment='ISO 4217 code of the amount; empty where it counts no money (statistical accounts)'),
    sa.Column('document', sa.String(length=64), nullable=True, comment='Invoice, bill or journal that it comes from'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.CheckConstraint("scenario IN ('actual', 'budget', 'forecast')", name=op.f('ck_ledger_entries_scenario')),
    sa.ForeignKeyConstraint(['organization_id', 'account_id'], ['accounts.organization_id', 'accounts.id'], name=op.f('fk_ledger_entries_organization_id_account_id_accounts')),
    sa.ForeignKeyConstraint(['organization_id', 'cost_centre_id'], ['cost_centres.organization_id', 'cost_centres.id'], name=op.f('fk_ledger_entries_organization_id_cost_centre_id_cost_centres')),
    sa.ForeignKeyConstraint(['organization_id', 'entity_id'], ['legal_entities.organization_id', 'legal_entities.id'], name=op.f('fk_ledger_entries_organization_id_entity_id_legal_entities')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_ledger_entries_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ledger_entries')),
    sa.UniqueConstraint('organization_id', 'key', name=op.f('uq_ledger_entries_organization_id_key'))
    )
    op.create_index(op.f('ix_ledger_entries_organization_id_account_id_posted_on'), 'ledger_entries', ['organization_id', 'account_id', 'posted_on'], unique=False)
    op.create_index(op.f('ix_ledger_entries_organization_id_cost_centre_id'), 'ledger_entries', ['organization_id', 'cost_centre_id'], unique=False)
    op.create_index(op.f('ix_ledger_entries_organization_id_entity_id'), 'ledger_entries', ['organization_id', 'entity_id'], unique=False)
    op.create_table('account_balances',
    sa.Column('key', sa.String(length=64), nullable=False, comment='Number of the balance'),
    sa.Column('day', sa.Date(), nullable=False, comment='Day at whose end it was so'),
    sa.Column('account_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Account that stood there'),
    sa.Column('entity_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Entity in whose books it stands'),
    sa.Column('cost_centre_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Cost centre that answers for it'),
    sa.Column('scenario', sa.String(length=16), nullable=False, comment='Whether it was so, was planned or is expected'),
    sa.Column('amount', sa.BigInteger(), nullable=False, comment='Above zero on the side on which such an account stands'),
    sa.Column('currency', sa.String(length=3), nullable=True, comment='ISO 4217 code of the amount; empty where it counts no money (statistical accounts)'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.CheckConstraint("scenario IN ('actual', 'budget', 'forecast')", name=op.f('ck_account_balances_scenario')),
    sa.ForeignKeyConstraint(['organization_id', 'account_id'], ['accounts.organization_id', 'accounts.id'], name=op.f('fk_account_balances_organization_id_account_id_accounts')),
    sa.ForeignKeyConstraint(['organization_id', 'cost_centre_id'], ['cost_centres.organization_id', 'cost_centres.id'], name=op.f('fk_account_balances_organization_id_cost_centre_id_cost_centres')),
    sa.ForeignKeyConstraint(['organization_id', 'entity_id'], ['legal_entities.organization_id', 'legal_entities.id'], name=op.f('fk_account_balances_organization_id_entity_id_legal_entities')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_account_balances_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account_balances')),
    sa.UniqueConstraint('organization_id', 'key', name=op.f('uq_account_balances_organization_id_key'))
    )
    op.create_index(op.f('ix_account_balances_organization_id_account_id_day'), 'account_balances', ['organization_id', 'account_id', 'day'], unique=False)
    op.create_index(op.f('ix_account_balances_organization_id_cost_centre_id'), 'account_balances', ['organization_id', 'cost_centre_id'], unique=False)
    op.create_index(op.f('ix_account_balances_organization_id_entity_id'), 'account_balances', ['organization_id', 'entity_id'], unique=False)
    op.create_table('bank_balances',
    sa.Column('bank_account', sa.String(length=80), nullable=False, comment='Name of the account; never its number'),
    sa.Column('entity_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Entity to which it belongs'),
    sa.Column('day', sa.Date(), nullable=False, comment='Day at whose end it was so'),
    sa.Column('balance', sa.BigInteger(), nullable=False, comment='Money on the account; below zero if overdrawn'),
    sa.Column('currency', sa.String(length=3), nullable=False, comment='ISO 4217 code of the balance'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.ForeignKeyConstraint(['organization_id', 'entity_id'], ['legal_entities.organization_id', 'legal_entities.id'], name=op.f('fk_bank_balances_organization_id_entity_id_legal_entities')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_bank_balances_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bank_balances')),
    sa.UniqueConstraint('organization_id', 'bank_account', 'day', name=op.f('uq_bank_balances_organization_id_bank_account_day'))
    )
    op.create_index(op.f('ix_bank_balances_organization_id_day'), 'bank_balances', ['organization_id', 'day'], unique=False)
    op.create_index(op.f('ix_bank_balances_organization_id_entity_id'), 'bank_balances', ['organization_id', 'entity_id'], unique=False)
    op.create_table('invoices',
    sa.Column('number', sa.String(length=64), nullable=False, comment='Invoice number'),
    sa.Column('client_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Client who owes it'),
    sa.Column('order_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Order that it is for, if for one'),
    sa.Column('issued_on', sa.Date(), nullable=False, comment='Day on the invoice'),
    sa.Column('due_on', sa.Date(), nullable=False, comment='Last day to pay in time'),
    sa.Column('amount', sa.BigInteger(), nullable=False, comment='What is to be paid, tax included'),
    sa.Column('tax', sa.BigInteger(), nullable=True, comment='Part of the amount that is tax'),
    sa.Column('currency', sa.String(length=3), nullable=False, comment='ISO 4217 code of every amount on it and of its payments'),
    sa.Column('cancelled_on', sa.Date(), nullable=True, comment='Day it was taken back; empty if it was not'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.ForeignKeyConstraint(['organization_id', 'client_id'], ['clients.organization_id', 'clients.id'], name=op.f('fk_invoices_organization_id_client_id_clients'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id', 'order_id'], ['orders.organization_id', 'orders.id'], name=op.f('fk_invoices_organization_id_order_id_orders')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_invoices_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invoices')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_invoices_organization_id_id')),
    sa.UniqueConstraint('organization_id', 'number', name=op.f('uq_invoices_organization_id_number'))
    )
    op.create_index(op.f('ix_invoices_organization_id_client_id'), 'invoices', ['organization_id', 'client_id'], unique=False)
    op.create_index(op.f('ix_invoices_organization_id_issued_on'), 'invoices', ['organization_id', 'issued_on'], unique=False)
    op.create_index(op.f('ix_invoices_organization_id_order_id'), 'invoices', ['organization_id', 'order_id'], unique=False)
    op.create_table('payments',
    sa.Column('key', sa.String(length=64), nullable=False, comment='Number of the payment'),
    sa.Column('invoice_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Invoice that it pays'),
    sa.Column('paid_on', sa.Date(), nullable=False, comment='Day the money came in'),
    sa.Column('amount', sa.BigInteger(), nullable=False, comment="Money that came in, in the invoice's currency"),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.ForeignKeyConstraint(['organization_id', 'invoice_id'], ['invoices.organization_id', 'invoices.id'], name=op.f('fk_payments_organization_id_invoice_id_invoices'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_payments_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_payments')),
    sa.UniqueConstraint('organization_id', 'key', name=op.f('uq_payments_organization_id_key'))
    )
    op.create_index(op.f('ix_payments_organization_id_invoice_id'), 'payments', ['organization_id', 'invoice_id'], unique=False)
    op.create_index(op.f('ix_payments_organization_id_paid_on'), 'payments', ['organization_id', 'paid_on'], unique=False)
    op.create_table('vendors',
    sa.Column('key', sa.String(length=64), nullable=False, comment='Number by which the business knows the vendor'),
    sa.Column('name', sa.String(length=200), nullable=False, comment='Name that people see'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_vendors_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_vendors')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_vendors_organization_id_id')),
    sa.UniqueConstraint('organization_id', 'key', name=op.f('uq_vendors_organization_id_key'))
    )
    op.create_table('bills',
    sa.Column('number', sa.String(length=64), nullable=False, comment='Number of the bill, or of its purchase order'),
    sa.Column('vendor_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Vendor who asks for it'),
    sa.Column('cost_centre_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Cost centre that answers for it'),
    sa.Column('status', sa.String(length=16), nullable=True, comment='How far it has come in the house'),
    sa.Column('ordered_on', sa.Date(), nullable=True, comment='Day of the purchase order'),
    sa.Column('issued_on', sa.Date(), nullable=True, comment='Day on the bill'),
    sa.Column('due_on', sa.Date(), nullable=True, comment='Last day to pay in time'),
    sa.Column('paid_on', sa.Date(), nullable=True, comment='Day it was paid; empty while it is not'),
    sa.Column('amount', sa.BigInteger(), nullable=False, comment='What is to be paid, tax and freight included'),
    sa.Column('tax', sa.BigInteger(), nullable=True, comment='Part of the amount that is tax'),
    sa.Column('freight', sa.BigInteger(), nullable=True, comment='Part of the amount that is for transport'),
    sa.Column('currency', sa.String(length=3), nullable=False, comment='ISO 4217 code of every amount on it'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.CheckConstraint("status IN ('pending', 'approved', 'rejected', 'complete')", name=op.f('ck_bills_status')),
    sa.ForeignKeyConstraint(['organization_id', 'cost_centre_id'], ['cost_centres.organization_id', 'cost_centres.id'], name=op.f('fk_bills_organization_id_cost_centre_id_cost_centres')),
    sa.ForeignKeyConstraint(['organization_id', 'vendor_id'], ['vendors.organization_id', 'vendors.id'], name=op.f('fk_bills_organization_id_vendor_id_vendors'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_bills_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bills')),
    sa.UniqueConstraint('organization_id', 'number', name=op.f('uq_bills_organization_id_number'))
    )
    op.create_index(op.f('ix_bills_organization_id_cost_centre_id'), 'bills', ['organization_id', 'cost_centre_id'], unique=False)
    op.create_index(op.f('ix_bills_organization_id_issued_on'), 'bills', ['organization_id', 'issued_on'], unique=False)
    op.create_index(op.f('ix_bills_organization_id_vendor_id'), 'bills', ['organization_id', 'vendor_id'], unique=False)


def downgrade() -> None:
    op.drop_table('bills')
    op.drop_table('vendors')
    op.drop_table('payments')
    op.drop_table('invoices')
    op.drop_table('bank_balances')
    op.drop_table('account_balances')
    op.drop_table('ledger_entries')
    op.drop_table('accounts')
    op.drop_table('cost_centres')
    op.drop_table('legal_entities')
    op.drop_table('exchange_rates')
