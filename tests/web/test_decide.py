"""Decisions about whole records on their own pages: split, merge, release, embargo."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from starlette.testclient import TestClient

from marsad.jobs.accounts import add_account
from marsad.jobs.code import Job
from marsad.pack.pack import Pack
from marsad.store.base import Wanted
from marsad.web.app import make_app
from marsad.web.site import Doors, Site
from tests.web.conftest import EXAMPLES, filled, served


@pytest.fixture
def site(tmp_path: Path, syria: Pack) -> Iterator[Site]:
    with filled(tmp_path / "decide.db", [str(EXAMPLES / "saga.jsonl")], syria) as store:
        yield Site(store, Job("syria"), doors=Doors(local="amal"))


def events(site: Site):
    with site.store.view() as view:
        return list(view.records(Wanted(sort="event")))


def verdicts(site: Site):
    with site.store.view() as view:
        return [one.judgement.verdict for one in view.judgements()]


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def test_an_event_of_two_reports_is_split_and_merged_again(site: Site, page: Page):
    joined = next(e for e in events(site) if len(e["reports"]) == len(e["statements"]) == 2)
    number = len(events(site))
    with served(site) as address:
        page.goto(f"{address}/events/{joined['id']}")
        page.get_by_text("Split: one of these").click()
        press(page, "Split")
        parted = events(site)
        assert len(parted) > number  # what was joined by way of it may part, too
        assert not any(set(joined["reports"]) <= set(e["reports"]) and set(joined["statements"]) <= set(e["statements"]) for e in parted)
        halves = [e for e in parted if set(e["statements"]) & set(joined["statements"])]
        page.goto(f"{address}/events/{halves[0]['id']}")
        page.get_by_text("Merge with another event").click()
        page.locator("input[name=other]").fill(halves[1]["id"])
        press(page, "Merge")
    assert {"different", "same"} <= set(verdicts(site))


def test_a_record_is_released_once_and_kept_inside_until_a_day(site: Site, page: Page):
    found = events(site)[0]
    with served(site) as address:
        page.goto(f"{address}/events/{found['id']}")
        page.get_by_text("Embargo").click()
        page.locator("input[name=until]").fill("2030-01-01")
        press(page, "Keep inside until then")
        press(page, "Release")
        assert page.get_by_role("button", name="Release", exact=True).count() == 0
    said = verdicts(site)
    assert said.count("embargo") == said.count("release") >= 1


def test_a_record_that_is_not_there_is_told_and_nothing_is_put_down(site: Site):
    client = TestClient(make_app(site), base_url="http://localhost", follow_redirects=False)
    token = client.get("/review").text.partition('name="token" value="')[2].partition('"')[0]
    answer = client.post("/decide/merge", data={"token": token, "record": "e0", "other": "e1"})
    assert answer.status_code == 400
    assert "there is no such record" in answer.text
    assert verdicts(site) == []


@pytest.mark.parametrize(("role", "what", "status"), [("reader", "split", 403), ("reviewer", "release", 403), ("releaser", "release", 303)])
def test_what_a_role_may_not_do_is_refused(site: Site, role, what, status):
    add_account(site.store, "basim", role, "four quiet words here")
    outside = Site(site.store, site.job, names=frozenset({"marsad.example"}), doors=Doors(local=None, secure=True))
    client = TestClient(make_app(outside), base_url="https://marsad.example", follow_redirects=False)

    def token(path: str) -> str:
        return client.get(path).text.partition('name="token" value="')[2].partition('"')[0]

    client.post("/login", data={"token": token("/login"), "name": "basim", "password": "four quiet words here"})
    sent = {"token": token("/review"), "record": events(site)[0]["id"]}
    assert client.post(f"/decide/{what}", data=sent).status_code == status
