"""Deals, the stages that they pass, and how they stood on each day."""

from services.semantic.catalog import Entity, Field, Relation, stored
from services.semantic.expression import Arithmetic, Constant, DaysBetween, Of

PIPELINE = Entity(
    "pipeline",
    "Pipeline",
    "pipelines",
    "A way of selling, as a row of stages.",
    fields=(
        stored("id", "Pipeline", "integer", "Number of the row."),
        stored("name", "Pipeline", "text", "Name of the pipeline.", dimension=True),
    ),
)

STAGE = Entity(
    "stage",
    "Stage",
    "stages",
    "A step of a pipeline.",
    fields=(
        stored("id", "Stage", "integer", "Number of the row."),
        stored("name", "Stage", "text", "Name of the stage.", dimension=True, synonyms=("step",)),
        stored("position", "Stage number", "integer", "Place in the pipeline.", dimension=True),
        stored("outcome", "Outcome", "text", "Whether a deal in it is open, won or lost.", dimension=True),
        stored("probability_stored", "Probability, stored", "integer", "In 1/1,000,000,000.", column="probability"),
        Field(
            "probability",
            "Probability",
            "ratio",
            "Share of the deals in the stage that are won, as planned.",
            Arithmetic("*", Of("stage.probability_stored"), Constant(1e-9)),
        ),
    ),
)

DEAL = Entity(
    "deal",
    "Deal",
    "deals",
    "A sale that may come.",
    time="deal.opened_on",
    fields=(
        stored("id", "Deal", "integer", "Number of the row."),
        stored("key", "Deal", "text", "Number of the deal.", dimension=True),
        stored("name", "Deal name", "text", "What it is about.", dimension=True),
        stored("source", "Source", "text", "Where the deal came from.", dimension=True, synonyms=("lead source",)),
        stored("forecast_category", "Forecast", "text", "How surely its owner counts on it.", dimension=True),
        stored("lost_reason", "Reason for loss", "text", "Why it was lost.", dimension=True, synonyms=("why lost",)),
        stored("currency", "Deal's currency", "text", "Currency of the amount.", dimension=True),
        stored("amount", "Amount", "money", "Value without tax.", currency="deal.currency"),
        stored("opened_on", "Opened", "date", "Day it was entered."),
        stored("expected_close_on", "Expected close", "date", "Day on which it should be decided, as now expected."),
        stored("closed_on", "Closed", "date", "Day it was won or lost; empty while open."),
        Field(
            "cycle",
            "Days to close",
            "integer",
            "Days from the entry of the deal to its close.",
            DaysBetween(Of("deal.opened_on"), Of("deal.closed_on")),
        ),
    ),
    synonyms=("opportunity",),
)

SNAPSHOT = Entity(
    "deal_snapshot",
    "Open deal on a day",
    "deal_snapshots",
    "An open deal as it stood at the end of a day.",
    time="deal_snapshot.taken_on",
    fields=(
        stored("id", "Snapshot", "integer", "Number of the row."),
        stored("deal_id", "Deal", "integer", "Deal that was open."),
        stored("taken_on", "Day", "date", "Day at whose end it was so."),
        stored("forecast_category", "Forecast then", "text", "How surely its owner counted on it.", dimension=True),
        stored("currency", "Currency then", "text", "Currency of the amount."),
        stored("amount", "Amount then", "money", "Expected value without tax.", currency="deal_snapshot.currency"),
        stored("expected_close_on", "Expected close then", "date", "Day on which it should be decided, as expected."),
    ),
)

RELATIONS = (
    Relation("stage.pipeline", "stage", "pipeline", "pipeline_id"),
    Relation("deal.stage", "deal", "stage", "stage_id"),
    Relation("deal.client", "deal", "client", "client_id", optional=True),
    Relation("deal.owner", "deal", "employee", "owner_id", optional=True),
    Relation("deal.product", "deal", "product", "product_id", optional=True),
    # The stage and the owner of then, before those that the deal has now.
    Relation("deal_snapshot.stage", "deal_snapshot", "stage", "stage_id"),
    Relation("deal_snapshot.owner", "deal_snapshot", "employee", "owner_id", optional=True),
    Relation("deal_snapshot.deal", "deal_snapshot", "deal", "deal_id"),
)

ENTITIES = (PIPELINE, STAGE, DEAL, SNAPSHOT)
