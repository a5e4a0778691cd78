"""The security and caching headers of every response."""

from collections.abc import Sequence

from flask import Flask, Response, request

from dashapp import surfaces
from dashapp.addresses import SUITES, is_embed
from dashapp.config import Settings

YEAR = 365 * 24 * 3600
ASSETS = ("_dash_assets.static", "assets.bundle")
COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
APP = {
    "X-Frame-Options": "DENY",
    # Over TLS, the check against forged requests needs the Referer of our own pages.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# No X-Frame-Options here: it cannot name origins; frame-ancestors can.
EMBED = {"Referrer-Policy": "no-referrer"}
HSTS = {"Strict-Transport-Security": f"max-age={YEAR}"}
# Plotly needs blobs for downloads, and Dash sets inline styles.
POLICY = {
    "default-src": "'none'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


def install(app: Flask, settings: Settings) -> None:
    """Set the headers. Every callback that runs in the browser must be registered before this."""
    policies = {surface.name: _policy(surface.app.csp_hashes()) for surface in surfaces.surfaces_of(app)}
    always = COMMON | (HSTS if settings.https else {})
    headers = {
        "main": {**always, **APP, "Content-Security-Policy": policies["main"]},
        "embed": {**always, **EMBED, "Content-Security-Policy": policies["embed"]},
    }
    app.after_request(lambda response: _with_headers(response, headers))


def _policy(hashes: Sequence[str]) -> str:
    scripts = {"script-src": " ".join(["'self'", *hashes])}
    return "; ".join(f"{name} {sources}" for name, sources in {**POLICY, **scripts}.items())


def _with_headers(response: Response, headers: dict[str, dict[str, str]]) -> Response:
    response.headers.update(headers["embed" if is_embed(request.path) else "main"])
    response.headers["Cache-Control"] = _caching(response)
    return response


def _caching(response: Response) -> str:
    """Return how long to cache: for ever with a fingerprint in the address, other assets with a check, else never."""
    if response.status_code in (200, 304) and _is_fingerprinted(response):
        return f"public, max-age={YEAR}, immutable"
    # Dash loads some scripts later, by addresses without a fingerprint.
    return "no-cache" if request.endpoint in (*ASSETS, SUITES) else "no-store"


def _is_fingerprinted(response: Response) -> bool:
    # Dash sets a year on scripts whose address carries a fingerprint; Assets.address adds ?m= to that of an asset.
    # A font that changes gets another name, since styles refer to it by its name alone.
    fingerprinted_asset = request.endpoint in ASSETS and ("m" in request.args or request.path.endswith(".woff2"))
    return fingerprinted_asset or response.cache_control.max_age == YEAR
