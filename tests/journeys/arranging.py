"""What people do while they arrange a dashboard, and what they see of it."""

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import card, wait_until_drawn

# The key figures, in the order in which they are read.
AS_USUAL = ["Revenue", "Gross margin", "Median order value", "Active customers", "Open orders"]


def arranges(page: Page) -> Page:
    page.goto("/sales")
    page.get_by_role("button", name="Edit layout").click()
    return ready(page)


def ready(page: Page) -> Page:
    wait_until_drawn(page)
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    expect(page.get_by_role("button", name="Save for me")).to_be_disabled()
    return page


def handle(page: Page, title: str) -> Locator:
    return page.get_by_role("button", name=f"Move or resize {title}", exact=True)


def thing(page: Page, title: str) -> Locator:
    return page.locator(".react-grid-item").filter(has=handle(page, title))


def spoken_text(page: Page) -> Locator:
    return page.locator(".layout-editor__status")


def box(locator: Locator) -> dict[str, float]:
    found = locator.bounding_box()
    assert found
    return dict(found)


def save(page: Page, whom: str = "me") -> None:
    page.get_by_role("button", name=f"Save for {whom}").click()
    in_sight(page)


def in_sight(page: Page) -> None:
    expect(page.get_by_role("button", name="Edit layout")).to_be_visible()
    wait_until_drawn(page)


def titles(page: Page) -> list[str]:
    """The key figures of the page from left to right, and from the top."""
    found = {title: box(card(page, title)) for title in AS_USUAL if card(page, title).is_visible()}
    return sorted(found, key=lambda title: (found[title]["y"], found[title]["x"]))


def drag(page: Page, grip: Locator, across: float, down: float) -> None:
    at = box(grip)
    x, y = at["x"] + at["width"] / 2, at["y"] + at["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + across / 2, y + down / 2, steps=5)
    page.mouse.move(x + across, y + down, steps=5)
    page.mouse.up()
