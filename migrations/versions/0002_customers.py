"""Who buys, what they buy, and what they ask for

Revision 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('clients',
    sa.Column('key', sa.String(length=64), nullable=False, comment='Number by which the business knows the client'),
    sa.Column('kind', sa.String(length=16), nullable=False, comment='Whether it is one person or a company'),
    sa.Column('name', sa.String(length=200), nullable=False, comment="Full name, or the company's"),
    sa.Column('email', sa.String(length=320), nullable=True, comment='Address to write to'),
    sa.Column('segment', sa.String(length=80), nullable=True, comment='Group in which sales counts the client'),
    sa.Column('industry', sa.String(length=80), nullable=True, comment='Line of business that the client is in'),
    sa.Column('region', sa.String(length=80), nullable=True, comment='Sales territory in which the client sits'),
    sa.Column('country', sa.String(length=80), nullable=True, comment='Country in which the client sits'),
    sa.Column('headcount', sa.Integer(), nullable=True, comment='People who work there, as last known'),
    sa.Column('annual_revenue', sa.BigInteger(), nullable=True, comment="The client's own sales in a year, as they declare them, in the organisation's currency"),
    sa.Column('status', sa.String(length=16), nullable=True, comment='Where the client stands with the business'),
    sa.Column('owner_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Employee who looks after the client'),
    sa.Column('acquired_on', sa.Date(), nullable=True, comment='Day of the first purchase'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.CheckConstraint("kind IN ('person', 'company')", name=op.f('ck_clients_kind')),
    sa.CheckConstraint("status IN ('prospect', 'active', 'former')", name=op.f('ck_clients_status')),
    sa.ForeignKeyConstraint(['organization_id', 'owner_id'], ['employees.organization_id', 'employees.id'], name=op.f('fk_clients_organization_id_owner_id_employees')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_clients_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_clients')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_clients_organization_id_id')),
    sa.UniqueConstraint('organization_id', 'key', name=op.f('uq_clients_organization_id_key'))
    )
    op.create_index(op.f('ix_clients_organization_id_owner_id'), 'clients', ['organization_id', 'owner_id'], unique=False)
    op.create_table('contacts',
    sa.Column('key', sa.String(length=64), nullable=False, comment='Number by which the business knows the contact'),
    sa.Column('client_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Client they belong to'),
    sa.Column('name', sa.String(length=200), nullable=False, comment='Full name'),
    sa.Column('email', sa.String(length=320), nullable=True, comment='Address to write to'),
    sa.Column('phone', sa.String(length=40), nullable=True, comment='Number to call'),
    sa.Column('job_title', sa.String(length=120), nullable=True, comment='What they do there'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.ForeignKeyConstraint(['organization_id', 'client_id'], ['clients.organization_id', 'clients.id'], name=op.f('fk_contacts_organization_id_client_id_clients'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_contacts_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contacts')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_contacts_organization_id_id')),
    sa.UniqueConstraint('organization_id', 'key', name=op.f('uq_contacts_organization_id_key'))
    )
    op.create_index(op.f('ix_contacts_organization_id_client_id'), 'contacts', ['organization_id', 'client_id'], unique=False)
    op.create_table('interactions',
    sa.Column('key', sa.String(length=64), nullable=False, comment='Number by which the business knows the interaction'),
    sa.Column('client_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Client it was with'),
    sa.Column('contact_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Person at the client, where known'),
    sa.Column('employee_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Employee who took part, where known'),
    sa.Column('kind', sa.String(length=16), nullable=False, comment='What it was'),
    sa.Column('channel', sa.String(length=40), nullable=True, comment='Way in which it came, such as phone or web'),
    sa.Column('happened_at', sa.DateTime(), nullable=False, comment='When it began'),
    sa.Column('sentiment', sa.String(length=16), nullable=True, comment='How the client felt, as judged by whoever noted it'),
    sa.Column('nps_score', sa.Integer(), nullable=True, comment='How likely they would recommend the business, 0 to 10'),
    sa.Column('csat_score', sa.Integer(), nullable=True, comment='How satisfied they were, 1 to 5'),
    sa.Column('subject', sa.String(length=200), nullable=True, comment='What it was about, in a line'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.CheckConstraint("kind IN ('call', 'email', 'meeting', 'chat', 'visit', 'survey', 'note')", name=op.f('ck_interactions_kind')),
    sa.CheckConstraint("sentiment IN ('negative', 'neutral', 'positive')", name=op.f('ck_interactions_sentiment')),
    sa.CheckConstraint('csat_score BETWEEN 1 AND 5', name=op.f('ck_interactions_csat_score')),
    sa.CheckConstraint('nps_score BETWEEN 0 AND 10', name=op.f('ck_interactions_nps_score')),
    sa.ForeignKeyConstraint(['organization_id', 'client_id'], ['clients.organization_id', 'clients.id'], name=op.f('fk_interactions_organization_id_client_id_clients'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id', 'contact_id'], ['contacts.organization_id', 'contacts.id'], name=op.f('fk_interactions_organization_id_contact_id_contacts')),
    sa.ForeignKeyConstraint(['organization_id', 'employee_id'], ['employees.organization_id', 'employees.id'], name=op.f('fk_interactions_organization_id_employee_id_employees')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_interactions_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_interactions')),
    sa.UniqueConstraint('organization_id', 'key', name=op.f('uq_interactions_organization_id_key'))
    )
    op.create_index(op.f('ix_interactions_organization_id_client_id_happened_at'), 'interactions', ['organization_id', 'client_id', 'happened_at'], unique=False)
    op.create_index(op.f('ix_interactions_organization_id_contact_id'), 'interactions', ['organization_id', 'contact_id'], unique=False)
    op.create_index(op.f('ix_interactions_organization_id_employee_id'), 'interactions', ['organization_id', 'employee_id'], unique=False)
    op.create_table('products',
    sa.Column('key', sa.String(length=64), nullable=False, comment='Number of this version of the product'),
    sa.Column('code', sa.String(length=64), nullable=False, comment='Code that stays the same over all versions'),
    sa.Column('name', sa.String(length=200), nullable=False, comment='Name on the price list'),
    sa.Column('category', sa.String(length=80), nullable=True, comment='Product group, the wider one'),
    sa.Column('subcategory', sa.String(length=80), nullable=True, comment='Product group, the narrower one'),
    sa.Column('list_price', sa.BigInteger(), nullable=True, comment="Price on the list, in the organisation's currency"),
    sa.Column('standard_cost', sa.BigInteger(), nullable=True, comment="Cost of a unit as planned, in the organisation's currency"),
    sa.Column('valid_from', sa.Date(), nullable=True, comment='First day of this version'),
    sa.Column('valid_to', sa.Date(), nullable=True, comment='Last day of this version; empty while it holds'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_products_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_products')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_products_organization_id_id')),
    sa.UniqueConstraint('organization_id', 'key', name=op.f('uq_products_organization_id_key'))
    )
    op.create_table('orders',
    sa.Column('number', sa.String(length=64), nullable=False, comment='Order number'),
    sa.Column('client_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Client who ordered'),
    sa.Column('channel', sa.String(length=40), nullable=True, comment='Way in which it was sold'),
    sa.Column('region', sa.String(length=80), nullable=True, comment='Sales territory that gets the sale'),
    sa.Column('currency', sa.String(length=3), nullable=False, comment='ISO 4217 code of every amount on its lines'),
    sa.Column('ordered_on', sa.Date(), nullable=False, comment='Day of the order'),
    sa.Column('due_on', sa.Date(), nullable=True, comment='Day for which delivery was promised'),
    sa.Column('shipped_on', sa.Date(), nullable=True, comment='Day it left the house; empty while open'),
    sa.Column('cancelled_on', sa.Date(), nullable=True, comment='Day it was called off; empty if it was not'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.ForeignKeyConstraint(['organization_id', 'client_id'], ['clients.organization_id', 'clients.id'], name=op.f('fk_orders_organization_id_client_id_clients'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_orders_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_orders')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_orders_organization_id_id')),
    sa.UniqueConstraint('organization_id', 'number', name=op.f('uq_orders_organization_id_number'))
    )
    op.create_index(op.f('ix_orders_organization_id_client_id'), 'orders', ['organization_id', 'client_id'], unique=False)
    op.create_index(op.f('ix_orders_organization_id_ordered_on'), 'orders', ['organization_id', 'ordered_on'], unique=False)
    op.create_table('order_lines',
    sa.Column('order_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Order it stands on'),
    sa.Column('number', sa.Integer(), nullable=False, comment='Position on the order'),
    sa.Column('product_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Product version that was sold'),
    sa.Column('quantity', sa.Integer(), nullable=False, comment='Units'),
    sa.Column('unit_price', sa.BigInteger(), nullable=False, comment="Price of a unit before discount, in the order's currency"),
    sa.Column('amount', sa.BigInteger(), nullable=False, comment='Line total after discount, before tax and freight'),
    sa.Column('cost', sa.BigInteger(), nullable=False, comment="Cost of the goods on the line, in the order's currency"),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.ForeignKeyConstraint(['organization_id', 'order_id'], ['orders.organization_id', 'orders.id'], name=op.f('fk_order_lines_organization_id_order_id_orders'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id', 'product_id'], ['products.organization_id', 'products.id'], name=op.f('fk_order_lines_organization_id_product_id_products'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_order_lines_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_order_lines')),
    sa.UniqueConstraint('organization_id', 'order_id', 'number', name=op.f('uq_order_lines_organization_id_order_id_number'))
    )
    op.create_index(op.f('ix_order_lines_organization_id_product_id'), 'order_lines', ['organization_id', 'product_id'], unique=False)
    op.create_table('inventory_levels',
    sa.Column('product_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Product that was counted'),
    sa.Column('counted_on', sa.Date(), nullable=False, comment='Day at whose end it was counted'),
    sa.Column('quantity', sa.Integer(), nullable=False, comment='Units in stock'),
    sa.Column('value', sa.BigInteger(), nullable=True, comment='What the stock cost'),
    sa.Column('currency', sa.String(length=3), nullable=False, comment='ISO 4217 code of the value'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.ForeignKeyConstraint(['organization_id', 'product_id'], ['products.organization_id', 'products.id'], name=op.f('fk_inventory_levels_organization_id_product_id_products'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_inventory_levels_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_inventory_levels')),
    sa.UniqueConstraint('organization_id', 'product_id', 'counted_on', name=op.f('uq_inventory_levels_organization_id_product_id_counted_on'))
    )
    op.create_index(op.f('ix_inventory_levels_organization_id_counted_on'), 'inventory_levels', ['organization_id', 'counted_on'], unique=False)
    op.create_table('subscriptions',
    sa.Column('key', sa.String(length=64), nullable=False, comment='Number of the contract'),
    sa.Column('client_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Client who pays'),
    sa.Column('plan', sa.String(length=80), nullable=True, comment='What was agreed, by its name on the price list'),
    sa.Column('currency', sa.String(length=3), nullable=False, comment='ISO 4217 code of every amount of its movements'),
    sa.Column('trial_started_on', sa.Date(), nullable=True, comment='First day of the free trial, if there was one'),
    sa.Column('started_on', sa.Date(), nullable=True, comment='First paid day; empty while on trial'),
    sa.Column('ended_on', sa.Date(), nullable=True, comment='Day after the last paid one; empty while it runs'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.ForeignKeyConstraint(['organization_id', 'client_id'], ['clients.organization_id', 'clients.id'], name=op.f('fk_subscriptions_organization_id_client_id_clients'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_subscriptions_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_subscriptions')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_subscriptions_organization_id_id')),
    sa.UniqueConstraint('organization_id', 'key', name=op.f('uq_subscriptions_organization_id_key'))
    )
    op.create_index(op.f('ix_subscriptions_organization_id_client_id'), 'subscriptions', ['organization_id', 'client_id'], unique=False)
    op.create_table('subscription_movements',
    sa.Column('subscription_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Subscription that changed'),
    sa.Column('number', sa.Integer(), nullable=False, comment='Place among its movements, from 1'),
    sa.Column('kind', sa.String(length=16), nullable=False, comment='What happened'),
    sa.Column('moved_on', sa.Date(), nullable=False, comment='First day on which the new amount holds'),
    sa.Column('amount', sa.BigInteger(), nullable=False, comment='Change of the amount of a month, before tax: above zero for more, below for less'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.CheckConstraint("kind IN ('new', 'expansion', 'contraction', 'churn', 'reactivation')", name=op.f('ck_subscription_movements_kind')),
    sa.ForeignKeyConstraint(['organization_id', 'subscription_id'], ['subscriptions.organization_id', 'subscriptions.id'], name=op.f('fk_subscription_movements_organization_id_subscription_id_subscriptions'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_subscription_movements_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_subscription_movements')),
    sa.UniqueConstraint('organization_id', 'subscription_id', 'number', name=op.f('uq_subscription_movements_organization_id_subscription_id_number'))
    )
    op.create_index(op.f('ix_subscription_movements_organization_id_moved_on'), 'subscription_movements', ['organization_id', 'moved_on'], unique=False)
    op.create_table('tickets',
    sa.Column('key', sa.String(length=64), nullable=False, comment='Number of the ticket'),
    sa.Column('client_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment="Client who asked; empty for a colleague's ticket"),
    sa.Column('subject', sa.String(length=200), nullable=True, comment='What is wrong, in a line'),
    sa.Column('category', sa.String(length=80), nullable=True, comment='What it is about'),
    sa.Column('channel', sa.String(length=40), nullable=True, comment='Way in which it came, such as phone or email'),
    sa.Column('priority', sa.String(length=16), nullable=True, comment='How soon it must be looked at'),
    sa.Column('state', sa.String(length=16), nullable=False, comment='Where it stands after its last change'),
    sa.Column('support_group', sa.String(length=80), nullable=True, comment='Group that answers it, as last assigned'),
    sa.Column('assignee_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Employee who answers it, as last assigned'),
    sa.Column('opened_at', sa.DateTime(), nullable=False, comment='When it came in'),
    sa.Column('first_response_at', sa.DateTime(), nullable=True, comment='When somebody first answered'),
    sa.Column('resolved_at', sa.DateTime(), nullable=True, comment='When it was last resolved; empty while it is not'),
    sa.Column('closed_at', sa.DateTime(), nullable=True, comment='When it was last closed; empty while it is not'),
    sa.Column('response_minutes', sa.Integer(), nullable=True, comment='Promised time to the first answer, in minutes of business hours'),
    sa.Column('resolution_minutes', sa.Integer(), nullable=True, comment='Promised time to the solution, in minutes of business hours'),
    sa.Column('met_sla', sa.Boolean(), nullable=True, comment='Whether the promise was kept, as the source judged it; empty where the source does not say'),
    sa.Column('reopened', sa.Integer(), nullable=True, comment='How often it was opened again'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.CheckConstraint("priority IN ('critical', 'high', 'moderate', 'low')", name=op.f('ck_tickets_priority')),
    sa.CheckConstraint("state IN ('new', 'open', 'waiting', 'resolved', 'closed')", name=op.f('ck_tickets_state')),
    sa.ForeignKeyConstraint(['organization_id', 'assignee_id'], ['employees.organization_id', 'employees.id'], name=op.f('fk_tickets_organization_id_assignee_id_employees')),
    sa.ForeignKeyConstraint(['organization_id', 'client_id'], ['clients.organization_id', 'clients.id'], name=op.f('fk_tickets_organization_id_client_id_clients'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_tickets_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tickets')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_tickets_organization_id_id')),
    sa.UniqueConstraint('organization_id', 'key', name=op.f('uq_tickets_organization_id_key'))
    )
    op.create_index(op.f('ix_tickets_organization_id_assignee_id'), 'tickets', ['organization_id', 'assignee_id'], unique=False)
    op.create_index(op.f('ix_tickets_organization_id_client_id'), 'tickets', ['organization_id', 'client_id'], unique=False)
    op.create_index(op.f('ix_tickets_organization_id_opened_at'), 'tickets', ['organization_id', 'opened_at'], unique=False)
    op.create_table('ticket_changes',
    sa.Column('ticket_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Ticket that was changed'),
    sa.Column('number', sa.Integer(), nullable=False, comment='Place among its changes'),
    sa.Column('changed_at', sa.DateTime(), nullable=False, comment='When it was changed'),
    sa.Column('state', sa.String(length=16), nullable=True, comment='State from then on; empty where the source lacks it'),
    sa.Column('support_group', sa.String(length=80), nullable=True, comment='Group to which it was assigned from then on'),
    sa.Column('assignee_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Employee to whom it was assigned from then on'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.CheckConstraint("state IN ('new', 'open', 'waiting', 'resolved', 'closed')", name=op.f('ck_ticket_changes_state')),
    sa.ForeignKeyConstraint(['organization_id', 'assignee_id'], ['employees.organization_id', 'employees.id'], name=op.f('fk_ticket_changes_organization_id_assignee_id_employees')),
    sa.ForeignKeyConstraint(['organization_id', 'ticket_id'], ['tickets.organization_id', 'tickets.id'], name=op.f('fk_ticket_changes_organization_id_ticket_id_tickets'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_ticket_changes_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ticket_changes')),
    sa.UniqueConstraint('organization_id', 'ticket_id', 'number', name=op.f('uq_ticket_changes_organization_id_ticket_id_number'))
    )
    op.create_index(op.f('ix_ticket_changes_organization_id_assignee_id'), 'ticket_changes', ['organization_id', 'assignee_id'], unique=False)


def downgrade() -> None:
    op.drop_table('ticket_changes')
    op.drop_table('tickets')
    op.drop_table('subscription_movements')
    op.drop_table('subscriptions')
    op.drop_table('inventory_levels')
    op.drop_table('order_lines')
    op.drop_table('orders')
    op.drop_table('products')
    op.drop_table('interactions')
    op.drop_table('contacts')
    op.drop_table('clients')
