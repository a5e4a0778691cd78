"""Layouts for everyone, and what each person last chose on a dashboard

Revision 0010, after 0009.
"""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('remembered_choices',
    sa.Column('user_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Person who chose'),
    sa.Column('dashboard_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Dashboard on which it was'),
    sa.Column('search', sa.Text(), nullable=False, comment='Period and filters as an address spells them; empty: as usual'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.ForeignKeyConstraint(['organization_id', 'dashboard_id'], ['dashboards.organization_id', 'dashboards.id'], name=op.f('fk_remembered_choices_organization_id_dashboard_id_dashboards'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_remembered_choices_organization_id_organizations'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_remembered_choices_user_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_remembered_choices')),
    sa.UniqueConstraint('organization_id', 'user_id', 'dashboard_id', name=op.f('uq_remembered_choices_organization_id_user_id_dashboard_id'))
    )
    with op.batch_alter_table('remembered_choices', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_remembered_choices_organization_id_dashboard_id'), ['organization_id', 'dashboard_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_remembered_choices_user_id'), ['user_id'], unique=False)

    op.create_table('shared_layouts',
    sa.Column('dashboard_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Dashboard that is laid out'),
    sa.Column('breakpoint', sa.String(length=16), nullable=False, comment='Width of the screens that it is for'),
    sa.Column('places', sa.JSON(), nullable=False, comment='Place and size of each tile, in columns and rows of the grid'),
    sa.Column('version', sa.Integer(), nullable=False, comment='Counts the saves'),
    sa.Column('deleted_at', sa.DateTime(), nullable=True, comment='When it was put in the bin; empty while in use'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.CheckConstraint("breakpoint IN ('wide', 'medium', 'narrow')", name=op.f('ck_shared_layouts_breakpoint')),
    sa.ForeignKeyConstraint(['organization_id', 'dashboard_id'], ['dashboards.organization_id', 'dashboards.id'], name=op.f('fk_shared_layouts_organization_id_dashboard_id_dashboards'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_shared_layouts_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shared_layouts')),
    sa.UniqueConstraint('organization_id', 'dashboard_id', 'breakpoint', name=op.f('uq_shared_layouts_organization_id_dashboard_id_breakpoint'))
    )


def downgrade() -> None:
    op.drop_table('shared_layouts')
    with op.batch_alter_table('remembered_choices', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_remembered_choices_user_id'))
        batch_op.drop_index(batch_op.f('ix_remembered_choices_organization_id_dashboard_id'))

    op.drop_table('remembered_choices')
