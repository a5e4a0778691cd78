"""The form of a callback's call: what no page sends stops at the gate."""

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
    """A body as a page sends it."""
    return calls(surface, output, ["North"])[0]


def test_whatever_a_page_sends_goes_through(main: Surface):
    for output, callback in main.app.callback_map.items():
        for body in calls(main, output, ["North", 7])[:20]:
            assert is_sound(body, callback), output


def test_a_call_without_a_part_for_no_state_goes_through(main: Surface):
    body = body_for(main, "home-changes.children")
    del body["state"], body["changedPropIds"]
    assert is_sound(body, main.app.callback_map["home-changes.children"])


@pytest.mark.parametrize("part", ["inputs", "state", "outputs", "changedPropIds"])
@pytest.mark.parametrize("value", [7, None, {}, [7], [{}], [[7]], "x"])
def test_a_part_that_is_none_is_refused(client_of, main: Surface, ours: SeededOrganization, part: str, value: Any):
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
def test_a_component_s_own_id_is_its_id(client_of, main: Surface, ours: SeededOrganization, sent: Any):
    body = body_for(main, TILE)
    body["state"][1]["value"] = sent
    assert_refused(client_of(ours.members["owner"]), TILE, body)


@pytest.mark.parametrize("path", [None, 7, [], {}, "", "sales", "https://evil.example/"])
def test_a_path_is_one_of_this_site(client_of, main: Surface, ours: SeededOrganization, path: Any):
    output = ".._pages_content.children..._pages_store.data.."
    body = body_for(main, output)
    body["inputs"][0]["value"] = path
    assert_refused(client_of(ours.members["owner"]), output, body)


@pytest.mark.parametrize("depth", [2_000, 100_000])
def test_what_is_nested_beyond_reading_is_refused(client_of, ours: SeededOrganization, depth: int):
    nested = f'{{"output": "{LINE}", "inputs": {"[" * depth}{"]" * depth}}}'
    answer = client_of(ours.members["owner"]).post(
        "/_dash-update-component", data=nested, content_type="application/json"
    )
    assert answer.status_code in (400, 403)
    assert "Something went wrong" not in answer.text


@pytest.mark.parametrize("number", ["1e400", "-1e400", "NaN", "9" * 5_000])
def test_a_number_that_is_none_asks_for_nothing(client_of, ours: SeededOrganization, number: str):
    body = f'{{"output": "{LINE}", "inputs": [{number}], "state": [], "outputs": {{"id": "a", "property": "b"}}}}'
    answer = client_of(ours.members["owner"]).post(
        "/_dash-update-component", data=body, content_type="application/json"
    )
    assert answer.status_code in (400, 403)


@pytest.mark.parametrize("last", [float("inf"), float("nan"), -1, 10**30, "x", None])
def test_a_grid_that_asks_for_impossible_rows_is_told_so(client_of, ours: SeededOrganization, last: Any):
    answer = DashboardClient(client_of(ours.members["viewer"])).rows(
        "orders", {"startRow": 0, "endRow": last, "sortModel": []}
    )
    assert answer["response"] == {}
    assert "Something went wrong" not in json.dumps(answer)


def test_a_grid_that_asks_for_rows_far_beyond_the_last_gets_none(client_of, ours: SeededOrganization):
    desk = DashboardClient(client_of(ours.members["viewer"]))
    answer = desk.rows("orders", {"startRow": 10**9, "endRow": 10**9, "sortModel": []})
    assert '"rowData": []' in json.dumps(answer)
    assert "Something went wrong" not in words(answer.get("sideUpdate", []))


def assert_refused(visitor, output: str, body: dict[str, Any]) -> None:
    """The call is answered in words, with no word of a mishap on our side."""
    answer = visitor.call(output, **body)
    assert answer.status_code == 400, answer.text
    assert answer.get_json()["error"].startswith("The page was out of date")
