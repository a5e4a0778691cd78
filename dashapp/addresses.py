"""What an address tells: whether it is one of ours to go on to, and which surface it belongs to."""

HOME = "/"
EMBED = "/embed/"


def is_embed(path: str) -> bool:
    """Return whether the path belongs to the embed surface."""
    return f"{path}/".startswith(EMBED)


def safe_next(wanted: str | None) -> str:
    """Return a path of ours to go to after signing in: the wanted one, or the first page if it leads elsewhere."""
    if not wanted or not wanted.startswith("/") or not wanted.isprintable():
        return HOME
    # Browsers read a backslash as a slash, and two slashes at the start as another host.
    return HOME if wanted.replace("\\", "/").startswith("//") else wanted
