"""A temporary installation with the demo company."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory

from flask import Flask
from sqlalchemy import select

from dashapp.config import Settings
from dashapp.factory import create_app
from models import Organization, User, db
from services import demo
from services.access import links
from services.dashboards.storage.boards import seed_everywhere

SEED = 20


@contextmanager
def demo_installation(scale: int = 1) -> Iterator[Flask]:
    """Yield an app with the demo company up to today, as large as asked for, and an organisation without rows."""
    with TemporaryDirectory() as folder:
        app = create_app(Settings(_env_file=None, instance=Path(folder), secret_key=token_hex(), redis_url=None))
        with app.app_context():
            db.create_all()
            with db.engine.begin() as connection:
                demo.fill(connection, today=datetime.now(UTC).date(), seed=SEED, scale=scale)
            db.session.add(Organization(name="Empty organisation"))
            db.session.commit()
            seed_everywhere(db.session())
            yield app
            db.session.remove()
            db.engine.dispose()


def sign_in_path() -> str:
    """Return the path of a link that signs in the owner of the demo company."""
    owner = db.session.scalars(select(User).where(User.email == demo.OWNER_EMAIL)).one()
    return f"/sign-in/link/{links.create(db.session(), owner.id, datetime.now(UTC))}"
