"""Review as people do it: a real browser, the example record, two readers."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from marsad.jobs.code import Job
from marsad.jobs.rebuild import freshen
from marsad.model.judgement import broken
from marsad.pack.pack import Pack
from marsad.web.site import Doors, Site
from tests.web.conftest import EXAMPLES, filled, served


@pytest.fixture
def site(tmp_path: Path, syria: Pack) -> Iterator[Site]:
    with filled(tmp_path / "review.db", [str(EXAMPLES / "saga.jsonl")], syria) as store:
        yield Site(store, Job("syria"), doors=Doors(local="amal"))


@pytest.fixture
def at(site: Site, page: Page) -> Iterator[Callable[[str], Page]]:
    with served(site) as address:

        def go(path: str) -> Page:
            page.goto(address + path)
            return page

        yield go


def chain(site: Site):
    with site.store.view() as view:
        return list(view.judgements())


def press(page: Page, key: str) -> None:
    """Press a key that leads to the next page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def words(page: Page) -> str:
    return page.locator(".lit").inner_text()


def test_ten_statements_by_keyboard_then_undo(at, site: Site):
    page = at("/review")
    seen = set()
    for key in "aauasaaua":
        seen.add(page.locator("input[name=statement]").first.input_value())
        press(page, key)
    page.keyboard.press("r")
    expect(page.locator("#reject select")).to_be_focused()
    page.locator("#reject select").select_option("wrong_place")
    page.locator("#reject input[name=reason]").fill("the other village")
    press(page, "Enter")
    judged = chain(site)
    assert len(seen) == 9
    assert [one.judgement.verdict for one in judged][-1] == "reject"
    assert (judged[-1].judgement.reason_code, judged[-1].judgement.reason) == ("wrong_place", "the other village")
    assert len(judged) == 10
    rejected = judged[-1].judgement.statement
    press(page, "z")
    judged = chain(site)
    assert (judged[-1].judgement.verdict, judged[-1].judgement.undoes) == ("withdraw", 10)
    assert page.locator("input[name=statement]").first.input_value() == rejected
    assert list(broken(judged)) == []


def test_the_words_of_the_statement_are_lit_in_their_sentence(at):
    page = at("/review")
    clause = "".join(page.locator(".in-clause").all_inner_texts())
    assert clause in words(page)
    assert page.locator(".is-trigger").count() >= 1
    assert page.locator(".understood dd").count() >= 3


def test_a_correction_needs_a_reason_and_shows_in_the_record(at, site: Site):
    page = at("/review")
    statement = page.locator("input[name=statement]").first.input_value()
    page.keyboard.press("c")
    page.locator("#correct select").select_option("status")
    page.locator("#correct input[name=value]").fill("denied")
    page.keyboard.press("Enter")
    assert chain(site) == []  # the browser asks for the reason first
    page.locator("#correct input[name=reason]").fill("the source takes it back")
    press(page, "Enter")
    (one,) = chain(site)
    assert (one.judgement.statement, one.judgement.field, one.judgement.value) == (statement, "status", '"denied"')


def test_another_place_is_named_and_stands_in_the_record(at, site: Site):
    page = at("/review")
    while not page.locator("#correct option[value='where.0.place']").count():
        press(page, "a")
    before = len(chain(site))
    offered = page.locator("#choices option").evaluate_all("all => all.map(one => one.value)")
    assert any(", marsad:" in value for value in offered)  # the places of the report
    page.keyboard.press("c")
    page.locator("#correct select").select_option("where.0.place")
    page.locator("#correct input[name=value]").fill("Kafr Laha, Homs")
    page.locator("#correct input[name=reason]").fill("the other village")
    press(page, "Enter")
    said = chain(site)[before].judgement
    assert json.loads(said.value or "")["place_id"] == "marsad:sy-kafr-laha"
    freshen(site.store, lambda: site.pack)
    with site.store.view() as view:
        records = [r for r in view.records() if said.statement in r["statements"] and r["record"] == "event"]
    assert [r[role]["name"] for r in records for role in ("place", "from_place", "to_place") if r[role]][:1] == ["Kafr Laha"]


def test_a_value_that_cannot_be_is_told_and_nothing_is_put_down(at, site: Site):
    page = at("/review")
    page.keyboard.press("c")
    page.locator("#correct select").select_option("status")
    page.locator("#correct input[name=value]").fill("perhaps")
    page.locator("#correct input[name=reason]").fill("who knows")
    press(page, "Enter")
    assert "happened, ongoing, expected" in page.get_by_role("alert").inner_text()
    assert chain(site) == []
    expect(page.locator("#correct")).to_be_visible()  # what was typed is there to be mended
    assert page.locator("#correct select").input_value() == "status"
    assert [page.locator(f"#correct input[name={name}]").input_value() for name in ("value", "reason")] == ["perhaps", "who knows"]


def test_the_second_reader_does_not_see_the_first_ones_decision(at, site: Site):
    page = at("/review")
    first = page.locator("input[name=statement]").first.input_value()
    press(page, "a")
    page.locator("input[name=name]").fill("basim")
    with page.expect_navigation():
        page.get_by_role("button", name="Change").click()
    waiting = set()
    for _ in range(40):
        field = page.locator("input[name=statement]")
        if not field.count():
            break
        waiting.add(field.first.input_value())
        if field.first.input_value() == first:
            assert "second reader is needed" in page.locator(".words").inner_text()
            assert "accept" not in page.locator(".words, .understood").first.inner_text().lower()
            break
        press(page, "u")
    assert first in waiting
    press(page, "a")
    at("/review/figures")
    assert "amal and basim" in page.locator("main").inner_text()
    assert {one.judgement.by for one in chain(site)} == {"amal", "basim"}
