"""A hook of MkDocs: pages of the docs' site that stand elsewhere in the repository, and the scripts that it runs."""

from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parents[1]
PAGES = ("CHANGELOG.md", "CODE_OF_CONDUCT.md", "CONTRIBUTING.md", "SECURITY.md")
FILES = {
    "LICENSE": "LICENSE",
    "NOTICE": "NOTICE",
    "assets/favicon.svg": "assets/favicon.svg",
    "assets/mermaid.min.js": "build/docs-scripts/mermaid.min.js",
    "assets/iframe-worker.js": "build/docs-scripts/iframe-worker.js",
}


def on_files(files: Files, config: Any) -> Files:
    """Return the files of the site: those of docs/, and those that stand elsewhere."""
    added = {"index.md": _page("README.md"), "adr/index.md": _decisions()}
    added |= {name: _page(name) for name in PAGES}
    for name, text in added.items():
        files.append(File.generated(config, name, content=text))
    for name, place in {**FILES, **_maps()}.items():
        files.append(File.generated(config, name, abs_src_path=str(ROOT / place)))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Return a page whose links to maps lead to the site's own copies."""
    return markdown.replace("](../maps/", "](load-maps/")


def _page(name: str) -> str:
    """Return a page of the repository's root as it reads within docs/."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return (
        text.replace("](docs/adr/)", "](adr/index.md)")
        .replace("](docs/", "](")
        .replace('="docs/', '="')
        .replace("](README.md", "](index.md")
    )


def _decisions() -> str:
    titles = {file.name: file.read_text(encoding="utf-8").splitlines()[0] for file in _sorted("docs/adr/*.md")}
    lines = [f"- [{title.removeprefix('# ')}]({name})" for name, title in titles.items()]
    return "\n".join(["# Decisions", "", *lines, ""])


def _maps() -> dict[str, str]:
    return {f"load-{place}": place for place in (file.relative_to(ROOT).as_posix() for file in _sorted("maps/*.yaml"))}


def _sorted(pattern: str) -> list[Path]:
    return sorted(ROOT.glob(pattern))
