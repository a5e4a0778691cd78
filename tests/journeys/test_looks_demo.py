"""The dashboards full of the demo company, every kind of chart among them: nothing sticks out, axe finds nothing."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import select

import pages
from models import User, db
from services import demo
from services.access import members
from services.access.members import Member
from services.dashboards.storage.boards import seed_everywhere
from tests.journeys.test_looks_behind import flaws

pytestmark = pytest.mark.e2e

SEED = 20


@pytest.fixture
def owner(app: Flask) -> Member:
    """The owner of a demo company up to today."""
    with app.app_context():
        with db.engine.begin() as connection:
            demo.fill(connection, today=datetime.now(UTC).date(), seed=SEED)
        seed_everywhere(db.session())
        person = db.session.scalars(select(User.id).where(User.email == demo.OWNER_EMAIL)).one()
        return members.first_membership(db.session(), person)


@pytest.mark.parametrize("width", [1440, 375])
def test_every_dashboard_full_of_rows_holds_in_both_themes(
    page_of: Callable[[Member], Page], owner: Member, width: int
) -> None:
    page = page_of(owner)
    every = [each.path for each in pages.menu()]
    assert every and {path: found for path in every if (found := flaws(page, path, width))} == {}
