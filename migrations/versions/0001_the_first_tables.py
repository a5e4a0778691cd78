"""The first tables

Revision 0001, after nothing.
"""

import sqlalchemy as sa
from alembic import op

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('organizations',
    sa.Column('name', sa.String(length=200), nullable=False, comment='Name that people see'),
    sa.Column('zone', sa.String(length=64), nullable=False, comment='IANA time zone in which its days begin'),
    sa.Column('week_start', sa.Integer(), nullable=False, comment='First day of the week, 0 is Monday'),
    sa.Column('fiscal_year_start', sa.Integer(), nullable=False, comment='First month of the fiscal year, 1 to 12'),
    sa.Column('currency', sa.String(length=3), nullable=False, comment='ISO 4217 code in which sums are shown'),
    sa.Column('locale', sa.String(length=16), nullable=False, comment='How numbers and dates are written'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.CheckConstraint('fiscal_year_start BETWEEN 1 AND 12', name=op.f('ck_organizations_fiscal_year_start')),
    sa.CheckConstraint('week_start BETWEEN 0 AND 6', name=op.f('ck_organizations_week_start')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organizations')),
    sa.UniqueConstraint('name', name=op.f('uq_organizations_name'))
    )
    op.create_table('users',
    sa.Column('email', sa.String(length=320), nullable=False, comment='Address they sign in with, lower case'),
    sa.Column('name', sa.String(length=200), nullable=False, comment='Name that others see'),
    sa.Column('password_hash', sa.String(length=255), nullable=True, comment='Argon2id hash; empty while only links let them in'),
    sa.Column('epoch', sa.Integer(), nullable=False, comment='Starts at random, and counts up to end every session of this person'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_users')),
    sa.UniqueConstraint('email', name=op.f('uq_users_email'))
    )
    op.create_table('clients',
    sa.Column('key', sa.String(length=64), nullable=False, comment='Number by which the business knows the client'),
    sa.Column('kind', sa.String(length=16), nullable=False, comment='person or company'),
    sa.Column('name', sa.String(length=200), nullable=False, comment="Full name, or the company's"),
    sa.Column('email', sa.String(length=320), nullable=True, comment='Address to write to'),
    sa.Column('segment', sa.String(length=80), nullable=True, comment='Group in which sales counts the client'),
    sa.Column('region', sa.String(length=80), nullable=True, comment='Sales territory in which the client sits'),
    sa.Column('country', sa.String(length=80), nullable=True, comment='Country in which the client sits'),
    sa.Column('acquired_on', sa.Date(), nullable=True, comment='Day of the first purchase'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.CheckConstraint("kind IN ('person', 'company')", name=op.f('ck_clients_kind')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_clients_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_clients')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_clients_organization_id_id')),
    sa.UniqueConstraint('organization_id', 'key', name=op.f('uq_clients_organization_id_key'))
    )
    op.create_table('dashboards',
    sa.Column('slug', sa.String(length=80), nullable=False, comment='Name in the address'),
    sa.Column('title', sa.String(length=200), nullable=False, comment='Title on the page'),
    sa.Column('version', sa.Integer(), nullable=False, comment='Counts the saves'),
    sa.Column('deleted_at', sa.DateTime(), nullable=True, comment='When it was put in the bin; empty while in use'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_dashboards_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dashboards')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_dashboards_organization_id_id')),
    sa.UniqueConstraint('organization_id', 'slug', name=op.f('uq_dashboards_organization_id_slug'))
    )
    op.create_table('data_versions',
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation counted for'),
    sa.Column('number', sa.Integer(), nullable=False, comment='Advanced in the transaction of each write'),
    sa.Column('token', sa.String(length=32), nullable=False, comment='Drawn anew with each write, so that no two databases share one'),
    sa.Column('changed_at', sa.DateTime(), nullable=False, comment='When it was last advanced'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_data_versions_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('organization_id', name=op.f('pk_data_versions'))
    )
    op.create_table('exchange_rates',
    sa.Column('kind', sa.String(length=16), nullable=False, comment="date: rate of the day; average: of the month; closing: at the month's end"),
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
    op.create_table('memberships',
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation they belong to'),
    sa.Column('user_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Person who belongs'),
    sa.Column('role', sa.String(length=16), nullable=False, comment='owner, admin, editor or viewer'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.CheckConstraint("role IN ('owner', 'admin', 'editor', 'viewer')", name=op.f('ck_memberships_role')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_memberships_organization_id_organizations'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_memberships_user_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_memberships')),
    sa.UniqueConstraint('organization_id', 'user_id', name=op.f('uq_memberships_organization_id_user_id'))
    )
    with op.batch_alter_table('memberships', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_memberships_user_id'), ['user_id'], unique=False)

    op.create_table('products',
    sa.Column('key', sa.String(length=64), nullable=False, comment='Number of this version of the product'),
    sa.Column('code', sa.String(length=64), nullable=False, comment='Code that stays the same over all versions'),
    sa.Column('name', sa.String(length=200), nullable=False, comment='Name on the price list'),
    sa.Column('category', sa.String(length=80), nullable=True, comment='Product group, the wider one'),
    sa.Column('subcategory', sa.String(length=80), nullable=True, comment='Product group, the narrower one'),
    sa.Column('list_price', sa.BigInteger(), nullable=True, comment="Price on the list, in the organisation's currency"),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_products_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_products')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_products_organization_id_id')),
    sa.UniqueConstraint('organization_id', 'key', name=op.f('uq_products_organization_id_key'))
    )
    op.create_table('sign_in_links',
    sa.Column('user_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Person whom it lets in'),
    sa.Column('secret_sha256', sa.String(length=64), nullable=False, comment='SHA-256 of the secret, hex'),
    sa.Column('expires_at', sa.DateTime(), nullable=False, comment='Refused from this instant on'),
    sa.Column('used_at', sa.DateTime(), nullable=True, comment='When it let them in; empty while unused'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_sign_in_links_user_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in_links')),
    sa.UniqueConstraint('secret_sha256', name=op.f('uq_sign_in_links_secret_sha256'))
    )
    with op.batch_alter_table('sign_in_links', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sign_in_links_user_id'), ['user_id'], unique=False)

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
    with op.batch_alter_table('orders', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_orders_organization_id_client_id'), ['organization_id', 'client_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_orders_organization_id_ordered_on'), ['organization_id', 'ordered_on'], unique=False)

    op.create_table('tiles',
    sa.Column('dashboard_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Dashboard it stands on'),
    sa.Column('slug', sa.String(length=80), nullable=False, comment='Name of the tile within its dashboard'),
    sa.Column('position', sa.Integer(), nullable=False, comment='Place in the reading order'),
    sa.Column('kind', sa.String(length=16), nullable=False, comment='How it is drawn: number, line, bar or records'),
    sa.Column('title', sa.String(length=200), nullable=False, comment='What is measured, in words'),
    sa.Column('query', sa.JSON(), nullable=False, comment='The question, as Query JSON'),
    sa.Column('version', sa.Integer(), nullable=False, comment='Counts the saves'),
    sa.Column('deleted_at', sa.DateTime(), nullable=True, comment='When it was put in the bin; empty while in use'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.ForeignKeyConstraint(['organization_id', 'dashboard_id'], ['dashboards.organization_id', 'dashboards.id'], name=op.f('fk_tiles_organization_id_dashboard_id_dashboards'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_tiles_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tiles')),
    sa.UniqueConstraint('organization_id', 'dashboard_id', 'slug', name=op.f('uq_tiles_organization_id_dashboard_id_slug'))
    )
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
    with op.batch_alter_table('order_lines', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_order_lines_organization_id_product_id'), ['organization_id', 'product_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('order_lines', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_order_lines_organization_id_product_id'))

    op.drop_table('order_lines')
    op.drop_table('tiles')
    with op.batch_alter_table('orders', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_orders_organization_id_ordered_on'))
        batch_op.drop_index(batch_op.f('ix_orders_organization_id_client_id'))

    op.drop_table('orders')
    with op.batch_alter_table('sign_in_links', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sign_in_links_user_id'))

    op.drop_table('sign_in_links')
    op.drop_table('products')
    with op.batch_alter_table('memberships', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_memberships_user_id'))

    op.drop_table('memberships')
    op.drop_table('exchange_rates')
    op.drop_table('data_versions')
    op.drop_table('dashboards')
    op.drop_table('clients')
    op.drop_table('users')
    op.drop_table('organizations')
