"""Notes about customers: who may write, edit and delete them, and that no other organisation sees them."""

import pytest
import sqlalchemy as sa

from models import ClientNote, db
from services.access import tenants
from services.errors import BadQuery, NotAllowed, NotFound, StaleSave
from services.profiles import notes
from tests.organizations import SeededOrganization


@pytest.fixture
def session(app, ours: SeededOrganization):
    with app.app_context():
        tenants.bind(db.session(), ours.id)
        yield db.session()


def only(session, tenant: SeededOrganization, role: str = "viewer") -> notes.NoteView:
    [note] = notes.notes_about(session, tenant.rows["client"], tenant.members[role])
    return note


def test_a_note_is_read_by_every_member_with_its_author(session, ours):
    notes.write(session, ours.rows["client"], "  Wants a quote.  ", ours.members["editor"])
    note = only(session, ours)
    assert (note.text, note.author, note.changed_at) == ("Wants a quote.", ours.members["editor"].name, None)
    assert not note.may_change and not note.may_remove


def test_a_viewer_cannot_write_a_note(session, ours):
    with pytest.raises(NotAllowed):
        notes.write(session, ours.rows["client"], "x", ours.members["viewer"])
    assert session.scalar(sa.select(sa.func.count(ClientNote.id))) == 0


@pytest.mark.parametrize("text", ["", "  \n", None, 7, "\0", "x" * 4001])
def test_a_note_needs_text_of_a_limited_length(session, ours, text):
    with pytest.raises(BadQuery):
        notes.write(session, ours.rows["client"], text, ours.members["editor"])


def test_only_its_author_edits_a_note(session, ours):
    notes.write(session, ours.rows["client"], "first", ours.members["editor"])
    note = only(session, ours)
    with pytest.raises(NotAllowed):
        notes.change(session, ours.rows["client"], note.key, note.etag, "second", ours.members["owner"])
    notes.change(session, ours.rows["client"], note.key, note.etag, "second", ours.members["editor"])
    assert only(session, ours).text == "second"
    assert only(session, ours).changed_at is not None


def test_a_save_that_is_based_on_an_older_version_is_refused(session, ours):
    notes.write(session, ours.rows["client"], "first", ours.members["editor"])
    seen = only(session, ours)
    notes.change(session, ours.rows["client"], seen.key, seen.etag, "second", ours.members["editor"])
    with pytest.raises(StaleSave, match="changed since you opened it"):
        notes.change(session, ours.rows["client"], seen.key, seen.etag, "third", ours.members["editor"])
    assert only(session, ours).text == "second"


@pytest.mark.parametrize(("role", "may"), [("viewer", False), ("editor", True), ("admin", True), ("owner", True)])
def test_its_author_and_administrators_remove_it_and_its_row_stays(session, ours, role, may):
    notes.write(session, ours.rows["client"], "x", ours.members["editor"])
    note = only(session, ours, role)
    assert note.may_remove is may
    action = {"do": "remove", "key": note.key, "etag": note.etag}
    if not may:
        with pytest.raises(NotAllowed):
            notes.apply_action(session, ours.rows["client"], action, ours.members[role])
        return
    notes.apply_action(session, ours.rows["client"], action, ours.members[role])
    assert notes.notes_about(session, ours.rows["client"], ours.members["owner"]) == []
    assert session.scalar(sa.select(ClientNote.deleted_at)) is not None


def test_a_note_of_another_organisation_is_not_found(app, session, ours, theirs):
    notes.write(session, ours.rows["client"], "secret", ours.members["editor"])
    note, member = only(session, ours), theirs.members["owner"]
    db.session.remove()
    tenants.bind(db.session(), theirs.id)
    assert notes.notes_about(db.session(), ours.rows["client"], member) == []
    with pytest.raises(NotFound):
        notes.remove(db.session(), ours.rows["client"], note.key, note.etag, member, note.written_at)


@pytest.mark.parametrize("action", [None, {}, [], "save", {"do": "save"}, {"do": "burn", "key": "a", "etag": "b"}])
def test_an_action_that_no_page_sends_is_refused(session, ours, action):
    with pytest.raises(BadQuery):
        notes.apply_action(session, ours.rows["client"], action, ours.members["owner"])


@pytest.mark.parametrize("text", ["\u200b", "\u202e \u2066", "\x1b\x85", "\ud800"], ids=ascii)
def test_a_note_of_invisible_characters_is_empty(session, ours, text):
    with pytest.raises(BadQuery, match="cannot be empty"):
        notes.write(session, ours.rows["client"], text, ours.members["editor"])


def test_a_note_keeps_its_text_and_loses_bidirectional_controls(session, ours):
    notes.write(session, ours.rows["client"], "a\0\u202eb\n\tשלום 👩\u200d🔧 \x1b[31m\ud800", ours.members["editor"])
    assert only(session, ours).text == "ab\n\tשלום 👩\u200d🔧 [31m"


@pytest.mark.parametrize("key", ["\0", "\ud800", "é", "x" * 10_000, ""], ids=ascii)
def test_an_unknown_key_is_not_found(session, ours, key):
    with pytest.raises(NotFound):
        notes.change(session, ours.rows["client"], key, "x", "text", ours.members["editor"])
