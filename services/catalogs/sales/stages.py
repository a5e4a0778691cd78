"""Pipelines, their stages, and the stage history of deals."""

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


def if_closed(then: Expression, *, won: bool = False) -> Expression:
    """Return ``then`` if the deal was closed, or won, by the end of the period."""
    decided = When(FieldRef("deal.closed_on"), "<", Boundary("end"), then)
    return When(FieldRef("current_stage.outcome"), "=", Constant(WON), decided) if won else decided


PIPELINE = Entity(
    "pipeline",
    "Pipeline",
    "pipelines",
    "A sales process, made up of stages.",
    fields=(
        column_field("id", "Pipeline ID", "integer", "Internal ID of the row."),
        column_field("name", "Pipeline", "text", "Name of the pipeline.", dimension=True),
        Field(
            "last_step",
            "Last open stage",
            "integer",
            "Number of the last open stage.",
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
        column_field("id", "Stage ID", "integer", "Internal ID of the row."),
        column_field("name", "Stage", "text", "Name of the stage.", dimension=True, synonyms=("step",)),
        column_field("position", "Stage number", "integer", "Position of the stage in its pipeline.", dimension=True),
        column_field(
            "outcome",
            "Outcome",
            "text",
            "Whether deals in the stage are open, won or lost.",
            dimension=True,
            values=(OPEN, WON, LOST),
        ),
        column_field(
            "probability_stored", "Probability (stored)", "integer", "Stored in 1/1,000,000,000.", column="probability"
        ),
        Field(
            "probability",
            "Probability",
            "ratio",
            "Planned share of deals in the stage that are won.",
            Arithmetic("*", FieldRef("stage.probability_stored"), Constant(1e-9)),
        ),
        Field(
            "measured",
            "Historical win rate",
            "ratio",
            "Share of deals that entered the stage and were closed by the end of the period that were won.",
            Divide(
                RelatedAggregate("count", ENTRIES, if_closed(FieldRef("stage_change.id"), won=True)),
                RelatedAggregate("count", ENTRIES, if_closed(FieldRef("stage_change.id"))),
            ),
        ),
        Field(
            "stays",
            "Stage entries of won deals",
            "integer",
            "Number of times that deals won by the end of the period entered and left the stage.",
            RelatedAggregate("count", ENTRIES, if_closed(FieldRef("stage_change.days"), won=True)),
        ),
        Field(
            "age",
            "Days of deal in stage",
            "number",
            "Days that the deal has been in the stage.",
            FieldRef("deal.days_in_stage"),
        ),
        Field(
            "shorter_stays",
            "Shorter stays of won deals",
            "integer",
            "Number of those deals that left the stage faster than the deal has been in it.",
            RelatedAggregate(
                "count",
                ENTRIES,
                if_closed(
                    When(FieldRef("stage_change.days"), "<", FieldRef("stage.age"), FieldRef("stage_change.id")),
                    won=True,
                ),
            ),
        ),
    ),
)

CURRENT_STAGE = Entity(
    "current_stage",
    "Current stage",
    "stages",
    "The stage of a deal now, regardless of the selected period.",
    fields=(
        column_field("id", "Current stage ID", "integer", "Internal ID of the row."),
        column_field(
            "outcome",
            "Current outcome",
            "text",
            "Whether the deal is now open, won or lost.",
            dimension=True,
            values=(OPEN, WON, LOST),
        ),
    ),
)

LEFT_STAGE = Entity(
    "left_stage",
    "Previous stage",
    "stages",
    "The stage from which a deal moved.",
    fields=(
        column_field("id", "Previous stage ID", "integer", "Internal ID of the row."),
        column_field("name", "Previous stage", "text", "Name of the previous stage.", dimension=True),
    ),
)

STAGE_CHANGE = Entity(
    "stage_change",
    "Stage change",
    "stage_changes",
    "A move of a deal from one stage to another; the first has no previous stage.",
    time="stage_change.changed_at",
    fields=(
        column_field("id", "Stage change ID", "integer", "Internal ID of the row."),
        column_field("deal_id", "Deal", "integer", "Deal that moved."),
        column_field(
            "number", "Stage change number", "integer", "Position in the deal's stage history, starting at 1."
        ),
        column_field("changed_at", "Entered stage", "instant", "When the deal entered the stage."),
        Field(
            "left_at",
            "Left stage",
            "instant",
            "When the deal moved to another stage; empty if it is still there.",
            RelatedAggregate(
                "min",
                "stage_change.deal",
                When(FieldRef("stage_change.number"), ">", FieldRef("deal.step"), FieldRef("stage_change.changed_at")),
            ),
        ),
        Field(
            "days",
            "Days in stage",
            "number",
            "Calendar days in the stage; nights and weekends count. Empty if the deal is still there.",
            Arithmetic(
                "*",
                SecondsBetween(FieldRef("stage_change.changed_at"), FieldRef("stage_change.left_at")),
                DAYS_PER_SECOND,
            ),
        ),
        Field(
            "went_to",
            "Next stage",
            "text",
            "The stage that the deal entered, or the loss reason if it was lost.",
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
    synonyms=("stage history", "step of a deal"),
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
