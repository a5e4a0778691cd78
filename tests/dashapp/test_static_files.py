"""Scripts, styles and fonts: sent without a session, compressed once, and kept by browsers while they are valid."""

import re

import brotli
import pytest
from werkzeug.test import Client

from dashapp.assets import ALONE, BUNDLES, FOLDER, Assets
from dashapp.static_files import StaticFiles

PLOTLY = "/assets/plotly/plotly.min.js"


def files_of(page: str) -> list[str]:
    return re.findall(r'(?:src|href|data-plotly)="(/(?:assets|_dash-component-suites)/[^"]+)"', page)


@pytest.fixture
def files(client_of, ours):
    return files_of(client_of(ours.members["viewer"]).get("/sales").text)


def test_a_page_has_one_script_and_one_stylesheet_of_ours(files):
    own = [re.sub(r"\?.*", "", file) for file in files if file.startswith("/assets/")]
    assert own == [
        "/assets/favicon.svg",
        "/assets/fonts/inter-latin.woff2",
        "/assets/theme.js",
        "/assets/panorama.css",
        PLOTLY,
        "/assets/panorama.js",
    ]
    assert len(files) <= 22


def test_every_file_is_the_same_for_everybody_and_kept_for_ever(client_of, ours, files):
    visitor = client_of(ours.members["viewer"])
    with visitor.client.session_transaction() as session:
        # As after a sign-in: such a session is renewed by every answer that may set a cookie.
        session.permanent = True
    for file in files:
        # The member asks first, so that what was meant for them alone would reach the stranger.
        member, stranger = visitor.fetch(file), client_of().fetch(file)
        assert stranger.status_code == 200, file
        assert stranger.data == member.data, file
        assert stranger.headers["Cache-Control"] == "public, max-age=31536000, immutable", file
        assert stranger.headers["Vary"] == "Accept-Encoding", file
        assert "Set-Cookie" not in member.headers and "Set-Cookie" not in stranger.headers, file
        assert "default-src 'none'" in stranger.headers["Content-Security-Policy"], file


@pytest.mark.parametrize(("accepted", "sent"), [("br, gzip", "br"), ("gzip", "gzip"), ("", None)])
def test_a_file_is_sent_in_the_best_encoding_that_the_browser_accepts(client_of, files, accepted, sent):
    [script] = [file for file in files if file.startswith("/assets/panorama.js")]
    for _ in range(2):
        answer = client_of().client.get(script, headers={"Accept-Encoding": accepted})
        assert answer.headers.get("Content-Encoding") == sent
    if sent == "br":
        assert brotli.decompress(answer.data) == Assets().content("panorama.js")
    if sent is None:
        assert answer.data == Assets().content("panorama.js")


def test_a_file_without_a_fingerprint_is_asked_for_again_and_not_sent_again(client_of):
    visitor = client_of()
    first = visitor.client.get(PLOTLY)
    assert first.headers["Cache-Control"] == "no-cache"
    second = visitor.client.get(PLOTLY, headers={"If-None-Match": first.headers["ETag"]})
    assert (second.status_code, second.data) == (304, b"")
    assert client_of().client.get(f"{PLOTLY}?m=1").headers["Cache-Control"].endswith("immutable")


def test_what_is_not_there_is_not_kept(client_of):
    visitor = client_of()
    for path in ("/assets/none.js?m=1", "/assets/panorama.txt", "/_dash-component-suites/dash/none.js"):
        assert visitor.fetch(path).status_code == 404, path
        assert "immutable" not in visitor.fetch(path).headers["Cache-Control"], path


def test_a_change_of_a_file_changes_the_address_of_its_bundle(tmp_path):
    for name in ("a.js", "b.js", ALONE):
        (tmp_path / name).write_text(name)
    assets = Assets(tmp_path)
    before = assets.address("panorama.js")
    assert assets.content("panorama.js") == b"a.js\n;\nb.js"
    assert assets.address("panorama.js") == before
    (tmp_path / "b.js").write_text("changed")
    assert assets.address("panorama.js") != before


def test_every_script_and_stylesheet_is_in_a_bundle_or_stands_alone():
    for name in BUNDLES:
        files = [path for path in FOLDER.glob(f"*.{name.partition('.')[2]}") if path.name != ALONE]
        assert len(files) > 10
        content = Assets().content(name)
        assert all(path.read_bytes() in content for path in files)


def test_what_an_app_says_to_one_person_is_kept_for_nobody():
    def personal(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/css"), ("Set-Cookie", "who=ada"), ("Vary", "Cookie")])
        return [environ.get("HTTP_COOKIE", "nobody").encode()]

    client = Client(StaticFiles(personal))
    client.set_cookie("who", "ada")
    for _ in range(2):
        answer = client.get("/assets/page.css")
        assert (answer.data, answer.headers["Vary"]) == (b"nobody", "Accept-Encoding")
        assert "Set-Cookie" not in answer.headers
    assert client.get("/sales").data == b"who=ada"
