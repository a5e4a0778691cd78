"""The help desk of a shop, and what its clients say of it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from models import Interaction, Ticket, TicketChange
from tests.services.shop import Shop


def instant(text: str | None) -> datetime | None:
    """Return the instant in UTC that a text like 2025-01-31 09:30 spells."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None


@dataclass
class Desk:
    """Writes down what clients ask for and say."""

    shop: Shop
    written: int = 0

    def hears(self, client: str, *, at: str, kind: str = "survey", **scores: Any) -> None:
        values = {"client_id": self.shop.client(client), "kind": kind, "happened_at": instant(at), **scores}
        self.shop.row(Interaction, key=self._key(), **values)

    def ticket(
        self,
        *,
        opened: str,
        answered: str | None = None,
        resolved: str | None = None,
        client: str | None = None,
        changes: tuple[tuple[str, str], ...] = (),
        **more: Any,
    ) -> None:
        """Write a ticket; a change is its state and when it came."""
        number = self.shop.row(
            Ticket,
            key=self._key(),
            client_id=self.shop.client(client) if client else None,
            state="resolved" if resolved else "open",
            opened_at=instant(opened),
            first_response_at=instant(answered),
            resolved_at=instant(resolved),
            **more,
        )
        for place, (state, at) in enumerate(changes, 1):
            self.shop.row(TicketChange, ticket_id=number, number=place, state=state, changed_at=instant(at))

    def _key(self) -> str:
        self.written += 1
        return str(self.written)
