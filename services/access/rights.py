"""Roles and their rights."""

from enum import StrEnum


class Right(StrEnum):
    """A permission. Every page, route and callback requires one."""

    VIEW = "view"
    EDIT = "edit"
    ADMIN = "admin"
    OWN = "own"


RIGHTS_OF: dict[str, frozenset[Right]] = {
    "viewer": frozenset({Right.VIEW}),
    "editor": frozenset({Right.VIEW, Right.EDIT}),
    "admin": frozenset({Right.VIEW, Right.EDIT, Right.ADMIN}),
    "owner": frozenset(Right),
}
NO_RIGHTS: frozenset[Right] = frozenset()


def may(role: str, right: Right) -> bool:
    """Return whether the role includes the right; an unknown role includes none."""
    return right in RIGHTS_OF.get(role, NO_RIGHTS)
