"""What is worked on

Revision 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('projects',
    sa.Column('key', sa.String(length=64), nullable=False, comment='Number of the project'),
    sa.Column('name', sa.String(length=200), nullable=False, comment='Name that people see'),
    sa.Column('client_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment="Client who pays; empty for work of the house's own"),
    sa.Column('manager_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Employee who answers for it'),
    sa.Column('status', sa.String(length=16), nullable=False, comment='How far it has come'),
    sa.Column('baseline_start_on', sa.Date(), nullable=True, comment='First day, as first planned'),
    sa.Column('baseline_end_on', sa.Date(), nullable=True, comment='Last day, as first planned'),
    sa.Column('started_on', sa.Date(), nullable=True, comment='First day of work'),
    sa.Column('ended_on', sa.Date(), nullable=True, comment='Last day of work; empty while it goes on'),
    sa.Column('baseline_minutes', sa.Integer(), nullable=True, comment='Minutes of work, as first planned'),
    sa.Column('budget', sa.BigInteger(), nullable=True, comment='What the work may cost, as first planned'),
    sa.Column('currency', sa.String(length=3), nullable=False, comment='ISO 4217 code of the budget'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.CheckConstraint("status IN ('planned', 'active', 'on_hold', 'done', 'cancelled')", name=op.f('ck_projects_status')),
    sa.ForeignKeyConstraint(['organization_id', 'client_id'], ['clients.organization_id', 'clients.id'], name=op.f('fk_projects_organization_id_client_id_clients'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id', 'manager_id'], ['employees.organization_id', 'employees.id'], name=op.f('fk_projects_organization_id_manager_id_employees')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_projects_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_projects')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_projects_organization_id_id')),
    sa.UniqueConstraint('organization_id', 'key', name=op.f('uq_projects_organization_id_key'))
    )
    op.create_index(op.f('ix_projects_organization_id_client_id'), 'projects', ['organization_id', 'client_id'], unique=False)
    op.create_index(op.f('ix_projects_organization_id_manager_id'), 'projects', ['organization_id', 'manager_id'], unique=False)
    op.create_table('tasks',
    sa.Column('key', sa.String(length=64), nullable=False, comment='Number of the task'),
    sa.Column('name', sa.String(length=200), nullable=False, comment='What is to be done, in a line'),
    sa.Column('kind', sa.String(length=80), nullable=True, comment='Kind of work, such as design or assembly'),
    sa.Column('project_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Project that it is a part of, if of one'),
    sa.Column('assignee_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Employee who does it'),
    sa.Column('state', sa.String(length=16), nullable=False, comment='Where it stands after its last change'),
    sa.Column('added_at', sa.DateTime(), nullable=False, comment='When it was entered'),
    sa.Column('started_at', sa.DateTime(), nullable=True, comment='When work on it first began'),
    sa.Column('done_at', sa.DateTime(), nullable=True, comment='When it was finished; empty while it is not'),
    sa.Column('committed_on', sa.Date(), nullable=True, comment='Day that was promised first; later promises do not move it'),
    sa.Column('due_on', sa.Date(), nullable=True, comment='Day that is promised now'),
    sa.Column('estimate_minutes', sa.Integer(), nullable=True, comment='How long it should take, as first estimated'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.CheckConstraint("state IN ('backlog', 'active', 'waiting', 'done', 'cancelled')", name=op.f('ck_tasks_state')),
    sa.ForeignKeyConstraint(['organization_id', 'assignee_id'], ['employees.organization_id', 'employees.id'], name=op.f('fk_tasks_organization_id_assignee_id_employees')),
    sa.ForeignKeyConstraint(['organization_id', 'project_id'], ['projects.organization_id', 'projects.id'], name=op.f('fk_tasks_organization_id_project_id_projects'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_tasks_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tasks')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_tasks_organization_id_id')),
    sa.UniqueConstraint('organization_id', 'key', name=op.f('uq_tasks_organization_id_key'))
    )
    op.create_index(op.f('ix_tasks_organization_id_assignee_id'), 'tasks', ['organization_id', 'assignee_id'], unique=False)
    op.create_index(op.f('ix_tasks_organization_id_done_at'), 'tasks', ['organization_id', 'done_at'], unique=False)
    op.create_index(op.f('ix_tasks_organization_id_project_id'), 'tasks', ['organization_id', 'project_id'], unique=False)
    op.create_table('task_changes',
    sa.Column('task_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Task that was changed'),
    sa.Column('number', sa.Integer(), nullable=False, comment='Place among its changes, from 1'),
    sa.Column('changed_at', sa.DateTime(), nullable=False, comment='When it was changed'),
    sa.Column('state', sa.String(length=16), nullable=False, comment='State from then on'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.CheckConstraint("state IN ('backlog', 'active', 'waiting', 'done', 'cancelled')", name=op.f('ck_task_changes_state')),
    sa.ForeignKeyConstraint(['organization_id', 'task_id'], ['tasks.organization_id', 'tasks.id'], name=op.f('fk_task_changes_organization_id_task_id_tasks'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_task_changes_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_task_changes')),
    sa.UniqueConstraint('organization_id', 'task_id', 'number', name=op.f('uq_task_changes_organization_id_task_id_number'))
    )
    op.create_table('work_logs',
    sa.Column('key', sa.String(length=64), nullable=False, comment='Number of the note'),
    sa.Column('employee_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Employee who worked'),
    sa.Column('client_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Client it was for, if for one'),
    sa.Column('project_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Project it was for, if for one'),
    sa.Column('task_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Task it was for, if for one'),
    sa.Column('worked_on', sa.Date(), nullable=False, comment='Day of the work'),
    sa.Column('minutes', sa.Integer(), nullable=False, comment='Minutes worked'),
    sa.Column('billable', sa.Boolean(), nullable=False, comment='Whether the client may be charged for it'),
    sa.Column('billed_minutes', sa.Integer(), nullable=True, comment='Minutes charged to the client; empty until that is decided'),
    sa.Column('rate', sa.BigInteger(), nullable=True, comment='Price of an hour to the client, without tax'),
    sa.Column('currency', sa.String(length=3), nullable=True, comment='ISO 4217 code of the rate'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.ForeignKeyConstraint(['organization_id', 'client_id'], ['clients.organization_id', 'clients.id'], name=op.f('fk_work_logs_organization_id_client_id_clients')),
    sa.ForeignKeyConstraint(['organization_id', 'employee_id'], ['employees.organization_id', 'employees.id'], name=op.f('fk_work_logs_organization_id_employee_id_employees'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id', 'project_id'], ['projects.organization_id', 'projects.id'], name=op.f('fk_work_logs_organization_id_project_id_projects'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id', 'task_id'], ['tasks.organization_id', 'tasks.id'], name=op.f('fk_work_logs_organization_id_task_id_tasks'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_work_logs_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_work_logs')),
    sa.UniqueConstraint('organization_id', 'key', name=op.f('uq_work_logs_organization_id_key'))
    )
    op.create_index(op.f('ix_work_logs_organization_id_client_id'), 'work_logs', ['organization_id', 'client_id'], unique=False)
    op.create_index(op.f('ix_work_logs_organization_id_employee_id_worked_on'), 'work_logs', ['organization_id', 'employee_id', 'worked_on'], unique=False)
    op.create_index(op.f('ix_work_logs_organization_id_project_id'), 'work_logs', ['organization_id', 'project_id'], unique=False)
    op.create_index(op.f('ix_work_logs_organization_id_task_id'), 'work_logs', ['organization_id', 'task_id'], unique=False)
    op.create_index(op.f('ix_work_logs_organization_id_worked_on'), 'work_logs', ['organization_id', 'worked_on'], unique=False)
    op.create_table('schedule_entries',
    sa.Column('key', sa.String(length=64), nullable=False, comment='Number of the entry'),
    sa.Column('employee_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment="Employee it is for; empty for everybody's holiday"),
    sa.Column('project_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True, comment='Project on which the work is planned (allocation)'),
    sa.Column('kind', sa.String(length=16), nullable=False, comment='Whether it is for work, or for time off'),
    sa.Column('day', sa.Date(), nullable=False, comment='Day it is for'),
    sa.Column('minutes', sa.Integer(), nullable=False, comment='How long'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.CheckConstraint("kind IN ('shift', 'allocation', 'leave', 'holiday')", name=op.f('ck_schedule_entries_kind')),
    sa.ForeignKeyConstraint(['organization_id', 'employee_id'], ['employees.organization_id', 'employees.id'], name=op.f('fk_schedule_entries_organization_id_employee_id_employees'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id', 'project_id'], ['projects.organization_id', 'projects.id'], name=op.f('fk_schedule_entries_organization_id_project_id_projects'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_schedule_entries_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_schedule_entries')),
    sa.UniqueConstraint('organization_id', 'key', name=op.f('uq_schedule_entries_organization_id_key'))
    )
    op.create_index(op.f('ix_schedule_entries_organization_id_day'), 'schedule_entries', ['organization_id', 'day'], unique=False)
    op.create_index(op.f('ix_schedule_entries_organization_id_employee_id_day'), 'schedule_entries', ['organization_id', 'employee_id', 'day'], unique=False)
    op.create_index(op.f('ix_schedule_entries_organization_id_project_id'), 'schedule_entries', ['organization_id', 'project_id'], unique=False)
    op.create_table('team_days',
    sa.Column('day', sa.Date(), nullable=False, comment='Day of the work'),
    sa.Column('department', sa.String(length=80), nullable=False, comment='Department that the team is in'),
    sa.Column('team', sa.String(length=80), nullable=False, comment='Name or number of the team'),
    sa.Column('workers', sa.BigInteger(), nullable=False, comment='People in the team, in whole days of theirs'),
    sa.Column('target_productivity', sa.BigInteger(), nullable=False, comment="Share of the standard time's work that was expected"),
    sa.Column('actual_productivity', sa.BigInteger(), nullable=False, comment="Share of the standard time's work that was done"),
    sa.Column('standard_minutes', sa.BigInteger(), nullable=True, comment='Minutes that a piece is meant to take'),
    sa.Column('unfinished', sa.Integer(), nullable=True, comment='Pieces that were begun and not finished'),
    sa.Column('overtime_minutes', sa.Integer(), nullable=True, comment='Minutes over the usual day, of all workers'),
    sa.Column('idle_minutes', sa.BigInteger(), nullable=True, comment='Minutes for which work stood still'),
    sa.Column('idle_workers', sa.Integer(), nullable=True, comment='People who had nothing to do meanwhile'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_team_days_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_team_days')),
    sa.UniqueConstraint('organization_id', 'day', 'department', 'team', name=op.f('uq_team_days_organization_id_day_department_team'))
    )
    op.create_index(op.f('ix_team_days_organization_id_day'), 'team_days', ['organization_id', 'day'], unique=False)
    op.create_table('call_shifts',
    sa.Column('day', sa.Date(), nullable=False, comment='Day on which it began'),
    sa.Column('shift', sa.String(length=40), nullable=False, comment='Name of the shift'),
    sa.Column('operators', sa.Integer(), nullable=False, comment='People who answered calls'),
    sa.Column('calls', sa.Integer(), nullable=False, comment='Calls that came in'),
    sa.Column('automatic', sa.Integer(), nullable=True, comment='Calls that a machine answered'),
    sa.Column('orders', sa.Integer(), nullable=True, comment='Orders that were taken'),
    sa.Column('issues', sa.Integer(), nullable=True, comment='Issues that were raised'),
    sa.Column('seconds_per_issue', sa.Integer(), nullable=True, comment='Mean time that an issue took, in seconds'),
    sa.Column('unanswered_share', sa.BigInteger(), nullable=True, comment='Share of the calls that were not answered in time'),
    sa.Column('organization_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Organisation whose row this is'),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, comment='Number of the row'),
    sa.Column('created_at', sa.DateTime(), nullable=False, comment='When the row was first written'),
    sa.Column('updated_at', sa.DateTime(), nullable=False, comment='When the row was last changed'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_call_shifts_organization_id_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_call_shifts')),
    sa.UniqueConstraint('organization_id', 'day', 'shift', name=op.f('uq_call_shifts_organization_id_day_shift'))
    )


def downgrade() -> None:
    op.drop_table('call_shifts')
    op.drop_table('team_days')
    op.drop_table('schedule_entries')
    op.drop_table('work_logs')
    op.drop_table('task_changes')
    op.drop_table('tasks')
    op.drop_table('projects')
