"""An organisation whose copy the tests open, damage and make anew."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import sqlalchemy as sa

from services.catalogs import BUSINESS
from services.sources import versions
from services.sources.copy import Copies
from tests.services.shop import NOW, Shop, organization

SUM = sa.text("SELECT CAST(sum(amount) AS BIGINT) FROM order_lines")


class TownCopies:
    """An organisation whose rows are written, and whose copy is opened."""

    def __init__(self, record: sa.Engine, folder: Path, name: str = "Ours") -> None:
        self.record, self.folder, self.sales = record, folder, 0
        with record.begin() as connection:
            self.number = organization(connection, name)
        self.copies = Copies(record, folder, BUSINESS)

    def write(self, story, *, counted: bool = True) -> None:
        with self.record.begin() as connection:
            story(Shop(connection, self.number))
            if counted:
                versions.advance(connection, self.number, NOW)

    def sells(self, amount: str, *, counted: bool = True, **more) -> None:
        self.sales += 1
        name, on = f"lamp {self.sales}", f"2025-01-{self.sales:02}"
        self.write(lambda shop: shop.sells((name, amount, "1"), to=name, on=on, **more), counted=counted)

    def total(self) -> int | None:
        with self.copies.open(self.number).engine.connect() as connection:
            return connection.execute(SUM).scalar()

    def read(self, table: str) -> pa.Table:
        self.copies.open(self.number)
        return pq.read_table(next(self.own.glob(f"*/{table}.parquet")))

    @property
    def own(self) -> Path:
        return self.folder / str(self.number) / "record"

    def make(self) -> list[str]:
        return sorted(path.name for path in self.own.iterdir() if path.is_dir())
