"""Addresses: which redirects are safe, and which surface a path belongs to."""

HOME = "/"
EMBED = "/embed/"
# The rule under which Dash serves the scripts of its components.
SUITES = "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>"


def is_embed(path: str) -> bool:
    """Return whether the path belongs to the embed surface."""
    return f"{path}/".startswith(EMBED)


def safe_next(wanted: str | None) -> str:
    """Return the path to open after signing in: the wanted one, or Home where it leads to another site."""
    if not wanted or not wanted.startswith("/") or not wanted.isprintable():
        return HOME
    # Browsers read a backslash as a slash, and two slashes at the start as another host.
    return HOME if wanted.replace("\\", "/").startswith("//") else wanted
