"""Oracles: stages, the open pipeline and pipeline movement."""

from services.semantic.conditions import Compare
from tests.oracles import Oracle, assert_same, each
from tests.oracles.conftest import World

QUARTER = "2025-07-01 to 2025-09-30"
SEPTEMBER = "2025-09-01 to 2025-09-30"
IN_EUROS = Compare("deal.currency", "=", "EUR")

ORACLES = (
    Oracle(
        ("deal.open", "deal.open_amount", "deal.weighted_amount"),
        QUARTER,
        by=("stage.name",),
        where=IN_EUROS,
        sql="""
            SELECT name, COUNT(*), SUM(amount), SUM(amount * 0.000000001 * probability)
            FROM deal_snapshots JOIN stages ON stages.id = stage_id
            WHERE deal_snapshots.organization_id = :organization AND taken_on = '2025-09-30' AND currency = 'EUR'
            GROUP BY name
        """,
    ),
    Oracle(
        ("deal.measured_amount",),
        QUARTER,
        where=IN_EUROS,
        sql="""
            SELECT SUM(amount * share)
            FROM deal_snapshots
            JOIN (
                SELECT to_stage_id, 1.0 * COUNT(CASE WHEN now.outcome = 'won' THEN 1 END) / COUNT(*) AS share
                FROM stage_changes
                JOIN deals ON deals.id = deal_id
                JOIN stages AS now ON now.id = deals.stage_id
                WHERE stage_changes.organization_id = :organization AND closed_on <= '2025-09-30'
                GROUP BY to_stage_id
            ) AS measured ON to_stage_id = deal_snapshots.stage_id
            WHERE organization_id = :organization AND taken_on = '2025-09-30' AND currency = 'EUR'
        """,
    ),
    Oracle(
        ("deal.stalled", "deal.stalled_amount"),
        QUARTER,
        by=("stage.name",),
        where=IN_EUROS,
        sql="""
            WITH steps AS (
                SELECT deal_id, to_stage_id, changed_at,
                       LEAD(changed_at) OVER (PARTITION BY deal_id ORDER BY number) AS left_at
                FROM stage_changes WHERE organization_id = :organization
            ),
            stays AS (
                SELECT to_stage_id AS stage_id, seconds_between(changed_at, left_at) AS stood
                FROM steps JOIN deals ON deals.id = deal_id JOIN stages AS now ON now.id = deals.stage_id
                WHERE now.outcome = 'won' AND closed_on <= '2025-09-30' AND left_at IS NOT NULL
            ),
            standing AS (
                SELECT open.deal_id, open.stage_id, open.amount,
                       seconds_between(MAX(steps.changed_at), '2025-09-30 22:00:00') AS stood
                FROM deal_snapshots AS open JOIN steps ON steps.deal_id = open.deal_id
                WHERE open.organization_id = :organization AND taken_on = '2025-09-30' AND currency = 'EUR'
                  AND steps.changed_at < '2025-09-30 22:00:00'
                GROUP BY open.deal_id, open.stage_id, open.amount
            ),
            judged AS (
                SELECT standing.deal_id, standing.stage_id, standing.amount, COUNT(*) AS stays,
                       COUNT(CASE WHEN stays.stood < standing.stood THEN 1 END) AS shorter
                FROM standing JOIN stays ON stays.stage_id = standing.stage_id
                GROUP BY standing.deal_id, standing.stage_id, standing.amount
            )
            SELECT name, COUNT(CASE WHEN shorter * 4 > stays * 3 THEN 1 END),
                   COALESCE(SUM(CASE WHEN shorter * 4 > stays * 3 THEN amount END), 0)
            FROM judged JOIN stages ON stages.id = stage_id
            GROUP BY name
        """,
    ),
    Oracle(
        ("deal.due", "deal.slipped", "deal.slip_rate"),
        SEPTEMBER,
        sql="""
            SELECT COUNT(*), COUNT(CASE WHEN late.expected_close_on > '2025-09-30' THEN 1 END),
                   1.0 * COUNT(CASE WHEN late.expected_close_on > '2025-09-30' THEN 1 END) / COUNT(*)
            FROM deal_snapshots AS early
            LEFT JOIN deal_snapshots AS late ON late.deal_id = early.deal_id AND late.taken_on = '2025-09-30'
            WHERE early.organization_id = :organization AND early.taken_on = '2025-08-31'
              AND early.expected_close_on <= '2025-09-30'
        """,
    ),
    Oracle(
        ("deal.pushes",),
        QUARTER,
        sql="""
            SELECT COUNT(*) FROM (
                SELECT deal_id, expected_close_on, MIN(taken_on) AS first_seen,
                       ROW_NUMBER() OVER (PARTITION BY deal_id ORDER BY MIN(taken_on)) AS place
                FROM deal_snapshots WHERE organization_id = :organization
                GROUP BY deal_id, expected_close_on
            ) AS days
            WHERE place > 1 AND first_seen BETWEEN '2025-07-01' AND '2025-09-30'
        """,
    ),
    Oracle(
        ("pipeline.opening", "pipeline.created_and_open", "pipeline.created_and_decided", "pipeline.created")
        + ("pipeline.increased", "pipeline.decreased", "pipeline.won", "pipeline.lost")
        + ("pipeline.slipped", "pipeline.closing"),
        SEPTEMBER,
        where=IN_EUROS,
        sql="""
            WITH early AS (
                SELECT deal_id, COALESCE(amount, 0) AS amount, expected_close_on FROM deal_snapshots
                WHERE organization_id = :organization AND taken_on = '2025-08-31'
            ),
            late AS (
                SELECT deal_id, COALESCE(amount, 0) AS amount, expected_close_on FROM deal_snapshots
                WHERE organization_id = :organization AND taken_on = '2025-09-30'
            ),
            ways AS (
                SELECT early.amount AS first, early.deal_id AS was_open, late.deal_id AS is_open, outcome,
                       CASE WHEN closed_on BETWEEN '2025-09-01' AND '2025-09-30' THEN 1 ELSE 0 END AS decided,
                       CASE WHEN opened_on >= '2025-09-01' THEN 1 ELSE 0 END AS is_new,
                       CASE WHEN closed_on BETWEEN '2025-09-01' AND '2025-09-30'
                            THEN COALESCE(deals.amount, 0) ELSE late.amount END AS last,
                       CASE WHEN early.expected_close_on <= '2025-09-30' AND late.expected_close_on > '2025-09-30'
                            THEN 1 ELSE 0 END AS slipped
                FROM deals
                JOIN stages ON stages.id = deals.stage_id
                LEFT JOIN early ON early.deal_id = deals.id
                LEFT JOIN late ON late.deal_id = deals.id
                WHERE deals.organization_id = :organization AND deals.currency = 'EUR'
            )
            SELECT SUM(first),
                   SUM(CASE WHEN was_open IS NULL AND is_open IS NOT NULL THEN last END),
                   SUM(CASE WHEN is_new = 1 AND decided = 1 THEN last END),
                   SUM(CASE WHEN was_open IS NULL AND (is_open IS NOT NULL OR is_new * decided = 1) THEN last END),
                   SUM(CASE WHEN last > first THEN last - first ELSE 0 END),
                   SUM(CASE WHEN last < first THEN last - first ELSE 0 END),
                   -SUM(CASE WHEN decided = 1 AND outcome = 'won' THEN last END),
                   -SUM(CASE WHEN decided = 1 AND outcome = 'lost' THEN last END),
                   -SUM(CASE WHEN slipped = 1 THEN last END),
                   SUM(CASE WHEN is_open IS NOT NULL AND slipped = 0 THEN last END)
            FROM ways
        """,
    ),
    Oracle(
        ("stage.entered", "stage.passed", "stage.conversion"),
        QUARTER,
        by=("stage.name",),
        sql="""
            SELECT stages.name, COUNT(*), COUNT(CASE WHEN furthest > position THEN 1 END),
                   1.0 * COUNT(CASE WHEN furthest > position THEN 1 END) / COUNT(*)
            FROM stage_changes
            JOIN stages ON stages.id = to_stage_id
            JOIN (
                SELECT deal_id, MAX(position) AS furthest
                FROM stage_changes JOIN stages ON stages.id = to_stage_id
                WHERE outcome <> 'lost'
                GROUP BY deal_id
            ) AS ways ON ways.deal_id = stage_changes.deal_id
            WHERE stage_changes.organization_id = :organization AND outcome = 'open'
              AND changed_at >= '2025-06-30 22:00:00' AND changed_at < '2025-09-30 22:00:00'
            GROUP BY stages.name
        """,
    ),
    Oracle(
        ("stage.moves",),
        QUARTER,
        by=("left_stage.name", "stage_change.went_to"),
        sql="""
            SELECT before.name, CASE WHEN stages.outcome = 'lost' THEN COALESCE(lost_reason, 'Lost, no reason given')
                                     ELSE stages.name END AS went_to, COUNT(*)
            FROM stage_changes
            JOIN stages ON stages.id = to_stage_id
            JOIN stages AS before ON before.id = from_stage_id
            JOIN deals ON deals.id = deal_id
            WHERE stage_changes.organization_id = :organization
              AND changed_at >= '2025-06-30 22:00:00' AND changed_at < '2025-09-30 22:00:00'
            GROUP BY 1, 2
        """,
    ),
    Oracle(
        ("stage.stay", "stage.stay_p75"),
        QUARTER,
        by=("stage.name",),
        sql="""
            SELECT stages.name, p50(stood), p75(stood) FROM (
                SELECT deal_id, to_stage_id,
                       seconds_between(changed_at, LEAD(changed_at) OVER (PARTITION BY deal_id ORDER BY number))
                       / 86400.0 AS stood
                FROM stage_changes WHERE organization_id = :organization
            ) AS stays
            JOIN stages ON stages.id = to_stage_id
            JOIN deals ON deals.id = deal_id
            JOIN stages AS now ON now.id = deals.stage_id
            WHERE stages.outcome = 'open' AND now.outcome = 'won' AND closed_on BETWEEN '2025-07-01' AND '2025-09-30'
            GROUP BY stages.name
        """,
    ),
    Oracle(
        ("stage.decided", "stage.won", "stage.win_rate", "stage.planned_win_rate"),
        QUARTER,
        by=("stage.name",),
        sql="""
            SELECT stages.name, COUNT(*), COUNT(CASE WHEN now.outcome = 'won' THEN 1 END),
                   1.0 * COUNT(CASE WHEN now.outcome = 'won' THEN 1 END) / COUNT(*),
                   MAX(stages.probability) / 1000000000.0
            FROM stage_changes
            JOIN stages ON stages.id = to_stage_id
            JOIN deals ON deals.id = deal_id
            JOIN stages AS now ON now.id = deals.stage_id
            WHERE stage_changes.organization_id = :organization AND stages.outcome = 'open'
              AND now.outcome IN ('won', 'lost') AND closed_on BETWEEN '2025-07-01' AND '2025-09-30'
            GROUP BY stages.name
        """,
    ),
)


@each(ORACLES)
def test_the_answer_equals_hand_written_sql(world: World, oracle: Oracle, data: str):
    assert_same(world.answer_rows(oracle, data), world.expected_rows(oracle, data))
