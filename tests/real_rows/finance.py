"""Expected rows of AdventureWorks: ledger, exchange rates and purchasing."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tests.real_rows import Read, Row, day


def legal_entities(read: Read) -> Iterator[Row]:
    for line in read("organizations.csv"):
        yield {
            "key": line["organization_id"],
            "name": line["organization_name"],
            "parent_id": line["parent_organization_id"] or None,
            "ownership": Decimal(line["percentage_of_ownership"]),
            "currency": line["currency_code"],
        }


def cost_centres(read: Read) -> Iterator[Row]:
    for line in read("departments.csv"):
        above = line["parent_department_id"] or None
        yield {"key": line["department_id"], "name": line["department_name"], "parent_id": above}


TYPES = {"Assets": "asset", "Liabilities": "liability", "Revenue": "revenue", "Expenditures": "expense"}


def types_of_accounts(read: Read) -> dict[str, str | None]:
    """Return the type of each account. A heading has the type of the accounts under it, if they have the same one."""
    lines = {line["account_id"]: line for line in read("accounts.csv")}
    under: dict[str, set[str]] = defaultdict(set)
    headings = {line["parent_account_id"] for line in lines.values()}
    for key in lines.keys() - headings:
        path = [key]
        while above := lines[path[-1]]["parent_account_id"]:
            path.append(above)
        equity = any(lines[step]["account_name"] == "Owners Equity" for step in path)
        kind = "equity" if equity else TYPES.get(lines[key]["account_type"], "statistical")
        for step in path:
            under[step].add(kind)
    return {key: kinds.pop() if len(kinds) == 1 else None for key, kinds in under.items()}


def accounts(read: Read) -> Iterator[Row]:
    types = types_of_accounts(read)
    for line in read("accounts.csv"):
        yield {
            "key": line["account_id"],
            "code": line["account_code"],
            "name": line["account_name"],
            "type": types[line["account_id"]],
            "parent_id": line["parent_account_id"] or None,
        }


def of_the_ledger(read: Read, *, balances: bool) -> Iterator[tuple[date | None, Row]]:
    currency = {line["organization_id"]: line["currency_code"] for line in read("organizations.csv")}
    called = {line["account_id"]: line["account_type"] for line in read("accounts.csv")}
    for line in read("gl_entries.csv"):
        kind = called[line["account_id"]]
        if (kind in ("Assets", "Liabilities", "Balances")) is balances:
            yield (
                day(line["posting_date"]),
                {
                    "key": line["entry_id"],
                    "account_id": line["account_id"],
                    "entity_id": line["organization_id"],
                    "cost_centre_id": line["department_id"],
                    "scenario": line["scenario"].lower(),
                    "amount": Decimal(line["amount"]),
                    "currency": None if kind in ("Balances", "Flow") else currency[line["organization_id"]],
                },
            )


def ledger_entries(read: Read) -> Iterator[Row]:
    return (row | {"posted_on": on} for on, row in of_the_ledger(read, balances=False))


def account_balances(read: Read) -> Iterator[Row]:
    return (row | {"day": on} for on, row in of_the_ledger(read, balances=True))


def exchange_rates(read: Read) -> Iterator[Row]:
    codes = {line["currency_id"]: line["currency_code"] for line in read("currencies.csv")}
    for line in read("exchange_rates.csv"):
        if (code := codes[line["currency_id"]]) != "USD":
            for kind, name in (("average", "average_rate"), ("closing", "end_of_day_rate")):
                yield {
                    "kind": kind,
                    "from_currency": code,
                    "to_currency": "USD",
                    "valid_from": day(line["rate_date"]),
                    "rate": round(Decimal(line[name]), 12),
                }


def vendors(read: Read) -> Iterator[Row]:
    return ({"key": line["vendor_id"], "name": line["vendor_name"]} for line in read("vendors.csv"))


def bills(read: Read) -> Iterator[Row]:
    for line in read("purchase_orders.csv"):
        yield {
            "number": line["purchase_order_id"],
            "vendor_id": line["vendor_id"],
            "status": line["status"].lower(),
            "ordered_on": day(line["order_date"]),
            "amount": Decimal(line["subtotal"]) + Decimal(line["tax_amount"]) + Decimal(line["freight"]),
            "tax": Decimal(line["tax_amount"]),
            "freight": Decimal(line["freight"]),
            "currency": "USD",
        }


TABLES = {
    "legal_entities": legal_entities,
    "cost_centres": cost_centres,
    "accounts": accounts,
    "account_balances": account_balances,
    "ledger_entries": ledger_entries,
    "exchange_rates": exchange_rates,
    "vendors": vendors,
    "bills": bills,
}
