"""What people look at

Revision 0006, after 0005.
"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('dashboards',
    sa.Column('slug', sa.String(length=80), nullable=False, comment='Name in the address'),
    sa.Column('title', sa.String(length=200), nullable=False, comment='Title on the page'),
    sa.Column('filters', sa.JSON(), nullable=False, comment='Dimensions by which its tiles are filtered'),
    sa.Column('dated_by', sa.String(length=120), nullable=True, comment="Metric whose last day says where the data ends; empty: each tile's own"),
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
    op.create_table('dashboard_versions',
    sa.Column('dashboard_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Dashboard that was saved'),
    sa.Column('number', sa.Integer(), nullable=False, comment='Version of the dashboard that this is'),
    sa.Column('content', sa.JSON(), nullable=False, comment='Title and tiles, as they were'),
    sa.Column('user_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Person who saved it; empty if it was seeded'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.ForeignKeyConstraint(['organization_id', 'dashboard_id'], ['dashboards.organization_id', 'dashboards.id'], name=op.f('fk_dashboard_versions_organization_id_dashboard_id_dashboards'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_dashboard_versions_organization_id_organizations'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_dashboard_versions_user_id_users'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dashboard_versions')),
    sa.UniqueConstraint('organization_id', 'dashboard_id', 'number', name=op.f('uq_dashboard_versions_organization_id_dashboard_id_number'))
    )
    op.create_index(op.f('ix_dashboard_versions_user_id'), 'dashboard_versions', ['user_id'], unique=False)
    op.create_table('layouts',
    sa.Column('user_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Person whose layout it is'),
    sa.Column('dashboard_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Dashboard that is laid out'),
    sa.Column('breakpoint', sa.String(length=16), nullable=False, comment='Width of the screens that it is for'),
    sa.Column('places', sa.JSON(), nullable=False, comment='Place and size of each tile, in columns and rows of the grid'),
    sa.Column('version', sa.Integer(), nullable=False, comment='Counts the saves'),
    sa.Column('deleted_at', sa.DateTime(), nullable=True, comment='When it was put in the bin; empty while in use'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.CheckConstraint("breakpoint IN ('wide', 'medium', 'narrow')", name=op.f('ck_layouts_breakpoint')),
    sa.ForeignKeyConstraint(['organization_id', 'dashboard_id'], ['dashboards.organization_id', 'dashboards.id'], name=op.f('fk_layouts_organization_id_dashboard_id_dashboards'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_layouts_organization_id_organizations'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_layouts_user_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_layouts')),
    sa.UniqueConstraint('organization_id', 'user_id', 'dashboard_id', 'breakpoint', name=op.f('uq_layouts_organization_id_user_id_dashboard_id_breakpoint'))
    )
    op.create_index(op.f('ix_layouts_organization_id_dashboard_id'), 'layouts', ['organization_id', 'dashboard_id'], unique=False)
    op.create_index(op.f('ix_layouts_user_id'), 'layouts', ['user_id'], unique=False)


def downgrade() -> None:
    op.drop_table('layouts')
    op.drop_table('dashboard_versions')
    op.drop_table('tiles')
    op.drop_table('dashboards')
