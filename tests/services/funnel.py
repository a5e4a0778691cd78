"""Sales people at work, in words of the business: their deals' steps and snapshots, their quotas and their leads."""

from datetime import UTC, datetime
from decimal import Decimal

import sqlalchemy as sa

from models import Deal, DealSnapshot, Lead, Quota, StageChange
from tests.services.shop import Shop, day

STAGES = (("Talks", "open", "0.25"), ("Offer", "open", "0.5"), ("Terms", "open", "0.75"), ("Won", "won", "1"))


def noon(text: str) -> datetime:
    """Return the instant at noon of a day."""
    return datetime.fromisoformat(f"{text}T12:00").replace(tzinfo=UTC)


def has_stages(shop: Shop) -> None:
    """Set up Talks, Offer, Terms, Won and Lost."""
    for position, (name, outcome, share) in enumerate((*STAGES, ("Lost", "lost", "0")), 1):
        shop.stage(name, position=position, outcome=outcome, probability=share)


def passes(shop: Shop, key: str, amount: str | None, *steps: tuple[str, str], owner: str = "Eve", why: str = "") -> int:
    """Write a deal with its steps, each a stage and the day on which it came there, at noon."""
    name, last = steps[-1]
    closed = last if name in ("Won", "Lost") else None
    number = shop.deal(key, amount, stage=name, opened=steps[0][1], closed=closed, owner=owner)
    shop.connection.execute(sa.update(Deal).where(Deal.id == number).values(lost_reason=why or None))
    before = None
    for place, (stage, on) in enumerate(steps, 1):
        after = shop.stage(stage)
        step = {"number": place, "from_stage_id": before, "to_stage_id": after, "changed_at": noon(on)}
        shop.row(StageChange, deal_id=number, **step)
        before = after
    return number


def take_snapshot(
    shop: Shop,
    key: str,
    amount: str,
    *,
    on: str,
    due: str,
    category: str | None = None,
    owner: str | None = None,
    currency: str = "EUR",
) -> None:
    """Note how a deal that was told of stood in Talks at the end of a day."""
    shop.row(
        DealSnapshot,
        deal_id=shop.deal(key, None),
        taken_on=day(on),
        stage_id=shop.stage("Talks"),
        owner_id=shop.employee(owner) if owner else None,
        amount=Decimal(amount),
        currency=currency,
        forecast_category=category,
        expected_close_on=day(due),
    )


def quota(shop: Shop, employee: str, amount: str, *, starts: str, months: int = 3) -> None:
    values = {"starts_on": day(starts), "months": months, "amount": Decimal(amount), "currency": "EUR"}
    shop.row(Quota, employee_id=shop.employee(employee), **values)


def lead(shop: Shop, key: str, arrived: str, *, deal: int | None = None, **reached: str) -> None:
    """Write a lead; ``mql``, ``sql`` and ``became`` (a deal) are the days on which it got there, at noon."""
    names = {"mql": "marketing_qualified_at", "sql": "sales_qualified_at", "became": "converted_at"}
    instants = {names[step]: noon(on) for step, on in reached.items()}
    shop.row(Lead, key=key, name=key, arrived_at=noon(arrived), deal_id=deal, **instants)
