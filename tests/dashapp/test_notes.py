"""Notes about customers, requested as a browser does: who reads, writes, edits and deletes them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from models import ClientNote, db
from services.access import tenants
from services.access.rights import RIGHTS_OF, Right
from tests.organizations import SeededOrganization
from tests.visitors import Visitor

KEEP = "..client-note-result.data...client-note-text.value.."
READ = "client-notes.children"
TIMELINE = "..client-timeline.children...client-more.hidden.."
NOT_ALLOWED = "You do not have permission to do this."
MAY_EDIT = [role for role, rights in RIGHTS_OF.items() if Right.EDIT in rights]
WRITE = {"do": "write", "text": "Wants a quote."}


@dataclass
class Profile:
    """A visitor with a customer's profile open, or a forger who claims so."""

    visitor: Visitor
    client: int

    def send(self, action: Any) -> TestResponse:
        return self.visitor.call(KEEP, **self.body(action))

    def body(self, action: Any) -> dict[str, Any]:
        outputs = [_to("client-note-result", "data"), _to("client-note-text", "value")]
        return {"outputs": outputs, "inputs": [_to("client-note-request", "data", action)], "state": [self._slug()]}

    def read_notes(self) -> str:
        inputs = [_to("client-note-result", "data", None), self._slug()]
        return self.visitor.call(READ, outputs=_to("client-notes", "children"), inputs=inputs).text

    def read_timeline(self, kind: Any = "note") -> str:
        inputs = [_to("client-kind", "value", kind), _to("client-more", "n_clicks", None)]
        inputs += [_to("client-note-result", "data", None), self._slug()]
        outputs = [_to("client-timeline", "children"), _to("client-more", "hidden")]
        return self.visitor.call(TIMELINE, outputs=outputs, inputs=inputs).text

    def _slug(self) -> dict[str, Any]:
        return _to("board-slug", "data", f"client:{self.client}")


def _to(id: str, name: str, *value: Any) -> dict[str, Any]:
    return {"id": id, "property": name} | ({"value": value[0]} if value else {})


@pytest.fixture
def profile_of(client_of, ours: SeededOrganization) -> Callable[..., Profile]:
    """Return a function that gives our client's profile as a member of a role sees it."""
    return lambda role, client=ours.rows["client"]: Profile(client_of(ours.members[role]), client)


def notes_of(app: Flask, tenant: SeededOrganization) -> list[ClientNote]:
    with app.app_context():
        tenants.bind(db.session(), tenant.id)
        return list(db.session.scalars(db.select(ClientNote).where(ClientNote.deleted_at.is_(None))))


@pytest.mark.parametrize("role", MAY_EDIT)
def test_an_editor_writes_a_note_that_every_member_reads(app: Flask, profile_of, ours: SeededOrganization, role):
    assert profile_of(role).send(WRITE).status_code == 200
    [note] = notes_of(app, ours)
    assert (note.text, note.author_id) == ("Wants a quote.", ours.members[role].user_id)
    for reader in RIGHTS_OF:
        assert "Wants a quote." in profile_of(reader).read_notes()
        assert "Wants a quote." in profile_of(reader).read_timeline()


@pytest.mark.parametrize("do", ["write", "save", "remove"])
def test_a_viewer_changes_nothing(app: Flask, profile_of, ours: SeededOrganization, do):
    profile_of("editor").send(WRITE)
    [note] = notes_of(app, ours)
    answer = profile_of("viewer").send({"do": do, "text": "x", "key": note.key, "etag": note.etag})
    assert (answer.status_code, answer.get_json()["error"].startswith(NOT_ALLOWED)) == (403, True)
    assert [(each.text, each.version) for each in notes_of(app, ours)] == [("Wants a quote.", 1)]


def test_a_stranger_neither_writes_nor_reads(app: Flask, client_of, profile_of, ours: SeededOrganization):
    profile_of("editor").send(WRITE)
    stranger = Profile(client_of(), ours.rows["client"])
    answer = stranger.send(WRITE)
    assert (answer.status_code, answer.mimetype) == (401, "application/json")
    assert "Wants a quote." not in stranger.read_notes() + stranger.read_timeline()
    assert len(notes_of(app, ours)) == 1


@pytest.mark.parametrize("token", [None, "", "made-up"])
def test_another_site_cannot_make_a_member_write(app: Flask, profile_of, ours: SeededOrganization, token):
    profile = profile_of("owner")
    headers = {} if token is None else {"X-CSRFToken": token}
    body = {"output": KEEP, "changedPropIds": [], **profile.body(WRITE)}
    answer = profile.visitor.client.post("/_dash-update-component", json=body, headers=headers)
    assert answer.status_code == 400
    assert notes_of(app, ours) == []


@pytest.mark.parametrize("role", RIGHTS_OF)
def test_nobody_reads_or_writes_notes_about_a_customer_of_another_organisation(app, profile_of, ours, theirs, role):
    profile = profile_of(role, theirs.rows["client"])
    read = profile.read_notes() + profile.read_timeline()
    assert theirs.marker not in read and "There is no such customer." in read
    profile.send(WRITE)
    assert [note.text for note in notes_of(app, theirs)] == [f"{theirs.marker} note"]
    assert notes_of(app, ours) == []


@pytest.mark.parametrize("do", ["save", "remove"])
def test_a_note_of_another_organisation_is_not_found_from_one_s_own_customer(app, profile_of, ours, theirs, do):
    [note] = notes_of(app, theirs)
    answer = profile_of("owner").send({"do": do, "key": note.key, "etag": note.etag, "text": "forged"})
    assert "There is no such note." in answer.text
    assert [(each.text, each.version) for each in notes_of(app, theirs)] == [(f"{theirs.marker} note", 1)]


def test_a_forged_call_cannot_change_a_colleague_s_note(app: Flask, profile_of, ours: SeededOrganization):
    profile_of("editor").send(WRITE)
    [note] = notes_of(app, ours)
    answer = profile_of("owner").send({"do": "save", "key": note.key, "etag": note.etag, "text": "I owe you"})
    assert NOT_ALLOWED in answer.text
    assert [each.text for each in notes_of(app, ours)] == ["Wants a quote."]


@pytest.mark.parametrize("text", ["<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "[x](js:1)"])
def test_markup_in_a_note_stays_text(app: Flask, profile_of, ours: SeededOrganization, text):
    profile_of("editor").send({"do": "write", "text": text})
    assert [note.text for note in notes_of(app, ours)] == [text]
    shown = profile_of("viewer").read_notes() + profile_of("viewer").read_timeline()
    assert "<img" not in shown and "<script" not in shown and "</script" not in shown


@pytest.mark.parametrize(
    "action",
    [
        7,
        [1],
        "write",
        {"do": ["write"]},
        {"do": "write", "text": {"a": 1}},
        {"do": "write", "text": "\0\x1b\u202e\u200b"},
        {"do": "save", "text": "x", "key": "\0", "etag": "x"},
        {"do": "save", "text": "x", "key": "\ud800", "etag": "\ud800"},
        {"do": "remove", "key": "x" * 100_000, "etag": "x"},
        {"do": "remove", "key": {"a": 1}, "etag": 7},
    ],
    ids=str,
)
def test_an_action_that_no_page_sends_is_refused_with_a_message(
    app: Flask, profile_of, ours: SeededOrganization, action
):
    answer = profile_of("owner").send(action)
    assert answer.status_code == 200
    assert "shell-notice" in answer.text and "Something went wrong" not in answer.text
    assert notes_of(app, ours) == []


@pytest.mark.parametrize("kind", [None, 7, True, [], {"a": 1}, "nots"], ids=str)
def test_an_unknown_kind_of_event_gets_a_message(profile_of, kind):
    assert "There is no kind of event called" in profile_of("viewer").read_timeline(kind)
