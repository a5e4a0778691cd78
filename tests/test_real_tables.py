"""Every real table: the loaded rows equal the expected rows, which are made here without the loader."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import yaml

from dashapp.config import ROOT
from models import db
from services.sources.loading import LoadResult, NewOrganization, load, read_map
from tests.real_rows import Read, Row, adventureworks, crm, finance, productivity, reader

NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)
KEPT = {"id", "organization_id", "created_at", "updated_at"}

# The folder of each map, and the expected rows of each table.
MAPS: dict[str, tuple[str, dict[str, Callable[[Read], Iterator[Row]]]]] = {
    "crm": ("funnel", crm.TABLES),
    "adventureworks": (".", adventureworks.TABLES),
    "finance": ("finance", finance.TABLES),
    "service_desk": ("productivity", productivity.SERVICE_DESK),
    "garment_factory": ("productivity", productivity.GARMENT_FACTORY),
}
# Columns that come from lists in the map itself. The tests below check them.
FILLED_BY_THE_MAP_ALONE = {"accounts": {"subtype"}}


def run(name: str, organization: int | NewOrganization, record: sa.Engine, business: Path) -> LoadResult:
    """Load with a map that we ship."""
    load_map = read_map(ROOT / f"maps/{name}.yaml")
    folder = business / MAPS[name][0]
    return load(folder, load_map, record, organization, at=NOON, refuse=pytest.fail, report=lambda progress: None)


def stored_rows(connection: sa.Connection, name: str) -> list[Row]:
    """Return the rows of a table, with keys in place of references."""
    table = db.metadata.tables[name]
    source: sa.FromClause = table
    columns = {column.name: column for column in table.c if column.name not in KEPT}
    for constraint in table.foreign_key_constraints:
        place = constraint.column_keys[-1]
        # Users are not loaded, and have no key.
        if place in columns and place != "user_id":
            other = constraint.referred_table.alias(f"of_{place}")
            source = source.outerjoin(other, table.c[place] == other.c.id)
            columns[place] = other.c.get("key", other.c.get("number"))
    found = connection.execute(sa.select(*(column.label(name) for name, column in columns.items())).select_from(source))
    return [dict(row) for row in found.mappings()]


def as_counted(rows: list[Row], names: set[str]) -> Counter[tuple[Any, ...]]:
    return Counter(tuple(row.get(name) for name in sorted(names)) for row in rows)


@pytest.mark.parametrize("name", MAPS)
def test_every_table_has_the_rows_of_the_files_and_a_second_load_changes_nothing(name, record, shared):
    business = shared / "data/business"
    read = reader(business / MAPS[name][0])
    first = run(name, NewOrganization("AdventureWorks"), record, business)
    assert set(first.tables) == set(MAPS[name][1]) and first.refused == 0
    with record.connect() as connection:
        for table, by_hand in MAPS[name][1].items():
            expected = list(by_hand(read))
            # A column without expected values must be empty on every row.
            names = (
                {column.name for column in db.metadata.tables[table].c}
                - KEPT
                - FILLED_BY_THE_MAP_ALONE.get(table, set())
            )
            counted, wanted = as_counted(stored_rows(connection, table), names), as_counted(expected, names)
            assert (table, list(wanted - counted)[:3], list(counted - wanted)[:3]) == (table, [], [])
            assert (table, sums(connection, table)) == (table, sums_by_hand(table, expected))
    again = run(name, 1, record, business)
    assert again.nothing_changed and (first.version, again.version) == (1, 1)


def numbers_of(table: str) -> list[str]:
    """Return the numeric columns."""
    columns = db.metadata.tables[table].c
    kinds = {column.name: column.type.python_type for column in columns if not column.foreign_keys}
    return [name for name, kind in kinds.items() if kind in (int, Decimal) and name not in KEPT]


def sums(connection: sa.Connection, table: str) -> dict[str, Decimal | None]:
    """Return the sums that the database calculates."""
    columns = db.metadata.tables[table].c
    asked = [sa.func.sum(columns[name]).label(name) for name in numbers_of(table)]
    found = connection.execute(sa.select(sa.func.count().label("rows"), *asked).select_from(columns.id.table))
    return dict(found.mappings().one())


def sums_by_hand(table: str, rows: list[Row]) -> dict[str, Decimal | None]:
    given = {name: [row[name] for row in rows if row.get(name) is not None] for name in numbers_of(table)}
    return {"rows": Decimal(len(rows)), **{name: sum(values) if values else None for name, values in given.items()}}


def test_every_file_is_used_by_a_map(shared):
    business = shared / "data/business"
    read = {f"customer360/{file}" for file in files_of("customer360")}
    for name, (folder, _) in MAPS.items():
        read |= {str(Path(folder, file)) for file in files_of(name)}
    there = {str(path.relative_to(business)) for path in business.rglob("*.csv")}
    # Only files for which there is no table.
    assert there - read == {
        "customer360/order_sales_reasons.csv",
        "customer360/payment_cards.csv",
        "customer360/promotions.csv",
        "customer360/survey_responses.csv",
        "finance/purchase_order_lines.csv",
    }


def files_of(name: str) -> set[str]:
    """Return the files that a map names."""
    steps = yaml.safe_load((ROOT / f"maps/{name}.yaml").read_text(encoding="utf-8"))["load"]
    return {step["from"] for step in steps if "from" in step} | set(side_files(steps))


def side_files(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from ([part["in"]] if "in" in part else [])
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else []:
        yield from side_files(inner)


SUBTYPES = {
    "asset": {"cash", "receivables", "inventory", "other_current_assets", "fixed_assets", "other_assets"},
    "liability": {"payables", "short_term_debt", "other_current_liabilities", "long_term_liabilities"},
    "equity": {"equity"},
    "revenue": {"sales", "other_income"},
    "expense": {
        "sales_deductions",
        "cost_of_sales",
        "sales_and_marketing",
        "administration",
        "depreciation",
        "interest",
        "tax",
    },
    "statistical": {None},
}


def test_an_account_has_a_subtype_of_its_type_and_a_heading_only_if_all_its_accounts_do(shared):
    read = reader(shared / "data/business/finance")
    [step] = [step for step in read_map(ROOT / "maps/finance.yaml").load if step.into == "accounts"]
    words = step.columns["subtype"].words or {}
    lines = {line["account_id"]: line for line in read("accounts.csv")}
    subtype = {key: words[line["account_code"]] or None for key, line in lines.items()}
    assert set(words) == {line["account_code"] for line in lines.values()}
    under: dict[str, set[str | None]] = defaultdict(set)
    for key, line in lines.items():
        under[line["parent_account_id"]].add(subtype[key])
    for key, kind in finance.types_of_accounts(read).items():
        if key in under:
            assert subtype[key] == (min(under[key], key=str) if len(under[key]) == 1 else None), lines[key]
        else:
            assert subtype[key] in SUBTYPES[kind or ""], lines[key]


def test_on_each_day_an_entity_s_assets_equal_its_liabilities_and_equity(shared):
    read = reader(shared / "data/business/finance")
    types = finance.types_of_accounts(read)
    sides: dict[tuple[Any, ...], Decimal] = defaultdict(Decimal)
    for on, row in finance.of_the_ledger(read, balances=True):
        if row["currency"]:
            sides[on, row["entity_id"]] += row["amount"] if types[row["account_id"]] == "asset" else -row["amount"]
    assert len(sides) == 281 and set(sides.values()) == {Decimal(0)}
