"""The page as people meet it: a server on a free port over the record of the examples, and a real Chromium."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright
from starlette.testclient import TestClient

from marsad.jobs.code import Job
from marsad.jobs.ingest import ingest
from marsad.jobs.intake import reports_of
from marsad.jobs.rebuild import rebuild
from marsad.pack.pack import Pack
from marsad.store.base import Store
from marsad.store.door import open_store
from marsad.web.app import make_app
from marsad.web.site import Site

EXAMPLES = Path(__file__).parents[2] / "examples"
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def filled(path: Path, files: list[str], syria: Pack, job: Job = Job("syria")) -> Store:
    """A record of these files."""
    store = open_store(f"sqlite:///{path}")
    with open(os.devnull, "rb") as nothing:
        assert all(taken.state != "failed" for taken in ingest(reports_of(files, nothing), job, store))
    rebuild(store, syria)
    return store


@pytest.fixture(scope="session")
def saga(tmp_path_factory: pytest.TempPathFactory, syria: Pack) -> Iterator[Site]:
    """The record of the ten example reports."""
    with filled(tmp_path_factory.mktemp("saga") / "saga.db", [str(EXAMPLES / "saga.jsonl")], syria) as store:
        yield Site(store, Job("syria"))


@pytest.fixture(scope="session")
def client(saga: Site) -> TestClient:
    """Asks the page without a network."""
    return TestClient(make_app(saga), base_url="http://localhost")


@pytest.fixture(scope="session")
def address(saga: Site) -> Iterator[str]:
    """Where a browser finds the record of the examples."""
    with served(saga) as found:
        yield found


@contextmanager
def served(site: Site) -> Iterator[str]:
    """A server in a thread, for as long as the block lasts."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(make_app(site), log_level="error"))
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, else the one that Playwright installed. In CI it must be there."""
    found = shutil.which("chromium")
    if found is None and not os.environ.get("CI"):
        pytest.skip("needs a Chromium: apt install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh window. Whatever it says on its console, and whatever it asks of another host, fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith(("http://127.0.0.1:", "data:")) else faults.append(asked.url))
    yield page
    context.close()
    assert faults == []
