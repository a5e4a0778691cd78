"""The layers that an organisation adds to the built-in catalog."""

from typing import Any

from sqlalchemy import JSON, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Versioned, db, one_of

ORIGINS = ("inferred", "uploaded", "own")


class CatalogLayer(Versioned, db.Model):
    """A layer of an organisation's catalog: entities, fields, relations, metrics, or other labels for them."""

    __tablename__ = "catalog_layers"
    __table_args__ = (UniqueConstraint("organization_id", "name"), one_of("origin", ORIGINS))
    __mapper_args__ = {"version_id_col": Versioned.version}

    name: Mapped[str] = mapped_column(String(80), comment="Name of the layer within the organisation")
    origin: Mapped[str] = mapped_column(
        String(16),
        comment="Whether it was inferred from a schema, created for an upload, or written by the organisation",
    )
    position: Mapped[int] = mapped_column(
        Integer,
        default=0,
        comment="Order among the layers of the same origin; the later of two conflicting layers applies",
    )
    definition: Mapped[dict[str, Any]] = mapped_column(JSON, comment="Definition of the layer as catalog JSON")
