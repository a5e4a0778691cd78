"""The database handle, and the column types, constraints and mixins that tables share."""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """The base of all models. Constraint names are fixed so that migrations can drop them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base)


class ScaledInteger(TypeDecorator[Decimal]):
    """A Decimal stored as a whole number of 1/``scale``, so that sums are exact on every engine.

    Raises ValueError for a value that is more precise than the scale; values are never rounded.
    """

    impl = BigInteger
    cache_ok = True

    def __init__(self, scale: int) -> None:
        super().__init__()
        self.scale = scale

    def process_bind_param(self, value: Decimal | int | None, dialect: object) -> int | None:
        if value is None:
            return None
        scaled = Decimal(value) * self.scale
        if scaled != scaled.to_integral_value():
            raise ValueError(f"{value} is more precise than 1/{self.scale}.")
        return int(scaled)

    def process_result_value(self, value: int | None, dialect: object) -> Decimal | None:
        return None if value is None else Decimal(value) / self.scale


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: an aware datetime in Python, UTC in the database. Raises ValueError for a naive datetime."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: object) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("An instant needs a time zone.")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: object) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


# SQLite assigns ids automatically only to a column of type INTEGER.
RowId = BigInteger().with_variant(Integer, "sqlite")

MONEY_SCALE = 10_000
QUANTITY_SCALE = 10_000
SHARE_SCALE = 10**9
RATE_SCALE = 10**12

Money = Annotated[Decimal, mapped_column(ScaledInteger(MONEY_SCALE))]
# A quantity that can have a fraction.
Quantity = Annotated[Decimal, mapped_column(ScaledInteger(QUANTITY_SCALE))]
# A share of a whole, where 1 is all of it.
Share = Annotated[Decimal, mapped_column(ScaledInteger(SHARE_SCALE))]
Rate = Annotated[Decimal, mapped_column(ScaledInteger(RATE_SCALE))]
Instant = Annotated[datetime, mapped_column(UtcDateTime())]
# A column that refers to a row of another table, with the same width as its id.
Reference = Annotated[int, mapped_column(RowId)]
Currency = Annotated[str, mapped_column(String(3))]

# Marks a column that identifies a person, or contains their contact details or pay.
PERSONAL: dict[Any, Any] = {"personal": True}


def points_at(table: str, column: str, *, part_of: bool = False) -> ForeignKeyConstraint:
    """Return a foreign key within the organisation: a row cannot refer to a row of another organisation.

    With ``part_of``, the row is deleted together with the row that it refers to. Without it, that row cannot be deleted
    while it is referred to.
    """
    return ForeignKeyConstraint(
        ["organization_id", column],
        [f"{table}.organization_id", f"{table}.id"],
        ondelete="CASCADE" if part_of else None,
    )


def one_of(column: str, values: Sequence[str]) -> CheckConstraint:
    """Return a constraint that limits a column to ``values``. Loads read the values from the constraint's info."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column, info={column: tuple(values)})


def natural_key(table: Table) -> tuple[str, ...]:
    """Return the business key of a table: the columns that identify a row within its organisation."""
    uniques = [rule for rule in table.constraints if isinstance(rule, UniqueConstraint)]
    keys = [tuple(column.name for column in rule.columns) for rule in uniques]
    found = next((key for key in keys if "id" not in key), ())
    return tuple(name for name in found if name != "organization_id")


def now() -> datetime:
    """Return the current instant, in UTC."""
    return datetime.now(UTC)


class Identified:
    """A row with an id, and the instants of its creation and last change."""

    id: Mapped[int] = mapped_column(RowId, primary_key=True, comment="Internal number of the row")
    created_at: Mapped[Instant] = mapped_column(default=now, comment="When the row was created")
    updated_at: Mapped[Instant] = mapped_column(default=now, onupdate=now, comment="When the row was last changed")


class Owned(Identified):
    """A row that belongs to one organisation. Only a session that is bound to an organisation can read it.

    ``is_business``: metrics are computed from such rows, so a write to one of them makes cached answers stale.
    """

    is_business: ClassVar[bool] = True

    organization_id: Mapped[Reference] = mapped_column(
        ForeignKey("organizations.id", ondelete="CASCADE"),
        comment="Organisation that owns the row",
    )


class Versioned(Owned):
    """Content that people create. It is versioned, and hidden instead of deleted.

    ``version`` is SQLAlchemy's version counter: a save based on an older version raises StaleDataError.
    """

    is_business = False

    version: Mapped[int] = mapped_column(Integer, nullable=False, comment="Number of saves")
    deleted_at: Mapped[Instant | None] = mapped_column(comment="When it was deleted; empty while in use")

    @property
    def etag(self) -> str:
        """The entity tag, which a browser sends back to show which version a save is based on."""
        return f'"{self.id}-{self.version}"'
