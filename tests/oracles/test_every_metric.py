"""No metric without an oracle: on the demo company, and on real tables where they have what it counts."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

import pytest

from services.catalogs import BUSINESS
from tests import oracles
from tests.oracles import Oracle

# A metric, or all that begin with a name and a dot, and why the tables cannot answer it.
NOT_IN_THE_DEMO: dict[str, str] = {}
NOT_IN_REAL_TABLES = {
    "subscription.": "no table has contracts",
    "interaction.": "no table has calls or scored surveys",
    "bank.": "no table has bank accounts",
    "inventory.": "no table has stock",
    "invoice.": "no table has invoices to clients",
    "payment.": "no table has payments of clients",
    "bill.payables": "the real bills are orders, of which no day of a bill is known",
    "bill.overdue": "the real bills are orders, of which no day of a bill is known",
    "bill.overdue_share": "the real bills are orders, of which no day of a bill is known",
    "cash.gross_burn": "the real books come without payments",
    "cash.burn_multiple": "no table has contracts",
    "ledger.magic_number": "no table has contracts",
    "work.": "no table has hours that somebody noted",
    "schedule.": "no table has schedules",
    "task.": "no table has tasks",
    "task_change.": "no table has tasks",
    "employee.capacity": "no table has hours that are agreed with people",
    "employee.available": "no table has hours that are agreed with people",
    "employee.leave": "no table has schedules",
    "employee.holidays": "no table has schedules",
    "project.": "no table has projects",
    "campaign.": "no table has campaigns",
    "lead.": "the only leads come without any instant",
    "deal.created": "the real deals lack the day of entry",
    "deal.cycle_median": "the real deals lack the day of entry",
    "deal.cycle_p75": "the real deals lack the day of entry",
    "deal.open": "no table has daily snapshots",
    "deal.open_amount": "no table has daily snapshots",
    "deal.weighted_amount": "no table has daily snapshots",
    "deal.measured_amount": "no table has daily snapshots",
    "deal.stalled": "no table has daily snapshots",
    "deal.stalled_amount": "no table has daily snapshots",
    "deal.velocity": "no table has daily snapshots",
    "deal.advanced": "the real deals lack the day of entry",
    "deal.reached_last": "the real deals lack the day of entry",
    "deal.won_since": "the real deals lack the day of entry",
    "deal.cohort_win_rate": "the real deals lack the day of entry",
    "deal.lost_amount": "the real deals that were lost have no amount",
    "deal.win_rate_by_value": "the real deals that were lost have no amount",
    "deal.due": "no table has daily snapshots",
    "deal.slipped": "no table has daily snapshots",
    "deal.slip_rate": "no table has daily snapshots",
    "deal.pushes": "no table has daily snapshots",
    "pipeline.": "no table has daily snapshots",
    "stage.": "no table has the history of deals",
    "forecast.": "no table has daily snapshots",
    "quota.attainment": "the deals and the quotas are of different houses",
    "quota.coverage": "the deals and the quotas are of different houses",
    "client.acquisition_cost": "the books and the clients are of different houses",
    "client.expected_value": "no table has contracts",
    "client.value_to_cost": "no table has contracts",
    "client.payback": "no table has contracts",
    "ticket.first_response": "no table tells when somebody first answered",
    "ticket.response_open": "no table tells when somebody first answered",
    "ticket.response_open_p90": "no table tells when somebody first answered",
    "ticket.response_sla": "no table has times that were promised",
    "ticket.resolution_sla": "no table has times that were promised",
    "ticket.sla_counted": "no table has times that were promised",
    "order.cancelled": "no real order was called off",
    "order.cancellation_rate": "no real order was called off",
}


def every() -> Iterator[Oracle]:
    for module in iter_modules(oracles.__path__, "tests.oracles."):
        yield from getattr(import_module(module.name), "ORACLES", ())


def named(on_real: bool) -> set[str]:
    """The metrics that an oracle names on the demo, or on some real table."""
    return {
        metric
        for oracle in every()
        if (set(oracle.on) - {"demo"} if on_real else "demo" in oracle.on)
        for metric in oracle.metrics
    }


def excused(metric: str, reasons: dict[str, str]) -> bool:
    return any(metric == name or (name.endswith(".") and metric.startswith(name)) for name in reasons)


@pytest.mark.parametrize(
    ("on_real", "reasons"), [(False, NOT_IN_THE_DEMO), (True, NOT_IN_REAL_TABLES)], ids=["demo", "real tables"]
)
def test_every_metric_has_an_oracle_or_a_reason(on_real: bool, reasons: dict[str, str]):
    known = named(on_real)
    assert [name for name in BUSINESS.metrics if name not in known and not excused(name, reasons)] == []


@pytest.mark.parametrize(
    ("on_real", "reasons"), [(False, NOT_IN_THE_DEMO), (True, NOT_IN_REAL_TABLES)], ids=["demo", "real tables"]
)
def test_no_reason_outlives_its_metric_or_contradicts_an_oracle(on_real: bool, reasons: dict[str, str]):
    known = named(on_real)
    for name in reasons:
        meant = {metric for metric in BUSINESS.metrics if excused(metric, {name: ""})}
        assert meant and not meant & known, name
