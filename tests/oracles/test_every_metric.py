"""Every metric has an oracle on the demo company, and one on real tables if they have the data."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

import pytest

from services.catalogs import BUSINESS
from tests import oracles
from tests.oracles import Oracle

# A metric, or all metrics of an entity as "entity.", and the reason why the tables have no data for it.
NOT_IN_THE_DEMO: dict[str, str] = {}
NOT_IN_REAL_TABLES = {
    "subscription.": "no table has subscriptions",
    "interaction.": "no table has calls or scored surveys",
    "bank.": "no table has bank accounts",
    "inventory.": "no table has stock",
    "invoice.": "no table has customer invoices",
    "payment.": "no table has customer payments",
    "bill.payables": "the real bills are purchase orders without a bill date",
    "bill.overdue": "the real bills are purchase orders without a bill date",
    "bill.overdue_share": "the real bills are purchase orders without a bill date",
    "cash.gross_burn": "the real ledger has no payments",
    "cash.burn_multiple": "no table has subscriptions",
    "ledger.magic_number": "no table has subscriptions",
    "work.": "no table has time entries",
    "schedule.": "no table has schedules",
    "task.": "no table has tasks",
    "task_change.": "no table has tasks",
    "employee.capacity": "no table has contracted hours",
    "employee.available": "no table has contracted hours",
    "employee.leave": "no table has schedules",
    "employee.holidays": "no table has schedules",
    "project.": "no table has projects",
    "campaign.": "no table has campaigns",
    "lead.": "the only leads have no timestamps",
    "deal.created": "the real deals have no creation date",
    "deal.cycle_median": "the real deals have no creation date",
    "deal.cycle_p75": "the real deals have no creation date",
    "deal.open": "no table has daily snapshots",
    "deal.open_amount": "no table has daily snapshots",
    "deal.weighted_amount": "no table has daily snapshots",
    "deal.measured_amount": "no table has daily snapshots",
    "deal.stalled": "no table has daily snapshots",
    "deal.stalled_amount": "no table has daily snapshots",
    "deal.velocity": "no table has daily snapshots",
    "deal.advanced": "the real deals have no creation date",
    "deal.reached_last": "the real deals have no creation date",
    "deal.won_since": "the real deals have no creation date",
    "deal.cohort_win_rate": "the real deals have no creation date",
    "deal.lost_amount": "the real lost deals have no amount",
    "deal.win_rate_by_value": "the real lost deals have no amount",
    "deal.due": "no table has daily snapshots",
    "deal.slipped": "no table has daily snapshots",
    "deal.slip_rate": "no table has daily snapshots",
    "deal.pushes": "no table has daily snapshots",
    "pipeline.": "no table has daily snapshots",
    "stage.": "no table has stage history",
    "forecast.": "no table has daily snapshots",
    "quota.attainment": "the deals and the quotas belong to different organisations",
    "quota.coverage": "the deals and the quotas belong to different organisations",
    "client.acquisition_cost": "the ledger and the customers belong to different organisations",
    "client.expected_value": "no table has subscriptions",
    "client.value_to_cost": "no table has subscriptions",
    "client.payback": "no table has subscriptions",
    "ticket.first_response": "no table has first response times",
    "ticket.response_open": "no table has first response times",
    "ticket.response_open_p90": "no table has first response times",
    "ticket.response_sla": "no table has SLA targets",
    "ticket.resolution_sla": "no table has SLA targets",
    "ticket.sla_counted": "no table has SLA targets",
    "order.cancelled": "no real order was cancelled",
    "order.cancellation_rate": "no real order was cancelled",
}


def all_oracles() -> Iterator[Oracle]:
    for module in iter_modules(oracles.__path__, "tests.oracles."):
        yield from getattr(import_module(module.name), "ORACLES", ())


def metrics_with_oracle(on_real: bool) -> set[str]:
    """Return the metrics that have an oracle on the demo, or on a real table."""
    return {
        metric
        for oracle in all_oracles()
        if (set(oracle.on) - {"demo"} if on_real else "demo" in oracle.on)
        for metric in oracle.metrics
    }


def is_excused(metric: str, reasons: dict[str, str]) -> bool:
    return any(metric == name or (name.endswith(".") and metric.startswith(name)) for name in reasons)


@pytest.mark.parametrize(
    ("on_real", "reasons"), [(False, NOT_IN_THE_DEMO), (True, NOT_IN_REAL_TABLES)], ids=["demo", "real tables"]
)
def test_every_metric_has_an_oracle_or_a_reason(on_real: bool, reasons: dict[str, str]):
    covered = metrics_with_oracle(on_real)
    assert [name for name in BUSINESS.metrics if name not in covered and not is_excused(name, reasons)] == []


@pytest.mark.parametrize(
    ("on_real", "reasons"), [(False, NOT_IN_THE_DEMO), (True, NOT_IN_REAL_TABLES)], ids=["demo", "real tables"]
)
def test_no_reason_outlives_its_metric_or_contradicts_an_oracle(on_real: bool, reasons: dict[str, str]):
    covered = metrics_with_oracle(on_real)
    for name in reasons:
        matching = {metric for metric in BUSINESS.metrics if is_excused(metric, {name: ""})}
        assert matching and not matching & covered, name
