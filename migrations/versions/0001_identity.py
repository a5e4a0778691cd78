"""Who may come in, and who works here

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
    sa.Column('business_hours', sa.JSON(), nullable=False, comment='When it opens and closes in its zone, from Monday to Sunday; null: all day closed'),
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
    op.create_table('data_versions',
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation counted for'),
    sa.Column('number', sa.Integer(), nullable=False, comment='Advanced in the transaction of each write'),
    sa.Column('token', sa.String(length=32), nullable=False, comment='Drawn anew with each write, so that no two databases share one'),
    sa.Column('changed_at', sa.DateTime(), nullable=False, comment='When it was last advanced'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_data_versions_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('organization_id', name=op.f('pk_data_versions'))
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
    op.create_index(op.f('ix_sign_in_links_user_id'), 'sign_in_links', ['user_id'], unique=False)
    op.create_table('teams',
    sa.Column('key', sa.String(length=64), nullable=False, comment='Number or code of the team'),
    sa.Column('name', sa.String(length=120), nullable=False, comment='Name that people see'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_teams_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_teams')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_teams_organization_id_id')),
    sa.UniqueConstraint('organization_id', 'key', name=op.f('uq_teams_organization_id_key'))
    )
    op.create_table('memberships',
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation they belong to'),
    sa.Column('user_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Person who belongs'),
    sa.Column('role', sa.String(length=16), nullable=False, comment='What they may do'),
    sa.Column('team_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Team they belong to, if to one'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.CheckConstraint("role IN ('owner', 'admin', 'editor', 'viewer')", name=op.f('ck_memberships_role')),
    sa.ForeignKeyConstraint(['organization_id', 'team_id'], ['teams.organization_id', 'teams.id'], name=op.f('fk_memberships_organization_id_team_id_teams')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_memberships_organization_id_organizations'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_memberships_user_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_memberships')),
    sa.UniqueConstraint('organization_id', 'user_id', name=op.f('uq_memberships_organization_id_user_id'))
    )
    op.create_index(op.f('ix_memberships_organization_id_team_id'), 'memberships', ['organization_id', 'team_id'], unique=False)
    op.create_index(op.f('ix_memberships_user_id'), 'memberships', ['user_id'], unique=False)
    op.create_table('employees',
    sa.Column('key', sa.String(length=64), nullable=False, comment='Personnel number'),
    sa.Column('name', sa.String(length=200), nullable=False, comment='Full name'),
    sa.Column('email', sa.String(length=320), nullable=True, comment='Address at work'),
    sa.Column('user_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='The person who signs in, if they do'),
    sa.Column('team_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Team they belong to'),
    sa.Column('manager_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Employee they report to; empty at the top'),
    sa.Column('job_title', sa.String(length=120), nullable=True, comment='What they are employed as'),
    sa.Column('department', sa.String(length=80), nullable=True, comment='Department they are in'),
    sa.Column('region', sa.String(length=80), nullable=True, comment='Sales territory that they work in'),
    sa.Column('hired_on', sa.Date(), nullable=True, comment='First day of work'),
    sa.Column('left_on', sa.Date(), nullable=True, comment='Last day of work; empty while employed'),
    sa.Column('weekly_minutes', sa.Integer(), nullable=True, comment='Minutes of work agreed for a week'),
    sa.Column('cost_rate', sa.BigInteger(), nullable=True, comment='What an hour of theirs costs the house, wage and everything on top'),
    sa.Column('currency', sa.String(length=3), nullable=True, comment='ISO 4217 code of the cost rate'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.ForeignKeyConstraint(['organization_id', 'manager_id'], ['employees.organization_id', 'employees.id'], name=op.f('fk_employees_organization_id_manager_id_employees')),
    sa.ForeignKeyConstraint(['organization_id', 'team_id'], ['teams.organization_id', 'teams.id'], name=op.f('fk_employees_organization_id_team_id_teams')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_employees_organization_id_organizations'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_employees_user_id_users'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_employees')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_employees_organization_id_id')),
    sa.UniqueConstraint('organization_id', 'key', name=op.f('uq_employees_organization_id_key'))
    )
    op.create_index(op.f('ix_employees_organization_id_manager_id'), 'employees', ['organization_id', 'manager_id'], unique=False)
    op.create_index(op.f('ix_employees_organization_id_team_id'), 'employees', ['organization_id', 'team_id'], unique=False)
    op.create_index(op.f('ix_employees_user_id'), 'employees', ['user_id'], unique=False)


def downgrade() -> None:
    op.drop_table('employees')
    op.drop_table('memberships')
    op.drop_table('teams')
    op.drop_table('sign_in_links')
    op.drop_table('data_versions')
    op.drop_table('users')
    op.drop_table('organizations')
