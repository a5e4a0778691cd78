"""Sales: pipeline, forecast, win rates and the outcome of deals."""

from services.dashboards.built_in.tiles import bar, chart, number, records, section
from services.dashboards.spec import Board
from services.semantic.conditions import Null

PIPELINE_MOVEMENT = ("opening", "created", "increased", "decreased", "won", "lost", "slipped", "closing")
FORECAST = ("forecast.won", "forecast.commit", "forecast.best_case", "quota.running")
FUNNEL = ("deal.created", "deal.advanced", "deal.reached_last", "deal.won_since")

SALES = Board(
    "sales",
    "Sales",
    (
        number("open-pipeline", "Open pipeline", "deal.open_amount"),
        number("weighted-pipeline", "Weighted pipeline", "deal.weighted_amount"),
        number("coverage", "Pipeline coverage", "quota.coverage"),
        number("win-rate", "Win rate", "deal.win_rate"),
        number("won", "Won vs quota", "deal.won_amount", "quota.target"),
        number("velocity", "Sales velocity per day", "deal.velocity"),
        *section(
            "Pipeline",
            chart("funnel", "funnel", "Outcome of deals created", *FUNNEL, width=6),
            chart(
                "waterfall",
                "bridge",
                "Pipeline movement",
                *(f"pipeline.{part}" for part in PIPELINE_MOVEMENT),
                width=6,
            ),
            chart(
                "bullet",
                "forecast",
                "Forecast vs quota by rep",
                *FORECAST,
                by=("employee.name",),
                width=6,
            ),
            chart(
                "heatmap",
                "ageing",
                "Open deals by stage and age",
                "deal.open",
                by=("stage.name", "deal.stage_age"),
                width=6,
            ),
            chart(
                "sankey",
                "flow",
                "Stage changes and loss reasons",
                "stage.moves",
                by=("left_stage.name", "stage_change.went_to"),
                width=12,
            ),
            records(
                "open-deals",
                "Open deals, stalled first",
                "deal.id",
                "deal.name",
                "client.name",
                "employee.name",
                "stage.name",
                "deal.pace",
                "deal.days_in_stage",
                "deal.expected_close_on",
                "deal.days_pushed",
                "deal.amount",
                order=("-deal.pace", "-deal.days_in_stage"),
                where=Null("deal.closed_on"),
                dated=False,
            ),
        ),
        *section(
            "Won and lost",
            bar("win-rate-by-source", "Win rate by source", "deal.win_rate", "deal.source"),
            bar("win-rate-by-owner", "Win rate by owner", "deal.win_rate", "employee.name"),
            chart("histogram", "cycles", "Sales cycle of won deals", "deal.cycle_median", by=("deal.key",), width=4),
            chart(
                "stack",
                "outcomes",
                "Deals by creation month and outcome",
                "deal.created",
                by=("current_stage.outcome",),
                grain="month",
                width=12,
            ),
        ),
    ),
    filters=("team.name", "employee.name", "pipeline.name", "deal.source"),
    dated_by="deal.open_amount",
)
