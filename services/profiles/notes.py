"""The notes of members about a customer: every member reads them, and only its author edits a note."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from models import ClientNote, User
from models.base import now
from models.customers.notes import MOST_LETTERS
from services.access.members import Member
from services.access.rights import Right
from services.errors import BadQuery, NotAllowed, NotFound, StaleSave
from services.present.words import truncate
from services.profiles.events import Event

FORMER_MEMBER = "Former member"
MOST_ON_A_LINE = 140
WRITE, SAVE, REMOVE = "write", "save", "remove"
# The embeddings, overrides and isolates of the Unicode Bidirectional Algorithm (UAX 9, 2.1 to 2.5).
BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True)
class NoteView:
    """A note as one member sees it. A save sends the ``etag`` back, so that no other change is overwritten."""

    key: str
    text: str
    author: str
    written_at: datetime
    changed_at: datetime | None
    etag: str
    may_change: bool
    may_remove: bool


def notes_about(session: Session, client_id: int, reader: Member) -> list[NoteView]:
    """Return the notes about a customer of the organisation that the session is bound to, newest first."""
    statement = (
        sa.select(ClientNote, User.name)
        .outerjoin(User, User.id == ClientNote.author_id)
        .where(ClientNote.client_id == client_id, ClientNote.deleted_at.is_(None))
        .order_by(ClientNote.created_at.desc(), ClientNote.id.desc())
    )
    return [_view_of(note, author, reader) for note, author in session.execute(statement)]


def write(session: Session, client_id: int, text: object, author: Member) -> None:
    """Add a note and commit. Raises NotAllowed, or BadQuery for a text that is empty or too long."""
    _check(author)
    session.add(ClientNote(client_id=client_id, author_id=author.user_id, text=_clean_text(text)))
    session.commit()


def change(session: Session, client_id: int, key: str, etag: str, text: object, author: Member) -> None:
    """Change a note of one's own and commit.

    Raises NotFound for an unknown note, NotAllowed for another person's, StaleSave where it has changed since it was
    read, BadQuery for a text that is empty or too long.
    """
    note = _note(session, client_id, key)
    _check(author)
    if not _may_change(note, author):
        raise NotAllowed
    _save(session, note, etag, text=_clean_text(text))


def remove(session: Session, client_id: int, key: str, etag: str, member: Member, at: datetime) -> None:
    """Delete a note and commit; its author may, and administrators. Raises as ``change`` does."""
    note = _note(session, client_id, key)
    _check(member)
    if not _may_remove(note, member):
        raise NotAllowed
    _save(session, note, etag, deleted_at=at)


def apply_action(session: Session, client_id: int, action: object, member: Member) -> str:
    """Apply an action that a page sends, and return its name: write, save or remove.

    ``action`` is a mapping of ``do``, the ``text``, and for an existing note its ``key`` and ``etag``. Raises BadQuery
    for anything else, and as the three functions do.
    """
    fields = action if isinstance(action, dict) else {}
    do, key, etag, text = (fields.get(name) for name in ("do", "key", "etag", "text"))
    if do == WRITE:
        write(session, client_id, text, member)
    elif do in (SAVE, REMOVE) and isinstance(key, str) and isinstance(etag, str):
        if do == SAVE:
            change(session, client_id, key, etag, text, member)
        else:
            remove(session, client_id, key, etag, member, now())
    else:
        raise BadQuery("This page is out of date, so nothing was changed. Reload it and try again.")
    return str(do)


def as_events(session: Session, client_id: int, reader: Member) -> list[Event]:
    """Return the notes about a customer as events of the timeline."""
    return [
        Event("note", note.written_at, f"Note by {note.author}", truncate(note.text, MOST_ON_A_LINE))
        for note in notes_about(session, client_id, reader)
    ]


def _view_of(note: ClientNote, author: str | None, reader: Member) -> NoteView:
    return NoteView(
        key=note.key,
        text=note.text,
        author=author or FORMER_MEMBER,
        written_at=note.created_at,
        changed_at=note.updated_at if note.version > 1 else None,
        etag=note.etag,
        may_change=_may_change(note, reader),
        may_remove=_may_remove(note, reader),
    )


def _note(session: Session, client_id: int, key: str) -> ClientNote:
    # Keys are made of ASCII letters; not every database accepts a comparison with other text.
    if not (key.isascii() and key.isprintable()):
        raise NotFound("note")
    statement = sa.select(ClientNote).where(
        ClientNote.key == key, ClientNote.client_id == client_id, ClientNote.deleted_at.is_(None)
    )
    note: ClientNote | None = session.scalar(statement)
    if note is None:
        raise NotFound("note")
    return note


def _save(session: Session, note: ClientNote, etag: str, **values: object) -> None:
    if note.etag != etag:
        raise StaleSave("note")
    for name, value in values.items():
        setattr(note, name, value)
    try:
        session.commit()
    except StaleDataError as error:
        session.rollback()
        raise StaleSave("note") from error


def _check(member: Member) -> None:
    if not member.may(Right.EDIT):
        raise NotAllowed


def _may_change(note: ClientNote, member: Member) -> bool:
    return member.may(Right.EDIT) and note.author_id == member.user_id


def _may_remove(note: ClientNote, member: Member) -> bool:
    return _may_change(note, member) or member.may(Right.ADMIN)


def _clean_text(text: object) -> str:
    cleaned = "".join(filter(_is_allowed, text)).strip() if isinstance(text, str) else ""
    if all(unicodedata.category(letter)[0] in "CZ" for letter in cleaned):
        raise BadQuery("A note cannot be empty. Write some text, then save it.")
    if len(cleaned) > MOST_LETTERS:
        raise BadQuery(f"A note can have up to {MOST_LETTERS:,} characters; this one has {len(cleaned):,}. Shorten it.")
    return cleaned


def _is_allowed(letter: str) -> bool:
    """Return whether a note may contain a character.

    It may not contain controls, halves of surrogate pairs, or bidirectional controls, which make a text read as
    something else.
    """
    return letter in "\n\t" or (unicodedata.category(letter) not in ("Cc", "Cs") and letter not in BIDI_CONTROLS)
