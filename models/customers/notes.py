"""Notes about customers."""

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import PERSONAL, Reference, Versioned, db, points_at
from models.identity import fresh_token

MOST_LETTERS = 4000


class ClientNote(Versioned, db.Model):
    """A note about a customer, which a member writes for colleagues."""

    __tablename__ = "client_notes"
    __table_args__ = (
        UniqueConstraint("organization_id", "key"),
        points_at("clients", "client_id", part_of=True),
        Index(None, "organization_id", "client_id"),
    )
    __mapper_args__ = {"version_id_col": Versioned.version}

    key: Mapped[str] = mapped_column(String(32), default=fresh_token, comment="Random identifier of the note")
    client_id: Mapped[Reference] = mapped_column(comment="Customer that it is about")
    author_id: Mapped[Reference | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"),
        index=True,
        comment="Person who wrote it; empty if that person was deleted",
    )
    text: Mapped[str] = mapped_column(String(MOST_LETTERS), info=PERSONAL, comment="Text of the note")
