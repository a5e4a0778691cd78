"""``make shots``: a PNG of every page at three widths in both themes, into build/shots."""

from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright
from sqlalchemy import select

import pages
from bench.installation import installed, served, way_in
from dashapp.config import ROOT
from models import Membership, Organization, User, db
from services import demo
from tests.browsing import FLAGS, chromium

FOLDER = ROOT / "build" / "shots"
SIZES = {1440: 900, 768: 1024, 375: 812}
THEMES = ("light", "dark")
OUTSIDE = {"sign-in": "/sign-in"}
INSIDE = {module.PAGE.path.strip("/") or "home": module.PAGE.path for module in pages.ALL if module.PAGE.in_menu}
ODD = {"not-found": "/nowhere"}


def main() -> None:
    """Take the pictures and say where they are."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with installed() as app, served(app) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_context(base_url=address).new_page()
        _shoot(page, OUTSIDE)
        page.goto(way_in())
        page.get_by_role("button", name="Sign in").click()
        _shoot(page, INSIDE | ODD)
        _enter_the_empty_house(page)
        _shoot(page, {f"{name}-empty": path for name, path in INSIDE.items()})
        browser.close()
    print(f"{len(list(FOLDER.glob('*.png')))} pictures are in {FOLDER.relative_to(Path.cwd())}")


def _shoot(page: Page, paths: dict[str, str]) -> None:
    for name, path in paths.items():
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            for width, height in SIZES.items():
                page.set_viewport_size({"width": width, "height": height})
                page.goto(path)
                _settle(page)
                page.screenshot(path=FOLDER / f"{name}-{width}-{theme}.png", full_page=True)


def _settle(page: Page) -> None:
    """Wait until every card and every row is there."""
    page.locator("main").first.wait_for()
    page.wait_for_load_state("networkidle")
    expect(page.locator("[aria-busy=true]")).to_have_count(0)


def _enter_the_empty_house(page: Page) -> None:
    owner = db.session.scalars(select(User).where(User.email == demo.OWNER_EMAIL)).one()
    empty = db.session.scalars(select(Organization).where(Organization.name == "Empty house")).one()
    db.session.add(Membership(organization_id=empty.id, user_id=owner.id, role="owner"))
    db.session.commit()
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/sales")
    page.locator(".organization").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Empty house").click()


if __name__ == "__main__":
    main()
