"""``make shots``: screenshots of every page at three widths in both themes, with and without data, and an index."""

from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, expect, sync_playwright
from sqlalchemy import func, select

import pages
from bench.installation import demo_installation, sign_in_path
from dashapp.config import ROOT
from models import Client, Deal, Membership, Organization, User, db
from services import demo
from tests.browsing import FLAGS, PATIENCE, chromium
from tests.serving import serve

FOLDER = ROOT / "build" / "shots"
SIZES = {1440: 900, 768: 1024, 375: 812}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
OUTSIDE = {"sign-in": "/sign-in"}
MENU = {module.PAGE.path.strip("/") or "home": module.PAGE.path for module in pages.ALL if module.PAGE.in_menu}
ODD = {"metric": "/metrics/order.revenue", "layout-editor": "/sales?edit-layout=1", "not-found": "/nowhere"}
# Taller pages are cut off at this height.
TALLEST = 12_000


def main() -> None:
    """Take all screenshots and print where they are."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with demo_installation() as app, serve(app) as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_context(base_url=f"http://127.0.0.1:{port}", reduced_motion="reduce").new_page()
        page.set_default_timeout(PATIENCE)
        _shoot(page, OUTSIDE)
        page.goto(sign_in_path())
        page.get_by_role("button", name="Sign in").click()
        _shoot(page, MENU | ODD | _records())
        _switch_to_empty_organization(page)
        _shoot(page, {f"{name}-empty": path for name, path in MENU.items()})
        browser.close()
    print(
        f"{len(list(FOLDER.glob('*.png')))} screenshots are in {FOLDER.relative_to(Path.cwd())}. Open index.html there"
    )


def _shoot(page: Page, paths: dict[str, str]) -> None:
    """Take screenshots of pages, by the name of the picture, and write the index."""
    for name, path in paths.items():
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            for width, height in SIZES.items():
                page.set_viewport_size({"width": width, "height": height})
                page.goto(path)
                _settle(page)
                # Content below the window is drawn once it is visible, so the window grows to the height of the page.
                page.set_viewport_size({"width": width, "height": min(max(height, _height(page)), TALLEST)})
                _settle(page)
                page.screenshot(path=FOLDER / f"{name}-{width}-{theme}.png", full_page=True)
    _write_index()


def _height(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollHeight"))


def _settle(page: Page) -> None:
    """Wait until all cards and rows have loaded."""
    page.locator("main").first.wait_for()
    page.wait_for_load_state("networkidle")
    expect(page.locator("[aria-busy=true]")).to_have_count(0, timeout=PATIENCE)


def _write_index() -> None:
    names = sorted({picture.stem.rsplit("-", 2)[0] for picture in FOLDER.glob("*.png")})
    rows = [f"<h2>{name}</h2><div>{''.join(_thumbnails(name))}</div>" for name in names]
    style = "body{font:14px sans-serif;background:#888}div{display:flex;gap:12px;align-items:flex-start}"
    (FOLDER / "index.html").write_text(f"<!doctype html><title>Panorama</title><style>{style}</style>{''.join(rows)}")


def _thumbnails(name: str) -> list[str]:
    pictures = [f"{name}-{width}-{theme}.png" for width in SIZES for theme in THEMES]
    widths = [width // 3 for width in SIZES for _ in THEMES]
    return [
        f'<a href="{picture}"><img src="{picture}" width="{width}" alt="{picture}"></a>'
        for picture, width in zip(pictures, widths, strict=True)
        if (FOLDER / picture).exists()
    ]


def _records() -> dict[str, str]:
    """Return the pages of one client and one deal of the demo company."""
    with db.engine.connect() as connection:
        client, deal = (connection.scalar(select(func.min(table.c.id))) for table in (Client.__table__, Deal.__table__))
    return {"client": f"/customers/{client}", "deal": f"/deals/{deal}"}


def _switch_to_empty_organization(page: Page) -> None:
    owner = db.session.scalars(select(User).where(User.email == demo.OWNER_EMAIL)).one()
    empty = db.session.scalars(select(Organization).where(Organization.name == "Empty organisation")).one()
    db.session.add(Membership(organization_id=empty.id, user_id=owner.id, role="owner"))
    db.session.commit()
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/sales")
    page.locator(".organization").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Empty organisation").click()


if __name__ == "__main__":
    main()
