"""What was planned, and how what happened differs from it: above zero is always good news."""

from services.semantic.catalog import Metric
from services.semantic.conditions import And, Compare, In
from services.semantic.expression import (
    Arithmetic,
    Constant,
    CountDistinct,
    Divide,
    Expression,
    FieldRef,
    MetricRef,
    Sum,
    When,
)

OWNER = "Finance"
POSTED = ("ledger_entry.posted_on",)
NO_PLAN = "Nothing was planned for these days."


def _result(scenario: str, type: str) -> Metric:
    """Return the sum of a scenario's entries on accounts of revenue, or of expense."""
    words = {"revenue": "Revenue and other income", "expense": "Expenses"}
    return Metric(
        f"ledger.{scenario}_{type}",
        f"{words[type]}, {scenario}",
        kind="simple",
        type="money",
        entity="ledger_entry",
        formula=Sum(FieldRef("ledger_entry.amount")),
        times=POSTED,
        rate="average",
        where=And((Compare("ledger_entry.scenario", "=", scenario), Compare("account.type", "=", type))),
        better="up" if type == "revenue" else "down",
        definition=f"{words[type]} of the scenario {scenario}, over all accounts of that type.",
        exclusions="The other scenarios.",
        owner=OWNER,
        synonyms=(f"{scenario} {type}",),
    )


def _profit(scenario: str) -> Expression:
    return Arithmetic("-", MetricRef(f"ledger.{scenario}_revenue"), MetricRef(f"ledger.{scenario}_expense"))


def _where_planned(then: Expression) -> Expression:
    """Where there is no plan at all, what happened is no variance to it."""
    return When(MetricRef("ledger.budget_entries"), ">", Constant(0), then)


PARTS = tuple(_result(scenario, type) for scenario in ("actual", "budget") for type in ("revenue", "expense"))

BUDGET_ENTRIES = Metric(
    "ledger.budget_entries",
    "Budget entries",
    kind="simple",
    type="integer",
    entity="ledger_entry",
    formula=CountDistinct(FieldRef("ledger_entry.id")),
    times=POSTED,
    where=And((Compare("ledger_entry.scenario", "=", "budget"), In("account.type", ("revenue", "expense")))),
    better="neither",
    unit="entries",
    definition="How many entries the budget has, on accounts of revenue and expense.",
    exclusions="Actual entries and forecast.",
    owner=OWNER,
    synonyms=("lines of the budget",),
)

PLANNED_PROFIT = Metric(
    "ledger.planned_profit",
    "Planned profit",
    kind="derived",
    type="money",
    entity="ledger_entry",
    formula=_where_planned(_profit("budget")),
    times=POSTED,
    rate="average",
    better="up",
    definition="What the budget leaves in the end: planned revenue and other income, less planned expenses. Split by "
    "account, costs are below zero.",
    exclusions="Actual entries and forecast, and accounts of the balance sheet.",
    missing=NO_PLAN,
    owner=OWNER,
    synonyms=("budgeted profit", "budget result"),
)

VARIANCE = Metric(
    "ledger.variance",
    "Variance to budget",
    kind="derived",
    type="money",
    entity="ledger_entry",
    formula=_where_planned(Arithmetic("-", _profit("actual"), MetricRef("ledger.planned_profit"))),
    times=POSTED,
    rate="average",
    better="up",
    definition="By how much the result is better than planned. More revenue than planned is above zero, and so is less "
    "expense: split by account, each line has the sign that is good news for it.",
    exclusions="Forecast, accounts of the balance sheet, and whatever nothing was planned for: its variance is n/a, "
    "and not all of it. In the whole, where there is a plan, it counts.",
    missing=NO_PLAN,
    owner=OWNER,
    synonyms=("budget variance", "actual vs budget", "plan deviation"),
)

_PLANNED = MetricRef("ledger.planned_profit")

VARIANCE_SHARE = Metric(
    "ledger.variance_share",
    "Variance to budget, in %",
    kind="ratio",
    type="ratio",
    entity="ledger_entry",
    formula=When(
        Divide(_profit("actual"), _PLANNED),
        ">=",
        Constant(0),
        Divide(
            MetricRef("ledger.variance"),
            When(_PLANNED, "<", Constant(0), Arithmetic("-", Constant(0), _PLANNED), _PLANNED),
        ),
    ),
    times=POSTED,
    rate="average",
    better="up",
    unit="% of the budget",
    definition="Variance to budget as a share of what was planned, whatever its sign: of an account or a few of one "
    "type their budget, of the whole the planned profit.",
    denominator="Planned profit without its sign; n/a where nothing or zero was planned, or where a planned profit "
    "became a loss or a loss a profit.",
    exclusions="Forecast, and accounts of the balance sheet.",
    missing="Nothing or zero was planned, or the sign changed.",
    owner=OWNER,
    synonyms=("variance %", "budget variance %"),
)

METRICS = (*PARTS, BUDGET_ENTRIES, PLANNED_PROFIT, VARIANCE, VARIANCE_SHARE)
