"""A shop whose rows fit on a page, told to a real database, and asked on each engine."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from models import (
    Client,
    DataVersion,
    Deal,
    DealSnapshot,
    Employee,
    ExchangeRate,
    Order,
    OrderLine,
    Organization,
    Pipeline,
    Product,
    Stage,
    Subscription,
    SubscriptionMovement,
    Team,
)
from services.access.context import policy_of
from services.catalogs import BUSINESS
from services.semantic.answer import Answer
from services.semantic.catalog import Catalog
from services.semantic.context import Calendar, Context, Policy, Principal
from services.semantic.narrow import narrow
from services.semantic.query import Dates, Query
from services.semantic.runner import SourceConnection, run

NOW = datetime(2025, 6, 15, 12, tzinfo=UTC)


def days(first: str, last: str) -> Dates:
    """Return the period from one day to another, both included."""
    return Dates(date.fromisoformat(first), date.fromisoformat(last))


def day(text: str) -> date:
    return date.fromisoformat(text)


def context(organization: int, *, now: datetime = NOW, policy: Policy | None = None, **more: Any) -> Context:
    """Return the context of someone who may read the whole organisation, unless a policy says less."""
    attributes = more.pop("attributes", {})
    return Context(
        principal=more.pop("principal", Principal("user", "1", attributes)),
        organization=organization,
        policy=policy or policy_of(organization, BUSINESS),
        calendar=more.pop("calendar", Calendar()),
        currency=more.pop("currency", "EUR"),
        now=now,
    )


@dataclass
class Shop:
    """Writes rows of one organisation, in words of the business."""

    connection: sa.Connection
    organization: int
    _numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    def client(
        self,
        name: str,
        *,
        region: str | None = None,
        segment: str | None = None,
        owner: str | None = None,
        acquired: str | None = None,
    ) -> int:
        owner_id = self.employee(owner) if owner else None
        acquired_on = date.fromisoformat(acquired) if acquired else None
        known = {"region": region, "segment": segment, "owner_id": owner_id, "acquired_on": acquired_on}
        return self.once(Client, name, key=name, name=name, kind="person", **known)

    def employee(self, name: str, *, team: str | None = None) -> int:
        team_id = self.once(Team, team, key=team, name=team) if team else None
        return self.once(Employee, name, key=name, name=name, team_id=team_id)

    def product(self, name: str, *, category: str | None = None) -> int:
        return self.once(Product, name, key=name, code=name, name=name, category=category)

    def sells(
        self,
        *lines: tuple[str, str, str],
        to: str = "Ada",
        on: str,
        region: str | None = "North",
        channel: str | None = None,
        shipped: str | None = None,
        cancelled: str | None = None,
        currency: str = "EUR",
    ) -> int:
        """Write an order; a line is a product, its amount and its cost."""
        number = self.row(
            Order,
            number=f"O{len(self._numbers) + 1}-{on}",
            client_id=self.client(to),
            region=region,
            channel=channel,
            currency=currency,
            ordered_on=date.fromisoformat(on),
            shipped_on=shipped and date.fromisoformat(shipped),
            cancelled_on=cancelled and date.fromisoformat(cancelled),
        )
        self._numbers["order", str(number)] = number
        for position, (product, amount, cost) in enumerate(lines, 1):
            self.row(
                OrderLine,
                order_id=number,
                number=position,
                product_id=self.product(product),
                quantity=1,
                unit_price=Decimal(amount),
                amount=Decimal(amount),
                cost=Decimal(cost),
            )
        return number

    def stage(self, name: str, *, position: int = 1, outcome: str = "open", probability: str | None = None) -> int:
        pipeline = self.once(Pipeline, "Only", key="only", name="Only")
        share = None if probability is None else Decimal(probability)
        values = {"pipeline_id": pipeline, "position": position, "outcome": outcome, "probability": share}
        return self.once(Stage, name, key=name, name=name, **values)

    def deal(
        self,
        key: str,
        amount: str | None,
        *,
        stage: str = "Talks",
        opened: str | None = None,
        closed: str | None = None,
        owner: str | None = None,
        source: str | None = None,
        currency: str = "EUR",
    ) -> int:
        return self.once(
            Deal,
            key,
            key=key,
            stage_id=self.stage(stage),
            owner_id=self.employee(owner) if owner else None,
            source=source,
            amount=None if amount is None else Decimal(amount),
            currency=currency,
            opened_on=opened and date.fromisoformat(opened),
            closed_on=closed and date.fromisoformat(closed),
        )

    def snapshot(
        self, deal: str, amount: str | None, *, on: str, stage: str = "Talks", owner: str | None = None
    ) -> None:
        """Note that a deal that was told of was open at the end of a day."""
        self.row(
            DealSnapshot,
            deal_id=self._numbers["deals", deal],
            taken_on=date.fromisoformat(on),
            stage_id=self.stage(stage),
            owner_id=self.employee(owner) if owner else None,
            amount=None if amount is None else Decimal(amount),
            currency="EUR",
        )

    def subscribes(
        self,
        key: str,
        *changes: tuple[str, str, str],
        client: str = "Ada",
        started: str | None = None,
        ended: str | None = None,
        currency: str = "EUR",
    ) -> None:
        """Write a subscription; a change is its day, its kind and its amount."""
        number = self.row(
            Subscription,
            key=key,
            client_id=self.client(client),
            currency=currency,
            started_on=started and date.fromisoformat(started),
            ended_on=ended and date.fromisoformat(ended),
        )
        for place, (on, kind, amount) in enumerate(changes, 1):
            values = {"kind": kind, "moved_on": date.fromisoformat(on), "amount": Decimal(amount)}
            self.row(SubscriptionMovement, subscription_id=number, number=place, **values)

    def rate(self, one: str, other: str, rate: str, *, on: str, kind: str = "date") -> None:
        self.row(
            ExchangeRate,
            kind=kind,
            from_currency=one,
            to_currency=other,
            valid_from=date.fromisoformat(on),
            rate=Decimal(rate),
        )

    def once(self, model: Any, known_as: str, **values: Any) -> int:
        """Return the number of the row that is known by this name, and write it when it is first spoken of."""
        key = (model.__tablename__, known_as)
        if key not in self._numbers:
            self._numbers[key] = self.row(model, **values)
        return self._numbers[key]

    def row(self, model: Any, **values: Any) -> int:
        """Write a row of this organisation and return its number."""
        row = sa.insert(model).values(organization_id=self.organization, **values).returning(model.id)
        return self.connection.execute(row).scalar_one()


def organization(connection: sa.Connection, name: str, **values: Any) -> int:
    row = sa.insert(Organization).values(name=name, **values).returning(Organization.id)
    number = connection.execute(row).scalar_one()
    connection.execute(sa.insert(DataVersion).values(organization_id=number, number=1, changed_at=NOW))
    return number


@dataclass
class Town:
    """Two shops in one database: ours, and one whose rows must never be seen. ``open`` opens them on one engine."""

    ours: int
    theirs: int
    open: Callable[..., SourceConnection]
    catalog: Catalog = BUSINESS
    now: datetime = NOW

    def ask(self, query: Query, reader_context: Context | None = None) -> Answer:
        reader_context = reader_context or context(self.ours, now=self.now, policy=policy_of(self.ours, self.catalog))
        return run(narrow(query, reader_context), self.catalog, self.open(reader_context.organization))

    def on(self, today: str) -> "Town":
        """Return the same town on another day."""
        return replace(self, now=datetime.fromisoformat(today).replace(hour=12, tzinfo=UTC))

    def read_by(self, catalog: Catalog) -> "Town":
        """Return the same town, whose tables are read by another catalog."""
        return replace(self, catalog=catalog)

    def rows(self, query: Query, reader_context: Context | None = None) -> list[tuple[Any, ...]]:
        """Return the answer's rows as tuples, in its order."""
        return list(self.ask(query, reader_context).frame.itertuples(index=False, name=None))

    def oracle(self, sql: str, **values: Any) -> list[tuple[Any, ...]]:
        """Return what hand-written SQL answers on the same engine, ``:org`` being our shop."""
        engine = self.open(self.ours).engine
        if engine.dialect.name == "sqlite":
            values = {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
        with engine.connect() as connection:
            return [tuple(row) for row in connection.execute(sa.text(sql), {"org": self.ours, **values})]

    @property
    def dialect(self) -> str:
        return self.open(self.ours).engine.dialect.name
