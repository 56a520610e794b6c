import re

import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from marsad.errors import MarsadError
from marsad.web.query import Asked, asked_of, box_of


def opened(page: Page, address: str, path: str = "/") -> Page:
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    return page


def numbers(page: Page) -> int:
    return int(page.locator(".tabs a[aria-current] .num").inner_text().replace(",", ""))


def test_a_filter_changes_map_bars_and_list_and_stands_in_the_address(page: Page, address: str):
    opened(page, address)
    every = numbers(page)
    spots = page.locator(".spot").count()
    page.get_by_label("Place", exact=True).fill("taldou")
    page.wait_for_url("**/?place=taldou")
    expect(page.locator(".tabs a[aria-current] .num")).not_to_have_text(str(every))
    assert 0 < numbers(page) < every
    assert page.locator(".spot").count() < spots
    assert all("Taldou" in row for row in page.locator(".row-link").all_inner_texts() if "·" in row)
    page.go_back()
    expect(page.locator(".tabs a[aria-current] .num")).to_have_text(str(every))
    assert page.get_by_label("Place", exact=True).input_value() == ""


def test_a_brush_over_the_bars_chooses_a_time(page: Page, address: str):
    opened(page, address)
    every = numbers(page)
    box = page.locator("[data-timeline]").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 40, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile("since=2017-03-.*until=2017-03-"))
    expect(page.locator(".tabs a[aria-current] .num")).not_to_have_text(str(every))
    assert page.get_by_label("From").input_value().startswith("2017-03")
    assert page.locator(".brush").is_visible()
    page.get_by_role("link", name="All times").click()
    expect(page.locator(".tabs a[aria-current] .num")).to_have_text(str(every))


def test_a_family_and_a_sort_are_chosen_by_keyboard(page: Page, address: str):
    opened(page, address)
    page.locator(".legend a", has_text="Strikes and explosions").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/?family=strikes")
    expect(page.locator(".row").first).to_be_visible()
    assert {re.sub(r"\s.*", "", t) for t in page.locator(".row-link").all_inner_texts()} <= {"Shelling", "Explosion", "Airstrike"}
    page.get_by_role("link", name="Movements").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/?sort=movement")
    expect(page.locator(".row-link").first).to_contain_text(re.compile("Convoy|Group|Movement"))


def test_a_place_on_the_map_leads_to_its_records(page: Page, address: str):
    opened(page, address, "/?place=Qabo")
    page.locator(".spot").first.press("Enter")
    page.locator(".leaflet-popup a[data-go]").click()
    page.wait_for_url("**/?place=*")
    assert numbers(page) > 0


def test_an_area_is_hatched_and_no_point(page: Page, address: str):
    opened(page, address, "/?place=Hama")
    assert page.locator("path[fill^='url(#h-']").count() >= 1
    assert page.locator(".spot.area").count() >= 1


def test_the_whole_works_without_a_script(client: TestClient):
    found, every = (client.get(path).text.count('class="row ') for path in ("/?text=landmine", "/"))
    assert 0 < found < every
    assert 'class="bar' in client.get("/").text
    assert client.get("/?family=strikes&since=2017-03-07&until=2017-03-07").text.count('class="row ') >= 1


def test_places_are_features_with_their_area(client: TestClient):
    told = client.get("/api/places").json()
    assert told["type"] == "FeatureCollection"
    by_name = {f["properties"]["name"]: f["properties"] for f in told["features"]}
    assert by_name["Hama"]["area"]
    assert not by_name["Taldou"]["area"]
    assert sum(by_name["Taldou"]["families"].values()) == by_name["Taldou"]["number"]


def test_towns_are_named_the_largest_first_and_by_the_pack(client: TestClient):
    found = client.get("/api/towns?zoom=8&box=34,36,37,39").json()["places"]
    towns = [t["name"] for t in found if t["kind"] == "settlement"]
    assert towns.index("Aleppo") < towns.index("Idlib")
    assert client.get("/api/towns?zoom=8&box=1").status_code == 400
    assert client.get("/api/towns?zoom=x&box=34,36,37,39").status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        "sort=x",
        "page=0",
        "page=1e9",
        "page=٣",
        "since=1",
        "until=2017-13-01",
        "box=1,2",
        "box=9,1,1,1",
        "box=nan,0,1,1",
        "status=x",
        "family=x",
        "reviewed=x",
    ],
)
def test_what_cannot_be_meant_is_refused_calmly(client: TestClient, query: str):
    assert client.get("/?" + query).status_code == 400
    assert client.get("/api/places?" + query).status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        "until=9999-12-31",
        "since=0001-01-01",
        "place=%00",
        "place=%ED%A0%80",
        "text=%22",
        "text=*",
        "kind=%27",
        "page=999999",
        "source=%E2%80%AE",
    ],
)
def test_odd_filters_are_only_filters(client: TestClient, query: str):
    assert client.get("/?" + query).status_code == 200


def test_an_address_says_only_what_was_asked():
    assert Asked().address() == "/"
    assert Asked(place="Kafr Laha", page=3).address() == "/?place=Kafr+Laha"
    assert Asked(sort="control").address(page=2) == "/?sort=control&page=2"


def test_a_box_across_the_date_line_is_one():
    assert box_of("-10,170,10,-170") == (-10, 170, 10, -170)
    with pytest.raises(MarsadError):
        box_of("inf,0,1,1")


def test_filters_are_cut_to_a_length():
    from starlette.datastructures import QueryParams

    assert len(asked_of(QueryParams({"text": "x" * 10_000})).text) == 200


def test_no_outline_runs_around_the_whole_earth(page: Page, address: str):
    page.goto(address)
    steps = page.evaluate("""async () => {
        const base = await import(document.querySelector("script[type=module]").src.replace("overview.js", "base.js"));
        const form = await (await fetch(document.getElementById("map").dataset.base)).json();
        const rings = base.outlines(form).flatMap(country => country.geometry.coordinates.flat());
        return rings.map(ring => Math.max(...ring.slice(1).map((point, i) => Math.abs(point[0] - ring[i][0]))));
    }""")
    assert len(steps) > 200
    assert max(steps) < 180
