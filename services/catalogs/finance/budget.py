"""Budget and variance to budget. A positive variance is always favourable."""

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
NO_BUDGET = "No budget exists for this period."


def _scenario_sum(scenario: str, type: str) -> Metric:
    """Return the sum of a scenario's entries on revenue or expense accounts."""
    words = {"revenue": "Revenue and other income", "expense": "Expenses"}
    return Metric(
        f"ledger.{scenario}_{type}",
        f"{words[type]} ({scenario})",
        kind="simple",
        type="money",
        entity="ledger_entry",
        formula=Sum(FieldRef("ledger_entry.amount")),
        times=POSTED,
        rate="average",
        where=And((Compare("ledger_entry.scenario", "=", scenario), Compare("account.type", "=", type))),
        better="up" if type == "revenue" else "down",
        definition=f"{words[type]} in the {scenario} scenario, across all accounts of that type.",
        exclusions="All other scenarios.",
        owner=OWNER,
        synonyms=(f"{scenario} {type}",),
    )


def _profit(scenario: str) -> Expression:
    return Arithmetic("-", MetricRef(f"ledger.{scenario}_revenue"), MetricRef(f"ledger.{scenario}_expense"))


def _if_budgeted(then: Expression) -> Expression:
    """Return ``then`` if there is a budget: without one, the actual result is not a variance."""
    return When(MetricRef("ledger.budget_entries"), ">", Constant(0), then)


PARTS = tuple(_scenario_sum(scenario, type) for scenario in ("actual", "budget") for type in ("revenue", "expense"))

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
    definition="Number of budget entries on revenue and expense accounts.",
    exclusions="Actual and forecast entries.",
    owner=OWNER,
    synonyms=("budget lines",),
)

BUDGETED_PROFIT = Metric(
    "ledger.planned_profit",
    "Budgeted profit",
    kind="derived",
    type="money",
    entity="ledger_entry",
    formula=_if_budgeted(_profit("budget")),
    times=POSTED,
    rate="average",
    better="up",
    definition="Budgeted revenue and other income, less budgeted expenses. When split by account, costs are negative.",
    exclusions="Actual and forecast entries, and balance sheet accounts.",
    missing=NO_BUDGET,
    owner=OWNER,
    synonyms=("planned profit", "budget result"),
)

VARIANCE = Metric(
    "ledger.variance",
    "Variance to budget",
    kind="derived",
    type="money",
    entity="ledger_entry",
    formula=_if_budgeted(Arithmetic("-", _profit("actual"), MetricRef("ledger.planned_profit"))),
    times=POSTED,
    rate="average",
    better="up",
    definition="Actual profit less budgeted profit. Revenue above budget and expenses below budget are both positive, "
    "so a positive variance is always favourable.",
    exclusions="Forecast entries and balance sheet accounts. When split, groups without a budget show n/a; in a total "
    "that has a budget they count.",
    missing=NO_BUDGET,
    owner=OWNER,
    synonyms=("budget variance", "actual vs budget", "plan deviation"),
)

_BUDGETED = MetricRef("ledger.planned_profit")

VARIANCE_SHARE = Metric(
    "ledger.variance_share",
    "Variance to budget (%)",
    kind="ratio",
    type="ratio",
    entity="ledger_entry",
    formula=When(
        _BUDGETED,
        "<",
        Constant(0),
        When(
            _profit("actual"),
            "<=",
            Constant(0),
            Divide(MetricRef("ledger.variance"), Arithmetic("-", Constant(0), _BUDGETED)),
        ),
        When(_profit("actual"), ">=", Constant(0), Divide(MetricRef("ledger.variance"), _BUDGETED)),
    ),
    times=POSTED,
    rate="average",
    better="up",
    unit="% of budget",
    definition="Variance to budget as a share of the absolute budgeted amount: the budget of the account or group, or "
    "the budgeted profit for the total.",
    denominator="Absolute budgeted amount; n/a if there is no budget, if it is zero, or if actual and budget have "
    "opposite signs.",
    exclusions="Forecast entries and balance sheet accounts.",
    missing="The budget is missing or zero, or actual and budget have opposite signs.",
    owner=OWNER,
    synonyms=("variance %", "budget variance %"),
)

METRICS = (*PARTS, BUDGET_ENTRIES, BUDGETED_PROFIT, VARIANCE, VARIANCE_SHARE)
