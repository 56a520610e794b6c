"""The pictures of the page in docs/img, light and dark, on a laptop and on a telephone: `make screenshots`."""

import re
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from starlette.testclient import TestClient

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from marsad.jobs.code import Job  # noqa: E402
from marsad.pack.load import load_pack  # noqa: E402
from marsad.web.app import make_app  # noqa: E402
from marsad.web.site import Site  # noqa: E402
from tests.web.conftest import CHROMIUM, filled, served  # noqa: E402

SIZES = {"": (1280, 720), "-narrow": (390, 844)}
SCHEMES = ("light", "dark")


def main() -> None:
    """Write all pictures."""
    with tempfile.TemporaryDirectory() as folder:
        store = filled(Path(folder) / "saga.db", [str(ROOT / "examples" / "saga.jsonl")], load_pack("syria"))
        with store, served(site := Site(store, Job("syria"))) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
            for scheme in SCHEMES:
                for suffix, size in SIZES.items():
                    _shoot(browser, address, pages(site), scheme, suffix, size)
            browser.close()


def pages(site: Site) -> dict[str, str]:
    """Which pages are shown, by the name of the picture."""
    client = TestClient(make_app(site), base_url="http://localhost")

    def first(query: str, room: str, holding: str = "") -> str:
        found = re.findall(rf'href="(/{room}/\w+)"', client.get(query).text)
        return next(path for path in found if holding in client.get(path).text)

    return {
        "overview": "/",
        "event": first("/?kind=shelling", "events", "told anew later"),
        "movement": first("/?sort=movement", "movements", "last known position"),
        "agreement": first("/?sort=agreement", "agreements"),
        "control": "/control",
        "reading": "/report?id=saga-01-monitor",
        "review": "/review",
        "sources": "/sources",
        "health": "/health",
    }


def _shoot(browser: Browser, address: str, shown: dict[str, str], scheme: str, suffix: str, size: tuple[int, int]) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme="light" if scheme == "light" else "dark")
    page = context.new_page()
    for name, path in shown.items():
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(400)  # the map moves to its place
        page.screenshot(path=ROOT / "docs" / "img" / f"page-{name}-{scheme}{suffix}.png")
    context.close()


if __name__ == "__main__":
    main()
