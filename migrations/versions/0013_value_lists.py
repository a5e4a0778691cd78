"""Values of filters that are too many for an address

Revision 0013, after 0012.
"""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('value_lists',
    sa.Column('key', sa.String(length=32), nullable=False, comment='Digest of the dimension and the values, used in addresses'),
    sa.Column('dimension', sa.String(length=200), nullable=False, comment='Dimension that the values are of'),
    sa.Column('selected', sa.JSON(), nullable=False, comment='Values of the filter, as an address writes them'),
    sa.Column('used_on', sa.Date(), nullable=False, comment='Day of a recent use, exact to a month; unused lists are deleted'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation that owns the row'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Internal number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was created'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_value_lists_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_value_lists')),
    sa.UniqueConstraint('organization_id', 'key', name=op.f('uq_value_lists_organization_id_key'))
    )
    with op.batch_alter_table('value_lists', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_value_lists_organization_id_used_on'), ['organization_id', 'used_on'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('value_lists', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_value_lists_organization_id_used_on'))

    op.drop_table('value_lists')
