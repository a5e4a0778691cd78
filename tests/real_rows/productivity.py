"""Expected rows of the service desk and of the garment factory."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from tests.real_rows import Read, Row, day, instant, number


def tickets(read: Read) -> Iterator[Row]:
    for line in read("it_incidents.csv"):
        yield {
            "key": line["incident_id"],
            "category": line["category_id"] or None,
            "channel": line["contact_type"],
            "priority": line["priority"].split(" - ")[1].lower(),
            "state": line["final_state"].lower(),
            "support_group": line["assignment_group"] or None,
            "opened_at": instant(line["opened_at"]),
            "resolved_at": instant(line["resolved_at"]),
            "closed_at": instant(line["closed_at"]),
            "met_sla": line["made_sla"] == "true",
            "reopened": int(line["reopen_count"]),
        }


def ticket_changes(read: Read) -> Iterator[Row]:
    seen: Counter[str] = Counter()
    for line in read("it_incident_events.csv"):
        seen[line["incident_id"]] += 1
        state = line["state"]
        known = {"Active": "open", "-100": None}.get(state, "waiting" if "Awaiting" in state else state.lower())
        yield {
            "ticket_id": line["incident_id"],
            "number": seen[line["incident_id"]],
            "changed_at": instant(line["updated_at"]),
            "state": known,
            "support_group": line["assignment_group"] or None,
        }


def team_days(read: Read) -> Iterator[Row]:
    for line in read("garment_team_productivity.csv"):
        yield {
            "day": day(line["work_date"]),
            "department": line["department"],
            "team": line["team"],
            "workers": Decimal(line["workers"]),
            "target_productivity": Decimal(line["targeted_productivity"]),
            "actual_productivity": Decimal(line["actual_productivity"]),
            "standard_minutes": Decimal(line["standard_minute_value"]),
            "unfinished": number(line["work_in_progress"]),
            "overtime_minutes": int(line["overtime_minutes"]),
            "idle_minutes": Decimal(line["idle_minutes"]),
            "idle_workers": int(line["idle_workers"]),
        }


SERVICE_DESK = {"tickets": tickets, "ticket_changes": ticket_changes}
GARMENT_FACTORY = {"team_days": team_days}
