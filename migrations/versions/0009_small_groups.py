"""Whether an organisation shows numbers about single people

Revision 0009, after 0008.
"""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('organizations') as organizations:
        organizations.add_column(sa.Column('shows_people', sa.Boolean(), nullable=False, server_default=sa.false(), comment='Whether numbers about single people and small groups at work are shown'))
    with op.batch_alter_table('organizations') as organizations:
        organizations.alter_column('shows_people', existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('organizations') as organizations:
        organizations.drop_column('shows_people')
