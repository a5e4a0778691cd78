"""What an organisation adds to the catalog: layers that stand on the built-in ones."""

from typing import Any

from sqlalchemy import JSON, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Versioned, db, one_of

ORIGINS = ("inferred", "uploaded", "own")


class CatalogLayer(Versioned, db.Model):
    """A layer of an organisation's catalog: entities, fields, relations, metrics or other words for them."""

    __tablename__ = "catalog_layers"
    __table_args__ = (UniqueConstraint("organization_id", "name"), one_of("origin", ORIGINS))
    __mapper_args__ = {"version_id_col": Versioned.version}

    name: Mapped[str] = mapped_column(String(80), comment="Name of the layer within the organisation")
    origin: Mapped[str] = mapped_column(
        String(16), comment="Inferred from a schema, made for an upload, or written by the organisation itself"
    )
    position: Mapped[int] = mapped_column(
        Integer, default=0, comment="Order among the layers of the same origin: where two name a thing, the later wins"
    )
    definition: Mapped[dict[str, Any]] = mapped_column(JSON, comment="The layer, as catalog JSON")
