"""The profit and loss statement as a tile."""

from services.charts.registry.kind import ChartKind, Fit, Size
from services.charts.registry.question import Question
from services.charts.registry.shape import Shape
from services.present.statement import Statement, statement
from services.present.theme import Theme
from services.semantic.answer import Answer


def _draw(answer: Answer, theme: Theme, locale: str) -> Statement:
    return statement(answer, locale)


def _fit(question: Question) -> Fit:
    return Fit(1.0, "Accounts by line of the statement make a profit and loss statement.")


KIND = ChartKind(
    name="statement",
    label="Profit and loss statement",
    icon="landmark",
    group="Numbers and lists",
    when="The profit and loss statement with budget and variance",
    shapes=(Shape(metrics=(2, 2), dimensions=(4, 4)),),
    notes="Two metrics (actual and budget) by statement line, account group, account number and account name, "
    "ordered by account number.",
    example={
        "metrics": ["ledger.net_profit", "ledger.planned_profit"],
        "dimensions": ["account.subtype", "account_group.name", "account.code", "account.name"],
        "period": {"previous": "year"},
        "compare": "previous_year",
        "order": ["account.code"],
    },
    marks="An account opens the page of the metric, filtered by the account.",
    size=Size(width=12, height=18),
    skeleton="records",
    draw=_draw,
    fits=_fit,
    to_table=None,
)
