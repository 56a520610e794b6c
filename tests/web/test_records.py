import re

from playwright.sync_api import Page, expect
from starlette.testclient import TestClient


def first(client: TestClient, query: str, room: str, holding: str = "") -> str:
    for path in re.findall(rf'href="(/{room}/\w+)"', client.get(query).text):
        if holding in client.get(path).text:
            return str(path)
    raise AssertionError(query)


def test_an_event_shows_who_tells_which_figure_and_three_views(client: TestClient):
    text = client.get(first(client, "/?kind=shelling&place=taldou", "events", "told anew later")).text
    killed = text.partition("Injured")[0]
    assert dict(re.findall(r"<dt>(\w+ve)</dt><dd>(\w+)", killed)) == {"Conservative": "7", "Representative": "8", "Informative": "8"}
    assert "told anew later" in text
    assert "<mark>the shelling of Taldou on the 7th of March killed 8 civilians, including 2 children</mark>" in text
    assert "Kafr Laha Local Council" in text
    assert "2 independent voices" in text


def test_the_start_of_an_id_leads_to_the_record_and_an_unknown_one_nowhere(client: TestClient):
    path = first(client, "/?kind=shelling", "events")
    given = client.get(path[:-3], follow_redirects=False)
    assert (given.status_code, given.headers["location"]) == (308, path)
    assert client.get(path.replace("/events/", "/movements/"), follow_redirects=False).headers["location"] == path
    assert client.get("/events/nothing").status_code == 404


def test_a_movement_is_a_way_on_a_map_with_its_cargo_by_source(page: Page, address: str, client: TestClient):
    page.goto(address + first(client, "/?sort=movement", "movements", "last known position"))
    page.wait_for_load_state("networkidle")
    stops = page.locator(".route li strong").all_inner_texts()
    assert stops[0].startswith(("Houla", "Taldou", "Kafr Laha"))
    assert stops[-1] == "Idlib"
    assert page.locator("[aria-current=location] strong").inner_text() == "Idlib"
    assert page.locator(".stop-disc").count() >= 3
    assert page.locator("path.leaflet-interactive, .leaflet-overlay-pane path").count() >= 3
    page.locator(".stop-disc").last.press("Enter")
    expect(page.locator(".leaflet-popup strong").first).to_contain_text("Idlib")
    cargo = page.get_by_role("region", name="On board, source by source").inner_text()
    assert "about 1,500" in cargo
    assert "Orient Wire" in cargo


def test_an_agreement_has_ticked_steps_and_terms_in_exchange(client: TestClient):
    text = client.get(first(client, "/?sort=agreement", "agreements")).text
    assert text.count('class="step-done"') >= 2
    assert 'class="step-pending"' in text
    assert "in exchange for" in text
    assert "Movements under it" in text


def test_control_is_moved_through_by_a_slider(page: Page, address: str):
    page.goto(address + "/control?on=2017-03-10")
    page.wait_for_load_state("networkidle")
    row = page.locator(".place-row", has_text="Taldou")
    expect(row).to_contain_text("nobody told of")
    page.get_by_label("Move through time").focus()
    page.keyboard.press("End")
    expect(row).to_contain_text("Syrian regime forces")
    assert "on=2017-03-2" in page.url
    assert page.locator(".holder").count() >= 1


def test_a_line_of_control_is_a_sentence_and_shows_the_holders_of_its_place(client: TestClient):
    text = client.get(first(client, "/?sort=control&place=taldou", "control", "except for")).text
    assert "Who held Taldou (Homs)" in text
    assert "Syrian regime forces" in text


def test_every_record_of_the_examples_has_a_page(client: TestClient):
    paths = {
        p
        for sort in ("event", "movement", "agreement", "control")
        for n in (1, 2, 3)
        for p in re.findall(r'href="(/(?:events|movements|agreements|control)/\w+)"', client.get(f"/?sort={sort}&page={n}").text)
    }
    assert len(paths) > 40
    assert {client.get(path).status_code for path in paths} == {200}
