"""What a person may not do, or does not find."""

from services.errors.base import PanoramaError


class NotSignedIn(PanoramaError):
    """No one is signed in, or no longer."""

    status = 401

    def __init__(self) -> None:
        super().__init__("You are not signed in. Sign in and try again.")


class NotAllowed(PanoramaError):
    """A member without the right."""

    status = 403

    def __init__(self) -> None:
        super().__init__("You do not have permission to do this. Ask an administrator of your organisation.")


class NotFound(PanoramaError):
    """Something that does not exist, or belongs to another organisation, which must look the same."""

    status = 404

    def __init__(self, what: str) -> None:
        super().__init__(f"There is no such {what}. It may have been deleted, or the address is wrong.")


class UnboundSession(RuntimeError):
    """A programming error: rows of an organisation were read through a session that is bound to none."""
