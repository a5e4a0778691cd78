"""The one door: what narrowing fixes, and what it refuses to let through."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from services.errors import MissingAttribute, NotNarrowed
from services.semantic.conditions import EVERYTHING, And, Attribute, Compare, Exists, In, Not, Null, Or
from services.semantic.context import Policy
from services.semantic.narrow import narrow
from services.semantic.query import Query
from tests.services.shop import context

ROOT = Path(__file__).parents[3]
REVENUE = Query(metrics=("order.revenue",))
MINE = Attribute("regions")


def bind(rule, **attributes):
    """Return what the rule becomes for a principal who bears the attributes."""
    policy = Policy(1, {"order": rule})
    return narrow(REVENUE, context(1, policy=policy, attributes=attributes)).policy.rows["order"]


TWO = ("North", "South")

BOUND = {
    "one of the principal's": (In("order.region", MINE), In("order.region", TWO)),
    "equal to one of several": (Compare("order.region", "=", MINE), In("order.region", TWO)),
    "and": (
        And((In("order.region", MINE), Null("order.number"))),
        And((In("order.region", TWO), Null("order.number"))),
    ),
    "or": (Or((In("order.region", MINE),)), Or((In("order.region", TWO),))),
    "not": (Not(In("order.region", MINE)), Not(In("order.region", TWO))),
    "exists": (Exists("order.client", In("client.region", MINE)), Exists("order.client", In("client.region", TWO))),
    "without attributes": (Compare("order.region", "=", "North"), Compare("order.region", "=", "North")),
}


@pytest.mark.parametrize(("rule", "becomes"), BOUND.values(), ids=BOUND)
def test_a_rule_takes_the_values_that_the_principal_bears(rule, becomes):
    assert bind(rule, regions=TWO) == becomes


@pytest.mark.parametrize("rule", [rule for rule, _ in list(BOUND.values())[:-1]], ids=list(BOUND)[:-1])
@pytest.mark.parametrize(
    "values", [{}, {"regions": ()}, {"regions": ("",)}, {"regions": ("North", "")}, {"regions": None}]
)
def test_an_attribute_that_is_missing_or_empty_never_means_everything(rule, values):
    with pytest.raises(MissingAttribute, match="regions"):
        bind(rule, **values)


def test_a_rule_that_needs_one_value_takes_one():
    assert bind(Compare("order.region", "!=", MINE), regions=("North",)) == Compare("order.region", "!=", "North")


def test_a_rule_that_needs_one_value_refuses_several():
    with pytest.raises(MissingAttribute):
        bind(Compare("order.region", "!=", MINE), regions=TWO)


def test_the_policy_of_another_organisation_is_refused():
    stranger = replace(context(1), policy=Policy(2, {"order": EVERYTHING}))
    with pytest.raises(NotNarrowed):
        narrow(REVENUE, stranger)


def test_the_currency_is_that_of_the_question_or_else_of_the_reader():
    assert narrow(REVENUE, context(1, currency="CHF")).currency == "CHF"
    assert narrow(replace(REVENUE, currency="USD"), context(1, currency="CHF")).currency == "USD"


def test_nothing_but_narrow_makes_a_permitted():
    sources = [
        path for folder in ("services", "dashapp", "callbacks", "pages") for path in (ROOT / folder).rglob("*.py")
    ]
    makers = {path.relative_to(ROOT).as_posix() for path in sources if _calls(path, "Permitted")}
    assert makers == {"services/semantic/narrow.py"}


def _calls(path: Path, name: str) -> bool:
    calls = (node.func for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
    return any(name in (getattr(func, "id", None), getattr(func, "attr", None)) for func in calls)
