"""docs/metrics.md lists what the catalog defines."""

from services.catalogs import BUSINESS
from services.handbook import metrics_page
from services.semantic.expression import format_formula


def test_every_metric_has_its_definition_and_formula():
    page = metrics_page()
    for metric in BUSINESS.metrics.values():
        assert f"### {metric.label} (`{metric.name}`)\n\n{metric.definition} *" in page
        assert f"- Formula: `{format_formula(metric.formula)}`\n" in page
    assert "- Conditions: `stage.outcome = won`\n" in page
    assert "- Conditions: `ledger_entry.scenario = actual and account.subtype is one of tax`\n" in page
    assert "- Formula: `deal.won / deal.decided`\n" in page
    assert "- Date: `order.ordered_on`, `order.shipped_on`\n" in page


def test_every_dimension_is_listed():
    page = metrics_page()
    assert [name for name in BUSINESS.dimensions if f"| `{name}` |" not in page] == []
