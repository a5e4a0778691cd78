"""Pipelines, their stages, and how deals moved through them."""

from services.semantic.catalog import Entity, Field, Relation, column_field
from services.semantic.conditions import Compare
from services.semantic.expression import (
    Arithmetic,
    Boundary,
    Coalesce,
    Constant,
    Divide,
    Expression,
    FieldRef,
    RelatedAggregate,
    SecondsBetween,
    When,
)

DAYS_PER_SECOND = Constant(1 / 86_400)
START, END, ZERO, ONE = Boundary("start"), Boundary("end"), Constant(0), Constant(1)
WON, LOST, OPEN = "won", "lost", "open"
IS_WON = Compare("current_stage.outcome", "=", WON)
IS_LOST = Compare("current_stage.outcome", "=", LOST)
ENTRIES = "stage_change.stage"


def by_now(then: Expression, *, won: bool = False) -> Expression:
    """Return ``then`` for the steps of a deal that was decided, or won, by the end of the period."""
    decided = When(FieldRef("deal.closed_on"), "<", Boundary("end"), then)
    return When(FieldRef("current_stage.outcome"), "=", Constant(WON), decided) if won else decided


PIPELINE = Entity(
    "pipeline",
    "Pipeline",
    "pipelines",
    "A way of selling, as a row of stages.",
    fields=(
        column_field("id", "Pipeline", "integer", "Number of the row."),
        column_field("name", "Pipeline", "text", "Name of the pipeline.", dimension=True),
        Field(
            "last_step",
            "Last step",
            "integer",
            "Number of its last stage before the decision.",
            RelatedAggregate(
                "max",
                "stage.pipeline",
                When(FieldRef("stage.outcome"), "=", Constant(OPEN), FieldRef("stage.position")),
            ),
        ),
    ),
)

STAGE = Entity(
    "stage",
    "Stage",
    "stages",
    "A step of a pipeline.",
    fields=(
        column_field("id", "Stage", "integer", "Number of the row."),
        column_field("name", "Stage", "text", "Name of the stage.", dimension=True, synonyms=("step",)),
        column_field("position", "Stage number", "integer", "Place in the pipeline.", dimension=True),
        column_field(
            "outcome",
            "Outcome",
            "text",
            "Whether a deal in it is open, won or lost.",
            dimension=True,
            values=(OPEN, WON, LOST),
        ),
        column_field(
            "probability_stored", "Probability, stored", "integer", "In 1/1,000,000,000.", column="probability"
        ),
        Field(
            "probability",
            "Probability",
            "ratio",
            "Share of the deals in the stage that are won, as planned.",
            Arithmetic("*", FieldRef("stage.probability_stored"), Constant(1e-9)),
        ),
        Field(
            "measured",
            "Share won",
            "ratio",
            "Share of the deals that entered the stage and were decided by the end of the period which were won.",
            Divide(
                RelatedAggregate("count", ENTRIES, by_now(FieldRef("stage_change.id"), won=True)),
                RelatedAggregate("count", ENTRIES, by_now(FieldRef("stage_change.id"))),
            ),
        ),
        Field(
            "stays",
            "Stays of deals won",
            "integer",
            "How many of the deals that were won by the end of the period passed through the stage.",
            RelatedAggregate("count", ENTRIES, by_now(FieldRef("stage_change.days"), won=True)),
        ),
        Field(
            "age", "Days of the deal", "number", "Days for which the deal has stood.", FieldRef("deal.days_in_stage")
        ),
        Field(
            "shorter_stays",
            "Shorter stays of deals won",
            "integer",
            "How many of them stayed for less time than the deal at hand has stood.",
            RelatedAggregate(
                "count",
                ENTRIES,
                by_now(
                    When(FieldRef("stage_change.days"), "<", FieldRef("stage.age"), FieldRef("stage_change.id")),
                    won=True,
                ),
            ),
        ),
    ),
)

CURRENT_STAGE = Entity(
    "current_stage",
    "Stage now",
    "stages",
    "The stage in which a deal stands now, wherever it stood on the day that is looked at.",
    fields=(
        column_field("id", "Stage now", "integer", "Number of the row."),
        column_field(
            "outcome",
            "Outcome so far",
            "text",
            "Whether the deal is open, won or lost by now.",
            dimension=True,
            values=(OPEN, WON, LOST),
        ),
    ),
)

LEFT_STAGE = Entity(
    "left_stage",
    "Stage before",
    "stages",
    "The stage that a deal left for another one.",
    fields=(
        column_field("id", "Stage before", "integer", "Number of the row."),
        column_field("name", "Stage before", "text", "Name of the stage that was left.", dimension=True),
    ),
)

STAGE_CHANGE = Entity(
    "stage_change",
    "Step of a deal",
    "stage_changes",
    "A deal's step from one stage to another; the first has no stage before it.",
    time="stage_change.changed_at",
    fields=(
        column_field("id", "Step", "integer", "Number of the row."),
        column_field("deal_id", "Deal", "integer", "Deal that moved."),
        column_field("number", "Number of the step", "integer", "Place among the deal's steps, from 1."),
        column_field("changed_at", "Entered at", "instant", "When the deal came into the stage."),
        Field(
            "left_at",
            "Left at",
            "instant",
            "When the deal went on to another stage; empty while it stands there.",
            RelatedAggregate(
                "min",
                "stage_change.deal",
                When(FieldRef("stage_change.number"), ">", FieldRef("deal.step"), FieldRef("stage_change.changed_at")),
            ),
        ),
        Field(
            "days",
            "Days in the stage",
            "number",
            "Days for which the deal stood in the stage, nights and weekends counted; empty while it does.",
            Arithmetic(
                "*",
                SecondsBetween(FieldRef("stage_change.changed_at"), FieldRef("stage_change.left_at")),
                DAYS_PER_SECOND,
            ),
        ),
        Field(
            "went_to",
            "Went to",
            "text",
            "The stage that the deal entered, or why it was lost.",
            When(
                FieldRef("stage.outcome"),
                "=",
                Constant(LOST),
                Coalesce(FieldRef("deal.lost_reason"), Constant("Lost, no reason given")),
                FieldRef("stage.name"),
            ),
            dimension=True,
        ),
    ),
    synonyms=("stage history", "stage change"),
)

ENTITIES = (PIPELINE, STAGE, CURRENT_STAGE, LEFT_STAGE, STAGE_CHANGE)
RELATIONS = (
    Relation("stage.pipeline", "stage", "pipeline", "pipeline_id"),
    Relation("deal.stage", "deal", "stage", "stage_id"),
    Relation("deal.current_stage", "deal", "current_stage", "stage_id"),
    Relation("stage_change.stage", "stage_change", "stage", "to_stage_id"),
    Relation("stage_change.left_stage", "stage_change", "left_stage", "from_stage_id", optional=True),
    Relation("stage_change.deal", "stage_change", "deal", "deal_id"),
)
