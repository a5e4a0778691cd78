"""What people write about clients, and when they were last here

Revision 0008, after 0007.
"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('client_notes',
    sa.Column('key', sa.String(length=32), nullable=False, comment='Name of the note, drawn at random'),
    sa.Column('client_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Client it is about'),
    sa.Column('author_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Person who wrote it; empty once they are gone'),
    sa.Column('text', sa.String(length=4000), nullable=False, comment='What they wrote'),
    sa.Column('version', sa.Integer(), nullable=False, comment='Counts the saves'),
    sa.Column('deleted_at', sa.DateTime(), nullable=True, comment='When it was put in the bin; empty while in use'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.ForeignKeyConstraint(['author_id'], ['users.id'], name=op.f('fk_client_notes_author_id_users'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['organization_id', 'client_id'], ['clients.organization_id', 'clients.id'], name=op.f('fk_client_notes_organization_id_client_id_clients'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_client_notes_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_client_notes')),
    sa.UniqueConstraint('organization_id', 'key', name=op.f('uq_client_notes_organization_id_key'))
    )
    op.create_index(op.f('ix_client_notes_author_id'), 'client_notes', ['author_id'], unique=False)
    op.create_index(op.f('ix_client_notes_organization_id_client_id'), 'client_notes', ['organization_id', 'client_id'], unique=False)
    with op.batch_alter_table('memberships') as memberships:
        memberships.add_column(sa.Column('seen_at', sa.DateTime(), nullable=True, comment='When they last opened the first page'))
        memberships.add_column(sa.Column('last_visit_at', sa.DateTime(), nullable=True, comment='When they last did in the visit before this one; empty in their first'))


def downgrade() -> None:
    with op.batch_alter_table('memberships') as memberships:
        memberships.drop_column('last_visit_at')
        memberships.drop_column('seen_at')
    op.drop_table('client_notes')
