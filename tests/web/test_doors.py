"""The doors: who comes in, from where, and with whose form."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from starlette.testclient import TestClient

from marsad.jobs.accounts import add_account, change_account
from marsad.jobs.code import Job
from marsad.store.base import Store
from marsad.store.door import open_store
from marsad.web.app import make_app
from marsad.web.attempts import FREE
from marsad.web.session import COOKIE
from marsad.web.site import Doors, Site
from tests.web.conftest import served

WORDS = "four quiet words here"
HOST = "marsad.example"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'a.db'}") as opened:
        add_account(opened, "amal", "reviewer", WORDS)
        yield opened


@pytest.fixture
def outside(store: Store) -> TestClient:
    """The page as others reach it."""
    site = Site(store, Job("syria"), names=frozenset({HOST}), doors=Doors(local=None, secure=True))
    return TestClient(make_app(site), base_url=f"https://{HOST}", follow_redirects=False)


@pytest.fixture
def here(store: Store) -> TestClient:
    """The page on the loopback address."""
    return TestClient(make_app(Site(store, Job("syria"))), base_url="http://localhost", follow_redirects=False)


def token(client: TestClient, path: str) -> str:
    text = client.get(path).text
    return text.partition('name="token" value="')[2].partition('"')[0]


def log_in(client: TestClient, name: str = "amal", password: str = WORDS, to: str = "/"):
    return client.post("/login", data={"token": token(client, "/login"), "name": name, "password": password, "next": to})


def test_outside_every_page_asks_who_is_there(outside: TestClient):
    for path in ("/", "/review", "/report?id=x"):
        answer = outside.get(path)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/login?next=")
    assert outside.get("/api/records").status_code == 401


def test_the_right_words_open_and_lead_to_where_one_was_going(outside: TestClient):
    answer = log_in(outside, to="/review?report=a%20b")
    assert (answer.status_code, answer.headers["location"]) == (303, "/review?report=a%20b")
    assert outside.get("/").status_code == 200
    assert "amal, reviewer" in outside.get("/").text


def test_the_cookie_is_for_https_and_for_no_script(outside: TestClient):
    said = log_in(outside).headers["set-cookie"].lower()
    assert said.startswith(COOKIE)
    assert "httponly" in said
    assert "secure" in said
    assert "samesite=lax" in said


def test_logging_in_begins_another_session(outside: TestClient):
    outside.get("/login")
    before = outside.cookies[COOKIE]
    log_in(outside)
    assert outside.cookies[COOKIE] != before


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\r\nb"])
def test_nobody_is_led_to_another_host(outside: TestClient, to: str):
    assert log_in(outside, to=to).headers["location"] == "/"


def test_wrong_words_never_tell_whether_the_name_is_known(outside: TestClient):
    one, other = log_in(outside, password="five quite other words"), log_in(outside, name="basim")
    assert one.status_code == other.status_code == 401
    assert one.text.replace("amal", "") == other.text.replace("basim", "")


def test_after_a_few_failures_even_the_right_words_have_to_wait(outside: TestClient):
    for _ in range(FREE):
        assert log_in(outside, password="five quite other words").status_code == 401
    assert log_in(outside).status_code == 429


def test_a_closed_account_and_a_new_password_end_a_session(outside: TestClient, store: Store):
    log_in(outside)
    change_account(store, "amal", password=WORDS + "!")
    assert outside.get("/").status_code == 303
    log_in(outside, password=WORDS + "!")
    assert outside.get("/").status_code == 200
    change_account(store, "amal", closed=True)
    assert outside.get("/").status_code == 303


def test_logging_out_ends_it(outside: TestClient):
    log_in(outside)
    assert outside.post("/logout", data={"token": token(outside, "/review")}).status_code == 303
    assert outside.get("/").status_code == 303


def test_a_form_without_our_token_does_nothing(here: TestClient):
    right = token(here, "/review")
    for sent in ({}, {"token": "0" * 64}, {"token": right[:-1] + ("0" if right[-1] != "0" else "1")}):
        assert here.post("/sitting", data=sent | {"name": "eve"}).status_code == 403
    assert here.post("/sitting", data={"token": right, "name": "amal"}).status_code == 303


def test_a_form_from_another_page_does_nothing_even_with_the_token(here: TestClient):
    right = token(here, "/review")
    sent = {"token": right, "name": "eve"}
    assert here.post("/sitting", data=sent, headers={"origin": "https://evil.example"}).status_code == 403
    assert here.post("/sitting", data=sent, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert here.post("/sitting", data=sent, headers={"origin": "http://localhost"}).status_code == 303


def test_a_form_of_a_megabyte_is_refused(here: TestClient):
    assert here.post("/sitting", data={"token": token(here, "/review"), "name": "x" * 1_000_000}).status_code == 413


def test_on_the_loopback_address_nobody_logs_in_and_no_other_name_is_answered(here: TestClient):
    assert here.get("/review").status_code == 200
    assert here.get("/review", headers={"host": HOST}).status_code == 421


def test_who_sits_here_can_say_so_outside_nobody_can(here: TestClient, outside: TestClient):
    here.post("/sitting", data={"token": token(here, "/review"), "name": "basim"})
    assert 'value="basim"' in here.get("/review").text
    log_in(outside)
    assert outside.post("/sitting", data={"token": token(outside, "/review"), "name": "admin"}).status_code == 404


def test_a_person_logs_in_is_refused_and_logs_out_in_a_real_browser(store: Store, page: Page):
    site = Site(store, Job("syria"), doors=Doors(local=None))
    with served(site) as address:
        page.goto(f"{address}/review")
        assert "/login?next=" in page.url
        page.get_by_label("Name").fill("amal")
        page.get_by_label("Password").fill(WORDS)
        page.get_by_role("button", name="Log in").click()
        page.wait_for_url(f"{address}/review")
        assert page.get_by_text("amal, reviewer").is_visible()
        page.get_by_role("button", name="Log out").click()
        page.wait_for_url(f"{address}/login")
        page.goto(f"{address}/")
        assert "/login" in page.url
