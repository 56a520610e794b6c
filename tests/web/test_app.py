import re

import pytest
from playwright.sync_api import Page
from starlette.testclient import TestClient

from marsad.errors import MarsadError
from marsad.web.guard import host_of, policy, tile_host


def test_every_answer_has_the_headers_that_bound_a_page(client: TestClient):
    for path in ("/", "/nothing", "/api/nothing", "/?page=0"):
        headers = client.get(path).headers
        allowed = headers["content-security-policy"]
        assert "default-src 'none'" in allowed
        assert "unsafe" not in allowed
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in headers


def test_a_request_for_another_name_is_refused(client: TestClient):
    assert client.get("/", headers={"host": "records.example"}).status_code == 421
    assert client.get("/", headers={"host": "localhost.records.example"}).status_code == 421
    assert client.get("/", headers={"host": "[::1]:8017"}).status_code == 200


@pytest.mark.parametrize(("header", "name"), [("LocalHost:80", "localhost"), ("[::1]:80", "::1"), ("[::1", "::1"), ("", "")])
def test_the_name_of_a_host_header(header: str, name: str):
    assert host_of(header) == name


def test_a_tile_server_is_the_one_other_host_and_only_for_pictures():
    said = policy("https://{s}.tiles.example/{z}/{x}/{y}.png")
    assert "img-src 'self' data: https://*.tiles.example;" in said
    assert said.count("tiles.example") == 1


@pytest.mark.parametrize(
    "tiles", ["tiles.example", "https://tiles.example/", "https://a.example/{z}/{x}/{y}; script-src *", "javascript:{z}{x}{y}"]
)
def test_what_is_no_tile_server_is_refused(tiles: str):
    with pytest.raises(MarsadError, match="no address of tiles"):
        tile_host(tiles)


def test_errors_are_pages_for_people_and_objects_for_programs(client: TestClient):
    page = client.get("/nothing")
    assert page.status_code == 404
    assert "Nothing is here" in page.text
    told = client.get("/api/nothing")
    assert told.json()["error"]["status"] == 404
    bad = client.get("/?since=<script>alert(1)</script>")
    assert bad.status_code == 400
    assert "<script>alert" not in bad.text
    assert "&lt;script&gt;" in bad.text


def test_files_may_be_kept_until_they_change(client: TestClient):
    style = re.search(r'href="(/static/[^"]+/css/base\.css)"', client.get("/").text)
    assert style is not None
    given = client.get(style.group(1))
    assert given.headers["content-type"].startswith("text/css")
    assert "immutable" in given.headers["cache-control"]
    assert client.get("/static/old/css/base.css").headers["cache-control"] == "no-cache"
    assert client.get("/static/x/../../app.py").status_code == 404
    assert client.get("/static/x/%2e%2e/app.py").status_code == 404


def test_the_page_opens_and_changes_between_light_and_dark(page: Page, address: str):
    page.emulate_media(color_scheme="light")
    page.goto(address)
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Light or dark").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
