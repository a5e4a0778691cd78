"""The form of a call to a callback: calls that no page sends stop at the gate."""

import json
from typing import Any

import pytest
from flask import Flask

from callbacks.surface import Surface
from dashapp.gate.calls import is_sound
from dashapp.surfaces import surfaces_of
from tests.callbacks.test_board import DashboardClient, words
from tests.forgery import calls
from tests.organizations import SeededOrganization

LINE = "board-period-line.children"
TILE = '{"part":"body","tile":["MATCH"]}.children'
SELECTED = '{"choice":["ALL"]}.value'


@pytest.fixture
def main(app: Flask) -> Surface:
    return surfaces_of(app)[0]


def body_for(surface: Surface, output: str) -> dict[str, Any]:
    """Return a body as a page sends it."""
    return calls(surface, output, ["North"])[0]


def test_every_call_of_a_page_is_accepted(main: Surface):
    for output, callback in main.app.callback_map.items():
        for body in calls(main, output, ["North", 7])[:20]:
            assert is_sound(body, callback), output


def test_a_call_without_states_is_accepted(main: Surface):
    body = body_for(main, "home-changes.children")
    del body["state"], body["changedPropIds"]
    assert is_sound(body, main.app.callback_map["home-changes.children"])


@pytest.mark.parametrize("part", ["inputs", "state", "outputs", "changedPropIds"])
@pytest.mark.parametrize("value", [7, None, {}, [7], [{}], [[7]], "x"])
def test_an_invalid_part_is_refused(client_of, main: Surface, ours: SeededOrganization, part: str, value: Any):
    assert_refused(client_of(ours.members["owner"]), TILE, body_for(main, TILE) | {part: value})


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body["inputs"].pop(),
        lambda body: body["state"].append(body["state"][0]),
        lambda body: body["inputs"].reverse(),
        lambda body: body["inputs"][0].update(property="pathname"),
        lambda body: body["inputs"][0].update(id="another"),
        lambda body: body["inputs"][2]["id"].update(part="grid"),
        lambda body: body["inputs"][2]["id"].update(tile=["revenue"]),
        lambda body: body["inputs"][2]["id"].update(more="x"),
        lambda body: body["inputs"][2].update(id="body"),
        lambda body: body["inputs"][0].update(value=7),
        lambda body: body["inputs"][0].update(value=["?"]),
    ],
    ids=["less", "more", "order", "property", "id", "kind", "wildcard", "key", "text", "search", "searches"],
)
def test_a_call_of_another_form_than_the_callback_s_is_refused(
    client_of, main: Surface, ours: SeededOrganization, change
):
    body = body_for(main, TILE)
    change(body)
    assert_refused(client_of(ours.members["owner"]), TILE, body)


@pytest.mark.parametrize("sent", [None, 7, {}, "revenue", {"part": "body"}, {"part": "body", "tile": "orders"}])
def test_the_id_of_a_component_must_match_its_value(client_of, main: Surface, ours: SeededOrganization, sent: Any):
    body = body_for(main, TILE)
    body["state"][1]["value"] = sent
    assert_refused(client_of(ours.members["owner"]), TILE, body)


@pytest.mark.parametrize("path", [None, 7, [], {}, "", "sales", "https://evil.example/"])
def test_a_path_must_be_one_of_this_site(client_of, main: Surface, ours: SeededOrganization, path: Any):
    output = ".._pages_content.children..._pages_store.data.."
    body = body_for(main, output)
    body["inputs"][0]["value"] = path
    assert_refused(client_of(ours.members["owner"]), output, body)


@pytest.mark.parametrize("depth", [2_000, 100_000])
def test_deeply_nested_json_is_refused(client_of, ours: SeededOrganization, depth: int):
    nested = f'{{"output": "{LINE}", "inputs": {"[" * depth}{"]" * depth}}}'
    answer = client_of(ours.members["owner"]).post(
        "/_dash-update-component", data=nested, content_type="application/json"
    )
    assert answer.status_code in (400, 403)
    assert "Something went wrong" not in answer.text


@pytest.mark.parametrize("number", ["1e400", "-1e400", "NaN", "9" * 5_000])
def test_an_invalid_number_is_refused(client_of, ours: SeededOrganization, number: str):
    body = f'{{"output": "{LINE}", "inputs": [{number}], "state": [], "outputs": {{"id": "a", "property": "b"}}}}'
    answer = client_of(ours.members["owner"]).post(
        "/_dash-update-component", data=body, content_type="application/json"
    )
    assert answer.status_code in (400, 403)


@pytest.mark.parametrize("last", [float("inf"), float("nan"), -1, 10**30, "x", None])
def test_a_request_for_impossible_rows_gets_a_message(client_of, ours: SeededOrganization, last: Any):
    answer = DashboardClient(client_of(ours.members["viewer"])).rows(
        "orders", {"startRow": 0, "endRow": last, "sortModel": []}
    )
    assert answer["response"] == {}
    assert "Something went wrong" not in json.dumps(answer)


def test_a_request_for_rows_beyond_the_last_gets_none(client_of, ours: SeededOrganization):
    desk = DashboardClient(client_of(ours.members["viewer"]))
    answer = desk.rows("orders", {"startRow": 10**9, "endRow": 10**9, "sortModel": []})
    assert '"rowData": []' in json.dumps(answer)
    assert "Something went wrong" not in words(answer.get("sideUpdate", []))


def assert_refused(visitor, output: str, body: dict[str, Any]) -> None:
    """The call is refused with a message, and not as an unexpected error."""
    answer = visitor.call(output, **body)
    assert answer.status_code == 400, answer.text
    assert answer.get_json()["error"].startswith("This page is out of date")
