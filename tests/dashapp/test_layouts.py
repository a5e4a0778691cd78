"""The routes that keep layouts: for members alone, of their own dashboards, and with the token of a page."""

from collections.abc import Callable
from typing import Any

import pytest

from services.access.members import Member
from tests.organizations import SeededOrganization
from tests.visitors import Visitor

Clients = Callable[[Member | None], Visitor]
PLACE = {"name": "win-rate", "x": 0, "y": 0, "w": 4, "h": 5, "hidden": True}
SALES = "/layouts/sales/wide"


def put(visitor: Visitor, address: str = SALES, seen: str = '"0"', **body: Any) -> Any:
    sent = {"audience": "me", "places": [PLACE], **body}
    headers = {"X-CSRFToken": visitor.token(), "If-Match": seen, "Accept": "application/json"}
    return visitor.client.put(address, json=sent, headers=headers)


def test_a_save_returns_the_etag_for_the_next_one(client_of: Clients, ours: SeededOrganization) -> None:
    visitor = client_of(ours.members["viewer"])
    etags = put(visitor).json["etags"]
    assert put(visitor, seen=etags["me"]).status_code == 200


def test_a_stale_save_returns_the_saved_layout(client_of: Clients, ours: SeededOrganization) -> None:
    visitor = client_of(ours.members["viewer"])
    put(visitor)
    refused = put(visitor, places=[{**PLACE, "hidden": False}])
    assert refused.status_code == 412
    assert "Win rate: hidden" in refused.json["differs"]
    assert next(each for each in refused.json["places"] if each["name"] == "win-rate")["hidden"]
    assert put(visitor, seen=refused.json["etags"]["me"]).status_code == 200


def test_only_members_with_a_token_can_save(client_of: Clients, ours: SeededOrganization) -> None:
    assert put(client_of(None)).status_code in (400, 401)
    forged = client_of(ours.members["owner"]).client.put(SALES, json={"audience": "me", "places": [PLACE]})
    assert forged.status_code == 400


def test_a_viewer_cannot_save_for_everyone(client_of: Clients, ours: SeededOrganization) -> None:
    assert put(client_of(ours.members["viewer"]), audience="organization").status_code == 403


def test_a_dashboard_of_another_organisation_is_not_found(
    client_of: Clients, ours: SeededOrganization, theirs: SeededOrganization
) -> None:
    visitor = client_of(ours.members["owner"])
    assert put(visitor, f"/layouts/{theirs.key}/wide").status_code == 404
    headers = {"X-CSRFToken": visitor.token()}
    assert visitor.client.delete(f"/layouts/{theirs.key}", headers=headers).status_code == 404


@pytest.mark.parametrize("slug", ["metric:order.revenue", "home:", "client:1"])
def test_the_page_of_a_metric_or_record_has_no_layout(client_of: Clients, ours: SeededOrganization, slug: str) -> None:
    assert put(client_of(ours.members["owner"]), f"/layouts/{slug}/wide").status_code == 404


@pytest.mark.parametrize("body", [{"audience": "me"}, {"audience": ["me"]}, {"places": {"a": 1}}, {"places": [[]]}])
def test_an_invalid_layout_is_refused_with_a_message(
    client_of: Clients, ours: SeededOrganization, body: dict[str, Any]
) -> None:
    refused = put(client_of(ours.members["owner"]), **{"places": None, **body})
    assert refused.status_code == 400
    assert "cannot be saved" in refused.json["error"]


def test_a_reset_deletes_one_s_own_layout(client_of: Clients, ours: SeededOrganization) -> None:
    visitor = client_of(ours.members["viewer"])
    put(visitor)
    headers = {"X-CSRFToken": visitor.token()}
    assert visitor.client.delete("/layouts/sales", headers=headers).status_code == 204
    assert put(visitor, places=[]).status_code == 412
