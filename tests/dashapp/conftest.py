"""Another organisation whose rows have pages of their own, with what people wrote about them."""

from dataclasses import replace
from datetime import UTC, datetime, time
from decimal import Decimal

import pytest
from flask import Flask

from models import ClientNote, Contact, Deal, DealSnapshot, Pipeline, Stage, StageChange, db
from services.access import tenants
from tests.organizations import SOLD_ON, SeededOrganization, build

NINE = time(9)
WORTH = {"amount": Decimal(40), "currency": "EUR"}


@pytest.fixture
def theirs(app: Flask) -> SeededOrganization:
    """Another organisation, its marker in every text: also in a deal with a step and a snapshot, a contact, a note."""
    tenant = build(app, "Theirs", marker="Zanzibarian")
    with app.app_context():
        tenants.bind(db.session(), tenant.id)
        client, marker, key = tenant.rows["client"], tenant.marker, tenant.key
        pipeline = Pipeline(key=key, name=marker)
        stage = Stage(pipeline=pipeline, key=key, name=f"{marker} talks", position=1, outcome="open")
        deal = Deal(key=key, name=f"{marker} deal", client_id=client, opened_on=SOLD_ON, stage=stage, **WORTH)
        db.session.add_all([pipeline, stage, deal])
        db.session.flush()
        at = datetime.combine(SOLD_ON, NINE, UTC)
        note = ClientNote(key=key, client_id=client, author_id=tenant.members["editor"].user_id, text=f"{marker} note")
        db.session.add_all(
            [
                StageChange(deal_id=deal.id, number=1, to_stage_id=stage.id, changed_at=at),
                DealSnapshot(deal_id=deal.id, stage_id=stage.id, taken_on=SOLD_ON, **WORTH),
                Contact(key=key, client_id=client, name=f"{marker} contact"),
                note,
            ]
        )
        db.session.commit()
        return replace(tenant, rows=tenant.rows | {"deal": deal.id, "note": note.id})
