"""What the check of the docs' site finds, and what it lets pass."""

from pathlib import Path

import pytest

from scripts.check_site import main, problems


@pytest.mark.parametrize(
    ("markup", "address"),
    [
        ('<script src="https://cdn.example/a.js"></script>', "https://cdn.example/a.js"),
        ('<script src="//cdn.example/a.js"></script>', "//cdn.example/a.js"),
        ('<link rel="stylesheet" href="https://cdn.example/a.css">', "https://cdn.example/a.css"),
        ('<link rel="preconnect" href="https://fonts.example">', "https://fonts.example"),
        ('<img srcset="a.png 1x, https://cdn.example/b.png 2x">', "https://cdn.example/b.png 2x"),
        ('<p style="background: url(https://cdn.example/a.png)">', "https://cdn.example/a.png"),
        ("<style>@import 'https://cdn.example/a.css';</style>", "https://cdn.example/a.css"),
    ],
)
def test_what_a_page_loads_from_elsewhere_is_found(tmp_path: Path, markup: str, address: str):
    (tmp_path / "page.html").write_text(markup)
    assert list(problems(tmp_path)) == [f"page.html: loads {address}"]
    assert main(tmp_path) == 1


def test_a_font_that_a_stylesheet_loads_from_elsewhere_is_found(tmp_path: Path):
    (tmp_path / "a.css").write_text('@font-face { src: url("https://fonts.example/a.woff2") }')
    assert list(problems(tmp_path)) == ["a.css: loads https://fonts.example/a.woff2"]


def test_links_to_follow_and_files_of_the_site_pass(tmp_path: Path):
    (tmp_path / "page.html").write_text(
        '<a href="https://other.example">there</a><link rel="canonical" href="https://docs.example/page.html">'
        '<script src="assets/a.js"></script><img src="data:image/png;base64,AA//">'
    )
    assert main(tmp_path) == 0


def test_a_diagram_without_a_mermaid_of_the_site_is_found(tmp_path: Path):
    page = tmp_path / "page.html"
    page.write_text('<pre class="mermaid"></pre>')
    assert list(problems(tmp_path)) == ["page.html: has diagrams, and no Mermaid of its own"]
    page.write_text('<pre class="mermaid"></pre><script src="../assets/mermaid.min.js"></script>')
    assert list(problems(tmp_path)) == []


def test_an_empty_site_is_no_good_one(tmp_path: Path):
    assert main(tmp_path) == 1
