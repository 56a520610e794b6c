"""The static site: nothing that was to stay inside is in it, and it opens from a disk in a real browser."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from marsad.errors import MarsadError
from marsad.jobs.protection import protected, protection_of
from marsad.jobs.release import release_of
from marsad.model.judgement import Judgement
from marsad.model.release import Release
from marsad.pack.pack import Pack
from marsad.web.publish.bundle import bundle
from marsad.web.publish.site import publish
from tests.protect.leaks import forbidden, leaks
from tests.web.conftest import EXAMPLES, filled

TODAY = date(2026, 11, 25)
AT = "2026-01-01T00:00:00+00:00"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, syria: Pack) -> tuple[Release, Release]:
    """The example record inside, all released by two people, and what of it is public."""
    with filled(tmp_path_factory.mktemp("publish") / "a.db", [str(EXAMPLES / "saga.jsonl")], syria) as store:
        with store.view() as view:
            told = [(report, s["id"]) for report, s in view.by_urgency()]
        with store.writer() as writer:
            for report, name in told:
                for verdict, by, role in (("accept", "basim", "reviewer"), ("release", "amal", "releaser")):
                    writer.add_judgement(Judgement(verdict=verdict, report=report, statement=name, by=by, role=role, at=AT))
        with store.view() as view:
            inside = release_of(view, syria)
        return inside, protected(replace(inside, tier="public"), protection_of(store, syria, TODAY))[0]


@pytest.fixture(scope="module")
def site(both, syria: Pack, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    publish(both[1], syria, folder, "What monitors report", TODAY)
    return folder


def test_nothing_that_was_to_stay_inside_is_in_it(both, site: Path):
    assert both[1].records
    assert leaks(site, forbidden(both[0])) == []


def test_it_opens_from_a_disk_is_searched_and_asks_nobody(site: Path, browser: Browser):
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    faults, asked = [], []
    page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.joinpath("index.html").as_uri())
    page.locator(".spot").first.wait_for(state="attached")
    page.locator("[data-find]").fill("homs")
    page.locator("[data-found] .row-link").first.click()
    page.get_by_text("All records").wait_for()
    context.close()
    assert faults == []
    assert asked
    assert all(url.startswith(("file://", "data:")) for url in asked)


def test_the_internal_record_is_not_published(both, syria: Pack, tmp_path: Path):
    with pytest.raises(MarsadError, match="not published"):
        publish(both[0], syria, tmp_path / "out", "Inside", TODAY)
    assert not (tmp_path / "out").exists()


def test_a_second_site_takes_the_place_of_the_first_and_other_files_stay_untouched(both, syria: Pack, tmp_path: Path):
    publish(both[1], syria, tmp_path, "One", TODAY)
    first = {p.name for p in tmp_path.iterdir()}
    publish(replace(both[1], records=both[1].records[:1]), syria, tmp_path, "Two", TODAY)
    second = {p.name for p in tmp_path.iterdir()}
    assert second < first
    other = tmp_path / "other"
    other.mkdir()
    (other / "index.html").write_text("mine", encoding="utf-8")
    with pytest.raises(MarsadError, match="no export made it"):
        publish(both[1], syria, other, "One", TODAY)
    assert (other / "index.html").read_text(encoding="utf-8") == "mine"


def test_nothing_released_says_so(both, syria: Pack, tmp_path: Path):
    publish(replace(both[1], records=(), claims=(), reports={}, statements={}), syria, tmp_path, "Empty", TODAY)
    assert "Nothing is released yet" in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_modules_become_one_plain_script():
    one = "export const a = 1;\nexport async function b() {}\nconst hidden = 2;\n"
    two = 'import { a, b } from "./one.js";\nconst hidden = a;\n'
    made = bundle([("one.js", one), ("two.js", two)])
    assert "import" not in made
    assert "export" not in made
    assert "return {a, b};" in made
    assert 'const { a, b } = modules["one.js"];' in made
