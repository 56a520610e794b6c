"""How quickly the page answers and paints with many events: `python bench/page.py [EVENTS]`. The record is made up, and goes again; the
paint is that of Debian's Chromium."""

import random
import shutil
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from marsad.jobs.code import Job
from marsad.model.report import digest
from marsad.pack.gazetteer import gazetteer_of
from marsad.pack.load import load_pack
from marsad.store.base import Kept, Store
from marsad.store.door import open_store
from marsad.web.app import make_app
from marsad.web.families import kinds_of
from marsad.web.site import Site

PATHS = {
    "overview": "/",
    "parts": "/parts/overview",
    "places": "/api/places",
    "narrowed": "/?family=strikes&since=2014-01-01&until=2014-12-31&place=aleppo",
}
ACTORS = ("Syrian regime forces", "Falcon Movement", "rebel factions", "ISIS", "unknown gunmen")


def fill(store: Store, events: int) -> None:
    """Put so many made-up events into a store, over ten years and the towns of the pack."""
    chance = random.Random(1)
    pack = load_pack("syria")
    places = [p for p in gazetteer_of(pack).own_places().values() if p.country == "SY"]
    kinds = list(kinds_of(pack))
    with store.writer() as writer:
        for n in range(100):
            text = f"Made-up report number {n}."
            about = {
                "sha256": digest(text),
                "source": f"Source {n % 17}",
                "published": "2017-03-01",
                "language": "en",
                "text": text,
                "title": None,
            }
            writer.add_report(
                Kept(f"r{n}", text.encode(), {"id": f"r{n}", "report": about, "mentions": [], "statements": [], "records": {}})
            )
        writer.replace_records((_event(n, chance, places, kinds) for n in range(events)), 100)


def _event(n: int, chance: random.Random, places: list[Any], kinds: list[str]) -> dict[str, Any]:
    day = date(2011, 3, 15) + timedelta(chance.randrange(3_650))
    p = chance.choice(places)
    place = {
        "name": p.name,
        "place_id": p.place_id,
        "kind": p.kind,
        "lat": p.lat,
        "lon": p.lon,
        "radius_km": p.radius_km,
        "country": "SY",
        "admin1": p.admin1,
    }
    killed = chance.randrange(30)
    figure = {
        "what": "killed",
        "low": killed,
        "best": killed,
        "high": None if killed % 3 == 0 else killed + 4,
        "part_of": None,
        "cumulative": False,
    }
    actor = {"name": chance.choice(ACTORS), "actor_id": None, "actor_type": "unknown", "text": "they", "type": "actor"}
    return {
        "record": "event", "id": f"e{n:016x}", "kind": chance.choice(kinds), "status": "happened",
        "when": {"from": day.isoformat(), "to": (day + timedelta(1)).isoformat(), "precision": "day", "basis": "stated"},
        "place": place, "from_place": None, "to_place": None, "actors": [actor], "targets": [], "weapons": [], "figures": [figure],
        "statements": [f"s{n:016x}"], "quote": "made up", "reports": [f"r{n % 100}"], "voices": [], "told": [], "views": [],
        "said_by": [],
    }  # fmt: skip


def main(events: int) -> None:
    """Print the milliseconds of each answer, the median of seven, and of a whole paint."""
    with tempfile.TemporaryDirectory() as folder, open_store(f"sqlite:///{Path(folder) / 'page.db'}") as store:
        fill(store, events)
        site = Site(store, Job("syria"))
        client = TestClient(make_app(site), base_url="http://localhost")
        for name, path in PATHS.items():
            times = []
            for _ in range(7):
                began = time.perf_counter()
                given = client.get(path)
                times.append(time.perf_counter() - began)
                assert given.status_code == 200, path
            print(f"{name:9} {sorted(times)[3] * 1000:6.0f} ms, {len(given.content) / 1000:.0f} kB unpacked")
        _paint(site)


def _paint(site: Site) -> None:
    from playwright.sync_api import sync_playwright

    sys.path.insert(0, str(Path(__file__).parents[1]))
    from tests.web.conftest import CHROMIUM, served

    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        sizes: list[int] = []
        page.on("requestfinished", lambda r: sizes.append(r.sizes()["responseBodySize"]))
        began = time.perf_counter()
        page.goto(address)
        page.locator(".spot svg").first.wait_for()
        took = (time.perf_counter() - began) * 1000
        print(f"paint     {took:6.0f} ms until the map has its places, {sum(sizes) / 1000:.0f} kB over the wire")
        browser.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
