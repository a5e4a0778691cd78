"""Layers that an organisation adds to its catalog

Revision 0011, after 0010.
"""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('catalog_layers',
    sa.Column('name', sa.String(length=80), nullable=False, comment='Name of the layer within the organisation'),
    sa.Column('origin', sa.String(length=16), nullable=False, comment='Inferred from a schema, made for an upload, or written by the organisation itself'),
    sa.Column('position', sa.Integer(), nullable=False, comment='Order among the layers of the same origin: where two name a thing, the later wins'),
    sa.Column('definition', sa.JSON(), nullable=False, comment='The layer, as catalog JSON'),
    sa.Column('version', sa.Integer(), nullable=False, comment='Counts the saves'),
    sa.Column('deleted_at', sa.DateTime(), nullable=True, comment='When it was put in the bin; empty while in use'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.CheckConstraint("origin IN ('inferred', 'uploaded', 'own')", name=op.f('ck_catalog_layers_origin')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_catalog_layers_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_catalog_layers')),
    sa.UniqueConstraint('organization_id', 'name', name=op.f('uq_catalog_layers_organization_id_name'))
    )


def downgrade() -> None:
    op.drop_table('catalog_layers')
