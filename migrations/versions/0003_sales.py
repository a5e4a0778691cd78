"""How sales come about

Revision 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('pipelines',
    sa.Column('key', sa.String(length=64), nullable=False, comment='Number or code of the pipeline'),
    sa.Column('name', sa.String(length=120), nullable=False, comment='Name that people see'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_pipelines_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pipelines')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_pipelines_organization_id_id')),
    sa.UniqueConstraint('organization_id', 'key', name=op.f('uq_pipelines_organization_id_key'))
    )
    op.create_table('stages',
    sa.Column('key', sa.String(length=64), nullable=False, comment='Number or code of the stage, unlike that of any other'),
    sa.Column('pipeline_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Pipeline it is a step of'),
    sa.Column('position', sa.Integer(), nullable=False, comment='Place in the pipeline, from 1'),
    sa.Column('name', sa.String(length=120), nullable=False, comment='Name that people see'),
    sa.Column('outcome', sa.String(length=8), nullable=False, comment='What a deal in it is'),
    sa.Column('probability', sa.BigInteger(), nullable=True, comment='Share of the deals in it that are won, as planned'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.CheckConstraint("outcome IN ('open', 'won', 'lost')", name=op.f('ck_stages_outcome')),
    sa.CheckConstraint('probability BETWEEN 0 AND 1000000000', name=op.f('ck_stages_probability')),
    sa.ForeignKeyConstraint(['organization_id', 'pipeline_id'], ['pipelines.organization_id', 'pipelines.id'], name=op.f('fk_stages_organization_id_pipeline_id_pipelines'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_stages_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stages')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_stages_organization_id_id')),
    sa.UniqueConstraint('organization_id', 'key', name=op.f('uq_stages_organization_id_key'))
    )
    op.create_index(op.f('ix_stages_organization_id_pipeline_id'), 'stages', ['organization_id', 'pipeline_id'], unique=False)
    op.create_table('deals',
    sa.Column('key', sa.String(length=64), nullable=False, comment='Number of the deal'),
    sa.Column('name', sa.String(length=200), nullable=True, comment='What it is about, in a line'),
    sa.Column('stage_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Stage in which it stands now'),
    sa.Column('client_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Client who may buy, where known'),
    sa.Column('owner_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Employee who tries to win it'),
    sa.Column('product_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Product it is about, where it is one'),
    sa.Column('source', sa.String(length=80), nullable=True, comment='Where it came from'),
    sa.Column('amount', sa.BigInteger(), nullable=True, comment='Value without tax: agreed if won, expected if open, last expected if lost'),
    sa.Column('currency', sa.String(length=3), nullable=False, comment='ISO 4217 code of the amount'),
    sa.Column('forecast_category', sa.String(length=16), nullable=True, comment='How surely its owner counts on it'),
    sa.Column('opened_on', sa.Date(), nullable=True, comment='Day it was entered'),
    sa.Column('expected_close_on', sa.Date(), nullable=True, comment='Day on which it should be decided, as now expected'),
    sa.Column('closed_on', sa.Date(), nullable=True, comment='Day it was won or lost; empty while open'),
    sa.Column('lost_reason', sa.String(length=120), nullable=True, comment='Why it was lost'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.CheckConstraint("forecast_category IN ('omitted', 'pipeline', 'best_case', 'commit', 'closed')", name=op.f('ck_deals_forecast_category')),
    sa.ForeignKeyConstraint(['organization_id', 'client_id'], ['clients.organization_id', 'clients.id'], name=op.f('fk_deals_organization_id_client_id_clients')),
    sa.ForeignKeyConstraint(['organization_id', 'owner_id'], ['employees.organization_id', 'employees.id'], name=op.f('fk_deals_organization_id_owner_id_employees')),
    sa.ForeignKeyConstraint(['organization_id', 'product_id'], ['products.organization_id', 'products.id'], name=op.f('fk_deals_organization_id_product_id_products')),
    sa.ForeignKeyConstraint(['organization_id', 'stage_id'], ['stages.organization_id', 'stages.id'], name=op.f('fk_deals_organization_id_stage_id_stages')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_deals_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_deals')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_deals_organization_id_id')),
    sa.UniqueConstraint('organization_id', 'key', name=op.f('uq_deals_organization_id_key'))
    )
    op.create_index(op.f('ix_deals_organization_id_client_id'), 'deals', ['organization_id', 'client_id'], unique=False)
    op.create_index(op.f('ix_deals_organization_id_closed_on'), 'deals', ['organization_id', 'closed_on'], unique=False)
    op.create_index(op.f('ix_deals_organization_id_owner_id'), 'deals', ['organization_id', 'owner_id'], unique=False)
    op.create_index(op.f('ix_deals_organization_id_product_id'), 'deals', ['organization_id', 'product_id'], unique=False)
    op.create_index(op.f('ix_deals_organization_id_stage_id'), 'deals', ['organization_id', 'stage_id'], unique=False)
    op.create_table('stage_changes',
    sa.Column('deal_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Deal that moved'),
    sa.Column('number', sa.Integer(), nullable=False, comment='Place among its steps, from 1'),
    sa.Column('from_stage_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Stage that it left; empty at its first step'),
    sa.Column('to_stage_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Stage that it entered'),
    sa.Column('changed_at', sa.DateTime(), nullable=False, comment='When it moved'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.ForeignKeyConstraint(['organization_id', 'deal_id'], ['deals.organization_id', 'deals.id'], name=op.f('fk_stage_changes_organization_id_deal_id_deals'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id', 'from_stage_id'], ['stages.organization_id', 'stages.id'], name=op.f('fk_stage_changes_organization_id_from_stage_id_stages')),
    sa.ForeignKeyConstraint(['organization_id', 'to_stage_id'], ['stages.organization_id', 'stages.id'], name=op.f('fk_stage_changes_organization_id_to_stage_id_stages')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_stage_changes_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stage_changes')),
    sa.UniqueConstraint('organization_id', 'deal_id', 'number', name=op.f('uq_stage_changes_organization_id_deal_id_number'))
    )
    op.create_index(op.f('ix_stage_changes_organization_id_from_stage_id'), 'stage_changes', ['organization_id', 'from_stage_id'], unique=False)
    op.create_index(op.f('ix_stage_changes_organization_id_to_stage_id'), 'stage_changes', ['organization_id', 'to_stage_id'], unique=False)
    op.create_table('deal_snapshots',
    sa.Column('deal_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Deal that was open'),
    sa.Column('taken_on', sa.Date(), nullable=False, comment='Day at whose end it was so'),
    sa.Column('stage_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Stage in which it stood'),
    sa.Column('owner_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Employee who tried to win it'),
    sa.Column('amount', sa.BigInteger(), nullable=True, comment='Expected value without tax'),
    sa.Column('currency', sa.String(length=3), nullable=False, comment='ISO 4217 code of the amount'),
    sa.Column('forecast_category', sa.String(length=16), nullable=True, comment='How surely its owner counted on it'),
    sa.Column('expected_close_on', sa.Date(), nullable=True, comment='Day on which it should be decided, as then expected'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.CheckConstraint("forecast_category IN ('omitted', 'pipeline', 'best_case', 'commit', 'closed')", name=op.f('ck_deal_snapshots_forecast_category')),
    sa.ForeignKeyConstraint(['organization_id', 'deal_id'], ['deals.organization_id', 'deals.id'], name=op.f('fk_deal_snapshots_organization_id_deal_id_deals'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id', 'owner_id'], ['employees.organization_id', 'employees.id'], name=op.f('fk_deal_snapshots_organization_id_owner_id_employees')),
    sa.ForeignKeyConstraint(['organization_id', 'stage_id'], ['stages.organization_id', 'stages.id'], name=op.f('fk_deal_snapshots_organization_id_stage_id_stages')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_deal_snapshots_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_deal_snapshots')),
    sa.UniqueConstraint('organization_id', 'deal_id', 'taken_on', name=op.f('uq_deal_snapshots_organization_id_deal_id_taken_on'))
    )
    op.create_index(op.f('ix_deal_snapshots_organization_id_owner_id'), 'deal_snapshots', ['organization_id', 'owner_id'], unique=False)
    op.create_index(op.f('ix_deal_snapshots_organization_id_stage_id'), 'deal_snapshots', ['organization_id', 'stage_id'], unique=False)
    op.create_index(op.f('ix_deal_snapshots_organization_id_taken_on'), 'deal_snapshots', ['organization_id', 'taken_on'], unique=False)
    op.create_table('leads',
    sa.Column('key', sa.String(length=64), nullable=False, comment='Number by which the business knows the lead'),
    sa.Column('name', sa.String(length=200), nullable=False, comment='Full name'),
    sa.Column('email', sa.String(length=320), nullable=True, comment='Address to write to'),
    sa.Column('company', sa.String(length=200), nullable=True, comment='Where they work'),
    sa.Column('region', sa.String(length=80), nullable=True, comment='Sales territory in which they sit'),
    sa.Column('source', sa.String(length=80), nullable=True, comment='Where they heard of the business'),
    sa.Column('campaign', sa.String(length=120), nullable=True, comment='Campaign that brought them, if one did'),
    sa.Column('status', sa.String(length=16), nullable=True, comment='How far it has come'),
    sa.Column('owner_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Employee who follows it up'),
    sa.Column('arrived_at', sa.DateTime(), nullable=True, comment='When they first showed interest'),
    sa.Column('responded_at', sa.DateTime(), nullable=True, comment='When somebody first answered them'),
    sa.Column('marketing_qualified_at', sa.DateTime(), nullable=True, comment='When marketing found them worth a call (MQL)'),
    sa.Column('sales_qualified_at', sa.DateTime(), nullable=True, comment='When sales agreed (SQL)'),
    sa.Column('converted_at', sa.DateTime(), nullable=True, comment='When they became a deal'),
    sa.Column('client_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Client they became, or already were'),
    sa.Column('deal_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Deal they became'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.CheckConstraint("status IN ('new', 'working', 'qualified', 'converted', 'disqualified')", name=op.f('ck_leads_status')),
    sa.ForeignKeyConstraint(['organization_id', 'client_id'], ['clients.organization_id', 'clients.id'], name=op.f('fk_leads_organization_id_client_id_clients')),
    sa.ForeignKeyConstraint(['organization_id', 'deal_id'], ['deals.organization_id', 'deals.id'], name=op.f('fk_leads_organization_id_deal_id_deals')),
    sa.ForeignKeyConstraint(['organization_id', 'owner_id'], ['employees.organization_id', 'employees.id'], name=op.f('fk_leads_organization_id_owner_id_employees')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_leads_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_leads')),
    sa.UniqueConstraint('organization_id', 'key', name=op.f('uq_leads_organization_id_key'))
    )
    op.create_index(op.f('ix_leads_organization_id_arrived_at'), 'leads', ['organization_id', 'arrived_at'], unique=False)
    op.create_index(op.f('ix_leads_organization_id_client_id'), 'leads', ['organization_id', 'client_id'], unique=False)
    op.create_index(op.f('ix_leads_organization_id_deal_id'), 'leads', ['organization_id', 'deal_id'], unique=False)
    op.create_index(op.f('ix_leads_organization_id_owner_id'), 'leads', ['organization_id', 'owner_id'], unique=False)
    op.create_table('campaign_spends',
    sa.Column('campaign', sa.String(length=120), nullable=False, comment='Campaign, by the name that leads bear'),
    sa.Column('source', sa.String(length=80), nullable=True, comment='Source of its leads'),
    sa.Column('month', sa.Date(), nullable=False, comment='First day of the month'),
    sa.Column('amount', sa.BigInteger(), nullable=False, comment='Money spent'),
    sa.Column('currency', sa.String(length=3), nullable=False, comment='ISO 4217 code of the amount'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_campaign_spends_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_campaign_spends')),
    sa.UniqueConstraint('organization_id', 'campaign', 'month', name=op.f('uq_campaign_spends_organization_id_campaign_month'))
    )
    op.create_index(op.f('ix_campaign_spends_organization_id_month'), 'campaign_spends', ['organization_id', 'month'], unique=False)
    op.create_table('activity_types',
    sa.Column('key', sa.String(length=64), nullable=False, comment='Number or code of the type'),
    sa.Column('name', sa.String(length=120), nullable=False, comment='Name that people see'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_activity_types_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_types')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_activity_types_organization_id_id')),
    sa.UniqueConstraint('organization_id', 'key', name=op.f('uq_activity_types_organization_id_key'))
    )
    op.create_table('activities',
    sa.Column('key', sa.String(length=64), nullable=False, comment='Number of the activity'),
    sa.Column('type_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='What kind of thing it was'),
    sa.Column('deal_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Deal it was for, if for one'),
    sa.Column('client_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Client it was for, where known'),
    sa.Column('employee_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Employee who did it'),
    sa.Column('happened_at', sa.DateTime(), nullable=False, comment='When it began'),
    sa.Column('minutes', sa.Integer(), nullable=True, comment='How long it took'),
    sa.Column('subject', sa.String(length=200), nullable=True, comment='What it was about, in a line'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.ForeignKeyConstraint(['organization_id', 'client_id'], ['clients.organization_id', 'clients.id'], name=op.f('fk_activities_organization_id_client_id_clients'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id', 'deal_id'], ['deals.organization_id', 'deals.id'], name=op.f('fk_activities_organization_id_deal_id_deals'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id', 'employee_id'], ['employees.organization_id', 'employees.id'], name=op.f('fk_activities_organization_id_employee_id_employees')),
    sa.ForeignKeyConstraint(['organization_id', 'type_id'], ['activity_types.organization_id', 'activity_types.id'], name=op.f('fk_activities_organization_id_type_id_activity_types')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_activities_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activities')),
    sa.UniqueConstraint('organization_id', 'key', name=op.f('uq_activities_organization_id_key'))
    )
    op.create_index(op.f('ix_activities_organization_id_client_id'), 'activities', ['organization_id', 'client_id'], unique=False)
    op.create_index(op.f('ix_activities_organization_id_deal_id'), 'activities', ['organization_id', 'deal_id'], unique=False)
    op.create_index(op.f('ix_activities_organization_id_employee_id'), 'activities', ['organization_id', 'employee_id'], unique=False)
    op.create_index(op.f('ix_activities_organization_id_happened_at'), 'activities', ['organization_id', 'happened_at'], unique=False)
    op.create_index(op.f('ix_activities_organization_id_type_id'), 'activities', ['organization_id', 'type_id'], unique=False)
    op.create_table('quotas',
    sa.Column('employee_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Employee of whom it is expected'),
    sa.Column('starts_on', sa.Date(), nullable=False, comment='First day of the stretch'),
    sa.Column('months', sa.Integer(), nullable=False, comment='How many months it is for'),
    sa.Column('amount', sa.BigInteger(), nullable=False, comment='Value of the deals to be won, without tax'),
    sa.Column('currency', sa.String(length=3), nullable=False, comment='ISO 4217 code of the amount'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.CheckConstraint('months > 0', name=op.f('ck_quotas_months')),
    sa.ForeignKeyConstraint(['organization_id', 'employee_id'], ['employees.organization_id', 'employees.id'], name=op.f('fk_quotas_organization_id_employee_id_employees'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_quotas_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quotas')),
    sa.UniqueConstraint('organization_id', 'employee_id', 'starts_on', name=op.f('uq_quotas_organization_id_employee_id_starts_on'))
    )


def downgrade() -> None:
    op.drop_table('quotas')
    op.drop_table('activities')
    op.drop_table('activity_types')
    op.drop_table('campaign_spends')
    op.drop_table('leads')
    op.drop_table('deal_snapshots')
    op.drop_table('stage_changes')
    op.drop_table('deals')
    op.drop_table('stages')
    op.drop_table('pipelines')
