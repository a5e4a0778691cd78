"""Check that the built docs' site asks no other origin for anything: python scripts/check_site.py build/site."""

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

OTHER_ORIGIN = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
IN_STYLES = re.compile(r"(?:url\(|@import)\s*['\"]?\s*((?:https?:)?//[^'\")\s;]+)", re.IGNORECASE)
# What a browser loads by itself. A link that a reader follows may lead elsewhere.
LOADS = {"src", "srcset", "poster", "data", "background", "href"}
FOLLOWED = {"a", "area", "base"}
# Links of the head that name an address without loading it.
NAMED_ONLY = {"canonical", "alternate", "author", "license", "next", "prev"}


class Loads(HTMLParser):
    """What a page loads, and whether it has diagrams to draw."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.scripts: list[str] = []
        self.has_diagrams = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.has_diagrams |= "mermaid" in attributes.get("class", "").split()
        if tag == "script":
            self.scripts.append(attributes.get("src", ""))
        if tag in FOLLOWED or (tag == "link" and NAMED_ONLY & set(attributes.get("rel", "").split())):
            return
        for name in LOADS & set(attributes):
            candidates = attributes[name].split(",") if name == "srcset" else [attributes[name]]
            self.found += [each.strip() for each in candidates if OTHER_ORIGIN.match(each)]
        self.found += IN_STYLES.findall(attributes.get("style", ""))

    def handle_data(self, data: str) -> None:
        if self.lasttag == "style":
            self.found += IN_STYLES.findall(data)


def problems(site: Path) -> Iterator[str]:
    """Yield what is wrong, a line each: with the file, and the address that it loads from elsewhere."""
    for file in sorted(site.rglob("*")):
        name = file.relative_to(site).as_posix()
        if file.suffix == ".html":
            yield from (f"{name}: {what}" for what in _in_page(file.read_text(encoding="utf-8")))
        elif file.suffix == ".css":
            yield from (f"{name}: loads {address}" for address in IN_STYLES.findall(file.read_text(encoding="utf-8")))


def _in_page(text: str) -> Iterator[str]:
    page = Loads()
    page.feed(text)
    yield from (f"loads {address}" for address in page.found)
    # Where Mermaid is not there when the theme looks, the theme loads it from elsewhere.
    if page.has_diagrams and not any(script.endswith("assets/mermaid.min.js") for script in page.scripts):
        yield "has diagrams, and no Mermaid of its own"


def main(site: Path) -> int:
    """Print what is wrong, and return the exit code."""
    pages = sum(1 for _ in site.rglob("*.html"))
    found = list(problems(site))
    print("\n".join(found) if found else f"{pages} pages load nothing from another origin.")
    return 1 if found or not pages else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
