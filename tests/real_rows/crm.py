"""Expected rows of the CRM: accounts, teams, products and deals."""

from collections.abc import Iterator
from decimal import Decimal

from tests.real_rows import Read, Row, day


def teams(read: Read) -> Iterator[Row]:
    for manager, office in {(line["manager"], line["regional_office"]) for line in read("sales_teams.csv")}:
        yield {"key": manager, "name": f"{manager}, {office}"}


def sales_people(read: Read) -> Iterator[Row]:
    lines = read("sales_teams.csv")
    for name, office in {(line["manager"], line["regional_office"]) for line in lines}:
        yield {"key": name, "name": name, "team_id": name, "region": office}
    for line in lines:
        name, manager, office = line["sales_agent"], line["manager"], line["regional_office"]
        yield {"key": name, "name": name, "team_id": manager, "manager_id": manager, "region": office}


def accounts_of_the_crm(read: Read) -> Iterator[Row]:
    for line in read("accounts.csv"):
        yield {
            "key": line["account"],
            "name": line["account"],
            "kind": "company",
            "industry": line["sector"],
            "country": line["office_location"],
            "headcount": int(line["employees"]),
            "annual_revenue": Decimal(line["revenue_musd"]) * 1_000_000,
        }


def products_of_the_crm(read: Read) -> Iterator[Row]:
    for line in read("products.csv"):
        name = line["product"]
        price = Decimal(line["sales_price"])
        yield {"key": name, "code": name, "name": name, "category": line["series"], "list_price": price}


def stages(read: Read) -> Iterator[Row]:
    outcomes = {"Prospecting": "open", "Engaging": "open", "Won": "won", "Lost": "lost"}
    assert set(outcomes) == {line["deal_stage"] for line in read("opportunities.csv")}
    for position, (name, outcome) in enumerate(outcomes.items(), start=1):
        yield {"key": name, "pipeline_id": "sales", "position": position, "name": name, "outcome": outcome}


def deals(read: Read) -> Iterator[Row]:
    for line in read("opportunities.csv"):
        yield {
            "key": line["opportunity_id"],
            "stage_id": line["deal_stage"],
            "client_id": line["account"] or None,
            "owner_id": line["sales_agent"],
            "product_id": line["product"],
            "amount": Decimal(line["close_value"]) if line["deal_stage"] == "Won" else None,
            "currency": "USD",
            "opened_on": None,
            "closed_on": day(line["close_date"]),
        }


TABLES = {
    "teams": teams,
    "employees": sales_people,
    "clients": accounts_of_the_crm,
    "products": products_of_the_crm,
    "pipelines": lambda read: iter([{"key": "sales", "name": "Sales"}]),
    "stages": stages,
    "deals": deals,
}
