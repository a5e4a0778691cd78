"""What was planned, and how what happened differs from it: above zero is always good news."""

from services.semantic.catalog import Metric
from services.semantic.conditions import And, Compare
from services.semantic.expression import Arithmetic, Divide, Expression, Of, Sum, Use

OWNER = "Finance"
POSTED = ("ledger_entry.posted_on",)


def _result(scenario: str, type: str) -> Metric:
    """Return the sum of a scenario's entries on accounts of revenue, or of expense."""
    words = {"revenue": "Revenue and other income", "expense": "Expenses"}
    return Metric(
        f"ledger.{scenario}_{type}",
        f"{words[type]}, {scenario}",
        kind="simple",
        type="money",
        entity="ledger_entry",
        formula=Sum(Of("ledger_entry.amount")),
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
    return Arithmetic("-", Use(f"ledger.{scenario}_revenue"), Use(f"ledger.{scenario}_expense"))


PARTS = tuple(_result(scenario, type) for scenario in ("actual", "budget") for type in ("revenue", "expense"))

VARIANCE = Metric(
    "ledger.variance",
    "Variance to budget",
    kind="derived",
    type="money",
    entity="ledger_entry",
    formula=Arithmetic("-", _profit("actual"), _profit("budget")),
    times=POSTED,
    rate="average",
    better="up",
    definition="By how much the result is better than planned. More revenue than planned is above zero, and so is less "
    "expense: split by account, each line has the sign that is good news for it.",
    exclusions="Forecast, and accounts of the balance sheet. Where nothing was planned, all that happened is variance.",
    owner=OWNER,
    synonyms=("budget variance", "actual vs budget", "plan deviation"),
)

VARIANCE_SHARE = Metric(
    "ledger.variance_share",
    "Variance to budget, in %",
    kind="ratio",
    type="ratio",
    entity="ledger_entry",
    formula=Divide(Use("ledger.variance"), Arithmetic("+", Use("ledger.budget_revenue"), Use("ledger.budget_expense"))),
    times=POSTED,
    rate="average",
    better="up",
    unit="% of the budget",
    definition="Variance to budget as a share of what was planned. It means most for accounts of one type.",
    denominator="Planned revenue and planned expense, added up; n/a where nothing was planned.",
    exclusions="Forecast, and accounts of the balance sheet.",
    owner=OWNER,
    synonyms=("variance %", "budget variance %"),
)

METRICS = (*PARTS, VARIANCE, VARIANCE_SHARE)
