"""The work of the demo company: tickets, projects, and time entries."""


def test_a_ticket_has_the_state_of_its_last_change(ask):
    assert (
        ask("""
        SELECT tickets.key FROM tickets JOIN ticket_changes ON ticket_id = tickets.id
        WHERE (ticket_id, number) IN (SELECT ticket_id, max(number) FROM ticket_changes GROUP BY 1)
          AND (tickets.state <> ticket_changes.state OR tickets.assignee_id IS NOT ticket_changes.assignee_id)""")
        == []
    )
    assert ask("SELECT count(*) FROM tickets WHERE (state IN ('resolved', 'closed')) <> (resolved_at IS NOT NULL)") == [
        (0,)
    ]
    assert (
        ask(
            "SELECT key FROM tickets WHERE first_response_at < opened_at OR resolved_at < first_response_at "
            "OR closed_at < resolved_at"
        )
        == []
    )
    assert (
        ask("""SELECT later.id FROM ticket_changes later JOIN ticket_changes earlier
        ON earlier.ticket_id = later.ticket_id AND earlier.number = later.number - 1
        WHERE later.changed_at < earlier.changed_at""")
        == []
    )


def test_slas_depend_on_the_priority_and_are_mostly_met(ask):
    assert ask("SELECT priority FROM tickets GROUP BY 1 HAVING count(DISTINCT response_minutes) <> 1") == []
    [[kept]] = ask("SELECT avg(met_sla) FROM tickets")
    assert 0.6 < kept < 0.9


def test_agents_are_employed_while_they_answer(ask):
    assert (
        ask("""SELECT tickets.key FROM tickets JOIN employees ON employees.id = assignee_id
        WHERE date(opened_at) < hired_on OR date(opened_at) > left_on""")
        == []
    )


def test_a_task_has_the_state_of_its_last_change(ask):
    assert (
        ask("""
        SELECT tasks.key FROM tasks JOIN task_changes ON task_id = tasks.id
        WHERE (task_id, number) IN (SELECT task_id, max(number) FROM task_changes GROUP BY 1)
          AND (tasks.state <> task_changes.state OR (done_at IS NOT NULL AND done_at <> changed_at))""")
        == []
    )
    states = dict(map(tuple, ask("SELECT state, count(*) FROM tasks GROUP BY 1")))
    assert states["done"] > 1_000
    assert {"active", "backlog"} <= set(states)


def test_some_projects_end_late_and_some_are_planned(ask):
    statuses = dict(map(tuple, ask("SELECT status, count(*) FROM projects GROUP BY 1")))
    assert set(statuses) == {"done", "active", "planned"}
    [[late]] = ask("SELECT avg(ended_on > baseline_end_on) FROM projects WHERE status = 'done'")
    assert 0.35 < late < 0.8


def test_time_entries_are_within_the_project_and_billed_after_the_month(ask):
    assert (
        ask("""SELECT work_logs.key FROM work_logs JOIN projects ON projects.id = project_id
        WHERE worked_on < started_on OR worked_on > ended_on OR work_logs.client_id <> projects.client_id""")
        == []
    )
    assert ask(
        "SELECT count(*) FROM work_logs WHERE (billed_minutes IS NULL) <> (worked_on >= '2025-11-01' "
        "AND project_id IS NOT NULL)"
    ) == [(0,)]
    [[billed]] = ask("SELECT sum(billed_minutes) * 1.0 / sum(minutes) FROM work_logs WHERE billable")
    assert 0.7 < billed < 1


def test_time_entries_of_a_day_are_plausible_and_never_on_leave(ask):
    [[most]] = ask(
        "SELECT max(minutes) FROM (SELECT sum(minutes) AS minutes FROM work_logs GROUP BY employee_id, worked_on)"
    )
    assert most <= 11 * 60
    assert (
        ask("""SELECT work_logs.key FROM work_logs JOIN schedule_entries ON day = worked_on
        AND schedule_entries.employee_id = work_logs.employee_id WHERE kind = 'leave'""")
        == []
    )


def test_the_schedule_contains_shifts_leave_holidays_and_allocations(ask):
    kinds = {kind for [kind] in ask("SELECT DISTINCT kind FROM schedule_entries")}
    assert kinds == {"shift", "leave", "holiday", "allocation"}
    [[leave]] = ask(
        "SELECT count(*) / 3.0 / (SELECT count(*) FROM employees WHERE left_on IS NULL) "
        "FROM schedule_entries WHERE kind = 'leave'"
    )
    assert 15 < leave < 30


def test_everybody_but_the_first_has_a_manager_who_was_entered_before(ask):
    assert ask("SELECT count(*) FROM employees WHERE manager_id IS NULL") == [(1,)]
    assert ask("SELECT count(*) FROM employees WHERE manager_id >= id") == [(0,)]
    assert ask("SELECT count(*) FROM employees WHERE left_on IS NOT NULL") == [(4,)]
