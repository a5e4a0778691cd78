"""The addresses of our scripts, styles and fonts, which change with their content, and the bundles that pages load."""

from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Flask, Response, abort

from dashapp.config import ROOT

FOLDER = ROOT / "assets"
# Each page loads one stylesheet and one script of ours: all of these files, in the order of their names. theme.js is
# loaded before anything is painted, so it stands alone.
BUNDLES = {"panorama.css": ("*.css", "text/css"), "panorama.js": ("*.js", "text/javascript")}
ALONE = "theme.js"
SEPARATOR = b"\n;\n"


class Assets:
    """The files of a folder by the names under which pages ask for them."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder
        self._fingerprints: dict[str, tuple[object, str]] = {}

    def address(self, name: str) -> str:
        """Return the address of a file or a bundle. It changes when the content does; raises OSError without one."""
        return f"/assets/{name}?m={self._fingerprint(name)}"

    def content(self, name: str) -> bytes:
        """Return the content of a file or a bundle."""
        separator = SEPARATOR if name.endswith(".js") else b"\n"
        return separator.join(path.read_bytes() for path in self._files(name))

    def _files(self, name: str) -> list[Path]:
        if name not in BUNDLES:
            return [self.folder / name]
        pattern, _ = BUNDLES[name]
        return sorted(path for path in self.folder.glob(pattern) if path.name != ALONE)

    def _fingerprint(self, name: str) -> str:
        # Read again only when a file has changed, as while somebody works on it.
        state = [(path, path.stat().st_mtime_ns) for path in self._files(name)]
        known = self._fingerprints.get(name)
        if known is None or known[0] != state:
            known = self._fingerprints[name] = (state, sha256(self.content(name)).hexdigest()[:12])
        return known[1]


def install(app: Flask) -> None:
    """Serve the bundles, and let templates ask for addresses."""
    assets = app.extensions["panorama.assets"] = Assets()
    blueprint = Blueprint("assets", __name__)

    @blueprint.get("/assets/panorama.<kind>")
    def bundle(kind: str) -> Response:
        name = f"panorama.{kind}"
        if name not in BUNDLES:
            abort(404)
        return Response(assets.content(name), mimetype=BUNDLES[name][1])

    app.register_blueprint(blueprint)
    app.jinja_env.globals["asset"] = assets.address
