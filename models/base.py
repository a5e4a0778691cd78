"""The database handle, and the column types, constraints and mixins that every table shares."""

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
    """The base of every table; constraint names are fixed so that migrations can drop them."""

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
    """A Decimal kept as a whole number of 1/``scale``, so that sums are exact on every engine.

    Raises ValueError for a value that is finer than the scale: money is never rounded on its way in.
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
            raise ValueError(f"{value} is finer than 1/{self.scale}.")
        return int(scaled)

    def process_result_value(self, value: int | None, dialect: object) -> Decimal | None:
        return None if value is None else Decimal(value) / self.scale


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware in Python, UTC in the store. Raises ValueError for a naive datetime."""

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


# SQLite numbers rows by itself only for a column that is spelled INTEGER.
RowId = BigInteger().with_variant(Integer, "sqlite")

MONEY_SCALE = 10_000
QUANTITY_SCALE = 10_000
SHARE_SCALE = 10**9
RATE_SCALE = 10**12

Money = Annotated[Decimal, mapped_column(ScaledInteger(MONEY_SCALE))]
# A count that may have a fraction.
Quantity = Annotated[Decimal, mapped_column(ScaledInteger(QUANTITY_SCALE))]
# A part of a whole, 1 being all of it.
Share = Annotated[Decimal, mapped_column(ScaledInteger(SHARE_SCALE))]
Rate = Annotated[Decimal, mapped_column(ScaledInteger(RATE_SCALE))]
Instant = Annotated[datetime, mapped_column(UtcDateTime())]
# A column that names a row of another table: as wide as the number it names.
Reference = Annotated[int, mapped_column(RowId)]
Currency = Annotated[str, mapped_column(String(3))]

# Marks a column that tells who a person is, how to reach them, or what they earn.
PERSONAL: dict[Any, Any] = {"personal": True}


def points_at(table: str, column: str, *, part_of: bool = False) -> ForeignKeyConstraint:
    """Return a foreign key within the organisation: a row cannot point at another organisation's.

    ``part_of``: the row goes when the one it points at goes. Otherwise that one cannot go while it is pointed at.
    """
    return ForeignKeyConstraint(
        ["organization_id", column],
        [f"{table}.organization_id", f"{table}.id"],
        ondelete="CASCADE" if part_of else None,
    )


def one_of(column: str, values: Sequence[str]) -> CheckConstraint:
    """Return the rule that a column holds one of ``values``; whoever fills it reads them from the rule's info."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column, info={column: tuple(values)})


def natural_key(table: Table) -> tuple[str, ...]:
    """Return the columns by which people tell the rows of a table apart, the organisation not counted."""
    uniques = [rule for rule in table.constraints if isinstance(rule, UniqueConstraint)]
    keys = [tuple(column.name for column in rule.columns) for rule in uniques]
    found = next((key for key in keys if "id" not in key), ())
    return tuple(name for name in found if name != "organization_id")


def now() -> datetime:
    """The present instant, in UTC."""
    return datetime.now(UTC)


class Identified:
    """A row with a number of its own and the instants of its first and last write."""

    id: Mapped[int] = mapped_column(RowId, primary_key=True, comment="Number of the row")
    created_at: Mapped[Instant] = mapped_column(default=now, comment="When the row was first written")
    updated_at: Mapped[Instant] = mapped_column(default=now, onupdate=now, comment="When the row was last changed")


class Owned(Identified):
    """A row that belongs to one organisation. A session that is bound to none cannot read it.

    ``is_business``: answers are made from such rows, so that a write to one makes them out of date.
    """

    is_business: ClassVar[bool] = True

    organization_id: Mapped[Reference] = mapped_column(
        ForeignKey("organizations.id", ondelete="CASCADE"),
        comment="Organisation whose row this is",
    )


class Versioned(Owned):
    """A thing that people make: versioned, and hidden rather than removed.

    ``version`` is SQLAlchemy's version counter: a save that is based on an older version raises StaleDataError.
    """

    is_business = False

    version: Mapped[int] = mapped_column(Integer, nullable=False, comment="Counts the saves")
    deleted_at: Mapped[Instant | None] = mapped_column(comment="When it was put in the bin; empty while in use")

    @property
    def etag(self) -> str:
        """What a client sends back to prove that it saw this version."""
        return f'"{self.id}-{self.version}"'
