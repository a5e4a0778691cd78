"""The pipeline of the demo company: snapshots agree with stage changes and deals."""

from tests.services.demo.conftest import TODAY


def test_a_deals_stage_is_that_of_its_last_change(ask):
    assert (
        ask("""
        SELECT deals.key FROM deals JOIN stage_changes ON deal_id = deals.id
        WHERE (deal_id, number) IN (SELECT deal_id, max(number) FROM stage_changes GROUP BY 1)
          AND (stage_id <> to_stage_id OR (closed_on IS NOT NULL AND date(changed_at) <> closed_on))""")
        == []
    )
    assert (
        ask("""
        SELECT later.id FROM stage_changes later LEFT JOIN stage_changes earlier
          ON earlier.deal_id = later.deal_id AND earlier.number = later.number - 1
        WHERE later.from_stage_id IS NOT earlier.to_stage_id OR later.changed_at < earlier.changed_at""")
        == []
    )
    assert (
        ask(
            "SELECT deals.key FROM deals JOIN stages ON stages.id = stage_id "
            "WHERE (outcome = 'open') <> (closed_on IS NULL)"
        )
        == []
    )


def test_a_snapshot_has_the_stage_of_the_last_change_by_then(ask):
    assert ask("""
        SELECT count(*) FROM deal_snapshots WHERE taken_on LIKE '%-15' AND stage_id <> (
          SELECT to_stage_id FROM stage_changes WHERE stage_changes.deal_id = deal_snapshots.deal_id
          AND date(changed_at) <= taken_on ORDER BY number DESC LIMIT 1)""") == [(0,)]


def test_every_open_deal_is_in_every_snapshot_and_no_other(ask):
    days = ask("""
        SELECT taken_on, count(*), (SELECT count(*) FROM deals WHERE opened_on <= taken_on
          AND (closed_on IS NULL OR closed_on > taken_on)) FROM deal_snapshots WHERE taken_on LIKE '%-03' GROUP BY 1""")
    assert len(days) == 36
    assert all(taken == open_then for _, taken, open_then in days)
    assert 80 < sum(taken for _, taken, _ in days[6:]) / 30 < 160


def test_todays_snapshot_is_the_current_state_of_the_deals(ask):
    columns = "stage_id, owner_id, amount, currency, forecast_category, expected_close_on"
    today = TODAY.isoformat()
    snapshot = ask(f"SELECT deal_id, {columns} FROM deal_snapshots WHERE taken_on = '{today}' ORDER BY 1")
    assert snapshot == ask(f"SELECT id, {columns} FROM deals WHERE closed_on IS NULL ORDER BY 1")


def test_deals_slip(ask):
    [[pushed, all_deals]] = ask("""
        SELECT sum(dates > 1), count(*) FROM
        (SELECT count(DISTINCT expected_close_on) AS dates FROM deal_snapshots GROUP BY deal_id)""")
    assert 0.25 < pushed / all_deals < 0.6


def test_some_deals_are_won_and_most_lost_ones_have_a_reason(ask):
    outcomes = dict(
        map(tuple, ask("SELECT outcome, count(*) FROM deals JOIN stages ON stages.id = stage_id GROUP BY 1"))
    )
    assert 0.35 < outcomes["won"] / (outcomes["won"] + outcomes["lost"]) < 0.6
    [[recorded]] = ask(
        "SELECT avg(lost_reason IS NOT NULL) FROM deals JOIN stages ON stages.id = stage_id WHERE outcome = 'lost'"
    )
    assert 0.8 < recorded < 1


def test_leads_become_deals_step_by_step(ask):
    steps = ["arrived_at", "responded_at", "marketing_qualified_at", "sales_qualified_at", "converted_at"]
    for earlier, later in zip(steps, steps[1:], strict=False):
        assert (
            ask(f"SELECT key FROM leads WHERE {later} < {earlier} OR ({later} IS NOT NULL AND {earlier} IS NULL)") == []
        )
    [numbers] = ask(f"SELECT {', '.join(f'count({step})' for step in steps)} FROM leads")
    assert list(numbers) == sorted(numbers, reverse=True)
    assert 400 < numbers[-1] < 900
    assert (
        ask(
            "SELECT leads.key FROM leads JOIN deals ON deals.id = deal_id "
            "WHERE date(converted_at) <> opened_on OR leads.client_id <> deals.client_id"
        )
        == []
    )
    assert ask("SELECT count(*) FROM leads WHERE (deal_id IS NULL) <> (converted_at IS NULL)") == [(0,)]


def test_quotas_are_within_reach(ask):
    [[won]] = ask(
        "SELECT sum(amount) FROM deals JOIN stages ON stages.id = stage_id "
        "WHERE outcome = 'won' AND closed_on LIKE '2025-0%' AND currency = 'EUR'"
    )
    [[expected]] = ask(
        "SELECT sum(amount) FROM quotas WHERE starts_on BETWEEN '2025-01-01' AND '2025-07-01' AND currency = 'EUR'"
    )
    assert 0.5 < won / expected < 1.5
