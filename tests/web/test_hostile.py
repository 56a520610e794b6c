"""A report, its title, its source and its id full of what could break a page: all of it shows as text."""

import json
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Page
from starlette.testclient import TestClient

from marsad.jobs.code import Job
from marsad.pack.pack import Pack
from marsad.web.app import make_app
from marsad.web.site import Site
from tests.web.conftest import filled, served

SCRIPT = "<script>window.broken=1</script><img src=x onerror=window.broken=1>"
SVG = "<svg onload=window.broken=1><a xlink:href='javascript:window.broken=1'>x</a></svg>"
TURN = "\u202eneddih\u202c\u200b"
BREAK = "'\"></textarea></title></script><!-- {{ 7*7 }} {% raw %} ${7*7}"
WORD = "W" * 100_000
SAID = "The regime forces shelled Taldou on 7 March 2017 and killed 8 civilians."
REPORTS = [
    {
        "id": f"{SCRIPT}/../{TURN}",
        "title": SCRIPT + SVG + TURN + BREAK,
        "source": SVG + SCRIPT + TURN,
        "published": "2017-03-09",
        "text": f"{SAID} {SCRIPT} {SVG} {TURN} {BREAK}",
    },
    {"id": "long", "title": WORD, "source": WORD, "published": "2017-03-09", "text": f"{SAID} {WORD} {SAID}"},
    {
        "id": "named",
        "title": "x",
        "source": "</script>",
        "published": "2017-03-09",
        "text": f"{SCRIPT} Brigade shelled the village of {SVG} in Homs province, activists from {TURN} Coordination said.",
    },
    {
        "id": "arabic",
        "title": "اتفاق في الحولة بعد ثلاثة أيام",
        "source": "المرصد",
        "published": "2017-03-09",
        "language": "ar",
        "text": "توصل الطرفان إلى اتفاق في ٩ آذار 2017 برعاية الهلال الأحمر.",
    },
]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, syria: Pack) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("hostile")
    file = folder / "hostile.jsonl"
    file.write_text("\n".join(json.dumps(r) for r in REPORTS), encoding="utf-8")
    with filled(folder / "hostile.db", [str(file)], syria) as store:
        yield Site(store, Job("syria"))


@pytest.fixture(scope="module")
def hostile_address(hostile: Site) -> Iterator[str]:
    with served(hostile) as found:
        yield found


def paths(hostile: Site) -> list[str]:
    with hostile.store.view() as view:
        records = [
            f"/{room}/{r['id']}"
            for r in view.records()
            for room in [{"event": "events", "movement": "movements", "agreement": "agreements", "control": "control"}[r["record"]]]
        ]
    reports = [f"/report?id={quote(str(r['id']), safe='')}" for r in REPORTS]
    return ["/", "/control", "/sources", "/health", "/reports", "/api", "/review", *reports, *(f"{r}&why=1" for r in reports), *records]


def test_nothing_of_it_runs_or_breaks_the_layout(page: Page, hostile: Site, hostile_address: str):
    for path in paths(hostile):
        page.goto(hostile_address + path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.broken") is None, path
        assert page.locator("main script:not([type='application/json']), main img[src=x], svg[onload]").count() == 0, path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), path
        assert page.locator("main").count() == 1


def test_nothing_of_it_is_markup_or_turns_the_page(hostile: Site):
    client = TestClient(make_app(hostile), base_url="http://localhost")
    for path in paths(hostile):
        given = client.get(path)
        assert given.status_code == 200, path
        shown = re.sub(r'value="[^"]*"', "", given.text)  # what a form sends back stays as it came
        for bad in ("<script>window", "<svg onload", "<img src=x", "\u202e", "\u200b", ">49<", "</title></script>"):
            assert bad not in shown, (path, bad)


def test_marks_that_turn_writing_are_labels_and_the_word_is_whole(hostile: Site):
    client = TestClient(make_app(hostile), base_url="http://localhost")
    assert "U+202E" in client.get("/report?id=" + quote(str(REPORTS[0]["id"]), safe="")).text
    parts = [client.get(f"/report?id=long&part={n}").text for n in (1, 2, 3, 4, 5)]
    assert sum(text.partition("<title>")[2].partition('class="text"')[2].partition("</article>")[0].count("W") for text in parts) >= 100_000


def test_arabic_runs_from_the_right_and_is_kept_unread(page: Page, hostile_address: str):
    page.goto(hostile_address + "/report?id=arabic")
    assert page.locator(".text").get_attribute("dir") == "rtl"
    assert page.locator("h1").get_attribute("dir") == "rtl"
    assert "Only English is read" in page.locator(".read-side").inner_text()


def test_a_filter_full_of_markup_is_a_value(page: Page, hostile_address: str):
    page.goto(f"{hostile_address}/?place={quote(SCRIPT + TURN, safe='')}&text={quote(SVG, safe='')}")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.broken") is None
    assert page.get_by_label("Place", exact=True).input_value().startswith("<script>")
