"""axe-core finds no serious fault on any page, light or dark, wide or narrow."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from starlette.testclient import TestClient

from tests.web.test_records import first

PAGES = [
    "/",
    "/?sort=control",
    "/?place=nowhere",
    "/control",
    "/sources",
    "/health",
    "/reports",
    "/report?id=saga-03-council&why=1",
    "/api",
    "/nothing",
    "/review",
]
SERIOUS = ("serious", "critical")


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A window in which axe may put its own styles, which the page's policy forbids."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, bypass_csp=True)
    yield context.new_page()
    context.close()


def faults(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]})
    return [
        f"{rule['id']}: {rule['help']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for rule in found.response["violations"]
        if rule["impact"] in SERIOUS
        for node in rule["nodes"][:3]
    ]


def look(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_no_serious_fault_on_any_page(plain_page: Page, address: str, client: TestClient, scheme: str, width: int):
    page = plain_page
    page.set_viewport_size({"width": width, "height": 720})
    page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
    records = [
        first(client, f"/?sort={sort}", room)
        for sort, room in (("event", "events"), ("movement", "movements"), ("agreement", "agreements"), ("control", "control"))
    ]
    told = {}
    for path in PAGES + records:
        look(page, address + path)
        told[path] = faults(page)
    assert {path: found for path, found in told.items() if found} == {}


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_page_is_wider_than_its_window(page: Page, address: str, client: TestClient, width: int):
    page.set_viewport_size({"width": width, "height": 720})
    for path in [*PAGES[:8], first(client, "/?sort=movement", "movements"), first(client, "/?sort=agreement", "agreements")]:
        look(page, address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_the_overview_is_worked_by_keyboard_alone(page: Page, address: str):
    look(page, address + "/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "row-link":
            break
    else:
        raise AssertionError("the list is not reached")
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/*")
