"""Where on a dashboard a tile stands

Revision 0007, after 0006.
"""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('tiles') as tiles:
        tiles.alter_column('kind', existing_type=sa.String(length=16), comment='How it is drawn, such as number, line or records')
        tiles.add_column(sa.Column('section', sa.String(length=80), nullable=True, comment='Heading under which it stands'))
        tiles.add_column(sa.Column('width', sa.Integer(), nullable=True, comment='Columns of twelve that it takes; empty: as usual'))


def downgrade() -> None:
    with op.batch_alter_table('tiles') as tiles:
        tiles.drop_column('width')
        tiles.drop_column('section')
        tiles.alter_column('kind', existing_type=sa.String(length=16), comment='How it is drawn: number, line, bar or records')
