"""Deals and their daily snapshots."""

from services.catalogs.sales.stages import DAYS_PER_SECOND, LOST
from services.semantic.catalog import Entity, Field, Relation, column_field
from services.semantic.expression import (
    Arithmetic,
    Band,
    Boundary,
    Constant,
    DaysBetween,
    FieldRef,
    MonthsBetween,
    RelatedAggregate,
    SecondsBetween,
    When,
)

STEPS = "stage_change.deal"
SNAPSHOTS = "deal_snapshot.deal"
CATEGORIES = ("commit", "best_case", "pipeline", "omitted", "closed")
# In 1/10,000 of the currency unit, the unit in which money is stored.
SIZES = tuple(amount * 10_000 for amount in (5_000, 10_000, 25_000, 50_000))
SIZE_LABELS = ("under 5,000", "5,000–10,000", "10,000–25,000", "25,000–50,000", "50,000 and more")
AGES = (14, 30, 60, 90)
AGE_LABELS = ("under 2 weeks", "2–4 weeks", "1–2 months", "2–3 months", "over 3 months")
DUE_LABELS = ("earlier", "this month", "next month", "in two months", "later")
STALLED, MOVING = "stalled", "moving"


def current_quota(then: str) -> RelatedAggregate:
    """Return a date of the quota that the deal's owner has at the end of the period."""
    has_begun = When(FieldRef("quota.ends_on"), ">=", Boundary("end"), FieldRef(f"quota.{then}"))
    theirs = When(FieldRef("quota.employee_id"), "=", FieldRef("employee.id"), has_begun)
    return RelatedAggregate("max", "quota.employee", When(FieldRef("quota.starts_on"), "<", Boundary("end"), theirs))


DEAL = Entity(
    "deal",
    "Deal",
    "deals",
    "A potential sale, also called an opportunity.",
    time="deal.opened_on",
    fields=(
        column_field("id", "Deal ID", "integer", "Internal ID of the row."),
        column_field("key", "Deal", "text", "Deal number.", dimension=True),
        column_field("name", "Deal name", "text", "Title of the deal.", dimension=True),
        column_field(
            "source", "Source", "text", "Where the deal originated.", dimension=True, synonyms=("lead source",)
        ),
        column_field(
            "forecast_category",
            "Forecast category",
            "text",
            "Forecast category that the owner assigned to the deal.",
            dimension=True,
            values=CATEGORIES,
        ),
        column_field(
            "lost_reason", "Loss reason", "text", "Why the deal was lost.", dimension=True, synonyms=("why lost",)
        ),
        column_field("currency", "Deal currency", "text", "Currency of the amount.", dimension=True),
        column_field("amount", "Amount", "money", "Value before tax.", currency="deal.currency"),
        column_field("opened_on", "Creation date", "date", "Date on which the deal was created."),
        column_field(
            "expected_close_on", "Expected close date", "date", "Date on which the deal is currently expected to close."
        ),
        column_field("closed_on", "Close date", "date", "Date on which the deal was won or lost; empty while open."),
        Field(
            "cycle",
            "Days to close",
            "integer",
            "Days from creation to close.",
            DaysBetween(FieldRef("deal.opened_on"), FieldRef("deal.closed_on")),
        ),
        Field(
            "days_open",
            "Days open",
            "integer",
            "Days from creation to the last day of the period: 0 on the day of creation.",
            Arithmetic("-", DaysBetween(FieldRef("deal.opened_on"), Boundary("end")), Constant(1)),
        ),
        Field(
            "size",
            "Deal size",
            "text",
            "Size band of the amount, in the display currency.",
            Band(FieldRef("deal.amount"), SIZES, SIZE_LABELS),
            dimension=True,
            values=SIZE_LABELS,
            synonyms=("size band",),
        ),
        Field(
            "step",
            "Current stage change",
            "integer",
            "Number of the stage change that is being evaluated.",
            FieldRef("stage_change.number"),
        ),
        Field(
            "furthest",
            "Furthest stage",
            "integer",
            "Number of the furthest stage that the deal has reached; a win counts as the last one.",
            RelatedAggregate(
                "max", STEPS, When(FieldRef("stage.outcome"), "!=", Constant(LOST), FieldRef("stage.position"))
            ),
        ),
        Field(
            "stage_since",
            "In stage since",
            "instant",
            "When the deal entered the stage it was in at the end of the period.",
            RelatedAggregate(
                "max",
                STEPS,
                When(FieldRef("stage_change.changed_at"), "<", Boundary("end_at"), FieldRef("stage_change.changed_at")),
            ),
        ),
        Field(
            "days_in_stage",
            "Days in stage",
            "number",
            "Calendar days in the current stage, up to the end of the period. Nights and weekends count.",
            Arithmetic("*", SecondsBetween(FieldRef("deal.stage_since"), Boundary("end_at")), DAYS_PER_SECOND),
        ),
        Field(
            "stage_age",
            "Stage age",
            "text",
            "Age band by days in stage.",
            Band(FieldRef("deal.days_in_stage"), AGES, AGE_LABELS),
            dimension=True,
            values=AGE_LABELS,
            synonyms=("time in stage",),
        ),
        Field(
            "pace",
            "Pace",
            "text",
            "Stalled if the deal has been in its stage for longer than 75% of won deals were (P75); otherwise moving.",
            When(
                Arithmetic("*", FieldRef("stage.shorter_stays"), Constant(4)),
                ">",
                Arithmetic("*", FieldRef("stage.stays"), Constant(3)),
                Constant(STALLED),
                Constant(MOVING),
            ),
            dimension=True,
            values=(STALLED, MOVING),
            synonyms=("stalled or moving",),
        ),
        Field(
            "quota_from",
            "Owner quota start",
            "date",
            "First day of the quota period that the owner has at the end of the period.",
            current_quota("starts_on"),
        ),
        Field(
            "quota_until",
            "Owner quota end",
            "date",
            "Day after the last day of that quota period.",
            current_quota("ends_on"),
        ),
        Field(
            "days_pushed",
            "Days pushed",
            "integer",
            "Days between the first expected close date and the current one.",
            DaysBetween(
                RelatedAggregate("min", SNAPSHOTS, FieldRef("deal_snapshot.expected_close_on")),
                FieldRef("deal.expected_close_on"),
            ),
        ),
    ),
    synonyms=("opportunity",),
)

SNAPSHOT = Entity(
    "deal_snapshot",
    "Deal snapshot",
    "deal_snapshots",
    "An open deal as of the end of a day.",
    time="deal_snapshot.taken_on",
    fields=(
        column_field("id", "Snapshot ID", "integer", "Internal ID of the row."),
        column_field("deal_id", "Deal", "integer", "Deal that was open."),
        column_field("taken_on", "Snapshot date", "date", "Day whose end the snapshot shows."),
        column_field(
            "forecast_category",
            "Forecast category at snapshot",
            "text",
            "Forecast category on the snapshot date.",
            dimension=True,
            values=CATEGORIES,
        ),
        column_field("currency", "Currency at snapshot", "text", "Currency of the amount."),
        column_field(
            "amount",
            "Amount at snapshot",
            "money",
            "Expected value before tax on the snapshot date.",
            currency="deal_snapshot.currency",
        ),
        column_field(
            "expected_close_on",
            "Expected close date at snapshot",
            "date",
            "Date on which the deal was then expected to close.",
        ),
        Field(
            "due",
            "Due",
            "text",
            "Month in which the deal is expected to close, relative to the snapshot date.",
            Band(
                MonthsBetween(FieldRef("deal_snapshot.taken_on"), FieldRef("deal_snapshot.expected_close_on")),
                (0, 1, 2, 3),
                DUE_LABELS,
            ),
            dimension=True,
            values=DUE_LABELS,
        ),
    ),
)

ENTITIES = (DEAL, SNAPSHOT)
RELATIONS = (
    Relation("deal.client", "deal", "client", "client_id", optional=True),
    Relation("deal.owner", "deal", "employee", "owner_id", optional=True),
    Relation("deal.product", "deal", "product", "product_id", optional=True),
    # The stage and owner on the snapshot date come first, before those that the deal has now.
    Relation("deal_snapshot.stage", "deal_snapshot", "stage", "stage_id"),
    Relation("deal_snapshot.owner", "deal_snapshot", "employee", "owner_id", optional=True),
    Relation("deal_snapshot.deal", "deal_snapshot", "deal", "deal_id"),
)
