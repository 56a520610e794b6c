import re

import pytest
from starlette.testclient import TestClient

from marsad.jobs.code import Job
from marsad.store.base import Failed
from marsad.store.door import open_store
from marsad.web.api.records import DOORS
from marsad.web.app import make_app
from marsad.web.site import Site


def test_every_door_is_in_the_document_and_answers_what_it_says(client: TestClient):
    document = client.get("/api/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) == {door.path for door in DOORS}
    one = client.get("/api/records").json()["records"][0]["id"]
    filled = {
        "/api/records/{id}": f"/api/records/{one}",
        "/api/report": "/api/report?id=saga-01-monitor",
        "/api/towns": "/api/towns?box=34,36,37,39&zoom=8",
    }
    for door in DOORS:
        given = client.get(filled.get(door.path, door.path))
        assert given.status_code == 200, door.path
        assert given.headers["content-type"].startswith(door.gives)
        assert "access-control-allow-origin" not in given.headers
        given.json()


def test_records_are_paged_to_the_last_and_each_comes_once(client: TestClient):
    seen: list[str] = []
    path: str | None = "/api/records"
    while path:
        told = client.get(path).json()
        seen += [r["id"] for r in told["records"]]
        path = told["next"]
    assert len(seen) == len(set(seen)) == told["total"]


def test_filters_are_those_of_the_page(client: TestClient):
    page = client.get("/?kind=shelling").text
    told = client.get("/api/records?kind=shelling").json()
    assert {r["kind"] for r in told["records"]} == {"shelling"}
    assert len(re.findall('class="row ', page)) == told["total"]
    assert sum(c["number"] for c in client.get("/api/counts?kind=shelling").json()["counts"]) == told["total"]


def test_a_record_comes_with_its_words(client: TestClient):
    one = client.get("/api/records?sort=agreement").json()["records"][0]
    told = client.get(f"/api/records/{one['id']}").json()
    assert told["record"] == one
    assert "an agreement was reached today" in told["quotes"][0]["text"]


def test_ways_are_lines_of_longitude_and_latitude(client: TestClient):
    lines = client.get("/api/ways").json()["features"]
    assert lines
    longest = max(lines, key=lambda f: len(f["geometry"]["coordinates"]))
    assert len(longest["geometry"]["coordinates"]) >= 5
    assert all(35 < lon < 40 and 33 < lat < 37 for lon, lat in longest["geometry"]["coordinates"])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/records/nothing", 404),
        ("/api/report?id=x", 404),
        ("/api/records?page=0", 400),
        ("/api/nothing", 404),
        ("/api/records?since=x", 400),
    ],
)
def test_errors_are_objects(client: TestClient, path: str, status: int):
    given = client.get(path)
    assert given.status_code == status
    assert given.json()["error"]["status"] == status


def test_every_byte_is_looked_at_where_asked(client: TestClient):
    text = client.get("/health?verify=1").text
    assert "All is as it was put down" in text
    assert "Looked at 10 reports" in text


def test_nothing_is_written_by_asking(client: TestClient):
    for method in ("post", "put", "delete", "patch"):
        assert getattr(client, method)("/api/records").status_code in (403, 405)


def test_an_empty_record_says_what_to_do_and_a_failure_is_named():
    with open_store("memory:") as store:
        client = TestClient(make_app(Site(store, Job("syria"))), base_url="http://localhost")
        assert "There is no record yet" in client.get("/").text
        for path in ("/control", "/sources", "/reports", "/health", "/?sort=movement"):
            assert client.get(path).status_code == 200
        with store.writer() as writer:
            writer.add_failure(Failed("odd.pdf", b"x", "odd.pdf: no text <b>"))
        text = client.get("/health").text
        assert "odd.pdf: no text &lt;b&gt;" in text
        assert client.get("/api/health").json()["failures"] == [["odd.pdf", "odd.pdf: no text <b>"]]
