"""Expected rows of AdventureWorks: employees, quotas, prospects and call centre."""

from collections.abc import Iterator
from decimal import Decimal

from tests.real_rows import Read, Row, day


def employees(read: Read) -> Iterator[Row]:
    lines = read("productivity/employees.csv")
    regions = {line["territory_id"]: line["region"] for line in read("customer360/sales_territories.csv")}
    address = {line["employee_id"]: line["email"] for line in lines}
    present = {line["email"]: line["employee_id"] for line in lines if line["status"] == "Current"}
    assert set(present) == set(address.values())
    for line in lines:
        if line["status"] == "Current":
            region = regions[line["territory_id"]]
            yield {
                "key": line["employee_id"],
                "name": f"{line['first_name']} {line['last_name']}",
                "email": line["email"],
                "manager_id": present[address[line["manager_id"]]] if line["manager_id"] else None,
                "job_title": line["job_title"],
                "department": line["department"],
                "region": None if region == "NA" else region,
                "hired_on": day(line["hire_date"]),
            }


def quotas(read: Read) -> Iterator[Row]:
    for line in read("funnel/sales_quotas.csv"):
        who, since = line["employee_id"], day(line["quarter_start"])
        amount = Decimal(line["quota_amount"])
        yield {"employee_id": who, "starts_on": since, "months": 3, "amount": amount, "currency": "USD"}


def leads(read: Read) -> Iterator[Row]:
    for line in read("funnel/prospective_buyers.csv"):
        name = f"{line['first_name']} {line['last_name']}"
        yield {"key": line["prospect_id"], "name": name, "email": line["email"]}


def call_shifts(read: Read) -> Iterator[Row]:
    for line in read("productivity/call_center_shifts.csv"):
        yield {
            "day": day(line["work_date"]),
            "shift": line["shift"],
            "operators": int(line["total_operators"]),
            "calls": int(line["calls"]),
            "automatic": int(line["automatic_responses"]),
            "orders": int(line["orders"]),
            "issues": int(line["issues_raised"]),
            "seconds_per_issue": int(line["avg_seconds_per_issue"]),
            "unanswered_share": Decimal(line["service_grade"]),
        }


TABLES = {"employees": employees, "quotas": quotas, "leads": leads, "call_shifts": call_shifts}
