"""Deals, and how they stood on each day."""

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
# In 1/10,000 of the currency, as money is kept.
SIZES = tuple(amount * 10_000 for amount in (5_000, 10_000, 25_000, 50_000))
SIZE_LABELS = ("under 5,000", "5,000–10,000", "10,000–25,000", "25,000–50,000", "50,000 and more")
AGES = (14, 30, 60, 90)
AGE_LABELS = ("under 2 weeks", "2–4 weeks", "1–2 months", "2–3 months", "over 3 months")
DUE_LABELS = ("earlier", "this month", "next month", "in two months", "later")
STALLED, MOVING = "stalled", "moving"


def of_the_running_quota(then: str) -> RelatedAggregate:
    """Return a day of the quota that the deal's owner has at the end of the period."""
    has_begun = When(FieldRef("quota.ends_on"), ">=", Boundary("end"), FieldRef(f"quota.{then}"))
    theirs = When(FieldRef("quota.employee_id"), "=", FieldRef("employee.id"), has_begun)
    return RelatedAggregate("max", "quota.employee", When(FieldRef("quota.starts_on"), "<", Boundary("end"), theirs))


DEAL = Entity(
    "deal",
    "Deal",
    "deals",
    "A sale that may come.",
    time="deal.opened_on",
    fields=(
        column_field("id", "Deal", "integer", "Number of the row."),
        column_field("key", "Deal", "text", "Number of the deal.", dimension=True),
        column_field("name", "Deal name", "text", "What it is about.", dimension=True),
        column_field(
            "source", "Source", "text", "Where the deal came from.", dimension=True, synonyms=("lead source",)
        ),
        column_field(
            "forecast_category",
            "Forecast",
            "text",
            "How surely its owner counts on it.",
            dimension=True,
            values=CATEGORIES,
        ),
        column_field(
            "lost_reason", "Reason for loss", "text", "Why it was lost.", dimension=True, synonyms=("why lost",)
        ),
        column_field("currency", "Deal's currency", "text", "Currency of the amount.", dimension=True),
        column_field("amount", "Amount", "money", "Value without tax.", currency="deal.currency"),
        column_field("opened_on", "Opened", "date", "Day it was entered."),
        column_field(
            "expected_close_on", "Expected close", "date", "Day on which it should be decided, as now expected."
        ),
        column_field("closed_on", "Closed", "date", "Day it was won or lost; empty while open."),
        Field(
            "cycle",
            "Days to close",
            "integer",
            "Days from the entry of the deal to its close.",
            DaysBetween(FieldRef("deal.opened_on"), FieldRef("deal.closed_on")),
        ),
        Field(
            "days_open",
            "Days open",
            "integer",
            "Days from the entry of the deal to the end of the period.",
            DaysBetween(FieldRef("deal.opened_on"), Boundary("end")),
        ),
        Field(
            "size",
            "Deal size",
            "text",
            "Band of the amount, in the currency that is shown.",
            Band(FieldRef("deal.amount"), SIZES, SIZE_LABELS),
            dimension=True,
            values=SIZE_LABELS,
            synonyms=("size band",),
        ),
        Field(
            "step", "Step at hand", "integer", "Number of the step that is looked at.", FieldRef("stage_change.number")
        ),
        Field(
            "furthest",
            "Furthest step",
            "integer",
            "Number of the furthest stage that the deal has reached so far, a win being the last one.",
            RelatedAggregate(
                "max", STEPS, When(FieldRef("stage.outcome"), "!=", Constant(LOST), FieldRef("stage.position"))
            ),
        ),
        Field(
            "stage_since",
            "In the stage since",
            "instant",
            "When it came into the stage in which it stood at the end of the period.",
            RelatedAggregate(
                "max",
                STEPS,
                When(FieldRef("stage_change.changed_at"), "<", Boundary("end_at"), FieldRef("stage_change.changed_at")),
            ),
        ),
        Field(
            "days_in_stage",
            "Days in its stage",
            "number",
            "Days for which it had stood in its stage at the end of the period, nights and weekends counted.",
            Arithmetic("*", SecondsBetween(FieldRef("deal.stage_since"), Boundary("end_at")), DAYS_PER_SECOND),
        ),
        Field(
            "stage_age",
            "Time in its stage",
            "text",
            "Band of the days in its stage.",
            Band(FieldRef("deal.days_in_stage"), AGES, AGE_LABELS),
            dimension=True,
            values=AGE_LABELS,
            synonyms=("stage age",),
        ),
        Field(
            "pace",
            "Pace",
            "text",
            "Stalled where it has stood in its stage for longer than three quarters of the deals won ever did (P75).",
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
            "Owner's quota from",
            "date",
            "First day of the quota that its owner has at the end of the period.",
            of_the_running_quota("starts_on"),
        ),
        Field(
            "quota_until",
            "Owner's quota until",
            "date",
            "Day after the last one of that quota.",
            of_the_running_quota("ends_on"),
        ),
        Field(
            "days_pushed",
            "Days pushed",
            "integer",
            "Days from the first close that was expected to the one expected now.",
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
    "Open deal on a day",
    "deal_snapshots",
    "An open deal as it stood at the end of a day.",
    time="deal_snapshot.taken_on",
    fields=(
        column_field("id", "Snapshot", "integer", "Number of the row."),
        column_field("deal_id", "Deal", "integer", "Deal that was open."),
        column_field("taken_on", "Day", "date", "Day at whose end it was so."),
        column_field(
            "forecast_category",
            "Forecast then",
            "text",
            "How surely its owner counted on it.",
            dimension=True,
            values=CATEGORIES,
        ),
        column_field("currency", "Currency then", "text", "Currency of the amount."),
        column_field(
            "amount", "Amount then", "money", "Expected value without tax.", currency="deal_snapshot.currency"
        ),
        column_field(
            "expected_close_on", "Expected close then", "date", "Day on which it should be decided, as expected."
        ),
        Field(
            "due",
            "Due",
            "text",
            "In which month the deal should be decided, seen from the day of the snapshot.",
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
    # The stage and the owner of then, before those that the deal has now.
    Relation("deal_snapshot.stage", "deal_snapshot", "stage", "stage_id"),
    Relation("deal_snapshot.owner", "deal_snapshot", "employee", "owner_id", optional=True),
    Relation("deal_snapshot.deal", "deal_snapshot", "deal", "deal_id"),
)
